import { describe, expect, it } from "vitest";
import { chanceOf } from "../../src/kernel/chance.ts";
import type { Plan } from "../../src/solver/plan.ts";
import type { Problem } from "../../src/solver/problem.ts";
import { solve } from "../../src/solver/solve.ts";
import { worldOf } from "../rules/solver/worlds.ts";

const SIZE = { sources: 6, needs: 6, items: 3, places: 4, units: 0.4, substitutes: 0.3 };
const SEEDS = [1, 2, 3, 4, 5, 6];

const worldAt = (seed: number) =>
  worldOf(
    seed,
    { ...SIZE, capacity: seed % 2 === 0 ? 0.5 : 0 },
    { preset: "FASTEST", timeLimitMs: 120_000 },
  );

const vector = (plan: Plan) =>
  plan.stages.map(({ name, parts }) => {
    return `${name} ${parts.map((part) => Math.round(part * 1e6) / 1e6).join("/")}`;
  });

function shuffled<Row>(rows: readonly Row[] | undefined, seed: number): Row[] {
  const chance = chanceOf(seed);
  return (rows ?? [])
    .map((row) => ({ row, key: chance() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

const reordered = (problem: Problem): Problem => ({
  ...problem,
  items: shuffled(problem.items, 1),
  needs: shuffled(problem.needs, 2),
  lanes: shuffled(problem.lanes, 3),
  sources: shuffled(problem.sources, 4).map((source) => ({
    ...source,
    stock: shuffled(source.stock, 5),
    units: shuffled(source.units, 6),
  })),
});

/** The same world with other names, so that every order by id is turned round. */
const renamed = (problem: Problem): Problem =>
  JSON.parse(
    JSON.stringify(problem, (_, value: unknown) =>
      typeof value === "string" && /^[snlu]\d{3}/.test(value)
        ? value.replace(/^([snlu])(\d{3})/, (__, kind: string, n: string) => {
            return kind + String(999 - Number(n));
          })
        : value,
    ),
  ) as Problem;

const withUselessDepot = (problem: Problem): Problem => ({
  ...problem,
  sources: [...problem.sources, { id: "zz", stock: [{ lot: "zz", item: "i0", quantity: 99 }] }],
});

describe("what does not matter changes nothing", () => {
  it.each(SEEDS)("world %d: order of rows gives the same plan, to the hash", async (seed) => {
    const world = worldAt(seed);
    const [plan, other] = [await solve(world), await solve(reordered(world))];
    expect(other.planHash).toBe(plan.planHash);
  });

  it.each(SEEDS)("world %d: other ids, a useless depot, a dead road", async (seed) => {
    const world = worldAt(seed);
    const plan = await solve(world);
    const used = new Set(plan.allocations.map((line) => `${line.source} ${line.need}`));
    const places = new Map(world.needs.map((need) => [need.id, need.place]));
    const roads = new Set(
      [...used].map((key) => {
        const [source = "", need = ""] = key.split(" ");
        return `${source} ${places.get(need) ?? ""}`;
      }),
    );
    const dead = world.lanes.find((lane) => !roads.has(`${lane.from} ${lane.to}`));
    const closed = world.lanes.map((lane) => (lane === dead ? { ...lane, open: false } : lane));
    for (const same of [renamed(world), withUselessDepot(world), { ...world, lanes: closed }])
      expect(vector(await solve(same))).toEqual(vector(plan));
  });

  it.each(SEEDS)("world %d: more stock never leaves more unmet", async (seed) => {
    const world = worldAt(seed);
    const richer = world.sources.map((source, at) =>
      at % 2 === 0
        ? {
            ...source,
            stock: (source.stock ?? []).map((lot) => ({ ...lot, quantity: lot.quantity + 5 })),
          }
        : source,
    );
    const [plan, more] = [await solve(world), await solve({ ...world, sources: richer })];
    expect(compareParts(more, plan)).toBeLessThanOrEqual(0);
  });

  it.each(SEEDS)("world %d: the plan is never worse than nearest first", async (seed) => {
    const plan = await solve(worldAt(seed));
    const nearest = plan.baseline.stages[0]?.parts ?? [];
    expect(lexicographic(plan.stages[0]?.parts ?? [], nearest)).toBeLessThanOrEqual(0);
  });
});

const compareParts = (a: Plan, b: Plan) =>
  lexicographic(a.stages[0]?.parts ?? [], b.stages[0]?.parts ?? []);

function lexicographic(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
