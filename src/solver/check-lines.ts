import { pairName } from "./check-facts.ts";
import { pairFacts } from "./check-pairs.ts";
import type { PairFacts } from "./check-pairs.ts";
import type { Facts } from "./check-facts.ts";
import { setFaults } from "./check-sets.ts";
import type { Line } from "./plan.ts";

const HAIR = 1e-9;

/** A line of the plan, and what the file says about its pair. */
export interface Row<L extends Line = Line> {
  readonly line: L;
  readonly pair: PairFacts;
}

/** The lines with their pairs, or those that are no pair of the file. */
export function readLines<L extends Line>(
  facts: Facts,
  lines: readonly L[],
): { readonly rows: readonly Row<L>[]; readonly faults: readonly string[] } {
  const rows: Row<L>[] = [];
  const faults: string[] = [];
  for (const line of lines) {
    const pair = pairFacts(facts, line);
    if (pair === undefined) faults.push(`${pairName(line)} is no pair of this file`);
    else rows.push({ line, pair });
  }
  return { rows, faults };
}

/** Every line by itself, then what they take together from stock, floors, capacity and needs. */
export function lineFaults(facts: Facts, rows: readonly Row[]): string[] {
  const single: string[] = [];
  for (const row of rows) {
    const fault = faultOf(facts, row);
    if (fault !== undefined) single.push(`${pairName(row.line)} ${fault}`);
  }
  if (single.length > 0) return single;
  const lines = rows.map(({ line }) => line);
  const taken = {
    shipped: new Float64Array(facts.stored.length),
    pinned: new Float64Array(facts.stored.length),
  };
  for (const { line, pair } of rows) add(taken.shipped, pair.stored.number, line.quantity);
  for (const pin of facts.pins.values()) {
    const stored =
      pin.lot === undefined ? facts.units.get(pin.unit ?? "") : facts.lots.get(pin.lot);
    if (stored !== undefined) add(taken.pinned, stored.number, pin.quantity ?? 1);
  }
  return [
    ...doubleFaults(rows),
    ...stockFaults(facts, taken),
    ...floorFaults(facts, taken),
    ...capacityFaults(facts, rows),
    ...needFaults(facts, lines),
    ...setFaults(facts, lines),
    ...pinFaults(facts, rows),
  ];
}

function faultOf(facts: Facts, { line, pair }: Row): string | undefined {
  if (pair.lane === undefined) return "has no lane";
  const steps = line.quantity / pair.give;
  if (!Number.isSafeInteger(line.quantity) || line.quantity <= 0) return "ships no whole quantity";
  if (!Number.isSafeInteger(steps)) return "breaks a substitute's step";
  const isInSet = pair.need.capabilities !== undefined;
  if (!isInSet && line.counted !== steps * pair.counts) return "counts wrongly";
  if (line.item !== pair.item) return "names another item";
  if (line.leavesMinutes !== pair.leaves) return "leaves at another time";
  if (line.arrivesMinutes !== pair.arrives) return "arrives at another time";
  if (pair.reasons.length === 0) return undefined;
  const pin = facts.pins.get(pairName(line));
  const pinned = pin === undefined ? 0 : (pin.quantity ?? 1);
  return line.quantity <= pinned ? undefined : `is not allowed: ${pair.reasons.join(", ")}`;
}

/** Pieces by the number of the lot or unit. */
interface Taken {
  readonly shipped: Float64Array;
  readonly pinned: Float64Array;
}

const add = (sums: Float64Array, number: number, pieces: number) =>
  (sums[number] = (sums[number] ?? 0) + pieces);

function doubleFaults(rows: readonly Row[]): string[] {
  const sendersTo = new Map<string, Set<number>>();
  for (const { line, pair } of rows) {
    const senders = sendersTo.get(line.need) ?? new Set<number>();
    sendersTo.set(line.need, senders);
    if (senders.has(pair.stored.number)) return ["a pair has two lines"];
    senders.add(pair.stored.number);
  }
  return [];
}

function stockFaults({ stored }: Facts, { shipped, pinned }: Taken): string[] {
  const faults: string[] = [];
  for (const { number, lot, unit } of stored) {
    const sum = shipped[number] ?? 0;
    if (sum === 0) continue;
    if (lot === undefined && sum > 1) faults.push(`unit ${unit?.id ?? ""} goes twice`);
    if (lot === undefined) continue;
    const free = Math.max(lot.quantity - (lot.floor ?? 0), pinned[number] ?? 0);
    if (sum > free) faults.push(`lot ${lot.lot} ships more than it may`);
  }
  return faults;
}

function floorFaults(facts: Facts, { shipped, pinned }: Taken): string[] {
  return (facts.problem.rules?.floors ?? []).flatMap((floor, index) => {
    const lots = [...new Set(floor.sources)]
      .flatMap((id) => facts.sources.get(id)?.stock ?? [])
      .filter((lot) => lot.item === floor.item);
    const sum = (of: (lot: (typeof lots)[number]) => number) =>
      lots.reduce((total, lot) => total + of(lot), 0);
    const numbered = (sums: Float64Array) =>
      sum((lot) => sums[facts.lots.get(lot.lot)?.number ?? -1] ?? 0);
    const free = Math.max(sum((lot) => lot.quantity) - floor.keep, numbered(pinned), 0);
    return numbered(shipped) > free ? [`floor ${index} is not kept`] : [];
  });
}

function capacityFaults(facts: Facts, rows: readonly Row[]): string[] {
  const faults: string[] = [];
  const limited = facts.problem.sources.filter((source) => source.capacity !== undefined);
  if (limited.length === 0) return faults;
  for (const dimension of ["kg", "m3"] as const) {
    const load = new Map<string, number>();
    for (const { line } of rows) {
      const each = line.item === undefined ? 0 : (facts.items.get(line.item)?.[dimension] ?? 0);
      load.set(line.source, (load.get(line.source) ?? 0) + line.quantity * each);
    }
    for (const source of limited) {
      const limit = source.capacity?.[dimension] ?? Infinity;
      const over = (load.get(source.id) ?? 0) - limit;
      if (over > HAIR * Math.max(1, limit)) faults.push(`${source.id} passes its ${dimension}`);
    }
  }
  return faults;
}

function needFaults(facts: Facts, lines: readonly Line[]): string[] {
  const counted = countedBy(lines);
  return [...facts.needs.values()]
    .filter((need) => (counted.get(need.id) ?? 0) > need.quantity)
    .map((need) => `need ${need.id} gets more than it asks for`);
}

function pinFaults(facts: Facts, rows: readonly Row[]): string[] {
  if (facts.pins.size === 0) return [];
  const quantityOf = new Map(rows.map(({ line }) => [pairName(line), line.quantity]));
  return [...facts.pins]
    .filter(([name, pin]) => (quantityOf.get(name) ?? 0) < (pin.quantity ?? 1))
    .map(([name]) => `${name} is pinned and does not go`);
}

/** What lines fill of each need. */
export function countedBy(lines: readonly Line[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const line of lines) counted.set(line.need, (counted.get(line.need) ?? 0) + line.counted);
  return counted;
}
