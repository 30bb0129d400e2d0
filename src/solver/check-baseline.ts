import type { Facts } from "./check-facts.ts";
import { lineFaults, readLines } from "./check-lines.ts";
import type { Rows } from "./check-lines.ts";
import { Nearest } from "./check-nearest.ts";
import { setsByHand } from "./check-nearest-sets.ts";
import { pairFacts, reasonsAgainst } from "./check-pairs.ts";
import { valueFaults } from "./check-stages.ts";
import { ownReachable } from "./check-stored.ts";
import type { Plan } from "./plan.ts";
import type { Need } from "./problem.ts";

/** Nearest first, walked through again by the contract's words: it must be the same plan. */
export function baselineFaults(facts: Facts, plan: Plan): string[] {
  const { stages, allocations } = plan.baseline;
  const names = (rows: readonly { readonly name: string }[]) =>
    rows.map((row) => row.name).join(" ");
  if (names(stages) !== names(plan.stages)) return ["baseline: its stages are not the plan's"];
  const { rows, faults: unread } = readLines(facts, allocations);
  const faults =
    unread.length > 0 ? unread : [...lineFaults(facts, rows), ...valueFaults(facts, stages, rows)];
  if (faults.length > 0) return faults.map((fault) => `baseline: ${fault}`);
  const isSo = isNearestFirst(facts, rows);
  return isSo ? [] : ["the baseline is not nearest first"];
}

interface Left {
  /** By the number of the lot or unit. */
  readonly pieces: Float64Array;
  readonly floors: { readonly lots: ReadonlySet<number>; left: number }[];
  readonly load: Map<string, { kg: number; m3: number }>;
}

/**
 * Walks through the needs, each of which gets its pins and then what it should get: of that the
 * lines told are taken off again, and nothing is left over or lacking.
 */
function isNearestFirst(facts: Facts, rows: Rows): boolean {
  const left = leftAfterPins(facts);
  const linesTo = rowsByNeed(facts, rows);
  const pinsTo = pinsByNeed(facts);
  const due = new Float64Array(facts.held.count);
  const nearest = new Nearest(facts);
  const order = [...facts.problem.needs.entries()].sort(([, a], [, b]) => byUrgency(a, b));
  const sent: number[] = [];
  const send = (stored: number, quantity: number) => {
    take(facts, left, stored, quantity);
    add(due, stored, quantity);
    sent.push(stored);
  };
  for (const [number, need] of order) {
    sent.length = 0;
    const pins = pinsTo.get(need.id) ?? NO_PINS;
    for (const { stored, quantity } of pins) {
      add(due, stored, quantity);
      sent.push(stored);
    }
    const fills = pins.reduce((sum, { counted }) => sum + counted, 0);
    if (need.capabilities !== undefined)
      for (const { number: unit } of setsByHand(facts, need, left.pieces)) send(unit, 1);
    else serve(facts, need, need.quantity - fills, { left, nearest, send });
    for (
      let place = linesTo.starts[number] ?? 0;
      place < (linesTo.starts[number + 1] ?? 0);
      place += 1
    ) {
      const row = linesTo.rows[place] ?? 0;
      add(due, rows.stored[row] ?? 0, -(rows.quantity[row] ?? 0));
      sent.push(rows.stored[row] ?? 0);
    }
    if (sent.some((stored) => due[stored] !== 0)) return false;
  }
  return true;
}

interface Sent {
  readonly stored: number;
  readonly quantity: number;
  readonly counted: number;
}

interface Serving {
  readonly left: Left;
  readonly nearest: Nearest;
  readonly send: (stored: number, quantity: number) => void;
}

/** Sends what a need should get beside its pins, from the nearest that still has pieces. */
function serve(facts: Facts, need: Need, open: number, { left, nearest, send }: Serving): void {
  let wanted = open;
  if (wanted === 0) return;
  const { length, numbers, lanes } = ownReachable(facts, need);
  nearest.clear();
  for (let at = 0; at < length; at += 1) {
    const [number, lane] = [numbers[at] ?? 0, lanes[at] ?? 0];
    if ((left.pieces[number] ?? 0) <= 0 || reasonsAgainst(facts, need, number, lane).length > 0)
      continue;
    nearest.add(number, (facts.held.leaves[number] ?? 0) + (facts.minutes[lane] ?? 0));
  }
  nearest.settle();
  while (wanted > 0 && nearest.length > 0) {
    const number = nearest.take();
    const quantity = Math.min(wanted, freeOf(facts, left, number));
    if (quantity <= 0) continue;
    send(number, quantity);
    wanted -= quantity;
  }
}

const NO_PINS: readonly Sent[] = [];

const add = (sums: Float64Array, number: number, pieces: number) =>
  (sums[number] = (sums[number] ?? 0) + pieces);

function pinsByNeed(facts: Facts): Map<string, Sent[]> {
  const found = new Map<string, Sent[]>();
  for (const pin of facts.pins.values()) {
    const pair = pairFacts(facts, pin);
    if (pair === undefined) continue;
    const quantity = pin.quantity ?? 1;
    const counted = (quantity / pair.give) * pair.counts;
    const known = found.get(pin.need) ?? [];
    found.set(pin.need, [...known, { stored: pair.stored.number, quantity, counted }]);
  }
  return found;
}

/** The rows of the lines to each need, and where those of each begin. */
function rowsByNeed(facts: Facts, { needs }: Rows) {
  const starts = new Int32Array(facts.problem.needs.length + 1);
  for (let row = 0; row < needs.length; row += 1)
    starts[(needs[row] ?? 0) + 1] = (starts[(needs[row] ?? 0) + 1] ?? 0) + 1;
  for (let need = 1; need < starts.length; need += 1)
    starts[need] = (starts[need] ?? 0) + (starts[need - 1] ?? 0);
  const rows = new Int32Array(needs.length);
  const next = starts.slice();
  for (let row = 0; row < needs.length; row += 1) {
    const need = needs[row] ?? 0;
    rows[next[need] ?? 0] = row;
    next[need] = (next[need] ?? 0) + 1;
  }
  return { starts, rows };
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byUrgency = (a: Need, b: Need) =>
  (a.priority ?? 3) - (b.priority ?? 3) ||
  Math.sign((a.deadlineMinutes ?? Number.MAX_VALUE) - (b.deadlineMinutes ?? Number.MAX_VALUE)) ||
  byText(a.id, b.id);

function leftAfterPins(facts: Facts): Left {
  const floors = (facts.problem.rules?.floors ?? []).map((floor) => {
    const lots = [...new Set(floor.sources)]
      .flatMap((id) => facts.sources.get(id)?.stock ?? [])
      .filter((lot) => lot.item === floor.item);
    const stock = lots.reduce((sum, lot) => sum + lot.quantity, 0);
    const numbers = lots.map(({ lot }) => facts.lots.get(lot) ?? -1);
    return { lots: new Set(numbers), left: stock - floor.keep };
  });
  const pieces = new Float64Array(facts.held.count).fill(1);
  facts.held.lots.forEach(({ quantity, floor = 0 }, number) => (pieces[number] = quantity - floor));
  const left: Left = { pieces, floors, load: new Map() };
  for (const pin of facts.pins.values()) {
    const number =
      pin.lot === undefined ? facts.units.get(pin.unit ?? "") : facts.lots.get(pin.lot);
    if (number !== undefined) take(facts, left, number, pin.quantity ?? 1);
  }
  return left;
}

function take(facts: Facts, left: Left, number: number, quantity: number): void {
  const [lot, source] = [facts.held.lots[number], sourceOf(facts, number)];
  left.pieces[number] = (left.pieces[number] ?? 0) - quantity;
  for (const floor of left.floors) if (floor.lots.has(number)) floor.left -= quantity;
  if (lot === undefined || source?.capacity === undefined) return;
  const item = facts.items.get(lot.item);
  const load = left.load.get(source.id) ?? { kg: 0, m3: 0 };
  load.kg += quantity * (item?.kg ?? 0);
  load.m3 += quantity * (item?.m3 ?? 0);
  left.load.set(source.id, load);
}

const sourceOf = ({ problem, held }: Facts, number: number) =>
  problem.sources[held.homes[number] ?? -1];

function freeOf(facts: Facts, left: Left, number: number): number {
  const [lot, source] = [facts.held.lots[number], sourceOf(facts, number)];
  let free = left.pieces[number] ?? 0;
  for (const floor of left.floors) if (floor.lots.has(number)) free = Math.min(free, floor.left);
  if (lot === undefined || source?.capacity === undefined) return Math.max(0, free);
  const item = facts.items.get(lot.item);
  const load = left.load.get(source.id) ?? { kg: 0, m3: 0 };
  for (const dimension of ["kg", "m3"] as const) {
    const each = item?.[dimension] ?? 0;
    const room = (source.capacity[dimension] ?? Infinity) - load[dimension];
    if (each > 0) free = Math.min(free, Math.floor(room / each + 1e-9));
  }
  return Math.max(0, free);
}
