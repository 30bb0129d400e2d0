import type { Group, Supply } from "./board.ts";
import type { Problem } from "./problem.ts";

/**
 * The floors that several lots keep together, net of what pins ship from them, in order of their
 * lots: where plans tie, the order of rules in the file must not choose among them.
 */
export function groupsOf(
  problem: Problem,
  supplies: readonly Supply[],
  sourceOf: ReadonlyMap<string, number>,
): Group[] {
  const lotsOf = new Map<string, number[]>();
  const held = new Set((problem.rules?.floors ?? []).map(({ item }) => item));
  supplies.forEach((supply, index) => {
    if (supply.item === undefined || !held.has(supply.item)) return;
    const key = `${supply.source} ${supply.item}`;
    lotsOf.set(key, [...(lotsOf.get(key) ?? []), index]);
  });
  const groups = (problem.rules?.floors ?? []).map((floor, rule): Group => {
    const sources = [...new Set(floor.sources.map((id) => sourceOf.get(id) ?? -1))];
    const lots = sources
      .sort((a, b) => a - b)
      .flatMap((source) => lotsOf.get(`${source} ${floor.item}`) ?? []);
    const free = lots.reduce((sum, lot) => {
      const supply = supplies[lot];
      return sum + (supply === undefined ? 0 : supply.stock - supply.pinned);
    }, 0);
    return { rule, supplies: lots, limit: Math.max(0, free - floor.keep) };
  });
  return groups.sort((a, b) => byLots(a.supplies, b.supplies) || a.limit - b.limit);
}

function byLots(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((lot, index) => lot !== b[index]);
  return place < 0 ? a.length - b.length : (a[place] ?? 0) - (b[place] ?? -1);
}
