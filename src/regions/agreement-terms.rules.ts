import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import { approvalTier } from "../../schema/words/regions.ts";
import { codesOf, word, type Word } from "../../schema/words/word.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";

export interface PartyInput {
  readonly orgId: string;
  readonly lends: boolean;
  readonly borrows: boolean;
}

export interface VersionInput {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly parties: readonly PartyInput[];
  readonly terms: AgreementTerms;
}

/** Codes of the input that the hub knows. */
export interface KnownCodes {
  readonly orgs: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
}

const partiesMax = 100;
const codesMax = 500;
const codePattern = /^[A-Z0-9][A-Z0-9-]{1,39}$/;

/** Everything that is wrong with a proposed version, at once. */
export function versionRefusals(
  input: VersionInput,
  known: KnownCodes,
  today: string,
): readonly Refusal[] {
  const { code, nameZh, nameEn, validFrom, validTo } = input;
  const named = Object.entries({ nameZh, nameEn }).filter(
    ([, name]) => name.trim() === "" || name.length > 200,
  );
  return [
    ...(codePattern.test(code)
      ? []
      : [invalid("code", word("A–Z、0–9、-,2–40 个字符", "A–Z, 0–9, -; 2–40 characters"))]),
    ...named.map(([path]) => invalid(path, word("1–200 字", "1–200 characters"))),
    ...(validFrom <= validTo ? [] : [invalid("validTo", word("早于生效日", "before validFrom"))]),
    ...(validTo >= today ? [] : [invalid("validTo", word("已届满", "already over"))]),
    ...partyRefusals(input.parties, known),
    ...termsRefusals(input, known),
  ];
}

const invalid = (path: string, why: Word): Refusal => refusal("INVALID_INPUT", path, { why });

function partyRefusals(parties: readonly PartyInput[], { orgs }: KnownCodes): readonly Refusal[] {
  if (parties.length > partiesMax) return [refusal("TOO_MANY", "parties", { max: partiesMax })];
  const lenders = parties.filter(({ lends }) => lends);
  const lent = lenders.some(({ orgId }) =>
    parties.some((other) => other.borrows && other.orgId !== orgId),
  );
  return [
    ...parties.flatMap(({ orgId, lends, borrows }, at) => {
      const path = `parties.${at}`;
      if (!orgs.has(orgId)) return [refusal("UNKNOWN_CODE", `${path}.orgId`, { code: orgId })];
      if (parties.findIndex((other) => other.orgId === orgId) < at)
        return [invalid(`${path}.orgId`, word("重复", "twice"))];
      return lends || borrows
        ? []
        : [invalid(path, word("既不出借也不借用", "neither lends nor borrows"))];
    }),
    ...(lent
      ? []
      : [invalid("parties", word("至少一方出借、另一方借用", "one lends, another borrows"))]),
  ];
}

/** The terms alone; paths begin with `terms`. */
export function termsRefusals(
  { terms, parties, validFrom }: Pick<VersionInput, "terms" | "parties" | "validFrom">,
  known: KnownCodes,
): readonly Refusal[] {
  return [
    ...codeRefusals(terms, known),
    ...substituteRefusals(terms, known),
    ...numberRefusals(terms),
    ...approvalRefusals(terms),
    ...dueRefusals(terms, validFrom),
    ...rateRefusals(terms),
    ...shareRefusals(terms, parties),
  ].map((one) => ({ ...one, path: `terms.${one.path}` }));
}

function codeRefusals({ items, categories }: AgreementTerms, known: KnownCodes): Refusal[] {
  return Object.entries({ items, categories }).flatMap(([name, codes]) => {
    if (codes.length > codesMax) return [refusal("TOO_MANY", name, { max: codesMax })];
    const list = name === "items" ? known.items : known.categories;
    return codes.flatMap((code, at) =>
      list.has(code) ? [] : [refusal("UNKNOWN_CODE", `${name}.${at}`, { code })],
    );
  });
}

const ratioMax = 1_000_000;

/** A ratio is between two known items, in whole units, and named once. */
function substituteRefusals({ equivalence }: AgreementTerms, { items }: KnownCodes): Refusal[] {
  const list = equivalence?.substitutes ?? [];
  if (list.length > codesMax)
    return [refusal("TOO_MANY", "equivalence.substitutes", { max: codesMax })];
  return list.flatMap(({ item, substitute, give, counts }, at) => {
    const path = `equivalence.substitutes.${at}`;
    const first = list.findIndex((one) => one.item === item && one.substitute === substitute);
    return [
      ...Object.entries({ item, substitute }).flatMap(([name, code]) =>
        items.has(code) ? [] : [refusal("UNKNOWN_CODE", `${path}.${name}`, { code })],
      ),
      ...Object.entries({ give, counts }).flatMap(([name, value]) =>
        Number.isSafeInteger(value) && value >= 1 && value <= ratioMax
          ? []
          : [refusal("QUANTITY_OUT_OF_RANGE", `${path}.${name}`, { min: 1, max: ratioMax })],
      ),
      ...(first < at || item === substitute
        ? [invalid(path, word("重复", "twice or itself"))]
        : []),
    ];
  });
}

const yearMinutes = 525_600;
const centuryDays = 36_500;

/** Each number with its least and its greatest value; shares are fractions, all else is whole. */
function numberRefusals(terms: AgreementTerms): Refusal[] {
  const { actFirst, equivalence, deemedUsedAfterDays } = terms;
  const whole: readonly (readonly [string, number | undefined, number, number])[] = [
    ["holdMinutes", terms.holdMinutes, 1, yearMinutes],
    ["dueDays", terms.dueDays, 0, centuryDays],
    ["differenceWindowHours", terms.differenceWindowHours, 0, 8760],
    ["refillShelfMonths", terms.refillShelfMonths, 0, 1200],
    ["deemedUsedAfterDays", deemedUsedAfterDays, 0, centuryDays],
    ["actFirst.maxQuantity", actFirst?.maxQuantity, 1, Number.MAX_SAFE_INTEGER],
    ["actFirst.papersWithinDays", actFirst?.papersWithinDays, 1, 365],
    ["actFirst.minResponseLevel", actFirst?.minResponseLevel, 1, 4],
    ["equivalence.cashPercent", equivalence?.cashPercent, 1, 1000],
    ["equivalence.shelfLifePercent", equivalence?.shelfLifePercent, 0, 100],
  ];
  const { lenderFloorShare, holdShare } = terms;
  return [
    ...Object.entries({ lenderFloorShare, holdShare }).flatMap(([path, value]) =>
      value >= 0 && value <= 1 ? [] : [refusal("QUANTITY_OUT_OF_RANGE", path, { min: 0, max: 1 })],
    ),
    ...whole.flatMap(([path, value, min, max]) => {
      if (value === undefined) return [];
      const fits = Number.isSafeInteger(value) && value >= min && value <= max;
      return fits ? [] : [refusal("QUANTITY_OUT_OF_RANGE", path, { min, max })];
    }),
  ];
}

function approvalRefusals({ approvals }: AgreementTerms): Refusal[] {
  return codesOf(approvalTier).flatMap((tier) => {
    const kinds = approvals[tier];
    return new Set(kinds).size === kinds.length
      ? []
      : [invalid(`approvals.${tier}`, word("重复", "the same approval twice"))];
  });
}

/** An agreed day stands in the terms, or nothing would ever be due. */
function dueRefusals({ dueAnchor, dueOn }: AgreementTerms, validFrom: string): Refusal[] {
  if (dueAnchor !== "DATE")
    return dueOn === undefined ? [] : [invalid("dueOn", word("仅用于约定日期", "only with DATE"))];
  if (dueOn === undefined) return [invalid("dueOn", word("须写明约定日期", "name the agreed day"))];
  return dueOn >= validFrom ? [] : [invalid("dueOn", word("早于生效日", "before validFrom"))];
}

/** A rate table names each unit once. */
function rateRefusals({ serviceRates = [] }: AgreementTerms): Refusal[] {
  return serviceRates.flatMap(({ unit, rateFen }, at) => {
    const path = `serviceRates.${at}`;
    if (serviceRates.findIndex((other) => other.unit === unit) < at)
      return [invalid(`${path}.unit`, word("重复", "twice"))];
    return Number.isSafeInteger(rateFen) && rateFen >= 1
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", `${path}.rateFen`, rateRange)];
  });
}

const rateRange = { min: 1, max: Number.MAX_SAFE_INTEGER };

function shareRefusals(
  { shares }: AgreementTerms,
  parties: readonly PartyInput[],
): readonly Refusal[] {
  if (shares === undefined || shares.length === 0) return [];
  const total = shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  return [
    ...(total === 10_000
      ? []
      : [
          invalid(
            "shares",
            word(`合计为 ${total},应为 10000`, `they add up to ${total}, not 10000`),
          ),
        ]),
    ...shares.flatMap(({ orgId, basisPoints }, at) => {
      const path = `shares.${at}`;
      if (!parties.some((party) => party.orgId === orgId && party.borrows))
        return [invalid(`${path}.orgId`, word("不是借用方", "not a borrower"))];
      if (shares.findIndex((other) => other.orgId === orgId) < at)
        return [invalid(`${path}.orgId`, word("重复", "twice"))];
      return Number.isSafeInteger(basisPoints) && basisPoints >= 1
        ? []
        : [refusal("QUANTITY_OUT_OF_RANGE", `${path}.basisPoints`, { min: 1, max: 10_000 })];
    }),
  ];
}
