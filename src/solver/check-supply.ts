import { pairFacts } from "./check-pairs.ts";
import type { Facts } from "./check-facts.ts";
import type { StockRef } from "./plan.ts";
import type { Pin } from "./problem.ts";

/** What pins leave free, by the file's own names. */
export interface FreeSupply {
  readonly lots: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
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
  const pinned = new Map<string, number>();
  const load = new Map<string, { kg: number; m3: number }>();
  const pins = [...facts.pins.values()].map((pin) => {
    const quantity = pin.quantity ?? 1;
    const key = pin.lot === undefined ? `unit ${pin.unit ?? ""}` : `lot ${pin.lot}`;
    pinned.set(key, (pinned.get(key) ?? 0) + quantity);
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
  const lots = new Map<string, number>();
  for (const { lot } of facts.stored) {
    if (lot === undefined) continue;
    const taken = pinned.get(`lot ${lot.lot}`) ?? 0;
    lots.set(lot.lot, Math.max(0, lot.quantity - (lot.floor ?? 0) - taken));
  }
  const units = [...facts.units.keys()].map(
    (id) => [id, 1 - (pinned.get(`unit ${id}`) ?? 0)] as const,
  );
  const capacity = facts.problem.sources.map((source) => {
    const sum = load.get(source.id) ?? { kg: 0, m3: 0 };
    const kg = Math.max(0, (source.capacity?.kg ?? Infinity) - sum.kg);
    return [
      source.id,
      { kg, m3: Math.max(0, (source.capacity?.m3 ?? Infinity) - sum.m3) },
    ] as const;
  });
  return {
    lots,
    units: new Map(units),
    floors: (facts.problem.rules?.floors ?? []).map((floor) => {
      const held = [...new Set(floor.sources)]
        .flatMap((id) => facts.sources.get(id)?.stock ?? [])
        .filter((lot) => lot.item === floor.item);
      const stock = held.reduce((sum, lot) => sum + lot.quantity, 0);
      const taken = held.reduce((sum, lot) => sum + (pinned.get(`lot ${lot.lot}`) ?? 0), 0);
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
    if (lot !== undefined) amount.set(lot, free.lots.get(lot) ?? 0);
    else total += free.units.get(unit ?? "") ?? 0;
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
