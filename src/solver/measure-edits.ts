import type { BoardNeed, Supply } from "./board.ts";
import type { Forbid, GroupFloor, Lane, Lot, Problem, Source, Unit } from "./problem.ts";

/** The problem with a need's deadline set to `deadlineMinutes`. */
export const changeNeed = (problem: Problem, id: string, deadlineMinutes: number): Problem => ({
  ...problem,
  needs: problem.needs.map((need) => (need.id === id ? { ...need, deadlineMinutes } : need)),
});

export const lowerFloor = (problem: Problem, lot: string, amount: number): Problem =>
  changeFloor(problem, lot, (floor) => Math.max(0, floor - amount));

export const lowerGroup = (problem: Problem, held: GroupFloor, amount: number): Problem =>
  changeGroup(problem, held, (keep) => Math.max(0, keep - amount));

/** The problem in which a lot keeps something else. */
export const changeFloor = (
  problem: Problem,
  lot: string,
  to: (floor: number) => number,
): Problem =>
  changeSources(problem, (source) => ({
    ...source,
    stock: (source.stock ?? []).map((row) =>
      row.lot === lot ? { ...row, floor: to(row.floor ?? 0) } : row,
    ),
  }));

/** The problem in which this group keeps something else. */
export const changeGroup = (
  problem: Problem,
  held: GroupFloor | undefined,
  to: (keep: number) => number,
): Problem => ({
  ...problem,
  rules: {
    ...problem.rules,
    floors: (problem.rules?.floors ?? []).map((floor) =>
      floor === held ? { ...floor, keep: to(floor.keep) } : floor,
    ),
  },
});

export const addCapacity = (
  problem: Problem,
  id: string,
  dimension: "kg" | "m3",
  amount: number,
): Problem =>
  changeSources(problem, (source) =>
    source.id === id
      ? {
          ...source,
          capacity: {
            ...source.capacity,
            [dimension]: (source.capacity?.[dimension] ?? 0) + amount,
          },
        }
      : source,
  );

export const openLane = (problem: Problem, from: string, to: string): Problem =>
  changeLanes(problem, (lane) => lane.from === from && lane.to === to, true);

/** The problem in which these lanes are all open, or all closed. */
export const changeLanes = (
  problem: Problem,
  isMeant: (lane: Lane) => boolean,
  open: boolean,
): Problem => ({
  ...problem,
  lanes: problem.lanes.map((lane) => (isMeant(lane) ? { ...lane, open } : lane)),
});

/** A pair, and a reason that forbids give against it. */
interface Forbidden {
  readonly source: string;
  readonly supply: Supply;
  readonly need: string;
  readonly reason: string;
}

/** The problem without any rule that gives this reason against this pair. */
export function liftForbid(problem: Problem, pair: Forbidden): Problem {
  const forbid = (problem.rules?.forbid ?? []).filter((rule) => !hits(rule, pair));
  return { ...problem, rules: { ...problem.rules, forbid } };
}

/** The position of the first such rule. */
export const forbidAgainst = (problem: Problem, pair: Forbidden): number =>
  (problem.rules?.forbid ?? []).findIndex((rule) => hits(rule, pair));

const hits = (rule: Forbid, pair: Forbidden) =>
  rule.reason === pair.reason &&
  (rule.source ?? pair.source) === pair.source &&
  (rule.need ?? pair.need) === pair.need &&
  (rule.lot === undefined || rule.lot === pair.supply.lot) &&
  (rule.unit === undefined || rule.unit === pair.supply.unit);

/** The problem with so much more at a source: a fresh lot, or as many units as are missing. */
export function addStock(
  problem: Problem,
  id: string,
  { item, capability }: Pick<BoardNeed, "item" | "capability">,
  amount: number,
): Problem {
  if (item !== undefined)
    return addLot(problem, id, { lot: unusedId(problem, "lot"), item, quantity: amount });
  const name = unusedId(problem, "unit");
  const units = Array.from({ length: Math.min(amount, UNITS_ADDED) }, (_, number) => ({
    id: `${name}-${number}`,
    capabilities: [capability ?? ""],
  }));
  return addUnits(problem, id, units);
}

export const addLot = (problem: Problem, id: string, lot: Lot): Problem =>
  changeSources(problem, (source) =>
    source.id === id ? { ...source, stock: [...(source.stock ?? []), lot] } : source,
  );

export const addUnits = (problem: Problem, id: string, units: readonly Unit[]): Problem =>
  changeSources(problem, (source) =>
    source.id === id ? { ...source, units: [...(source.units ?? []), ...units] } : source,
  );

const UNITS_ADDED = 1_000;

/** A name longer than every other of its kind cannot be taken. */
function unusedId(problem: Problem, kind: "lot" | "unit"): string {
  let longest = 0;
  for (const { stock = [], units = [] } of problem.sources)
    if (kind === "lot") for (const { lot } of stock) longest = Math.max(longest, lot.length);
    else for (const { id } of units) longest = Math.max(longest, id.length);
  return "+".repeat(longest + 1);
}

const changeSources = (problem: Problem, change: (source: Source) => Source): Problem => ({
  ...problem,
  sources: problem.sources.map(change),
});
