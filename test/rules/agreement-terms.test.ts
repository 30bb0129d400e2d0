import { describe, expect, it } from "vitest";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import {
  termsRefusals,
  versionRefusals,
  type KnownCodes,
  type VersionInput,
} from "../../src/regions/agreement-terms.rules.ts";
import {
  agreementState,
  pactLapseOf,
  type BoundVersion,
  type Leaning,
} from "../../src/regions/agreement.rules.ts";
import type { AgreementDates } from "../../src/regions/regions.model.ts";
import { pactTerms } from "../support/pact-terms.ts";

const known: KnownCodes = {
  orgs: new Set(["A", "B", "C"]),
  items: new Set(["TENT"]),
  categories: new Set(["SHELTER"]),
};
const version: VersionInput = {
  code: "AG-1",
  nameZh: "互助协议",
  nameEn: "mutual aid",
  validFrom: "2026-01-01",
  validTo: "2027-12-31",
  parties: [
    { orgId: "A", lends: true, borrows: false },
    { orgId: "B", lends: false, borrows: true },
  ],
  terms: pactTerms,
};
const told = (refusals: readonly { readonly code: string; readonly path: string }[]): string[] =>
  refusals.map(({ code, path }) => `${code} ${path}`);

describe("a proposed version", () => {
  const wrong = (change: Partial<VersionInput>): string[] =>
    told(versionRefusals({ ...version, ...change }, known, "2026-06-01"));
  const [lender, borrower] = [version.parties[0]!, version.parties[1]!];

  it.each<readonly [string, Partial<VersionInput>, readonly string[]]>([
    ["is good as it is", {}, []],
    ["has a code", { code: "ag 1" }, ["INVALID_INPUT code"]],
    [
      "has both names",
      { nameZh: " ", nameEn: "" },
      ["INVALID_INPUT nameZh", "INVALID_INPUT nameEn"],
    ],
    ["ends after it begins", { validFrom: "2028-01-01" }, ["INVALID_INPUT validTo"]],
    ["is not over", { validTo: "2026-05-31" }, ["INVALID_INPUT validTo"]],
    ["has a lender", { parties: [borrower] }, ["INVALID_INPUT parties"]],
    [
      "has another borrower",
      { parties: [{ ...lender, borrows: true }] },
      ["INVALID_INPUT parties"],
    ],
    [
      "names a party once",
      { parties: [lender, borrower, lender] },
      ["INVALID_INPUT parties.2.orgId"],
    ],
    [
      "knows its parties",
      { parties: [lender, borrower, { ...lender, orgId: "X" }] },
      ["UNKNOWN_CODE parties.2.orgId"],
    ],
    [
      "gives each party a direction",
      { parties: [lender, borrower, { orgId: "C", lends: false, borrows: false }] },
      ["INVALID_INPUT parties.2"],
    ],
    [
      "tells all that is wrong at once",
      { code: "", validTo: "2020-01-01", parties: [], terms: { ...pactTerms, holdShare: 2 } },
      [
        "INVALID_INPUT code",
        "INVALID_INPUT validTo",
        "INVALID_INPUT validTo",
        "INVALID_INPUT parties",
        "QUANTITY_OUT_OF_RANGE terms.holdShare",
      ],
    ],
  ])("%s", (_name, change, expected) => {
    expect(wrong(change)).toEqual(expected);
  });
});

describe("terms", () => {
  const wrong = (change: Partial<AgreementTerms>): string[] =>
    told(termsRefusals({ ...version, terms: { ...pactTerms, ...change } }, known));
  const equal = { quality: "NEW", cashPercent: 100, shelfLifePercent: 50 } as const;
  const first = pactTerms.actFirst!;

  it.each<readonly [string, Partial<AgreementTerms>, readonly string[]]>([
    [
      "known goods",
      { items: ["TENT", "X"], categories: ["Y"] },
      ["UNKNOWN_CODE terms.items.1", "UNKNOWN_CODE terms.categories.0"],
    ],
    [
      "shares of shelves",
      { lenderFloorShare: -0.1, holdShare: Number.NaN },
      ["QUANTITY_OUT_OF_RANGE terms.lenderFloorShare", "QUANTITY_OUT_OF_RANGE terms.holdShare"],
    ],
    ["minutes", { holdMinutes: 0 }, ["QUANTITY_OUT_OF_RANGE terms.holdMinutes"]],
    [
      "days",
      { dueDays: 1.5, deemedUsedAfterDays: -1 },
      ["QUANTITY_OUT_OF_RANGE terms.dueDays", "QUANTITY_OUT_OF_RANGE terms.deemedUsedAfterDays"],
    ],
    [
      "months and hours",
      { refillShelfMonths: -1, differenceWindowHours: -1 },
      [
        "QUANTITY_OUT_OF_RANGE terms.differenceWindowHours",
        "QUANTITY_OUT_OF_RANGE terms.refillShelfMonths",
      ],
    ],
    [
      "acting first",
      { actFirst: { ...first, minResponseLevel: 5, maxQuantity: 0 } },
      [
        "QUANTITY_OUT_OF_RANGE terms.actFirst.maxQuantity",
        "QUANTITY_OUT_OF_RANGE terms.actFirst.minResponseLevel",
      ],
    ],
    [
      "approvals",
      { approvals: { ...pactTerms.approvals, SAME_CITY: ["OWNER", "OWNER"] } },
      ["INVALID_INPUT terms.approvals.SAME_CITY"],
    ],
    ["an agreed day", { dueAnchor: "DATE" }, ["INVALID_INPUT terms.dueOn"]],
    ["a day in time", { dueAnchor: "DATE", dueOn: "2025-12-31" }, ["INVALID_INPUT terms.dueOn"]],
    ["a day only where it counts", { dueOn: "2026-02-01" }, ["INVALID_INPUT terms.dueOn"]],
    ["a good day", { dueAnchor: "DATE", dueOn: "2026-02-01" }, []],
    [
      "equivalence",
      { equivalence: { ...equal, cashPercent: 0, shelfLifePercent: 101 } },
      [
        "QUANTITY_OUT_OF_RANGE terms.equivalence.cashPercent",
        "QUANTITY_OUT_OF_RANGE terms.equivalence.shelfLifePercent",
      ],
    ],
    [
      "shares of borrowers",
      { shares: [{ orgId: "A", basisPoints: 9999 }] },
      ["INVALID_INPUT terms.shares", "INVALID_INPUT terms.shares.0.orgId"],
    ],
    ["whole shares", { shares: [{ orgId: "B", basisPoints: 10_000 }] }, []],
  ])("are checked: %s", (_name, change, expected) => {
    expect(wrong(change)).toEqual(expected);
  });
});

describe("a version's state", () => {
  const dates: AgreementDates = {
    validFrom: "2026-01-01",
    validTo: "2026-12-31",
    signedAt: new Date(0),
    withdrawnAt: null,
    suspended: false,
    superseded: false,
    peopled: true,
  };
  it.each<readonly [Partial<AgreementDates>, string, string]>([
    [{}, "2026-06-01", "IN_FORCE"],
    [{}, "2025-12-31", "UPCOMING"],
    [{}, "2027-01-01", "EXPIRED"],
    [{ signedAt: null }, "2026-06-01", "PROPOSED"],
    [{ signedAt: null, withdrawnAt: new Date(0) }, "2026-06-01", "WITHDRAWN"],
    [{ suspended: true }, "2026-06-01", "SUSPENDED"],
    [{ superseded: true, suspended: true }, "2026-06-01", "SUPERSEDED"],
    [{ peopled: false }, "2026-06-01", "ENDED"],
  ])("%o on %s is %s", (change, day, state) => {
    expect(agreementState({ ...dates, ...change }, day)).toBe(state);
  });
});

describe("what an order leans on", () => {
  const first: BoundVersion = {
    id: "AG",
    version: 1,
    terms: pactTerms,
    validFrom: "2026-01-01",
    validTo: "2026-12-31",
    suspended: false,
    lenders: ["A"],
    borrowers: ["B"],
  };
  const leaning: Leaning = { version: 1, lenderOrg: "A", borrowers: ["X", "B"] };
  const second = { ...first, version: 2, validFrom: "2026-07-01" };
  it.each<readonly [string, readonly BoundVersion[], Partial<Leaning>, string, string | undefined]>(
    [
      ["holds", [first], {}, "2026-06-01", undefined],
      ["holds until the next begins", [first, second], {}, "2026-06-30", undefined],
      ["is replaced by the next", [first, second], {}, "2026-07-01", "SUPERSEDED"],
      ["is the next itself", [first, second], { version: 2 }, "2026-07-01", undefined],
      ["has not begun", [first, second], { version: 2 }, "2026-06-30", "UPCOMING"],
      ["is over", [first], {}, "2027-01-01", "EXPIRED"],
      ["is suspended", [{ ...first, suspended: true }], {}, "2026-06-01", "SUSPENDED"],
      ["was left by the lender", [{ ...first, lenders: [] }], {}, "2026-06-01", "LENDER_LEFT"],
      [
        "was left by the borrower",
        [{ ...first, borrowers: [] }],
        {},
        "2026-06-01",
        "BORROWER_LEFT",
      ],
      ["does not let a borrower lend", [first], { lenderOrg: "B" }, "2026-06-01", "LENDER_LEFT"],
      [
        "does not let a lender borrow",
        [first],
        { borrowers: ["A"] },
        "2026-06-01",
        "BORROWER_LEFT",
      ],
      ["was never signed", [], {}, "2026-06-01", "PROPOSED"],
    ],
  )("%s", (_name, versions, change, day, lapse) => {
    expect(pactLapseOf(versions, { ...leaning, ...change }, day)).toBe(lapse);
  });
});
