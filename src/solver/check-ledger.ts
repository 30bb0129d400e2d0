import { pairFacts, pairName } from "./check-facts.ts";
import type { Facts, Pair } from "./check-facts.ts";
import type { Allocation, Excluded, Plan } from "./plan.ts";
import type { Need } from "./problem.ts";

const LEDGER_ROWS = 10_000;

/** The exclusion ledger counted anew: no pair too many, none left out, whatever its length. */
export function ledgerFaults(facts: Facts, plan: Plan): string[] {
  const told = new Set(plan.excluded.map(rowName));
  const counts = new Map<string, number>();
  const add = (code: string, count: number) => counts.set(code, (counts.get(code) ?? 0) + count);
  for (const { code } of plan.excluded) add(code, -1);
  for (const { code, count } of plan.excludedBeyond ?? []) add(code, -count);
  let rows = 0;
  let known = 0;
  for (const need of facts.needs.values()) {
    for (const pair of pairsOf(facts, need)) {
      for (const code of pairFacts(facts, pair)?.reasons ?? []) {
        rows += 1;
        add(code, 1);
        if (told.has(rowName({ ...pair, code }))) known += 1;
      }
    }
  }
  const expected = Math.min(rows, LEDGER_ROWS);
  const isWhole = plan.excluded.length === expected && known === expected;
  const balanced = [...counts.values()].every((count) => count === 0);
  return isWhole && told.size === expected && balanced ? [] : ["the exclusion ledger is not whole"];
}

const rowName = (row: Excluded) => `${row.code} ${pairName(row)}`;

const supplies = new WeakMap<Facts, ReadonlyMap<string, readonly Omit<Pair, "need">[]>>();

/** Every lot or unit that could serve a need by kind. */
export function pairsOf(facts: Facts, need: Need): Pair[] {
  const byKind = supplies.get(facts) ?? suppliesByKind(facts);
  supplies.set(facts, byKind);
  const others = need.item === undefined ? [] : (facts.items.get(need.item)?.substitutes ?? []);
  const kinds =
    need.item === undefined
      ? [`can ${need.capability ?? ""}`]
      : [need.item, ...others.map((other) => other.item)].map((item) => `is ${item}`);
  return kinds.flatMap((kind) =>
    (byKind.get(kind) ?? []).map((row) => ({ ...row, need: need.id })),
  );
}

function suppliesByKind(facts: Facts) {
  const byKind = new Map<string, Omit<Pair, "need">[]>();
  const add = (kind: string, row: Omit<Pair, "need">) => {
    const rows = byKind.get(kind);
    if (rows === undefined) byKind.set(kind, [row]);
    else rows.push(row);
  };
  for (const { source, lot } of facts.lots.values())
    add(`is ${lot.item}`, { source: source.id, lot: lot.lot });
  for (const { source, unit } of facts.units.values())
    for (const capability of new Set(unit.capabilities))
      add(`can ${capability}`, { source: source.id, unit: unit.id });
  return byKind;
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
    const pair = pairFacts(facts, line);
    const pin = facts.pins.get(pairName(line));
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
