import { chanceOf } from "../../../src/kernel/chance.ts";
import type { Lane, Problem } from "../../../src/solver/problem.ts";

/** The same world in which every item, source, lot, unit, need, place and skill is called anew. */
export function renamed(world: Problem, seed: number): Problem {
  const chance = chanceOf(seed);
  const names = new Map<string, string>();
  const nameFor = (id: string) => {
    const known = names.get(id) ?? `${String(Math.floor(chance() * 1e9))}-${id}`;
    names.set(id, known);
    return known;
  };
  const text = JSON.stringify(world).replace(/"([isnplcu]\d[\d-]*)"/g, (_, id: string) =>
    JSON.stringify(nameFor(id)),
  );
  return JSON.parse(text) as Problem;
}

/** The same world with the rows of every list in another order, but for the order of stages. */
export function shuffled(world: Problem, seed: number): Problem {
  const chance = chanceOf(seed + 1);
  const mix = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value
        .map((row: unknown) => ({ row: mix(row), key: chance() }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, row]) => [key, mix(row)]));
  };
  const { options, ...rows } = world;
  return { ...(mix(rows) as Problem), ...(options === undefined ? {} : { options }) };
}

const laneCosts = ({ unitCost = 0, fixedCost = 0 }: Lane, factor: number) => ({
  unitCost: unitCost * factor,
  fixedCost: fixedCost * factor,
});

export const timesCosts = (world: Problem, factor: number): Problem => ({
  ...world,
  sources: world.sources.map((source) => ({
    ...source,
    fixedCost: (source.fixedCost ?? 0) * factor,
    stock: (source.stock ?? []).map((lot) => ({
      ...lot,
      unitCost: (lot.unitCost ?? 0) * factor,
    })),
  })),
  lanes: world.lanes.map((lane) => ({ ...lane, ...laneCosts(lane, factor) })),
});

export const timesQuantities = (world: Problem, factor: number): Problem => ({
  ...world,
  sources: world.sources.map((source) => ({
    ...source,
    stock: (source.stock ?? []).map((lot) => ({
      ...lot,
      quantity: lot.quantity * factor,
      floor: (lot.floor ?? 0) * factor,
    })),
  })),
  needs: world.needs.map((need) => ({ ...need, quantity: need.quantity * factor })),
  rules: {
    ...world.rules,
    floors: (world.rules?.floors ?? []).map((floor) => ({ ...floor, keep: floor.keep * factor })),
  },
});
