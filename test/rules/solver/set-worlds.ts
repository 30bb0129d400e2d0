import { chanceOf } from "../../../src/kernel/chance.ts";
import type { Need, Problem, ProblemOptions } from "../../../src/solver/problem.ts";
import { worldOf } from "./worlds.ts";

export interface SetWorldSize {
  readonly sources: number;
  readonly unitsEach: number;
  readonly needs: number;
  /** How many different capabilities there are. */
  readonly skills: number;
  readonly quantity: number;
  readonly pins: number;
  /** The chance of a source to have a capacity, which keeps goods off the network too. */
  readonly capacity?: number;
}

/** A repeatable world whose needs ask for several capabilities at once, for one, or for goods. */
export function setWorldOf(seed: number, size: SetWorldSize, options?: ProblemOptions): Problem {
  const { sources, needs, capacity = 0 } = size;
  const goodsSize = { sources, needs, capacity, items: 2, places: 2, quantity: 4, fixed: 0.4 };
  const goods = worldOf(seed, goodsSize);
  const chance = chanceOf(seed + 7_919);
  const upTo = (limit: number) => Math.floor(chance() * limit);
  const some = (least: number, most: number) => {
    const all = Array.from({ length: size.skills }, (_, at) => `c${at}`);
    const count = least + upTo(Math.min(most, size.skills) - least + 1);
    while (all.length > count) all.splice(upTo(all.length), 1);
    return all;
  };
  const asked = goods.needs.map((need, at): Need => {
    const { id, place, priority = 3 } = need;
    const isTimed = need.deadlineMinutes !== undefined && chance() < 0.4;
    const deadlineMinutes = 100 + upTo(120);
    const rest = { id, place, priority, ...(isTimed ? { deadlineMinutes } : {}) };
    const quantity = 1 + upTo(size.quantity);
    if (at === 0 || chance() < 0.5) return { ...rest, quantity, capabilities: some(2, 4) };
    return chance() < 0.6 ? { ...rest, quantity, capability: `c${upTo(size.skills)}` } : need;
  });
  const crewed = goods.sources.map((source, at) => ({
    ...source,
    stock: (source.stock ?? []).slice(0, at === 0 ? 1 : 0),
    units: Array.from({ length: size.unitsEach - upTo(3) }, (_, number) => ({
      id: `u${at}-${number}`,
      capabilities: some(1, 3),
      readyMinutes: upTo(30),
    })),
  }));
  const world = { ...goods, sources: crewed, needs: asked, ...(options ? { options } : {}) };
  return { ...world, rules: { ...world.rules, pins: pinsIn(world, size.pins, upTo) } };
}

/** Pins of units on the first needs that could use them, a few at most. */
function pinsIn(world: Problem, most: number, upTo: (limit: number) => number) {
  const count = most === 0 ? 0 : upTo(most + 1);
  const left = new Map(
    world.needs.map((need) => [need.id, need.quantity * (need.capabilities?.length ?? 1)]),
  );
  const pins = world.sources.flatMap((source) =>
    (source.units ?? []).flatMap((unit) => {
      const need = world.needs.find(
        (row) =>
          (left.get(row.id) ?? 0) > 0 &&
          (row.capabilities ?? [row.capability ?? ""]).some((one) =>
            unit.capabilities.includes(one),
          ) &&
          world.lanes.some((lane) => lane.from === source.id && lane.to === row.place),
      );
      if (need === undefined) return [];
      left.set(need.id, (left.get(need.id) ?? 0) - 1);
      return [{ source: source.id, unit: unit.id, need: need.id }];
    }),
  );
  return pins.slice(0, count);
}
