import type { Group, Supply } from "./board.ts";
import type { Problem } from "./problem.ts";

/** The floors that several lots keep together, net of what pins ship from them. */
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
  return (problem.rules?.floors ?? []).map((floor, rule) => {
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
}
