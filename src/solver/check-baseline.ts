import type { Facts, Stored } from "./check-facts.ts";
import { lineFaults, readLines } from "./check-lines.ts";
import { setsByHand } from "./check-nearest-sets.ts";
import { pairFacts, reasonsAgainst } from "./check-pairs.ts";
import { valueFaults } from "./check-stages.ts";
import { eachReachable } from "./check-stored.ts";
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
  const told = new Map<string, Map<number, number>>();
  for (const { line, pair } of rows) {
    const row = told.get(line.need) ?? new Map<number, number>();
    told.set(line.need, row.set(pair.stored.number, line.quantity));
  }
  return isNearestFirst(facts, told) ? [] : ["the baseline is not nearest first"];
}

/** Pieces by need, then by the number of the lot or unit. */
type Quantities = ReadonlyMap<string, Map<number, number>>;

interface Left {
  /** By the number of the lot or unit. */
  readonly pieces: Float64Array;
  /** When each would arrive at the need that is looked at. */
  readonly arrives: Float64Array;
  readonly floors: { readonly lots: ReadonlySet<number>; left: number }[];
  readonly load: Map<string, { kg: number; m3: number }>;
}

/** Walks through the needs and takes off what each should get: nothing is left over or lacking. */
function isNearestFirst(facts: Facts, told: Quantities): boolean {
  const left = leftAfterPins(facts);
  const filled = new Map<string, number>();
  const isTold = (need: string, stored: Stored, quantity: number) => {
    const row = told.get(need);
    const rest = (row?.get(stored.number) ?? 0) - quantity;
    row?.set(stored.number, rest);
    return rest >= 0;
  };
  for (const pin of facts.pins.values()) {
    const pair = pairFacts(facts, pin);
    if (pair === undefined) continue;
    const quantity = pin.quantity ?? 1;
    if (!isTold(pin.need, pair.stored, quantity)) return false;
    if (pair.need.capabilities !== undefined) continue;
    const counted = (quantity / pair.give) * pair.counts;
    filled.set(pin.need, (filled.get(pin.need) ?? 0) + counted);
  }
  for (const need of [...facts.needs.values()].sort(byUrgency)) {
    if (need.capabilities !== undefined) {
      for (const stored of setsByHand(facts, need, left.pieces)) {
        take(facts, left, stored, 1);
        if (!isTold(need.id, stored, 1)) return false;
      }
      continue;
    }
    let wanted = need.quantity - (filled.get(need.id) ?? 0);
    for (const stored of wanted === 0 ? [] : inOrder(facts, need, left)) {
      if (wanted === 0) break;
      const quantity = Math.min(wanted, freeOf(facts, left, stored));
      if (quantity <= 0) continue;
      take(facts, left, stored, quantity);
      if (!isTold(need.id, stored, quantity)) return false;
      wanted -= quantity;
    }
  }
  return [...told.values()].every((row) => [...row.values()].every((rest) => rest === 0));
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byUrgency = (a: Need, b: Need) =>
  (a.priority ?? 3) - (b.priority ?? 3) ||
  Math.sign((a.deadlineMinutes ?? Number.MAX_VALUE) - (b.deadlineMinutes ?? Number.MAX_VALUE)) ||
  byText(a.id, b.id);

/** What may go to a need and still has pieces, nearest first. */
function inOrder(facts: Facts, need: Need, { pieces, arrives }: Left): Stored[] {
  const rows: Stored[] = [];
  eachReachable(facts, need, (number, lane) => {
    if ((pieces[number] ?? 0) <= 0 || reasonsAgainst(facts, need, number, lane).length > 0) return;
    const stored = facts.stored[number];
    if (stored === undefined || stored.lot?.item !== need.item) return;
    arrives[number] = (facts.leaves[number] ?? 0) + lane.minutes;
    rows.push(stored);
  });
  return rows.sort(
    (a, b) =>
      (arrives[a.number] ?? 0) - (arrives[b.number] ?? 0) ||
      byText(a.source.id, b.source.id) ||
      byText(idOf(a), idOf(b)),
  );
}

const idOf = ({ lot, unit }: Stored) => lot?.lot ?? unit?.id ?? "";

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
