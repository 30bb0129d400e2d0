import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { ApprovalTier } from "../../schema/words/regions.ts";
import { compare } from "../kernel/compare.ts";
import type { AgreementVersion, UsccFault } from "./regions.model.ts";

/**
 * How far apart two divisions stand, by their GB/T 2260 codes. Districts of a municipality are
 * one city; counties run by the province itself (`..90..`) are each a city of their own.
 */
export function approvalTier(regionA: string, regionB: string): ApprovalTier {
  if (cityOf(regionA) === cityOf(regionB)) return "SAME_CITY";
  return provinceOf(regionA) === provinceOf(regionB) ? "SAME_PROVINCE" : "CROSS_PROVINCE";
}

export const provinceOf = (region: string): string => region.slice(0, 2);

const municipalities = ["11", "12", "31", "50"];

const cityOf = (region: string): string => {
  if (municipalities.includes(provinceOf(region))) return provinceOf(region);
  return region.slice(2, 4) === "90" ? region : region.slice(0, 4);
};

/**
 * Of one agreement's versions the one that counts on `day`: the latest that has begun. When it
 * has lapsed or is suspended none counts, for a superseded version never comes back.
 */
export function versionInForce<V extends AgreementVersion>(
  versions: readonly V[],
  day: string,
): V | undefined {
  const begun = versions.filter(({ validFrom }) => validFrom <= day);
  const latest = begun.toSorted((a, b) => b.version - a.version).at(0);
  return latest !== undefined && !latest.suspended && day <= latest.validTo ? latest : undefined;
}

/** How closely terms speak of an item: 2 by its code, 1 by its category, 0 of all; -1 not. */
export function closeness(terms: AgreementTerms, item: string, category: string): number {
  if (terms.items.includes(item)) return 2;
  if (terms.categories.includes(category)) return 1;
  return terms.items.length + terms.categories.length === 0 ? 0 : -1;
}

/** The agreement that decides about an item: what speaks of it more closely goes first. */
export function chooseAgreement<A extends { readonly id: string; readonly terms: AgreementTerms }>(
  agreements: readonly A[],
  item: string,
  category: string,
): A | undefined {
  const near = (agreement: A): number => closeness(agreement.terms, item, category);
  return agreements
    .filter((agreement) => near(agreement) >= 0)
    .toSorted((a, b) => near(b) - near(a) || compare(a.id, b.id))
    .at(0);
}

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** GB 32100-2015: 18 characters without I, O, S, V and Z; the last checks the first 17. */
export function usccFault(uscc: string): UsccFault | null {
  if (uscc.length !== weights.length + 1) return "LENGTH";
  const values = Array.from(uscc, (character) => alphabet.indexOf(character));
  if (values.includes(-1)) return "CHARACTER";
  const sum = weights.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0);
  return values.at(-1) === (31 - (sum % 31)) % 31 ? null : "CHECK_DIGIT";
}

const faultText: Readonly<Record<UsccFault, { readonly zh: string; readonly en: string }>> = {
  LENGTH: { zh: "统一社会信用代码应为18位", en: "a USCC has 18 characters" },
  CHARACTER: { zh: "统一社会信用代码含有非法字符", en: "a USCC has no I, O, S, V or Z" },
  CHECK_DIGIT: { zh: "统一社会信用代码校验位不符", en: "the check digit of the USCC is wrong" },
};

/** A bad code warns and does not refuse: the register may be right and the clerk in haste. */
export function usccWarning(uscc: string | null, locale: "zh" | "en"): string | null {
  const fault = uscc === null ? null : usccFault(uscc);
  return fault === null ? null : faultText[fault][locale];
}
