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
  for (const need of problem.needs) {
    const from = senders.get(need.place) ?? [];
    for (const kind of kindsOf(need)) {
      const bySource = stored.get(kind)?.bySource ?? new Map<string, number>();
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
  readonly bySource: Map<string, number>;
}

function storedByKind(problem: Problem): Map<string, Stored> {
  const stored = new Map<string, Stored>();
  const add = (kind: string, source: string) => {
    const row = stored.get(kind) ?? { count: 0, fullest: 0, bySource: new Map<string, number>() };
    stored.set(kind, row);
    row.count += 1;
    const here = (row.bySource.get(source) ?? 0) + 1;
    row.bySource.set(source, here);
    row.fullest = Math.max(row.fullest, here);
  };
  for (const { id, stock = [], units = [] } of problem.sources) {
    for (const lot of stock) add(itemKind(lot.item), id);
    for (const unit of units) for (const one of unit.capabilities) add(capabilityKind(one), id);
  }
  return stored;
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
