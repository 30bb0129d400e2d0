import { pairName } from "./check-facts.ts";
import type { Facts } from "./check-facts.ts";
import { lineFacts, pairFacts, reasonsAgainst } from "./check-pairs.ts";
import { countStored, reachableFor, storedFor } from "./check-stored.ts";
import type { Allocation, Plan } from "./plan.ts";

const LEDGER_ROWS = 10_000;

/**
 * The exclusion ledger counted anew: each row that is told is so and told once, and by code there
 * are as many as the file has, so that none is left out, whatever the ledger's length.
 */
export function ledgerFaults(facts: Facts, plan: Plan): string[] {
  const left = new Map<string, number>();
  const add = (code: string, count: number) => left.set(code, (left.get(code) ?? 0) + count);
  for (const { code } of plan.excluded) add(code, -1);
  for (const { code, count } of plan.excludedBeyond ?? []) add(code, -count);
  let rows = 0;
  const found = (code: string, pairs: number) => {
    rows += pairs;
    add(code, pairs);
  };
  // A pair without a lane has no road against it, and without forbids nothing else.
  const isPlain = facts.forbidShapes.length === 0;
  for (const need of facts.needs.values()) {
    const told = isPlain ? reachableFor(facts, need) : storedFor(facts, need);
    for (const stored of told)
      for (const code of reasonsAgainst(facts, need, stored)) found(code, 1);
    const others = countStored(facts, need) - told.length;
    if (others > 0) found("ROAD", others);
  }
  const told = new Set(plan.excluded.map((row) => `${row.code} ${pairName(row)}`));
  const isSo = plan.excluded.every(
    (row) => pairFacts(facts, row)?.reasons.includes(row.code) === true,
  );
  const expected = Math.min(rows, LEDGER_ROWS);
  const isWhole = plan.excluded.length === expected && told.size === expected && isSo;
  const isBalanced = [...left.values()].every((count) => count === 0);
  return isWhole && isBalanced ? [] : ["the exclusion ledger is not whole"];
}

const REASONS = new Set([
  "NEAREST_ELIGIBLE",
  "ONLY_SOURCE",
  "SOONEST_EXPIRY",
  "LEGAL_ORDER",
  "PINNED",
  "KEPT_FROM_PREVIOUS",
  "CHEAPEST",
  "FEWER_SENDERS",
]);

/** Each line has a reason, and the figures that the file fixes are those of the file. */
export function reasonFaults(facts: Facts, lines: readonly Allocation[]): string[] {
  return lines.flatMap((line) => {
    const pair = lineFacts(facts, line);
    const pin = facts.pins.size === 0 ? undefined : facts.pins.get(pairName(line));
    const faults = line.reasons.flatMap(({ code, figure, next }) => {
      const own =
        (code === "NEAREST_ELIGIBLE" && figure === pair?.arrives) ||
        (code === "LEGAL_ORDER" && figure === pair?.rank) ||
        (code === "PINNED" && figure === (pin?.quantity ?? 1)) ||
        (code === "ONLY_SOURCE" && figure === line.counted) ||
        !["NEAREST_ELIGIBLE", "LEGAL_ORDER", "PINNED", "ONLY_SOURCE"].includes(code);
      const isSane = REASONS.has(code) && Number.isFinite(figure) && (next ?? 0) >= 0;
      return own && isSane ? [] : [`${pairName(line)}: ${code} is not so`];
    });
    return line.reasons.length === 0 ? [`${pairName(line)} has no reason`] : faults;
  });
}

/** A pin against the rules is allowed, but never in silence. */
export function warningFaults(facts: Facts, plan: Plan): string[] {
  const told = new Set(plan.warnings.map((row) => `${row.code} ${pairName(row)}`));
  return [...facts.pins.values()].flatMap((pin) =>
    (pairFacts(facts, pin)?.reasons ?? [])
      .filter((code) => !told.has(`PIN_AGAINST_${code} ${pairName(pin)}`))
      .map((code) => `no warning says that ${pairName(pin)} goes against ${code}`),
  );
}
