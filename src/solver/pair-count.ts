import { capabilityKind, itemKind, kindsAsked } from "./board.ts";
import type { Need, Problem } from "./problem.ts";

/** Pairs of stock and need that a plan may have to weigh. */
export const LARGEST_PAIRS = 5_000_000;
/** Pairs without a lane are only passed by: so many take as long as weighing one. */
const PASSED_BY = 20;

/**
 * Whether a file has more pairs of stock and need than can be weighed. Each need meets every lot
 * of its kind; if there are too many such pairs, those without a lane count for little, unless
 * forbids may speak against them too.
 */
export function isTooMuchToWeigh(problem: Problem): boolean {
  const stored = storedByKind(problem);
  const kindsOf = kindsIn(problem);
  let pairs = 0;
  for (const need of problem.needs)
    for (const kind of kindsOf(need)) pairs += stored.get(kind)?.count ?? 0;
  if (pairs <= LARGEST_PAIRS) return false;
  if (pairs > LARGEST_PAIRS * PASSED_BY || (problem.rules?.forbid ?? []).length > 0) return true;
  const senders = sendersIn(problem);
  let weighed = pairs / PASSED_BY;
  // What lanes could lead to at most is soon summed, and most files stay below with that.
  let most = weighed;
  for (const need of problem.needs)
    for (const kind of kindsOf(need)) {
      const { count, fullest } = stored.get(kind) ?? NOTHING;
      most += Math.min(count, fullest * (senders.get(need.place)?.length ?? 0));
    }
  if (most <= LARGEST_PAIRS) return false;
  const homes = homesByKind(problem);
  for (const need of problem.needs) {
    const from = senders.get(need.place) ?? [];
    for (const kind of kindsOf(need)) {
      const bySource = homes.get(kind) ?? new Map<string, number>();
      // The fewer of the two are looked at; with as many sources as lanes each may have a lane.
      if (bySource.size < from.length) weighed += stored.get(kind)?.count ?? 0;
      else for (const source of from) weighed += bySource.get(source) ?? 0;
    }
    if (weighed > LARGEST_PAIRS) return true;
  }
  return false;
}

const NOTHING = { count: 0, fullest: 0 };

interface Stored {
  count: number;
  /** The most at one source. */
  fullest: number;
  /** The source that was gone over last, and how many there are at it. */
  last: string;
  here: number;
}

function storedByKind(problem: Problem): Map<string, Stored> {
  const stored = new Map<string, Stored>();
  eachStored(problem, (kind, source) => {
    const row = stored.get(kind) ?? { count: 0, fullest: 0, last: source, here: 0 };
    if (row.count === 0) stored.set(kind, row);
    row.here = row.last === source ? row.here + 1 : 1;
    row.last = source;
    row.count += 1;
    row.fullest = Math.max(row.fullest, row.here);
  });
  return stored;
}

/** Of each kind, how many there are at each source. */
function homesByKind(problem: Problem): Map<string, Map<string, number>> {
  const homes = new Map<string, Map<string, number>>();
  eachStored(problem, (kind, source) => {
    const row = homes.get(kind) ?? new Map<string, number>();
    homes.set(kind, row.set(source, (row.get(source) ?? 0) + 1));
  });
  return homes;
}

/** Source by source. */
function eachStored({ sources }: Problem, visit: (kind: string, source: string) => void): void {
  for (const { id, stock = [], units = [] } of sources) {
    for (const { item } of stock) visit(itemKind(item), id);
    for (const unit of units) for (const one of unit.capabilities) visit(capabilityKind(one), id);
  }
}

/** The kinds of stock that could serve a need, put together once for each item. */
function kindsIn(problem: Problem): (need: Need) => readonly string[] {
  const kinds = new Map(
    problem.items.map(({ id, substitutes = [] }) => [
      id,
      [id, ...substitutes.map((other) => other.item)].map(itemKind),
    ]),
  );
  return (need) => (need.item === undefined ? kindsAsked(need) : (kinds.get(need.item) ?? []));
}

function sendersIn(problem: Problem): Map<string, string[]> {
  const senders = new Map<string, string[]>();
  for (const { from, to } of problem.lanes) {
    const row = senders.get(to);
    if (row === undefined) senders.set(to, [from]);
    else row.push(from);
  }
  return senders;
}
