import { explainMeasure } from "../solver/explain-cures.ts";
import { explainLimit, explainLimitsBeyond, gatherLimits } from "../solver/explain-limits.ts";
import { explainCertificate, proofBehind } from "../solver/explain-proof.ts";
import { explainReason, explainWarning } from "../solver/explain.ts";
import type { NameOf, Sentence } from "../solver/sentence.ts";
import type { Allocation, Plan, Shortage } from "../solver/plan.ts";
import { isLate, needIdOf, onTimeIdOf } from "./proposal.model.ts";

/** What is counted, by name and measure word. */
export interface Counted {
  readonly name: Sentence;
  readonly unit: Sentence;
}

/** How the things of a plan are called, in both languages. */
export interface Names {
  /** By depot or organization id, as the problem's source ids hold them. */
  readonly sources: ReadonlyMap<string, Sentence>;
  /** By need id: what is wanted, and how urgently. */
  readonly needs: ReadonlyMap<string, Counted & { readonly priority: number }>;
  /** By sku; skills by their code. */
  readonly items: ReadonlyMap<string, Counted>;
  /** By road node. */
  readonly places: ReadonlyMap<string, Sentence>;
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

/** What the hub counts as the cost of a piece: the way that it goes. */
const unitOfCost: Sentence = { zh: "公里", en: "km" };

const nameIn =
  (names: Names, locale: keyof Sentence): NameOf =>
  (kind, id) => {
    const [need, item] = [names.needs.get(needIdOf(id)), names.items.get(id)];
    switch (kind) {
      case "source":
        return names.sources.get(sourceKey(id))?.[locale] ?? id;
      case "need":
        return need?.name[locale] ?? id;
      case "item":
        return item?.name[locale] ?? id;
      case "place":
        return names.places.get(id)?.[locale] ?? id;
      case "unitOfItem":
        return item?.unit[locale] ?? "";
      case "unitOfNeed":
        return need?.unit[locale] ?? "";
      case "priorityOfNeed":
        return need === undefined ? "" : String(need.priority);
      case "unitOfCost":
        return unitOfCost[locale];
    }
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

/** Rows of one source that say the same are one to a reader. */
export const limitsOf = ({ need, missing, limits }: Shortage, names: Names) =>
  gatherLimits(limits, missing).map((limit) => ({
    ...inBoth(limit.code, names, (nameOf) => explainLimit(limit, need, nameOf)),
    quantity: limit.quantity,
    source: limit.source ?? null,
  }));

export const beyondOf = ({ limitsBeyond }: Shortage): Said | null =>
  limitsBeyond === undefined ? null : { code: "BEYOND", ...explainLimitsBeyond(limitsBeyond) };

export function proofOf(shortage: Shortage, plan: Plan, names: Names) {
  const proof = proofBehind(shortage, plan);
  const said = inBoth("", names, (nameOf) => explainCertificate(proof, shortage.need, nameOf));
  const { demand, supply, missing, needs, stocks } = proof;
  const counts = { demand, supply, missing, needs: needs.length, stocks: stocks.length };
  return { zh: said.zh, en: said.en, ...counts };
}

export const measuresOf = ({ need, measures }: Shortage, names: Names) =>
  measures.map((measure) => ({
    ...inBoth(measure.code, names, (nameOf) => explainMeasure(measure, need, nameOf)),
    amount: measure.amount,
    missingBefore: measure.missingBefore,
    missingAfter: measure.missingAfter,
  }));

export const warningsOf = ({ warnings }: Plan, names: Names): Said[] =>
  warnings.map((warning) =>
    inBoth(warning.code, names, (nameOf) => explainWarning(warning, nameOf)),
  );

/** One shortage for each need of the file: what misses the deadline, and how much comes late. */
export function shortagesOf(
  plan: Plan,
): readonly { readonly shortage: Shortage; readonly arrivesLate: number }[] {
  const late = new Map<string, number>();
  for (const { need, counted } of plan.allocations)
    if (isLate(need)) late.set(onTimeIdOf(need), (late.get(onTimeIdOf(need)) ?? 0) + counted);
  return plan.shortages
    .filter(({ need }) => !isLate(need))
    .map((shortage) => ({ shortage, arrivesLate: late.get(shortage.need) ?? 0 }));
}

/** Every id that a plan's sentences name. */
export interface Named {
  readonly sources: readonly string[];
  readonly needs: readonly string[];
  /** Of items and of skills. */
  readonly items: readonly string[];
  readonly places: readonly string[];
}

export function namedIn({ allocations, shortages, excluded, warnings }: Plan): Named {
  const limits = shortages.flatMap((row) => row.limits);
  const targets = shortages.flatMap(({ measures }) => measures.map(({ target }) => target));
  const sources = [
    ...allocations.flatMap(({ source, reasons }) => [source, ...reasons.map(({ other }) => other)]),
    ...limits.map(({ source }) => source),
    ...targets.flatMap((target) => [target.source, target.from, ...(target.sources ?? [])]),
    ...[...excluded, ...warnings].map(({ source }) => source),
  ];
  const needs = [
    ...[...allocations, ...excluded, ...warnings, ...limits].map(({ need }) => need),
    ...shortages.flatMap(({ need, certificate }) => [need, ...certificate.needs]),
  ];
  const items = [
    ...allocations.map(({ item }) => item),
    ...limits.map(({ capability }) => capability),
    ...shortages.map(({ certificate }) => certificate.capability),
    ...targets.flatMap(({ item, capabilities = [] }) => [item, ...capabilities]),
  ];
  return {
    sources: once(sources, sourceKey),
    needs: once(needs, needIdOf),
    items: once(items, (id) => id),
    places: once(
      targets.map(({ to }) => to),
      (id) => id,
    ),
  };
}

/** Each once, by what it is in the hub. */
const once = (ids: readonly (string | undefined)[], of: (id: string) => string): string[] => [
  ...new Set([...new Set(ids)].flatMap((id) => (id === undefined ? [] : of(id)))),
];
