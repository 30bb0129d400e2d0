import {
  limitsOf,
  measuresOf,
  proofOf,
  reasonsOf,
  warningsOf,
} from "../../../src/dispatch/proposal.view.rules.ts";
import { explainExclusion, gatherLimits } from "../../../src/solver/explain-limits.ts";
import type { Shortage } from "../../../src/solver/plan.ts";
import type { Sentence } from "../../../src/solver/sentence.ts";
import type { Told } from "./explained-examples.ts";

/** One kind of explanation: its code, the first row that has it, and both sentences. */
export interface Row {
  readonly code: string;
  readonly from: Told;
  readonly data: unknown;
  readonly said: Sentence;
}

export interface Section {
  readonly id: "reasons" | "exclusions" | "limits" | "proofs" | "measures" | "warnings";
  readonly rows: readonly Row[];
}

/** One example of each kind, the first that is found. */
export const sectionsOf = (plans: readonly Told[]): Section[] => [
  { id: "reasons", rows: firstOf(plans, reasonRows) },
  { id: "exclusions", rows: firstOf(plans, exclusionRows) },
  { id: "limits", rows: firstOf(plans, limitRows) },
  { id: "proofs", rows: firstOf(plans, proofRows) },
  { id: "measures", rows: firstOf(plans, measureRows) },
  { id: "warnings", rows: firstOf(plans, warningRows) },
];

function firstOf(plans: readonly Told[], rowsOf: (told: Told) => readonly Row[]): Row[] {
  const found = new Map<string, Row>();
  for (const row of plans.flatMap(rowsOf)) if (!found.has(row.code)) found.set(row.code, row);
  return [...found.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

const reasonRows = (from: Told): Row[] =>
  from.plan.allocations.flatMap((line) => {
    const said = reasonsOf(line, from.names);
    const { source, lot, unit, need, quantity } = line;
    return line.reasons.map((reason, at) => ({
      ...{ code: reason.code, from, said: said[at]! },
      data: { source, lot, unit, need, quantity, reasons: [reason] },
    }));
  });

const exclusionRows = (from: Told): Row[] =>
  from.plan.excluded.map((row) => ({
    ...{ code: row.code, from, data: row, said: explainExclusion(row.code) },
  }));

const limitRows = (from: Told): Row[] =>
  from.plan.shortages.flatMap((shortage) => {
    const said = limitsOf(shortage, from.names);
    const rows = gatherLimits(shortage.limits, shortage.missing);
    return rows.map((limit, at) => ({
      code: limit.capability === undefined ? limit.code : `${limit.code} capability`,
      ...{ from, said: said[at]! },
      data: { need: shortage.need, missing: shortage.missing, limits: [limit] },
    }));
  });

const proofRows = (from: Told): Row[] =>
  from.plan.shortages.map((shortage) => ({
    ...{ code: kindOf(shortage), from, said: proofOf(shortage, from.plan, from.names) },
    data: { need: shortage.need, certificate: brief(shortage) },
  }));

function kindOf({ certificate }: Shortage): string {
  const { needs, capability, prices, capacities = [] } = certificate;
  if (needs.length === 0) return "EMPTY";
  if (prices !== undefined) return capacities.length > 0 ? "PRICES, CAPACITY" : "PRICES, RATIO";
  if (capability !== undefined) return "SUM, CAPABILITY";
  return needs.length === 1 ? "SUM, ONE NEED" : "SUM, SEVERAL NEEDS";
}

/** A long list of stocks is cut; prices are rounded as a reader would. */
function brief({ certificate }: Shortage) {
  const { stocks, prices, capacities, ...rest } = certificate;
  const cut = <T>(rows: readonly T[]) =>
    rows.length > 2 ? [...rows.slice(0, 2), `… ${rows.length - 2} more`] : rows;
  return {
    ...rest,
    stocks: cut(stocks),
    ...(capacities === undefined ? {} : { capacities: cut(capacities) }),
    ...(prices === undefined ? {} : { prices: { needs: cut(prices.needs) } }),
  };
}

const measureRows = (from: Told): Row[] =>
  from.plan.shortages.flatMap((shortage) => {
    const said = measuresOf(shortage, from.names);
    return shortage.measures.map((measure, at) => ({
      code: [measure.code, measure.target.reason].filter((word) => word !== undefined).join(" "),
      ...{ from, said: said[at]! },
      data: { need: shortage.need, measures: [measure] },
    }));
  });

const warningRows = (from: Told): Row[] => {
  const said = warningsOf(from.plan, from.names);
  return from.plan.warnings.map((row, at) => ({
    ...{ code: row.code, from, data: row, said: said[at]! },
  }));
};
