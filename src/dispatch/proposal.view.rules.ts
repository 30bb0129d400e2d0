import { explainLimit, explainMeasure, explainReason, explainWarning } from "../solver/explain.ts";
import type { NameOf, Sentence } from "../solver/sentence.ts";
import type { Allocation, Plan, Shortage } from "../solver/plan.ts";
import { isLate, needIdOf } from "./proposal.model.ts";

/** How the things of a plan are called, in both languages. */
export interface Names {
  /** By depot or organization id, as the problem's source ids hold them. */
  readonly sources: ReadonlyMap<string, Sentence>;
  /** By need id: what is wanted. */
  readonly needs: ReadonlyMap<string, Sentence>;
  /** By sku. */
  readonly items: ReadonlyMap<string, Sentence>;
}

/** A code with its sentence in both languages. */
export interface Said extends Sentence {
  readonly code: string;
}

/** The depot or organization whose name a source of the problem bears. */
export function sourceKey(source: string): string {
  if (source.startsWith("base:")) return source.split(":")[1] ?? source;
  const [depot = source, org] = source.split("/");
  return org === undefined || org === "calls" ? depot : org;
}

const nameIn =
  (names: Names, locale: keyof Sentence): NameOf =>
  (kind, id) => {
    if (kind === "source") return names.sources.get(sourceKey(id))?.[locale] ?? id;
    if (kind === "need") return names.needs.get(needIdOf(id))?.[locale] ?? id;
    return kind === "item" ? (names.items.get(id)?.[locale] ?? id) : id;
  };

/** A sentence needs names of its own language, so it is said twice. */
const inBoth = (code: string, names: Names, say: (nameOf: NameOf) => Sentence): Said => ({
  code,
  zh: say(nameIn(names, "zh")).zh,
  en: say(nameIn(names, "en")).en,
});

export const reasonsOf = (allocation: Allocation, names: Names): Said[] =>
  allocation.reasons.map((reason) =>
    inBoth(reason.code, names, (nameOf) => explainReason(reason, allocation, nameOf)),
  );

export const limitsOf = ({ limits }: Shortage, names: Names) =>
  limits.map((limit) => ({
    ...inBoth(limit.code, names, (nameOf) => explainLimit(limit, nameOf)),
    quantity: limit.quantity,
    source: limit.source ?? null,
  }));

export const measuresOf = ({ measures }: Shortage, names: Names) =>
  measures.map((measure) => ({
    ...inBoth(measure.code, names, (nameOf) => explainMeasure(measure, nameOf)),
    amount: measure.amount,
    missingBefore: measure.missingBefore,
    missingAfter: measure.missingAfter,
  }));

export const warningsOf = ({ warnings }: Plan, names: Names): Said[] =>
  warnings.map((warning) =>
    inBoth(warning.code, names, (nameOf) => explainWarning(warning, nameOf)),
  );

/** One shortage for each need: what misses the deadline, and how much of that comes after it. */
export function shortagesOf(
  plan: Plan,
): readonly { readonly shortage: Shortage; readonly arrivesLate: number }[] {
  const late = new Map<string, number>();
  for (const { need, counted } of plan.allocations)
    if (isLate(need)) late.set(needIdOf(need), (late.get(needIdOf(need)) ?? 0) + counted);
  return plan.shortages
    .filter(({ need }) => !isLate(need))
    .map((shortage) => ({ shortage, arrivesLate: late.get(shortage.need) ?? 0 }));
}

/** Every id that a plan's sentences name. */
export function namedIn(plan: Plan): {
  readonly sources: readonly string[];
  readonly needs: readonly string[];
} {
  const sources = [
    ...plan.allocations.flatMap(({ source, reasons }) => [
      source,
      ...reasons.flatMap(({ other }) => other ?? []),
    ]),
    ...plan.shortages.flatMap(({ limits, measures }) => [
      ...limits.flatMap(({ source }) => source ?? []),
      ...measures.flatMap(({ target }) => [target.source, target.from].flatMap((id) => id ?? [])),
    ]),
    ...plan.excluded.map(({ source }) => source),
    ...plan.warnings.flatMap(({ source }) => source ?? []),
  ];
  const needs = [
    ...plan.allocations.map(({ need }) => need),
    ...plan.shortages.flatMap(({ need, limits }) => [
      need,
      ...limits.flatMap(({ need: other }) => other ?? []),
    ]),
    ...plan.excluded.map(({ need }) => need),
  ];
  return {
    sources: [...new Set(sources.map(sourceKey))],
    needs: [...new Set(needs.map(needIdOf))],
  };
}
