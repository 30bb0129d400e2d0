import { expect } from "vitest";
import type { Problem, Source } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { roughWorld } from "./rough-worlds.ts";
import { renamed, shuffled, timesCosts, timesQuantities } from "./world-changes.ts";
import { worldOf } from "./worlds.ts";

/** What must hold between a world and the same world changed; each is tried on many seeds. */
export interface Law {
  readonly says: string;
  /** Fails the test where the law is broken; answers whether the change changed anything. */
  readonly holds: (seed: number) => Promise<boolean>;
}

type Change = (world: Problem, seed: number) => Problem | Promise<Problem>;

async function valuesOf(problem: Problem, seed: number) {
  const plan = await solve(problem);
  expect([seed, plan.status, plan.errors]).toEqual([seed, "OPTIMAL", undefined]);
  return plan.stages.map(({ name, parts }) => ({ name, parts }));
}

/** With a slack, how late goods may come depends on how early they could be. */
const strictWorld = (seed: number): Problem => {
  const world = roughWorld(50_000 + seed);
  return { ...world, options: { ...world.options, slack: { arrival: 0 } } };
};

const keepsAll =
  (change: Change, factor: (stage: string) => number = () => 1, worldAt = strictWorld) =>
  async (seed: number): Promise<boolean> => {
    const world = worldAt(seed);
    const before = await valuesOf(world, seed);
    const expected = before.map(({ name, parts }) => ({
      name,
      parts: parts.map((part) => part * factor(name)),
    }));
    expect([seed, await valuesOf(await change(world, seed), seed)]).toEqual([seed, expected]);
    return true;
  };

const neverHurts =
  (change: Change) =>
  async (seed: number): Promise<boolean> => {
    const world = withStages(strictWorld(seed), ["unmet"]);
    const [before] = await valuesOf(world, seed);
    const [after] = await valuesOf(await change(world, seed), seed);
    const at = after?.parts.findIndex((part, index) => part !== before?.parts[index]) ?? -1;
    if (at < 0) return false;
    const [worse, better] = [before?.parts[at] ?? NaN, after?.parts[at] ?? NaN];
    expect([seed, before, after, better < worse]).toEqual([seed, before, after, true]);
    return true;
  };

const withStages = (world: Problem, stages: readonly ["unmet", ...("arrival" | "cost")[]]) => ({
  ...world,
  options: { ...world.options, stages },
});

const eachSource = (world: Problem, change: (source: Source) => Source): Problem => ({
  ...world,
  sources: world.sources.map(change),
});

/** Every road that the plan does not use is closed. */
async function unusedClosed(world: Problem): Promise<Problem> {
  const { allocations } = await solve(world);
  const placeOf = new Map(world.needs.map(({ id, place }) => [id, place]));
  const used = new Set(
    allocations.map(({ source, need }) => `${source} ${placeOf.get(need) ?? ""}`),
  );
  const lanes = world.lanes.map((lane) =>
    used.has(`${lane.from} ${lane.to}`) ? lane : { ...lane, open: false },
  );
  return { ...world, lanes };
}

/** No capacity and no ratio, so that a whole plan times seven is the best of seven times all. */
const plainWorld = (seed: number): Problem => {
  const size = { sources: 2 + (seed % 5), needs: 2 + (seed % 6), items: 1 + (seed % 3) };
  return withStages(worldOf(60_000 + seed, size), ["unmet", "arrival", "cost"]);
};

const SAME: readonly Law[] = [
  {
    says: "values stay when every id is another one and every row stands elsewhere",
    holds: keepsAll((world, seed) => shuffled(renamed(world, seed), seed)),
  },
  {
    says: "values stay when a depot is added that no open road leaves",
    holds: keepsAll((world) => ({
      ...world,
      sources: [
        { id: "idle", rank: 1, stock: [{ lot: "idle", item: "i0", quantity: 1000 }] },
        ...world.sources,
      ],
      lanes: [{ from: "idle", to: "p0", minutes: 1, open: false }, ...world.lanes],
    })),
  },
  {
    says: "values stay when every road is closed that the plan does not use",
    holds: keepsAll(unusedClosed),
  },
  {
    says: "only the cost is three times as great when all prices are",
    holds: keepsAll(
      (world) => timesCosts(world, 3),
      (stage) => (stage === "cost" ? 3 : 1),
    ),
  },
  {
    says: "values are seven times as great when all quantities are",
    holds: keepsAll(
      (world) => timesQuantities(world, 7),
      () => 7,
      plainWorld,
    ),
  },
];

const LESS_SHORT: readonly Law[] = [
  {
    says: "no shortage grows when lots hold more",
    holds: neverHurts((world) =>
      eachSource(world, (source) => ({
        ...source,
        stock: (source.stock ?? []).map((lot) => ({ ...lot, quantity: lot.quantity + 3 })),
      })),
    ),
  },
  {
    says: "no shortage grows when deadlines are moved out",
    holds: neverHurts((world) => ({
      ...world,
      needs: world.needs.map((need) =>
        need.deadlineMinutes === undefined
          ? need
          : { ...need, deadlineMinutes: need.deadlineMinutes + 120 },
      ),
    })),
  },
  {
    says: "no shortage grows when a forbid is lifted",
    holds: neverHurts((world, seed) => {
      const forbid = world.rules?.forbid?.filter((_, at) => at !== seed % 2) ?? [];
      return { ...world, rules: { ...world.rules, forbid } };
    }),
  },
  {
    says: "no shortage grows when lots and groups may be drawn further down",
    holds: neverHurts((world) => ({
      ...eachSource(world, (source) => ({
        ...source,
        stock: (source.stock ?? []).map((lot) => ({ ...lot, floor: 0 })),
      })),
      rules: { ...world.rules, floors: [] },
    })),
  },
  {
    says: "no shortage grows when closed roads open and more can be carried",
    holds: neverHurts((world) => ({
      ...eachSource(world, (source) => ({ ...source, capacity: { kg: 1e6, m3: 1e6 } })),
      lanes: world.lanes.map((lane) => ({ ...lane, open: true })),
    })),
  },
];

export const LAWS: readonly Law[] = [...SAME, ...LESS_SHORT];
