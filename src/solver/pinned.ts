import { at, lotKey, unitKey } from "./board.ts";
import type { Board, Move } from "./board.ts";
import type { Item, Pin, Problem } from "./problem.ts";

/** What pins take: pieces by lot or unit, and what they fill by need. */
export interface PinLoad {
  readonly shipped: ReadonlyMap<string, number>;
  readonly counted: ReadonlyMap<string, number>;
}

/** Sums the pins of a problem by lot or unit and by need. */
export function pinLoad(problem: Problem, items: ReadonlyMap<string, Item>): PinLoad {
  const shipped = new Map<string, number>();
  const counted = new Map<string, number>();
  const pins = problem.rules?.pins ?? [];
  if (pins.length === 0) return { shipped, counted };
  const itemOfLot = new Map(
    problem.sources.flatMap((source) => (source.stock ?? []).map((lot) => [lot.lot, lot.item])),
  );
  const needs = new Map(problem.needs.map((need) => [need.id, need]));
  for (const pin of pins) {
    const quantity = quantityOf(pin);
    const shippedItem = pin.lot === undefined ? undefined : itemOfLot.get(pin.lot);
    const need = needs.get(pin.need);
    const wanted = need?.item;
    const other =
      wanted === undefined || wanted === shippedItem
        ? undefined
        : items.get(wanted)?.substitutes?.find((row) => row.item === shippedItem);
    const fills = other === undefined ? quantity : (quantity / other.give) * other.counts;
    const key = pinKey(pin);
    shipped.set(key, (shipped.get(key) ?? 0) + quantity);
    // Whether a unit makes up a set depends on its companions.
    if (need?.capabilities === undefined)
      counted.set(pin.need, (counted.get(pin.need) ?? 0) + fills);
  }
  return { shipped, counted };
}

export const quantityOf = (pin: Pin) => (pin.lot === undefined ? 1 : (pin.quantity ?? 0));

export const pinKey = (pin: Pin) =>
  pin.lot === undefined ? unitKey(pin.unit ?? "") : lotKey(pin.lot);

/** The pins as movements of the plan. */
export function pinnedMoves(
  board: Pick<Board, "problem" | "supplies" | "needs" | "lanes" | "index">,
): Move[] {
  return (board.problem.rules?.pins ?? []).map((pin) => {
    const supplyIndex = board.index.byName.supplyOf.get(pinKey(pin)) ?? -1;
    const needIndex = board.index.needOf.get(pin.need) ?? -1;
    const supply = at(board.supplies, supplyIndex);
    const need = at(board.needs, needIndex);
    const lane = board.index.laneOf(supply.source, need.place) ?? -1;
    const ratio = board.index.ratio(need, supply) ?? { give: 1, counts: 1 };
    const shipped = quantityOf(pin);
    return {
      supply: supplyIndex,
      need: needIndex,
      lane,
      shipped,
      counted: need.capabilities === undefined ? (shipped / ratio.give) * ratio.counts : 0,
      arrives: supply.leaves + at(board.lanes, lane).minutes,
    };
  });
}

/** What pins take of each source's capacity. */
export function loadsOf(
  board: Pick<Board, "supplies">,
  pinned: readonly Move[],
  sources: number,
): { kg: number; m3: number }[] {
  const loads = Array.from({ length: sources }, () => ({ kg: 0, m3: 0 }));
  for (const move of pinned) {
    const supply = at(board.supplies, move.supply);
    const load = at(loads, supply.source);
    load.kg += move.shipped * supply.kg;
    load.m3 += move.shipped * supply.m3;
  }
  return loads;
}
