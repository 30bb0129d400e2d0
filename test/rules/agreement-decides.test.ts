import { describe, expect, it } from "vitest";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import {
  agreementRefusals,
  floorRefusals,
  holdMinutesOf,
  holdShareRefusals,
} from "../../src/dispatch/adoption.rules.ts";
import {
  claimTermsOf,
  differenceHoursOf,
  liabilityFactsOf,
  receivedOn,
} from "../../src/dispatch/order-line.rules.ts";
import { explainLiability } from "../../src/ledger/liability.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { cashEquivalent } from "../../src/replenishment/claims.rules.ts";
import { sourceRefusals } from "../../src/replenishment/refill-stock.rules.ts";
import { pactTerms } from "../support/pact-terms.ts";
import {
  adopted,
  line,
  order,
  liability,
  lost,
  settled,
  firstAt,
  stock,
  shelf,
  never,
  splits,
  equal,
  lot,
  refillGround,
  work,
} from "../support/pact-outcomes.ts";

/** Term, what it decides, under one value, under another. */
const table: readonly (readonly [string, () => unknown, unknown, () => unknown, unknown])[] = [
  [
    "parties: direction",
    () => agreementRefusals(adopted({}).facts, adopted({}).lines).length,
    0,
    () => agreementRefusals(adopted({}, []).facts, adopted({}, []).lines).length,
    1,
  ],
  [
    "items",
    () => adopted({ items: ["TENT"] }).draft.agreement?.version,
    2,
    () => adopted({ items: ["BED"] }).draft.agreement,
    undefined,
  ],
  [
    "categories",
    () => adopted({ categories: ["SHELTER"] }).draft.agreement?.version,
    2,
    () => adopted({ categories: ["FOOD"] }).draft.agreement,
    undefined,
  ],
  [
    "lenderFloorShare",
    () => floorRefusals([adopted({ lenderFloorShare: 0.6 }).draft], [shelf]).length,
    0,
    () => floorRefusals([adopted({ lenderFloorShare: 0.61 }).draft], [shelf]).length,
    1,
  ],
  [
    "holdMinutes",
    () => holdMinutesOf(adopted({}).draft.agreement),
    60,
    () => holdMinutesOf(adopted({ holdMinutes: 15 }).draft.agreement),
    15,
  ],
  [
    "holdShare",
    () => holdShareRefusals([adopted({ holdShare: 0.4 }).draft], [stock]).length,
    0,
    () => holdShareRefusals([adopted({ holdShare: 0.39 }).draft], [stock]).length,
    1,
  ],
  [
    "approvals",
    () => adopted({}).draft.approvals.map(({ kind, org }) => `${kind} ${org}`),
    ["OWNER LENDER", "KEEPER KEEPER", "REFILL_PLEDGE PAYER"],
    () =>
      adopted({ approvals: { ...pactTerms.approvals, CROSS_PROVINCE: ["OWNER"] } }).draft.approvals,
    [{ kind: "OWNER", org: "LENDER" }],
  ],
  [
    "actFirst: at all",
    () => firstAt(pactTerms, 2, 50),
    0,
    () => firstAt({ ...pactTerms, ...never }, 2, 50),
    1,
  ],
  ["actFirst: quantity", () => firstAt(pactTerms, 2, 50), 0, () => firstAt(pactTerms, 2, 51), 1],
  ["actFirst: level", () => firstAt(pactTerms, 1, 50), 0, () => firstAt(pactTerms, 3, 50), 1],
  [
    "regime: in kind or free",
    () => lost({}),
    {
      kinds: ["RETURN PAYER", "REFILL PAYER"],
      due: "RESPONSE_END 90 undefined",
      tasks: ["PAYER 10"],
    },
    () => lost({ regime: "FREE" }),
    { kinds: [], due: undefined, tasks: ["LENDER 10"] },
  ],
  [
    "regime: in money within days",
    () => lost({ regime: "SETTLE_WITHIN_DAYS" }),
    {
      kinds: ["RETURN PAYER", "PAY PAYER"],
      due: "RESPONSE_END 90 undefined",
      tasks: ["LENDER 10"],
    },
    () => liability({ regime: "SETTLE_WITHIN_DAYS" }, false).rule,
    "USER_REFILLS",
  ],
  [
    "regime: cash or not",
    () => settled({ regime: "REFILL_OR_CASH" }, 700),
    [],
    () => settled({ regime: "REFILL_IN_KIND" }, 700),
    ["claimId"],
  ],
  ["regime: work", () => work("SETTLE_WITHIN_DAYS"), true, () => work("FREE"), false],
  [
    "priceBasis: of a line",
    () => adopted({}).lines[0]?.unitPriceFen,
    700,
    () => adopted({ priceBasis: "CATALOGUE" }).lines[0]?.unitPriceFen,
    500,
  ],
  [
    "priceBasis: of a settlement",
    () => settled({ regime: "REFILL_OR_CASH" }, 123),
    [],
    () => settled({ regime: "REFILL_OR_CASH", priceBasis: "BOOK_VALUE" }, 123),
    ["unitPriceFen"],
  ],
  [
    "equivalence: in cash",
    () => cashEquivalent({ priceBasis: "BOOK_VALUE" }, 705),
    705,
    () => cashEquivalent({ priceBasis: "BOOK_VALUE", equivalence: equal }, 705),
    776,
  ],
  [
    "equivalence: quality",
    () => sourceRefusals(refillGround(false), lot, "lotId", "2026-01-01").length,
    0,
    () => sourceRefusals(refillGround(true), lot, "lotId", "2026-01-01").map(({ path }) => path),
    ["lotId"],
  ],
  [
    "riskPassesAt",
    () => claimTermsOf(pactTerms).riskPassesAt,
    "DEPARTURE",
    () => claimTermsOf({ ...pactTerms, riskPassesAt: "ARRIVAL" }).riskPassesAt,
    "ARRIVAL",
  ],
  [
    "dueAnchor: an agreed day",
    () => lost({}).due,
    "RESPONSE_END 90 undefined",
    () => lost({ dueAnchor: "DATE", dueOn: "2026-12-01" }).due,
    "DATE 90 2026-12-01",
  ],
  [
    "dueAnchor: receipt",
    () => receivedOn({ terms: claimTermsOf(pactTerms) } as LineFacts, new Date(0)).terms.anchorOn,
    undefined,
    () => {
      const terms = claimTermsOf({ ...pactTerms, dueAnchor: "RECEIPT" });
      return receivedOn({ terms } as LineFacts, new Date(0)).terms.anchorOn;
    },
    "1970-01-01",
  ],
  [
    "dueDays",
    () => lost({}).due,
    "RESPONSE_END 90 undefined",
    () => lost({ dueDays: 7 }).due,
    "RESPONSE_END 7 undefined",
  ],
  [
    "differenceWindowHours",
    () => differenceHoursOf(pactTerms),
    48,
    () => differenceHoursOf({ ...pactTerms, differenceWindowHours: 6 }),
    6,
  ],
  [
    "shares",
    () => liability({}).debtors,
    [{ orgId: "PAYER", basisPoints: 10_000 }],
    () => liability({ shares: splits }).debtors,
    splits,
  ],
];

describe("each term decides", () => {
  it.each(table)("%s", (_term, one, first, other, second) => {
    expect(one()).toEqual(first);
    expect(other()).toEqual(second);
  });

  it.each<readonly [string, Partial<AgreementTerms>, string | undefined, string]>([
    ["the regime", { regime: "FREE" }, "REGIME", "第 2 版“清偿方式”条款"],
    ["the regime in money", { regime: "SETTLE_WITHIN_DAYS" }, "REGIME", "“清偿方式”"],
    ["the shares", { shares: splits }, "SHARES", "“分担比例”"],
  ])("and the answer says which: %s", (_name, change, clause, said) => {
    const { explanation, pact, ...answer } = liability(change);
    expect(answer.clause).toBe(clause);
    expect(pact).toEqual({ id: "PACT", version: 2 });
    expect(explanation.zh).toContain(said);
    expect(explanation.en).toContain("PACT, version 2");
  });

  it("and names no term where the law decided before", () => {
    const facts = liabilityFactsOf(
      order,
      { ...line, basis: "TRANSFER_TITLE" },
      {
        ...{ noLiabilityHub: false, ownerSector: "GOVERNMENT", responsibleOrg: null },
        terms: { ...pactTerms, regime: "FREE" },
      },
    );
    const { pact, clause, rule } = explainLiability(facts);
    expect([rule, pact, clause]).toEqual(["TRANSFER_TITLE", undefined, undefined]);
  });
});
