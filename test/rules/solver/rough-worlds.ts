import { chanceOf, type Chance } from "../../../src/kernel/chance.ts";
import type { Pin, PreviousLine, Problem, ProblemOptions } from "../../../src/solver/problem.ts";
import { worldOf } from "./worlds.ts";

const PRESETS = ["FASTEST", "BALANCED", "LOCAL_FIRST"] as const;

/**
 * A small world out of `worldOf` with what is rare in it made common: everything ties, lots are
 * empty, the land falls apart, much is pinned, an earlier plan speaks of what is gone.
 */
export function roughWorld(seed: number): Problem {
  const chance = chanceOf(seed * 7919 + 11);
  const some = (share: number) => chance() < share;
  const size = {
    sources: 1 + Math.floor(chance() * 4),
    needs: 1 + Math.floor(chance() * 5),
    items: 1 + Math.floor(chance() * 3),
    places: 1 + Math.floor(chance() * 3),
    quantity: [2, 5, 12, 25][Math.floor(chance() * 4)] ?? 5,
    substitutes: some(0.5) ? 0.6 : 0,
    units: some(0.4) ? 0.5 : 0,
    capacity: some(0.3) ? 0.6 : 0,
    fixed: some(0.4) ? 0.5 : 0,
  };
  let world = worldOf(seed, size, optionsOf(chance));
  if (some(0.3)) world = tied(world);
  if (some(0.3)) world = emptied(world, chance);
  if (some(0.2)) world = apart(world);
  if (some(0.4)) world = pinned(world, chance);
  if (some(0.3)) world = { ...world, previous: earlier(world, chance) };
  return world;
}

function optionsOf(chance: Chance): ProblemOptions {
  const preset = PRESETS[Math.floor(chance() * 3)] ?? "FASTEST";
  const base = { preset, timeLimitMs: 120_000 };
  return chance() < 0.2 ? { ...base, slack: { arrival: chance() < 0.5 ? 0 : 0.25 } } : base;
}

/** Same way, same price, same hour everywhere: every plan that ships as much ties. */
const tied = (world: Problem): Problem => ({
  ...world,
  sources: world.sources.map((source) => ({
    ...source,
    readyMinutes: 0,
    rank: 1,
    stock: (source.stock ?? []).map((lot) => ({ ...lot, availableMinutes: 0, unitCost: 1 })),
  })),
  lanes: world.lanes.map((lane) => ({ ...lane, minutes: 30, unitCost: 1 })),
});

const emptied = (world: Problem, chance: Chance): Problem => ({
  ...world,
  sources: world.sources.map((source) => ({
    ...source,
    stock: (source.stock ?? []).map((lot) =>
      chance() < 0.5 ? { ...lot, quantity: 0, floor: 0 } : lot,
    ),
  })),
});

/** Each source reaches one place only, so that the land is in pieces. */
const apart = (world: Problem): Problem => ({
  ...world,
  lanes: world.lanes.filter(
    ({ from }, at) => world.lanes.findIndex((lane) => lane.from === from) === at,
  ),
});

/** Some pairs held fast, closed lanes and late ones too, within stock, need and load. */
function pinned(world: Problem, chance: Chance): Problem {
  const left = new Map<string, number>();
  const open = new Map(world.needs.map(({ id, quantity }) => [id, quantity]));
  const pins: Pin[] = [];
  for (const pin of fitting(world)) {
    if (chance() < 0.7) continue;
    const key = pin.lot ?? pin.unit ?? "";
    const stock = left.get(key) ?? pin.quantity ?? 1;
    const most = Math.min(stock, open.get(pin.need) ?? 0);
    if (most < 1) continue;
    const quantity = pin.unit === undefined ? 1 + Math.floor(chance() * most) : 1;
    left.set(key, stock - quantity);
    open.set(pin.need, (open.get(pin.need) ?? 0) - quantity);
    pins.push({ ...pin, ...(pin.unit === undefined ? { quantity } : {}) });
  }
  return { ...world, rules: { ...world.rules, pins } };
}

/** Every pair of own goods or units with a lane; goods of sources with a load limit stay free. */
function fitting(world: Problem): Pin[] {
  return world.needs.flatMap((need) =>
    world.lanes
      .filter(({ to }) => to === need.place)
      .flatMap(({ from }) => world.sources.filter(({ id }) => id === from))
      .flatMap((source) => [
        ...(source.capacity === undefined ? (source.stock ?? []) : [])
          .filter(({ item }) => item === need.item)
          .map(({ lot, quantity }) => ({ source: source.id, lot, need: need.id, quantity })),
        ...(source.units ?? [])
          .filter(({ capabilities }) => capabilities.some((one) => one === need.capability))
          .map(({ id }) => ({ source: source.id, unit: id, need: need.id })),
      ]),
  );
}

/** Lines that may stand no more, and one on goods that are gone. */
function earlier(world: Problem, chance: Chance): PreviousLine[] {
  const lines = fitting(world).filter(() => chance() < 0.5);
  const gone = { source: "gone", lot: "gone", need: world.needs[0]?.id ?? "", quantity: 3 };
  return [...lines, gone];
}
