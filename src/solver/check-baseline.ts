import type { Facts, Stored } from "./check-facts.ts";
import { lineFaults, readLines } from "./check-lines.ts";
import type { Rows } from "./check-lines.ts";
import { setsByHand } from "./check-nearest-sets.ts";
import { pairFacts, reasonsAgainst } from "./check-pairs.ts";
import { valueFaults } from "./check-stages.ts";
import { eachOwnReachable } from "./check-stored.ts";
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
  /** When each would arrive at the need that is looked at. */
  readonly arrives: Float64Array;
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
  const due = new Float64Array(facts.stored.length);
  const order = [...facts.problem.needs.entries()].sort(([, a], [, b]) => byUrgency(a, b));
  for (const [number, need] of order) {
    const pins = pinsTo.get(need.id) ?? [];
    for (const { stored, quantity } of pins) add(due, stored, quantity);
    const sent = [...pins.map(({ stored }) => stored), ...serve(facts, need, pins, left, due)];
    for (const row of linesTo(number)) {
      const stored = rows.stored[row] ?? -1;
      add(due, stored, -(rows.lines[row]?.quantity ?? 0));
      sent.push(stored);
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

/** Takes what a need should get beside its pins, adds it to what is due, and answers from where. */
function serve(
  facts: Facts,
  need: Need,
  pins: readonly Sent[],
  left: Left,
  due: Float64Array,
): number[] {
  const sent: number[] = [];
  const send = (stored: Stored, quantity: number) => {
    take(facts, left, stored, quantity);
    add(due, stored.number, quantity);
    sent.push(stored.number);
  };
  if (need.capabilities !== undefined) {
    for (const stored of setsByHand(facts, need, left.pieces)) send(stored, 1);
    return sent;
  }
  let wanted = need.quantity - pins.reduce((sum, { counted }) => sum + counted, 0);
  for (const number of wanted === 0 ? [] : inOrder(facts, need, left)) {
    if (wanted === 0) break;
    const stored = facts.stored[number];
    const quantity = stored === undefined ? 0 : Math.min(wanted, freeOf(facts, left, stored));
    if (stored === undefined || quantity <= 0) continue;
    send(stored, quantity);
    wanted -= quantity;
  }
  return sent;
}

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

/** The rows of the lines to each need. */
function rowsByNeed(facts: Facts, { needs }: Rows): (need: number) => Int32Array {
  const ends = new Int32Array(facts.problem.needs.length + 1);
  for (const need of needs) ends[need + 1] = (ends[need + 1] ?? 0) + 1;
  for (let need = 1; need < ends.length; need += 1)
    ends[need] = (ends[need] ?? 0) + (ends[need - 1] ?? 0);
  const rows = new Int32Array(needs.length);
  const filled = ends.slice();
  needs.forEach((need, row) => {
    const place = filled[need] ?? 0;
    rows[place] = row;
    filled[need] = place + 1;
  });
  return (need) => rows.subarray(ends[need], ends[need + 1]);
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byUrgency = (a: Need, b: Need) =>
  (a.priority ?? 3) - (b.priority ?? 3) ||
  Math.sign((a.deadlineMinutes ?? Number.MAX_VALUE) - (b.deadlineMinutes ?? Number.MAX_VALUE)) ||
  byText(a.id, b.id);

/** The numbers of what may go to a need and still has pieces, nearest first. */
function inOrder(facts: Facts, need: Need, { pieces, arrives }: Left): number[] {
  const rows: number[] = [];
  eachOwnReachable(facts, need, (number, lane) => {
    if ((pieces[number] ?? 0) <= 0 || reasonsAgainst(facts, need, number, lane).length > 0) return;
    arrives[number] = (facts.leaves[number] ?? 0) + lane.minutes;
    rows.push(number);
  });
  return rows.sort(
    (a, b) => (arrives[a] ?? 0) - (arrives[b] ?? 0) || byName(facts.stored[a], facts.stored[b]),
  );
}

const byName = (a: Stored | undefined, b: Stored | undefined) =>
  byText(a?.source.id ?? "", b?.source.id ?? "") || byText(idOf(a), idOf(b));

const idOf = (stored: Stored | undefined) => stored?.lot?.lot ?? stored?.unit?.id ?? "";

function leftAfterPins(facts: Facts): Left {
  const floors = (facts.problem.rules?.floors ?? []).map((floor) => {
    const lots = [...new Set(floor.sources)]
      .flatMap((id) => facts.sources.get(id)?.stock ?? [])
      .filter((lot) => lot.item === floor.item);
    const stock = lots.reduce((sum, lot) => sum + lot.quantity, 0);
    const numbers = lots.map(({ lot }) => facts.lots.get(lot)?.number ?? -1);
    return { lots: new Set(numbers), left: stock - floor.keep };
  });
  const pieces = facts.stored.map(({ lot }) => (lot ? lot.quantity - (lot.floor ?? 0) : 1));
  const left: Left = {
    pieces: Float64Array.from(pieces),
    arrives: new Float64Array(pieces.length),
    floors,
    load: new Map(),
  };
  for (const pin of facts.pins.values()) {
    const stored =
      pin.lot === undefined ? facts.units.get(pin.unit ?? "") : facts.lots.get(pin.lot);
    if (stored !== undefined) take(facts, left, stored, pin.quantity ?? 1);
  }
  return left;
}

function take(facts: Facts, left: Left, { number, source, lot }: Stored, quantity: number): void {
  left.pieces[number] = (left.pieces[number] ?? 0) - quantity;
  for (const floor of left.floors) if (floor.lots.has(number)) floor.left -= quantity;
  if (lot === undefined || source.capacity === undefined) return;
  const item = facts.items.get(lot.item);
  const load = left.load.get(source.id) ?? { kg: 0, m3: 0 };
  load.kg += quantity * (item?.kg ?? 0);
  load.m3 += quantity * (item?.m3 ?? 0);
  left.load.set(source.id, load);
}

function freeOf(facts: Facts, left: Left, { number, source, lot }: Stored): number {
  let free = left.pieces[number] ?? 0;
  for (const floor of left.floors) if (floor.lots.has(number)) free = Math.min(free, floor.left);
  if (lot === undefined || source.capacity === undefined) return Math.max(0, free);
  const item = facts.items.get(lot.item);
  const load = left.load.get(source.id) ?? { kg: 0, m3: 0 };
  for (const dimension of ["kg", "m3"] as const) {
    const each = item?.[dimension] ?? 0;
    const room = (source.capacity[dimension] ?? Infinity) - load[dimension];
    if (each > 0) free = Math.min(free, Math.floor(room / each + 1e-9));
  }
  return Math.max(0, free);
}
