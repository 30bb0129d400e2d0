import { itemKind, lotKey, unitKey } from "./board.ts";
import { pinKey, quantityOf } from "./pinned.ts";
import type { ProblemError } from "./plan.ts";
import type { Item, Need, Pin, Problem } from "./problem.ts";

/** Pins win over wishes but not over facts: stock, need, capacity, kind, and a way to go. */
export function pinErrors(problem: Problem): ProblemError[] {
  const pins = problem.rules?.pins ?? [];
  if (pins.length === 0) return [];
  const facts = factsOf(problem);
  const faults = pins.flatMap((pin, index) => pinFaults(pin, `/rules/pins/${index}`, facts));
  return faults.length > 0 ? faults : sumFaults(problem, facts);
}

interface Facts {
  readonly items: ReadonlyMap<string, Item>;
  readonly needs: ReadonlyMap<string, Need>;
  /** What a lot holds or a unit can do, under its key. */
  readonly kinds: ReadonlyMap<string, ReadonlySet<string>>;
  readonly stock: ReadonlyMap<string, number>;
  readonly lanes: ReadonlySet<string>;
  readonly seen: Set<string>;
}

function factsOf(problem: Problem): Facts {
  const kinds = new Map<string, ReadonlySet<string>>();
  const stock = new Map<string, number>();
  for (const source of problem.sources) {
    for (const lot of source.stock ?? []) {
      kinds.set(lotKey(lot.lot), new Set([lot.item]));
      stock.set(lotKey(lot.lot), lot.quantity);
    }
    for (const unit of source.units ?? []) {
      kinds.set(unitKey(unit.id), new Set(unit.capabilities));
      stock.set(unitKey(unit.id), 1);
    }
  }
  return {
    items: new Map(problem.items.map((item) => [item.id, item])),
    needs: new Map(problem.needs.map((need) => [need.id, need])),
    kinds,
    stock,
    lanes: new Set(problem.lanes.map((lane) => laneKey(lane.from, lane.to))),
    seen: new Set(),
  };
}

const laneKey = (from: string, to: string) => `${itemKind(from).length} ${from} ${to}`;

function pinFaults(pin: Pin, path: string, facts: Facts): ProblemError[] {
  const need = facts.needs.get(pin.need);
  if (need === undefined) return [];
  const pair = `${pinKey(pin).length} ${pinKey(pin)} ${pin.need}`;
  if (facts.seen.has(pair)) return [fault(path, "DUPLICATE", "this pair is pinned already")];
  facts.seen.add(pair);
  if (pin.unit !== undefined && (pin.quantity ?? 1) !== 1)
    return [fault(`${path}/quantity`, "OUT_OF_RANGE", "a unit goes whole or not at all")];
  const ratio = ratioOf(pin, need, facts);
  if (ratio === undefined)
    return [fault(path, "PIN_UNFIT", "what is pinned cannot serve this need")];
  if (quantityOf(pin) % ratio.give !== 0)
    return [
      fault(`${path}/quantity`, "PIN_NOT_WHOLE", `this substitute goes in ${ratio.give} at a time`),
    ];
  if (!facts.lanes.has(laneKey(pin.source, need.place)))
    return [fault(path, "PIN_NO_LANE", "no lane leads from this source to the need's place")];
  return [];
}

function ratioOf(pin: Pin, need: Need, facts: Facts) {
  const kinds = facts.kinds.get(pinKey(pin)) ?? new Set();
  const even = { give: 1, counts: 1 };
  if (need.capabilities !== undefined)
    return pin.unit !== undefined && need.capabilities.some((one) => kinds.has(one))
      ? even
      : undefined;
  if (need.capability !== undefined)
    return pin.unit !== undefined && kinds.has(need.capability) ? even : undefined;
  if (pin.lot === undefined || need.item === undefined) return undefined;
  if (kinds.has(need.item)) return even;
  return facts.items.get(need.item)?.substitutes?.find((other) => kinds.has(other.item));
}

function sumFaults(problem: Problem, facts: Facts): ProblemError[] {
  const shipped = new Map<string, number>();
  const filled = new Map<string, number>();
  const faults: ProblemError[] = [];
  (problem.rules?.pins ?? []).forEach((pin, index) => {
    const path = `/rules/pins/${index}`;
    const need = facts.needs.get(pin.need);
    const ratio = need === undefined ? undefined : ratioOf(pin, need, facts);
    if (need === undefined || ratio === undefined) return;
    const taken = (shipped.get(pinKey(pin)) ?? 0) + quantityOf(pin);
    const fills = (filled.get(pin.need) ?? 0) + (quantityOf(pin) / ratio.give) * ratio.counts;
    shipped.set(pinKey(pin), taken);
    filled.set(pin.need, fills);
    if (taken > (facts.stock.get(pinKey(pin)) ?? 0))
      faults.push(fault(path, "PIN_OVER_STOCK", "pins take more than there is"));
    if (fills > need.quantity * (need.capabilities?.length ?? 1))
      faults.push(fault(path, "PIN_OVER_NEED", "pins fill more than the need asks for"));
  });
  return [...faults, ...capacityFaults(problem, facts)];
}

function capacityFaults(problem: Problem, facts: Facts): ProblemError[] {
  const load = new Map<string, { kg: number; m3: number }>();
  for (const pin of problem.rules?.pins ?? []) {
    const [item] = facts.kinds.get(pinKey(pin)) ?? [];
    if (pin.lot === undefined || item === undefined) continue;
    const sum = load.get(pin.source) ?? { kg: 0, m3: 0 };
    sum.kg += quantityOf(pin) * (facts.items.get(item)?.kg ?? 0);
    sum.m3 += quantityOf(pin) * (facts.items.get(item)?.m3 ?? 0);
    load.set(pin.source, sum);
  }
  return problem.sources.flatMap((source, index) =>
    (["kg", "m3"] as const).flatMap((dimension) => {
      const limit = source.capacity?.[dimension] ?? Infinity;
      const over = (load.get(source.id)?.[dimension] ?? 0) > limit * (1 + 1e-9);
      const path = `/sources/${index}/capacity/${dimension}`;
      return over ? [fault(path, "PIN_OVER_CAPACITY", "pins pass this capacity")] : [];
    }),
  );
}

const fault = (path: string, code: string, message: string): ProblemError => ({
  path,
  code,
  message,
});
