import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { nameOf } from "./eligible.ts";
import type { Outlook } from "./limits.ts";
import type { Certificate } from "./plan.ts";

/**
 * The needs that stand or fall with a short one, and all that could reach them: what these want
 * less what those hold is missing whatever anyone does (Hall 1935). A clerk can add it up.
 *
 * Undefined where the sum does not explain the shortage: capacity or an uneven ratio is at work.
 */
export function hallCertificate(outlook: Outlook, short: number): Certificate | undefined {
  const { board } = outlook;
  const reached = reach(outlook, short);
  if (reached === undefined) return undefined;
  const needs = [...reached.needs].sort((a, b) => a - b);
  const stocks = [...reached.supplies].sort((a, b) => a - b);
  const demand = needs.reduce((sum, need) => sum + at(board.needs, need).quantity, 0);
  const pins = board.pinned.filter((pin) => reached.needs.has(pin.need));
  const supply = pins.reduce((sum, pin) => sum + pin.counted, mostFrom(board, reached.supplies));
  const missing = needs.reduce((sum, need) => sum + at(outlook.missing, need), 0);
  if (demand - supply !== missing) return undefined;
  return {
    needs: needs.map((need) => at(board.needs, need).id),
    stocks: stocks.map((index) => nameOf(board, at(board.supplies, index))),
    demand,
    supply,
    missing,
  };
}

interface Reached {
  readonly needs: Set<number>;
  readonly supplies: Set<number>;
}

/** Follows who could stand in for whom, until nothing new is found. */
function reach(outlook: Outlook, short: number): Reached | undefined {
  const { board } = outlook;
  const { starts, supply: lots, give, counts } = board.arcs;
  const reached: Reached = { needs: new Set([short]), supplies: new Set() };
  const queue = [short];
  for (let need = queue.pop(); need !== undefined; need = queue.pop()) {
    if (at(board.needs, need).capabilities !== undefined) return undefined;
    for (let arc = at(starts, need); arc < at(starts, need + 1); arc += 1) {
      if (give[arc] !== 1 || counts[arc] !== 1) return undefined;
      const reachable = at(lots, arc);
      if (reached.supplies.has(reachable)) continue;
      const exhausted = exhaustedWith(outlook, reachable);
      if (exhausted === undefined) return undefined;
      for (const supply of exhausted) {
        reached.supplies.add(supply);
        for (const other of servedBy(outlook, supply)) {
          if (reached.needs.has(other)) continue;
          reached.needs.add(other);
          queue.push(other);
        }
      }
    }
  }
  return reached;
}

/** The lot, where it is used up; else all lots of the narrowest floor that holds it back. */
function exhaustedWith(outlook: Outlook, supply: number): readonly number[] | undefined {
  const { board, room } = outlook;
  if (room.stockLeft(supply) === 0) return [supply];
  const tight = room
    .groupsOf(supply)
    .filter((group) => room.groupLeft(group) === 0)
    .map((group) => at(board.groups, group).supplies)
    .sort((a, b) => a.length - b.length)[0];
  return tight?.filter((lot) => lot === supply || servedBy(outlook, lot).length > 0);
}

/** Needs that a supply serves beyond what pins have fixed. */
function servedBy({ board, movesOfSupply }: Outlook, supply: number): number[] {
  const pins = board.pinned.filter((pin) => pin.supply === supply);
  return movesOfSupply
    .get(supply)
    .filter(({ need, shipped }) => {
      const pin = pins.find((one) => one.need === need);
      return shipped > (pin?.shipped ?? 0);
    })
    .map((move) => move.need);
}

/** The most that these lots can ship together, floors of groups held from the narrowest out. */
function mostFrom(board: Board, supplies: ReadonlySet<number>): number {
  const share = new Map([...supplies].map((index) => [index, at(board.supplies, index).usable]));
  const narrowFirst = board.groups.toSorted((a, b) => a.supplies.length - b.supplies.length);
  for (const group of narrowFirst) {
    const members = group.supplies.filter((index) => share.has(index));
    const total = members.reduce((sum, index) => sum + (share.get(index) ?? 0), 0);
    if (total <= group.limit) continue;
    members.forEach((index, number) => share.set(index, number === 0 ? group.limit : 0));
  }
  return [...share.values()].reduce((sum, pieces) => sum + pieces, 0);
}
