import { nameOf, storedAt } from "./check-facts.ts";
import type { Facts } from "./check-facts.ts";
import type { Rows } from "./check-lines.ts";
import { factsOf, numberOf, pairFacts } from "./check-pairs.ts";
import { reachable } from "./check-stored.ts";
import { freeSupply, mostShippable } from "./check-supply.ts";
import { priceFaults } from "./check-prices.ts";
import type { Plan, Shortage, StockRef } from "./plan.ts";
import type { Unit } from "./problem.ts";

const OWN_CODES = new Set(["NO_STOCK", "FLOOR", "CAPACITY", "SHARED_WITH"]);
const CURES = new Set([
  "EXTEND_DEADLINE",
  "LOWER_FLOOR",
  "ADD_CAPACITY",
  "OPEN_LANE",
  "LIFT_FORBID",
  "ADD_STOCK",
]);

/** Shortages: none hidden, none invented, each proof added up again from the file. */
export function shortageFaults(facts: Facts, plan: Plan, { counted }: Rows): string[] {
  const { needs } = facts.problem;
  const missing = (id: string) => {
    const number = facts.needNumbers.get(id) ?? -1;
    return (needs[number]?.quantity ?? 0) - (counted[number] ?? 0);
  };
  const told = new Map(plan.shortages.map((row) => [row.need, row.missing]));
  const isWhole =
    told.size === plan.shortages.length &&
    needs.every(({ id, quantity }, at) => (told.get(id) ?? 0) === quantity - (counted[at] ?? 0)) &&
    [...told].every(([need, quantity]) => quantity > 0 && facts.needNumbers.has(need));
  if (!isWhole) return ["the shortages are not those of the plan"];
  const mustProve = isExplainable(facts, plan);
  return plan.shortages.flatMap((row) =>
    [
      ...limitFaults(facts, row),
      ...measureFaults(row),
      ...(row.certificate.like === undefined
        ? certificateFaults(facts, row, missing, mustProve && !isInSets(facts, row.need))
        : likeFaults(facts, plan, row, row.certificate.like)),
    ].map((fault) => `shortage of ${row.need}: ${fault}`),
  );
}

/** Where unmet came first and nothing but stock binds, a sum must explain every shortage. */
function isExplainable(facts: Facts, plan: Plan): boolean {
  const [unmet] = plan.stages;
  const isFree = facts.problem.sources.every((source) => source.capacity === undefined);
  const isEven = facts.problem.items.every((item) => (item.substitutes ?? []).length === 0);
  return unmet?.name === "unmet" && unmet.gap === 0 && isFree && isEven;
}

/** Where sets are asked for, units may be short by their sharing out, which no sum explains. */
const isInSets = (facts: Facts, need: string) =>
  facts.needs.get(need)?.item === undefined &&
  facts.problem.needs.some((other) => other.capabilities !== undefined);

function limitFaults(facts: Facts, row: Shortage): string[] {
  return row.limits.flatMap((limit) => {
    const isWhole = Number.isSafeInteger(limit.quantity) && limit.quantity > 0;
    if (!isWhole || limit.quantity > row.missing) return [`${limit.code} has no such quantity`];
    if (limit.code === "NO_STOCK") return [];
    const pair = { ...limit, source: limit.source ?? "", need: row.need };
    const known = pairFacts(facts, pair);
    if (known === undefined) return [`${limit.code} names no pair of this file`];
    const isSo = OWN_CODES.has(limit.code)
      ? known.reasons.length === 0
      : known.reasons.includes(limit.code);
    return isSo ? [] : [`${limit.code} is not so`];
  });
}

function measureFaults(row: Shortage): string[] {
  return row.measures.flatMap((measure) => {
    const isSo =
      CURES.has(measure.code) &&
      measure.amount > 0 &&
      measure.missingBefore === row.missing &&
      Number.isSafeInteger(measure.missingAfter) &&
      measure.missingAfter >= 0 &&
      measure.missingAfter < measure.missingBefore;
    return isSo ? [] : [`${measure.code} is no cure`];
  });
}

/** Another shortage's proof by prices is this one's too where it counts this need, as urgent. */
function likeFaults(facts: Facts, plan: Plan, row: Shortage, like: string): string[] {
  const { needs, stocks, demand, supply, missing } = row.certificate;
  const isEmpty = needs.length + stocks.length === 0 && demand === 0 && supply === 0;
  const other = plan.shortages.find(({ need }) => need === like)?.certificate;
  const gradeOf = (need: string) => facts.needs.get(need)?.priority ?? 3;
  const isSo =
    other?.prices !== undefined &&
    other.needs.includes(row.need) &&
    gradeOf(like) === gradeOf(row.need);
  return isEmpty && missing === 0 && isSo ? [] : ["the proof that it names is not its own"];
}

function certificateFaults(
  facts: Facts,
  row: Shortage,
  missing: (need: string) => number,
  mustProve: boolean,
): string[] {
  const { certificate } = row;
  const isAtHome = (ref: StockRef) => numberOf(facts, ref) >= 0;
  if (!certificate.stocks.every(isAtHome)) return ["a stock is not where it is said to be"];
  if (certificate.prices !== undefined)
    return mustProve ? ["prices where a sum would do"] : priceFaults(facts, row, missing);
  if (certificate.capacities !== undefined) return ["capacities without prices"];
  const { needs, stocks, demand, supply } = certificate;
  if (certificate.missing !== demand - supply) return ["the certificate does not add up"];
  if (needs.length === 0) {
    const isEmpty = stocks.length === 0 && demand === 0 && supply === 0;
    return isEmpty && !mustProve ? [] : ["the certificate proves nothing"];
  }
  return hallFaults(facts, row, missing);
}

function hallFaults(facts: Facts, row: Shortage, missing: (need: string) => number): string[] {
  const { needs, stocks, demand, supply, capability } = row.certificate;
  const faults: string[] = [];
  const inside = new Set(needs);
  const named = new Set(stocks.map(stockName));
  if (!inside.has(row.need) || inside.size !== needs.length) faults.push("its needs are not so");
  let wanted = 0;
  let short = 0;
  for (const id of needs) {
    const need = facts.needs.get(id);
    if (need === undefined) return [`no need ${id}`];
    const asked = need.capabilities ?? [need.capability];
    if (capability === undefined ? need.capabilities !== undefined : !asked.includes(capability))
      return [`need ${id} is not counted so`];
    wanted += need.quantity;
    short += missing(id);
    const { length, numbers, lanes } = reachable(facts, need);
    for (let at = 0; at < length; at += 1) {
      const known = factsOf(facts, need, numbers[at] ?? 0, lanes[at] ?? 0);
      if (known?.reasons.length !== 0 || !isAble(known.stored.unit, capability)) continue;
      const name = stockName(nameOf(known.stored));
      if (!named.has(name)) faults.push(`${name} could help and is left out`);
      if (known.give !== 1 || known.counts !== 1) faults.push("a sum does not explain a ratio");
    }
  }
  const most = mostShippable(facts, stocks) + pinnedInto(facts, inside, capability);
  if (wanted !== demand) faults.push(`demand is ${wanted}`);
  if (most !== supply) faults.push(`supply is ${most}`);
  if (short !== demand - supply) faults.push(`these needs miss ${short}`);
  return faults;
}

const stockName = (row: { readonly lot?: string; readonly unit?: string }) =>
  row.lot === undefined ? `unit ${row.unit ?? ""}` : `lot ${row.lot}`;

const isAble = (unit: Unit | undefined, capability: string | undefined) =>
  capability === undefined || unit?.capabilities.includes(capability) === true;

/** What pins bring to these needs, allowed or not; of a capability, the units that have it. */
function pinnedInto(facts: Facts, needs: ReadonlySet<string>, capability?: string): number {
  const into = freeSupply(facts).pins.filter(({ pin }) => needs.has(pin.need));
  if (capability === undefined) return into.reduce((sum, { counted }) => sum + counted, 0);
  return into.filter(({ pin }) => {
    const unit = facts.units.get(pin.unit ?? "");
    return unit !== undefined && isAble(storedAt(facts, unit)?.unit, capability);
  }).length;
}
