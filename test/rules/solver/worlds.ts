import { chanceOf } from "../../../src/kernel/chance.ts";
import type { Chance } from "../../../src/kernel/chance.ts";
import type { Problem, ProblemOptions } from "../../../src/solver/problem.ts";

export interface WorldSize {
  readonly sources: number;
  readonly needs: number;
  readonly items: number;
  readonly places?: number;
  /** Chances, 0…1, of the features that make a problem harder. */
  readonly capacity?: number;
  readonly substitutes?: number;
  readonly fixed?: number;
  readonly units?: number;
  readonly quantity?: number;
  readonly pins?: boolean;
}

/** A random but repeatable problem: the same seed and size give the same file. */
export function worldOf(seed: number, size: WorldSize, options?: ProblemOptions): Problem {
  const chance = chanceOf(seed);
  const upTo = (limit: number) => Math.floor(chance() * limit);
  const some = (share: number | undefined) => chance() < (share ?? 0);
  const top = size.quantity ?? 20;
  const items = Array.from({ length: size.items }, (_, at) => ({
    id: `i${at}`,
    kg: 1 + upTo(9),
    m3: 0.1 * (1 + upTo(5)),
    weight: 1 + upTo(3),
    ...(some(size.substitutes)
      ? {
          substitutes: [
            { item: `i${(at + 1) % size.items}`, give: 1 + upTo(3), counts: 1 + upTo(2) },
          ].filter((other) => other.item !== `i${at}`),
        }
      : {}),
  }));
  const sources = Array.from({ length: size.sources }, (_, at) => ({
    id: `s${String(at).padStart(3, "0")}`,
    rank: 1 + upTo(4),
    readyMinutes: upTo(30),
    fixedCost: some(size.fixed) ? upTo(50) : 0,
    ...(some(size.capacity) ? { capacity: { kg: upTo(8 * top), m3: 0.3 * upTo(2 * top) } } : {}),
    stock: stockOf(at, size, chance),
    units: some(size.units) ? [unitOf(at, 0, chance), unitOf(at, 1, chance)] : [],
  }));
  const needs = needsOf(size, chance);
  const lanes = lanesOf(sources, size, chance);
  const rules = rulesOf(
    size,
    sources.map((source) => source.id),
    chance,
  );
  return { version: 1, items, sources, needs, lanes, rules, ...(options ? { options } : {}) };
}

function stockOf(at: number, size: WorldSize, chance: Chance) {
  const upTo = (limit: number) => Math.floor(chance() * limit);
  return Array.from({ length: 1 + upTo(3) }, (_, number) => ({
    lot: `l${String(at).padStart(3, "0")}-${number}`,
    item: `i${upTo(size.items)}`,
    quantity: upTo(size.quantity ?? 20),
    floor: chance() < 0.3 ? upTo(6) : 0,
    unitCost: upTo(4),
    availableMinutes: upTo(40),
    ...(chance() < 0.4 ? { expiresInMinutes: 100 + upTo(600) } : {}),
  }));
}

function unitOf(at: number, number: number, chance: Chance) {
  const upTo = (limit: number) => Math.floor(chance() * limit);
  return {
    id: `u${String(at).padStart(3, "0")}-${number}`,
    capabilities: [`c${upTo(3)}`, `c${upTo(3)}`],
    readyMinutes: upTo(30),
  };
}

function rulesOf(size: WorldSize, sources: readonly string[], chance: Chance) {
  const upTo = (limit: number) => Math.floor(chance() * limit);
  const half = sources.slice(0, Math.ceil(sources.length / 2));
  const pair = half.slice(0, 2);
  return {
    floors: [
      { sources: half, item: "i0", keep: upTo(size.quantity ?? 20) },
      { sources: pair, item: "i0", keep: upTo(10) },
    ],
    forbid: [
      { source: sources[upTo(sources.length)] ?? "", need: "n000", reason: "AGREEMENT" },
      { source: sources[upTo(sources.length)] ?? "", reason: "STALE_COUNT" },
    ],
  };
}

function needsOf(size: WorldSize, chance: Chance) {
  const upTo = (limit: number) => Math.floor(chance() * limit);
  const some = (share: number | undefined) => chance() < (share ?? 0);
  const places = size.places ?? size.needs;
  const top = size.quantity ?? 20;
  return Array.from({ length: size.needs }, (_, at) => ({
    id: `n${String(at).padStart(3, "0")}`,
    place: `p${upTo(places)}`,
    quantity: 1 + upTo(top),
    priority: 1 + upTo(4),
    ...(some(0.6) ? { deadlineMinutes: 60 + upTo(240) } : {}),
    ...(some(0.2) ? { minShelfMinutes: upTo(200) } : {}),
    ...(some(size.units) && some(0.4)
      ? { capability: `c${upTo(3)}`, quantity: 1 + upTo(2) }
      : { item: `i${upTo(size.items)}` }),
  }));
}

function lanesOf(sources: readonly { readonly id: string }[], size: WorldSize, chance: Chance) {
  const upTo = (limit: number) => Math.floor(chance() * limit);
  const some = (share: number | undefined) => chance() < (share ?? 0);
  const places = size.places ?? size.needs;
  return sources.flatMap((source) =>
    Array.from({ length: places }, (_, place) => ({
      from: source.id,
      to: `p${place}`,
      minutes: 10 + upTo(200),
      unitCost: upTo(10),
      fixedCost: some(size.fixed) ? upTo(30) : 0,
      crossProvince: some(0.3),
      open: !some(0.1),
    })).filter(() => !some(0.15)),
  );
}
