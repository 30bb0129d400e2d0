import { describe, expect, it } from "vitest";
import {
  explainLiability,
  sayLiability,
  type LiabilityFacts,
} from "../../src/ledger/liability.rules.ts";

const base: LiabilityFacts = {
  noLiabilityHub: false,
  ownerOrg: "G06",
  ownerSector: "GOVERNMENT",
  payerOrg: "G01",
  basis: "PACT",
  donated: false,
  usedAsGiven: true,
};

const firm = { responsibleOrg: "E01" };
const market = { ownerOrg: "E02", ownerSector: "MARKET" } as const;
const charity = { ownerOrg: "C07", ownerSector: "CHARITY", donated: true } as const;

/** Facts ‖ rule, debtors, what a loss becomes, from whom it is recovered. */
const table: readonly (readonly [
  string,
  Partial<LiabilityFacts>,
  string,
  readonly string[],
  string | undefined,
  string | undefined,
])[] = [
  [
    "1 hub without",
    { noLiabilityHub: true, ...firm },
    "NO_LIABILITY_HUB",
    [],
    undefined,
    undefined,
  ],
  [
    "1 before 2",
    { noLiabilityHub: true, payerOrg: "G06" },
    "NO_LIABILITY_HUB",
    [],
    undefined,
    undefined,
  ],
  ["2 owner pays", { payerOrg: "G06" }, "OWNER_IS_PAYER", [], undefined, undefined],
  ["2 in an accident", { payerOrg: "G06", ...firm }, "OWNER_IS_PAYER", [], undefined, "E01"],
  [
    "2 before 3",
    { ...market, payerOrg: "E02", responsibleOrg: "E02" },
    "OWNER_IS_PAYER",
    [],
    undefined,
    "E02",
  ],
  [
    "3 firm's own",
    { ...market, responsibleOrg: "E02" },
    "OWNER_AT_FAULT",
    [],
    undefined,
    undefined,
  ],
  [
    "3 before 7",
    { ...market, responsibleOrg: "E02", basis: "REQUISITION" },
    "OWNER_AT_FAULT",
    [],
    undefined,
    undefined,
  ],
  ["4 as given", { ...charity, ...firm }, "DONATED", [], undefined, undefined],
  [
    "4 not as given",
    { ...charity, usedAsGiven: false, holderOrg: "E04" },
    "DONATED_DAMAGED",
    ["E04"],
    "DAMAGES",
    undefined,
  ],
  ["4 before 5", { ...charity, basis: "TRANSFER_TITLE" }, "DONATED", [], undefined, undefined],
  ["5 title", { basis: "TRANSFER_TITLE", ...firm }, "TRANSFER_TITLE", [], undefined, undefined],
  [
    "6 command",
    { basis: "COMMAND", commanderOrg: "G00", ...firm },
    "COMMAND",
    ["G00"],
    "REFILL",
    "E01",
  ],
  ["6 no commander told", { basis: "COMMAND" }, "COMMAND", ["G01"], "REFILL", undefined],
  [
    "6 of a firm's goods",
    { ...market, basis: "COMMAND" },
    "COMMAND",
    ["G01"],
    "COMPENSATE",
    undefined,
  ],
  [
    "7 requisition",
    { ...market, basis: "REQUISITION", ...firm },
    "REQUISITION",
    ["G01"],
    "COMPENSATE",
    "E01",
  ],
  [
    "7 by another",
    { ...market, basis: "REQUISITION", requisitionerOrg: "G02" },
    "REQUISITION",
    ["G02"],
    "COMPENSATE",
    undefined,
  ],
  [
    "7 before 8",
    { ...market, basis: "REQUISITION", contractingOrg: "G03" },
    "REQUISITION",
    ["G01"],
    "COMPENSATE",
    undefined,
  ],
  [
    "8 contract",
    { ...market, basis: "PURCHASE", contractingOrg: "G03", ...firm },
    "CONTRACTED",
    ["G03"],
    "PAY",
    "E01",
  ],
  ["9 pact", {}, "USER_REFILLS", ["G01"], "REFILL", undefined],
  ["9 loan in an accident", { basis: "LOAN", ...firm }, "USER_REFILLS", ["G01"], "REFILL", "E01"],
];

describe("who owes", () => {
  it.each(table)("%s", (_name, facts, rule, debtors, lossClaim, recourseFrom) => {
    const answer = explainLiability({ ...base, ...facts });
    expect(answer.rule).toBe(rule);
    expect(answer.debtors.map(({ orgId }) => orgId)).toEqual(debtors);
    expect(answer.lossClaim).toBe(lossClaim);
    expect(answer.recourseFrom).toBe(recourseFrom);
    expect(answer.creditor).toBe(facts.ownerOrg ?? "G06");
  });

  it("lets the contracting government claim from the user, unless it is the user", () => {
    const facts = { ...base, ...market, basis: "PURCHASE" } as const;
    expect(explainLiability({ ...facts, contractingOrg: "G03" }).onward).toEqual({
      debtorOrg: "G01",
      creditorOrg: "G03",
    });
    expect(explainLiability({ ...facts, contractingOrg: "G01" }).onward).toBeUndefined();
  });

  it("divides by the pact's shares, and says so", () => {
    const shares = [
      { orgId: "G01", basisPoints: 7000 },
      { orgId: "G03", basisPoints: 3000 },
    ];
    const decided = explainLiability({ ...base, shares });
    const { debtors, explanation } = decided;
    const names = new Map([[base.ownerOrg, { zh: "甲(A)", en: "Alpha (A)" }]]);
    expect(sayLiability(decided, names).zh).toContain("对 甲(A)");
    expect(sayLiability(decided, names).en).toContain("towards Alpha (A)");
    expect(debtors).toEqual(shares);
    expect(explanation).toEqual({
      zh: "谁使用谁补库:G01 70%、G03 30% 对 G06",
      en: "who uses, refills: G01 70%, G03 30% towards G06",
    });
  });

  it("never makes an organization its own debtor", () => {
    const facts = { ...base, basis: "COMMAND", commanderOrg: "G06" } as const;
    expect(explainLiability(facts).debtors).toEqual([]);
  });
});
