import { laneFrom, pairName } from "./check-facts.ts";
import type { Facts } from "./check-facts.ts";
import type { Rows } from "./check-lines.ts";
import { pairFacts, rankAt, reasonsAgainst } from "./check-pairs.ts";
import { countStored, reachable, storedFor } from "./check-stored.ts";
import type { Allocation, Plan, Reason } from "./plan.ts";

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
    const weigh = (number: number, lane: number) => {
      for (const code of reasonsAgainst(facts, need, number, lane)) found(code, 1);
    };
    if (isPlain) {
      const { length, numbers, lanes } = reachable(facts, need);
      for (let at = 0; at < length; at += 1) weigh(numbers[at] ?? 0, lanes[at] ?? 0);
      const others = countStored(facts, need) - length;
      if (others > 0) found("ROAD", others);
    } else
      for (const number of storedFor(facts, need))
        weigh(number, laneFrom(facts, facts.held.homes[number] ?? -1, need.place));
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
  "FULLEST",
  "ON_BALANCE",
]);

/** Each line has a reason, and the figures that the file fixes are those of the file. */
export function reasonFaults(facts: Facts, rows: Rows<Allocation>): string[] {
  const faults: string[] = [];
  rows.lines.forEach((line, row) => {
    if (line.reasons.length === 0) faults.push(`${pairName(line)} has no reason`);
    for (const reason of line.reasons) {
      const isSane = REASONS.has(reason.code) && (reason.next ?? 0) >= 0;
      if (
        !isSane ||
        !Number.isFinite(reason.figure) ||
        reason.figure !== figureOf(facts, rows, row, reason)
      )
        faults.push(`${pairName(line)}: ${reason.code} is not so`);
    }
  });
  return faults;
}

/** What the file makes of a reason's figure; where it has no say, the figure itself. */
function figureOf(
  facts: Facts,
  { lines, stored, arrives }: Rows<Allocation>,
  row: number,
  { code, figure }: Reason,
): number | undefined {
  const line = lines[row];
  if (line === undefined) return undefined;
  if (code === "NEAREST_ELIGIBLE" || code === "ON_BALANCE") return arrives[row];
  if (code === "LEGAL_ORDER") return rankAt(facts, stored[row] ?? -1);
  if (code === "ONLY_SOURCE") return line.counted;
  if (code === "PINNED") return facts.pins.get(pairName(line))?.quantity ?? 1;
  return figure;
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
