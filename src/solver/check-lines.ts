import { pairName } from "./check-facts.ts";
import { lineFacts } from "./check-pairs.ts";
import type { Facts } from "./check-facts.ts";
import { setFaults } from "./check-sets.ts";
import type { Line } from "./plan.ts";

const HAIR = 1e-9;

/** Every line by itself, then what they take together from stock, floors, capacity and needs. */
export function lineFaults(facts: Facts, lines: readonly Line[]): string[] {
  const single = lines.flatMap((line) => oneLine(facts, line));
  if (single.length > 0) return single;
  const names = new Set(lines.map(pairName));
  return [
    ...(names.size === lines.length ? [] : ["a pair has two lines"]),
    ...stockFaults(facts, lines),
    ...floorFaults(facts, lines),
    ...capacityFaults(facts, lines),
    ...needFaults(facts, lines),
    ...setFaults(facts, lines),
    ...pinFaults(facts, lines),
  ];
}

function oneLine(facts: Facts, line: Line): string[] {
  const pair = lineFacts(facts, line);
  if (pair === undefined) return [`${pairName(line)} is no pair of this file`];
  if (pair.lane === undefined) return [`${pairName(line)} has no lane`];
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(`${pairName(line)} ${what}`);
  };
  const steps = line.quantity / pair.give;
  must(Number.isSafeInteger(line.quantity) && line.quantity > 0, "ships no whole quantity");
  must(Number.isSafeInteger(steps), "breaks a substitute's step");
  if (pair.need.capabilities === undefined)
    must(line.counted === steps * pair.counts, "counts wrongly");
  must(line.item === pair.item, "names another item");
  must(line.leavesMinutes === pair.leaves, "leaves at another time");
  must(line.arrivesMinutes === pair.arrives, "arrives at another time");
  if (pair.reasons.length > 0) {
    const pin = facts.pins.get(pairName(line));
    const pinned = pin === undefined ? 0 : (pin.quantity ?? 1);
    must(line.quantity <= pinned, `is not allowed: ${pair.reasons.join(", ")}`);
  }
  return faults;
}

/** Pieces by lot or unit. */
function shippedBy(lines: readonly Pick<Line, "lot" | "unit" | "quantity">[]) {
  const shipped = new Map<string, number>();
  for (const line of lines) {
    const key = supplyName(line);
    shipped.set(key, (shipped.get(key) ?? 0) + line.quantity);
  }
  return shipped;
}

const supplyName = (line: Pick<Line, "lot" | "unit">) =>
  line.lot === undefined ? `unit ${line.unit ?? ""}` : `lot ${line.lot}`;

const pinsAsLines = (facts: Facts) =>
  [...facts.pins.values()].map((pin) => ({ ...pin, quantity: pin.quantity ?? 1 }));

function stockFaults(facts: Facts, lines: readonly Line[]): string[] {
  const shipped = shippedBy(lines);
  const pinned = shippedBy(pinsAsLines(facts));
  const faults: string[] = [];
  for (const { lot } of facts.lots.values()) {
    const name = supplyName(lot);
    const free = Math.max(lot.quantity - (lot.floor ?? 0), pinned.get(name) ?? 0);
    if ((shipped.get(name) ?? 0) > free) faults.push(`${name} ships more than it may`);
  }
  for (const { unit } of facts.units.values())
    if ((shipped.get(`unit ${unit.id}`) ?? 0) > 1) faults.push(`unit ${unit.id} goes twice`);
  return faults;
}

function floorFaults(facts: Facts, lines: readonly Line[]): string[] {
  const shipped = shippedBy(lines);
  const pinned = shippedBy(pinsAsLines(facts));
  return (facts.problem.rules?.floors ?? []).flatMap((floor, index) => {
    const lots = [...new Set(floor.sources)]
      .flatMap((id) => facts.sources.get(id)?.stock ?? [])
      .filter((lot) => lot.item === floor.item);
    const sum = (of: (lot: (typeof lots)[number]) => number) =>
      lots.reduce((total, lot) => total + of(lot), 0);
    const kept = sum((lot) => lot.quantity) - floor.keep;
    const free = Math.max(
      kept,
      sum((lot) => pinned.get(`lot ${lot.lot}`) ?? 0),
      0,
    );
    return sum((lot) => shipped.get(`lot ${lot.lot}`) ?? 0) > free
      ? [`floor ${index} is not kept`]
      : [];
  });
}

function capacityFaults(facts: Facts, lines: readonly Line[]): string[] {
  const faults: string[] = [];
  for (const dimension of ["kg", "m3"] as const) {
    const load = new Map<string, number>();
    for (const line of lines) {
      const each = line.item === undefined ? 0 : (facts.items.get(line.item)?.[dimension] ?? 0);
      load.set(line.source, (load.get(line.source) ?? 0) + line.quantity * each);
    }
    for (const source of facts.sources.values()) {
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

function pinFaults(facts: Facts, lines: readonly Line[]): string[] {
  if (facts.pins.size === 0) return [];
  const lineOf = new Map(lines.map((line) => [pairName(line), line]));
  return [...facts.pins]
    .filter(([name, pin]) => (lineOf.get(name)?.quantity ?? 0) < (pin.quantity ?? 1))
    .map(([name]) => `${name} is pinned and does not go`);
}

/** What lines fill of each need. */
export function countedBy(lines: readonly Line[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const line of lines) counted.set(line.need, (counted.get(line.need) ?? 0) + line.counted);
  return counted;
}
