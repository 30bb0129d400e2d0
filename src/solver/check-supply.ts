import { pairFacts } from "./check-pairs.ts";
import type { Facts } from "./check-facts.ts";
import type { StockRef } from "./plan.ts";
import type { Pin } from "./problem.ts";

/** What pins leave free, by the file's own names. */
export interface FreeSupply {
  /** By the number of the lot or unit. */
  readonly pieces: Float64Array;
  readonly floors: readonly { readonly lots: readonly string[]; readonly limit: number }[];
  readonly capacity: ReadonlyMap<string, { readonly kg: number; readonly m3: number }>;
  readonly pins: readonly { readonly pin: Pin; readonly counted: number }[];
}

const known = new WeakMap<Facts, FreeSupply>();

/** Stock, floors and capacity net of pins, counted once for a problem. */
export function freeSupply(facts: Facts): FreeSupply {
  const found = known.get(facts) ?? countFree(facts);
  known.set(facts, found);
  return found;
}

function countFree(facts: Facts): FreeSupply {
  const pinned = new Float64Array(facts.held.count);
  const load = new Map<string, { kg: number; m3: number }>();
  const pins = [...facts.pins.values()].map((pin) => {
    const quantity = pin.quantity ?? 1;
    const number =
      pin.lot === undefined ? facts.units.get(pin.unit ?? "") : facts.lots.get(pin.lot);
    if (number !== undefined) pinned[number] = (pinned[number] ?? 0) + quantity;
    const pair = pairFacts(facts, pin);
    const item = facts.items.get(pair?.item ?? "");
    const sum = load.get(pin.source) ?? { kg: 0, m3: 0 };
    sum.kg += quantity * (item?.kg ?? 0);
    sum.m3 += quantity * (item?.m3 ?? 0);
    load.set(pin.source, sum);
    const isPart = pair?.need.capabilities !== undefined;
    const fills = (quantity / (pair?.give ?? 1)) * (pair?.counts ?? 0);
    return { pin, counted: isPart ? 0 : fills };
  });
  const pieces = pinned.map((taken, number) => {
    const lot = facts.held.lots[number];
    return lot === undefined ? 1 - taken : Math.max(0, lot.quantity - (lot.floor ?? 0) - taken);
  });
  const capacity = facts.problem.sources.map((source) => {
    const sum = load.get(source.id) ?? { kg: 0, m3: 0 };
    const kg = Math.max(0, (source.capacity?.kg ?? Infinity) - sum.kg);
    return [
      source.id,
      { kg, m3: Math.max(0, (source.capacity?.m3 ?? Infinity) - sum.m3) },
    ] as const;
  });
  return {
    pieces,
    floors: (facts.problem.rules?.floors ?? []).map((floor) => {
      const held = [...new Set(floor.sources)]
        .flatMap((id) => facts.sources.get(id)?.stock ?? [])
        .filter((lot) => lot.item === floor.item);
      const stock = held.reduce((sum, lot) => sum + lot.quantity, 0);
      const taken = held.reduce(
        (sum, lot) => sum + (pinned[facts.lots.get(lot.lot) ?? -1] ?? 0),
        0,
      );
      return { lots: held.map((lot) => lot.lot), limit: Math.max(0, stock - taken - floor.keep) };
    }),
    capacity: new Map(capacity),
    pins,
  };
}

/** The most that these stocks can ship together beyond pins, floors held. */
export function mostShippable(facts: Facts, stocks: readonly StockRef[]): number {
  const free = freeSupply(facts);
  const amount = new Map<string, number>();
  let total = 0;
  for (const { lot, unit } of stocks) {
    const number = lot === undefined ? facts.units.get(unit ?? "") : facts.lots.get(lot);
    const pieces = free.pieces[number ?? -1] ?? 0;
    if (lot !== undefined) amount.set(lot, pieces);
    else total += pieces;
  }
  const inner = free.floors.toSorted((a, b) => a.lots.length - b.lots.length);
  for (const floor of inner) {
    const members = floor.lots.filter((lot) => amount.has(lot));
    let over = members.reduce((sum, lot) => sum + (amount.get(lot) ?? 0), 0) - floor.limit;
    for (const lot of members) {
      const cut = Math.max(0, Math.min(over, amount.get(lot) ?? 0));
      amount.set(lot, (amount.get(lot) ?? 0) - cut);
      over -= cut;
    }
  }
  for (const pieces of amount.values()) total += pieces;
  return total;
}
