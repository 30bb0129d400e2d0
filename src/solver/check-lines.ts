import { laneFrom, pairName } from "./check-facts.ts";
import { numberOf, ratioOf, reasonsAgainst } from "./check-pairs.ts";
import type { Facts } from "./check-facts.ts";
import { setFaults } from "./check-sets.ts";
import type { Line } from "./plan.ts";

const HAIR = 1e-9;

/**
 * The lines of a plan, and by line what the file says of its pair: lists of numbers, for a large
 * plan has a hundred thousand lines.
 */
export interface Rows<L extends Line = Line> {
  readonly lines: readonly L[];
  /** Where the need and the lane stand in the file, and the number of the lot or unit. */
  readonly needs: Int32Array;
  readonly lanes: Int32Array;
  readonly stored: Int32Array;
  readonly arrives: Float64Array;
  readonly give: Float64Array;
  readonly counts: Float64Array;
  /** What it ships, and how many of these travel to be counted or to complete a set. */
  readonly quantity: Float64Array;
  readonly pieces: Float64Array;
  /** By need: what lines fill of it. */
  readonly counted: Float64Array;
}

/** The lines with their pairs, and those that are no pair of the file. */
export function readLines<L extends Line>(
  facts: Facts,
  lines: readonly L[],
): { readonly rows: Rows<L>; readonly faults: readonly string[] } {
  const rows = emptyRows(facts, lines);
  const { homes, leaves, lots, units } = facts.held;
  const faults: string[] = [];
  // Most lines are to the same need as the one before.
  let [last, number]: [string | undefined, number] = [undefined, -1];
  lines.forEach((line, row) => {
    if (line.need !== last) number = facts.needNumbers.get(line.need) ?? -1;
    last = line.need;
    const need = facts.problem.needs[number];
    const held = numberOf(facts, line);
    const lot = lots[held];
    // A place below zero is looked for by name, which takes long.
    const unit = held < lots.length ? undefined : units[held - lots.length];
    const ratio = need && held >= 0 ? ratioOf(facts, need, { lot, unit }) : undefined;
    if (need === undefined || ratio === undefined) {
      faults.push(`${pairName(line)} is no pair of this file`);
      return;
    }
    const lane = laneFrom(facts, homes[held] ?? -1, need.place);
    rows.needs[row] = number;
    rows.lanes[row] = lane;
    rows.stored[row] = held;
    rows.arrives[row] = (leaves[held] ?? 0) + (facts.minutes[lane] ?? Infinity);
    rows.give[row] = ratio.give;
    rows.counts[row] = ratio.counts;
    rows.quantity[row] = line.quantity;
    // A unit beside others in a set is one piece, whether it is the one that counts or not.
    rows.pieces[row] = line.covers === undefined ? line.counted : line.quantity;
    add(rows.counted, number, line.counted);
  });
  return { rows, faults };
}

function emptyRows<L extends Line>(facts: Facts, lines: readonly L[]): Rows<L> {
  return {
    lines,
    needs: new Int32Array(lines.length),
    lanes: new Int32Array(lines.length),
    stored: new Int32Array(lines.length),
    arrives: new Float64Array(lines.length),
    give: new Float64Array(lines.length),
    counts: new Float64Array(lines.length),
    quantity: new Float64Array(lines.length),
    pieces: new Float64Array(lines.length),
    counted: new Float64Array(facts.problem.needs.length),
  };
}

/** Every line by itself, then what they take together from stock, floors, capacity and needs. */
export function lineFaults(facts: Facts, rows: Rows): string[] {
  const single: string[] = [];
  rows.lines.forEach((line, row) => {
    const fault = faultOf(facts, rows, row, line);
    if (fault !== undefined) single.push(`${pairName(line)} ${fault}`);
  });
  if (single.length > 0) return single;
  const taken = {
    shipped: new Float64Array(facts.held.count),
    pinned: new Float64Array(facts.held.count),
  };
  for (let row = 0; row < rows.stored.length; row += 1)
    add(taken.shipped, rows.stored[row] ?? 0, rows.quantity[row] ?? 0);
  for (const pin of facts.pins.values()) {
    const number =
      pin.lot === undefined ? facts.units.get(pin.unit ?? "") : facts.lots.get(pin.lot);
    if (number !== undefined) add(taken.pinned, number, pin.quantity ?? 1);
  }
  return [
    ...doubleFaults(facts, rows),
    ...stockFaults(facts, taken),
    ...floorFaults(facts, taken),
    ...capacityFaults(facts, rows),
    ...needFaults(facts, rows),
    ...setFaults(facts, rows),
    ...pinFaults(facts, rows),
  ];
}

function faultOf(facts: Facts, rows: Rows, row: number, line: Line): string | undefined {
  const need = facts.problem.needs[rows.needs[row] ?? -1];
  const held = rows.stored[row] ?? 0;
  const lane = rows.lanes[row] ?? 0;
  if (lane < 0 || need === undefined) return "has no lane";
  const steps = line.quantity / (rows.give[row] ?? 0);
  if (!Number.isSafeInteger(line.quantity) || line.quantity <= 0) return "ships no whole quantity";
  if (!Number.isSafeInteger(steps)) return "breaks a substitute's step";
  const isInSet = need.capabilities !== undefined;
  if (!isInSet && line.counted !== steps * (rows.counts[row] ?? 0)) return "counts wrongly";
  if (line.item !== facts.held.lots[held]?.item) return "names another item";
  if (line.leavesMinutes !== facts.held.leaves[held]) return "leaves at another time";
  if (line.arrivesMinutes !== rows.arrives[row]) return "arrives at another time";
  const reasons = reasonsAgainst(facts, need, held, lane);
  if (reasons.length === 0) return undefined;
  const pin = facts.pins.get(pairName(line));
  const pinned = pin === undefined ? 0 : (pin.quantity ?? 1);
  return line.quantity <= pinned ? undefined : `is not allowed: ${reasons.join(", ")}`;
}

/** Pieces by the number of the lot or unit. */
interface Taken {
  readonly shipped: Float64Array;
  readonly pinned: Float64Array;
}

const add = (sums: Float64Array, number: number, pieces: number) =>
  (sums[number] = (sums[number] ?? 0) + pieces);

function doubleFaults(facts: Facts, { needs, stored }: Rows): string[] {
  const pairs = new Float64Array(needs.length);
  for (let row = 0; row < needs.length; row += 1)
    pairs[row] = (needs[row] ?? 0) * facts.held.count + (stored[row] ?? 0);
  pairs.sort();
  for (let row = 1; row < pairs.length; row += 1)
    if (pairs[row] === pairs[row - 1]) return ["a pair has two lines"];
  return [];
}

function stockFaults({ held }: Facts, { shipped, pinned }: Taken): string[] {
  const faults: string[] = [];
  held.lots.forEach(({ lot, quantity, floor = 0 }, number) => {
    const sum = shipped[number] ?? 0;
    if (sum > 0 && sum > Math.max(quantity - floor, pinned[number] ?? 0))
      faults.push(`lot ${lot} ships more than it may`);
  });
  held.units.forEach(({ id }, at) => {
    if ((shipped[held.lots.length + at] ?? 0) > 1) faults.push(`unit ${id} goes twice`);
  });
  return faults;
}

function floorFaults(facts: Facts, { shipped, pinned }: Taken): string[] {
  return (facts.problem.rules?.floors ?? []).flatMap((floor, index) => {
    const lots = [...new Set(floor.sources)]
      .flatMap((id) => facts.sources.get(id)?.stock ?? [])
      .filter((lot) => lot.item === floor.item);
    const sum = (of: (lot: (typeof lots)[number]) => number) =>
      lots.reduce((total, lot) => total + of(lot), 0);
    const numbered = (sums: Float64Array) => sum((lot) => sums[facts.lots.get(lot.lot) ?? -1] ?? 0);
    const free = Math.max(sum((lot) => lot.quantity) - floor.keep, numbered(pinned), 0);
    return numbered(shipped) > free ? [`floor ${index} is not kept`] : [];
  });
}

function capacityFaults(facts: Facts, { lines, stored }: Rows): string[] {
  const faults: string[] = [];
  const { sources } = facts.problem;
  if (sources.every((source) => source.capacity === undefined)) return faults;
  for (const dimension of ["kg", "m3"] as const) {
    const load = new Float64Array(sources.length);
    lines.forEach((line, row) => {
      const each = line.item === undefined ? 0 : (facts.items.get(line.item)?.[dimension] ?? 0);
      add(load, facts.held.homes[stored[row] ?? -1] ?? -1, line.quantity * each);
    });
    for (const [home, { id, capacity }] of sources.entries()) {
      const limit = capacity?.[dimension] ?? Infinity;
      const over = (load[home] ?? 0) - limit;
      if (over > HAIR * Math.max(1, limit)) faults.push(`${id} passes its ${dimension}`);
    }
  }
  return faults;
}

const needFaults = ({ problem }: Facts, { counted }: Rows): string[] =>
  problem.needs
    .filter((need, number) => (counted[number] ?? 0) > need.quantity)
    .map((need) => `need ${need.id} gets more than it asks for`);

function pinFaults(facts: Facts, { lines }: Rows): string[] {
  if (facts.pins.size === 0) return [];
  const quantityOf = new Map(lines.map((line) => [pairName(line), line.quantity]));
  return [...facts.pins]
    .filter(([name, pin]) => (quantityOf.get(name) ?? 0) < (pin.quantity ?? 1))
    .map(([name]) => `${name} is pinned and does not go`);
}
