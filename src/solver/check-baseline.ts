import { pairName } from "./check-facts.ts";
import type { Facts, Pair } from "./check-facts.ts";
import { lineFaults } from "./check-lines.ts";
import { setsByHand } from "./check-nearest-sets.ts";
import { factsOf, pairFacts } from "./check-pairs.ts";
import type { PairFacts } from "./check-pairs.ts";
import { valueFaults } from "./check-stages.ts";
import { reachableFor } from "./check-stored.ts";
import type { Plan } from "./plan.ts";
import type { Need } from "./problem.ts";

/** Nearest first, walked through again by the contract's words: it must be the same plan. */
export function baselineFaults(facts: Facts, plan: Plan): string[] {
  const { stages, allocations } = plan.baseline;
  const names = (rows: readonly { readonly name: string }[]) =>
    rows.map((row) => row.name).join(" ");
  if (names(stages) !== names(plan.stages)) return ["baseline: its stages are not the plan's"];
  const faults = [...lineFaults(facts, allocations), ...valueFaults(facts, stages, allocations)];
  if (faults.length > 0) return faults.map((fault) => `baseline: ${fault}`);
  const expected = walk(facts);
  const told = new Map(allocations.map((line) => [pairName(line), line.quantity]));
  const isSame =
    [...expected].filter(([, quantity]) => quantity > 0).length === told.size &&
    [...told].every(([name, quantity]) => expected.get(name) === quantity);
  return isSame ? [] : ["the baseline is not nearest first"];
}

interface Left {
  readonly lots: Map<string, number>;
  readonly floors: { readonly lots: ReadonlySet<string>; left: number }[];
  readonly load: Map<string, { kg: number; m3: number }>;
}

function walk(facts: Facts): Map<string, number> {
  const left = leftAfterPins(facts);
  const taken = new Map<string, number>();
  const filled = new Map<string, number>();
  for (const pin of facts.pins.values()) {
    const pair = pairFacts(facts, pin);
    const quantity = pin.quantity ?? 1;
    taken.set(pairName(pin), quantity);
    if (pair === undefined || pair.need.capabilities !== undefined) continue;
    const counted = (quantity / pair.give) * pair.counts;
    filled.set(pin.need, (filled.get(pin.need) ?? 0) + counted);
  }
  for (const need of [...facts.needs.values()].sort(byUrgency)) {
    if (need.capabilities !== undefined) {
      for (const pair of setsByHand(facts, need, left.lots)) {
        if (facts.pins.has(pairName(pair))) continue;
        take(facts, left, pair, 1);
        taken.set(pairName(pair), 1);
      }
      continue;
    }
    let wanted = need.quantity - (filled.get(need.id) ?? 0);
    for (const { name, known } of inOrder(facts, need)) {
      if (wanted === 0) break;
      const quantity = Math.min(wanted, freeOf(facts, left, name, known));
      if (quantity <= 0) continue;
      const pair = { ...name, need: need.id };
      take(facts, left, pair, quantity);
      taken.set(pairName(pair), (taken.get(pairName(pair)) ?? 0) + quantity);
      wanted -= quantity;
    }
  }
  return taken;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byUrgency = (a: Need, b: Need) =>
  (a.priority ?? 3) - (b.priority ?? 3) ||
  Math.sign((a.deadlineMinutes ?? Number.MAX_VALUE) - (b.deadlineMinutes ?? Number.MAX_VALUE)) ||
  byText(a.id, b.id);

type Held = Omit<Pair, "need">;

function inOrder(facts: Facts, need: Need): { name: Held; known: PairFacts }[] {
  const rows: { name: Held; known: PairFacts }[] = [];
  for (const stored of reachableFor(facts, need)) {
    if (stored.lot?.item !== need.item) continue;
    const known = factsOf(facts, need, stored);
    if (known?.reasons.length !== 0) continue;
    rows.push({ name: stored.name, known });
  }
  return rows.sort(
    (a, b) =>
      a.known.arrives - b.known.arrives ||
      byText(a.name.source, b.name.source) ||
      byText(a.name.lot ?? a.name.unit ?? "", b.name.lot ?? b.name.unit ?? ""),
  );
}

function leftAfterPins(facts: Facts): Left {
  const floors = (facts.problem.rules?.floors ?? []).map((floor) => {
    const lots = [...new Set(floor.sources)]
      .flatMap((id) => facts.sources.get(id)?.stock ?? [])
      .filter((lot) => lot.item === floor.item);
    const stock = lots.reduce((sum, lot) => sum + lot.quantity, 0);
    return { lots: new Set(lots.map((lot) => lot.lot)), left: stock - floor.keep };
  });
  const left: Left = { lots: new Map(), floors, load: new Map() };
  for (const { lot } of facts.lots.values())
    left.lots.set(`lot ${lot.lot}`, lot.quantity - (lot.floor ?? 0));
  for (const { unit } of facts.units.values()) left.lots.set(`unit ${unit.id}`, 1);
  for (const pin of facts.pins.values()) take(facts, left, pin, pin.quantity ?? 1);
  return left;
}

const nameOf = (pair: Held) =>
  pair.lot === undefined ? `unit ${pair.unit ?? ""}` : `lot ${pair.lot}`;

function take(facts: Facts, left: Left, pair: Pair, quantity: number): void {
  const name = nameOf(pair);
  left.lots.set(name, (left.lots.get(name) ?? 0) - quantity);
  for (const floor of left.floors) if (floor.lots.has(pair.lot ?? "")) floor.left -= quantity;
  const item = facts.items.get(facts.lots.get(pair.lot ?? "")?.lot.item ?? "");
  if (pair.lot === undefined) return;
  const load = left.load.get(pair.source) ?? { kg: 0, m3: 0 };
  load.kg += quantity * (item?.kg ?? 0);
  load.m3 += quantity * (item?.m3 ?? 0);
  left.load.set(pair.source, load);
}

function freeOf(facts: Facts, left: Left, pair: Held, known: PairFacts): number {
  let free = left.lots.get(nameOf(pair)) ?? 0;
  for (const floor of left.floors)
    if (floor.lots.has(pair.lot ?? "")) free = Math.min(free, floor.left);
  const item = facts.items.get(known.item ?? "");
  const load = left.load.get(pair.source) ?? { kg: 0, m3: 0 };
  const capacity = facts.sources.get(pair.source)?.capacity;
  for (const dimension of ["kg", "m3"] as const) {
    const each = pair.lot === undefined ? 0 : (item?.[dimension] ?? 0);
    const room = (capacity?.[dimension] ?? Infinity) - load[dimension];
    if (each > 0) free = Math.min(free, Math.floor(room / each + 1e-9));
  }
  return Math.max(0, free);
}
