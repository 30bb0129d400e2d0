import { describe, expect, test } from "vitest";
import {
  groundOfCommitment,
  groundOfLot,
  groundOfUnit,
} from "../../src/dispatch/problem.ground.rules.ts";
import type { ProblemFacts } from "../../src/dispatch/problem.model.ts";
import { agreement, commitment, facts, lot, unit } from "./problem-facts.ts";

const requester = facts().requester;
const kept = (ownerOrg: string, sector: "GOVERNMENT" | "MARKET" | "CHARITY", more = {}) =>
  lot("l", { ownerOrg, ownerSector: sector, ...more });
const withPact = (lender: string, changes = {}) => ({
  agreements: [agreement("AG", [lender], changes)],
});

describe("the ground of a lot", () => {
  const law: readonly (readonly [
    string,
    ReturnType<typeof lot>,
    Partial<ProblemFacts>,
    object | undefined,
  ])[] = [
    [
      "the requester's own",
      kept("A", "GOVERNMENT"),
      {},
      { basis: "OWN", authority: "COMMAND", rank: 1, approvals: [] },
    ],
    [
      "own goods that a firm keeps",
      kept("A", "GOVERNMENT", { custodianOrg: "E", reserveMode: "CUSTODIAL" }),
      {},
      { basis: "OWN", rank: 1, custodianOrg: "E", approvals: [] },
    ],
    [
      "the firm at fault's",
      kept("E", "MARKET"),
      { requester: { ...requester, responsibleOrg: "E" } },
      {
        basis: "OWN",
        authority: "REQUEST",
        rank: 1,
        approvals: [{ kind: "OWNER", org: "E" }],
      },
    ],
    [
      "the firm at fault's where its goods may be requisitioned",
      kept("E", "MARKET"),
      { requester: { ...requester, responsibleOrg: "E", allowRequisition: true } },
      {
        basis: "OWN",
        authority: "COMMAND",
        rank: 1,
        approvals: [{ kind: "REFILL_PLEDGE", org: "A" }],
      },
    ],
    [
      "a government's that is named at fault",
      kept("B", "GOVERNMENT"),
      { requester: { ...requester, responsibleOrg: "B", allowRequisition: true } },
      { basis: "OWN", authority: "REQUEST", approvals: [{ kind: "OWNER", org: "B" }] },
    ],
    [
      "a subordinate's when the superior leads",
      kept("A2", "GOVERNMENT"),
      { requester: { ...requester, leadOrg: "S", commands: ["S"] } },
      { basis: "COMMAND", authority: "COMMAND", rank: 2, approvals: [], commanderOrg: "S" },
    ],
    [
      "the government's own where its approver set the level",
      kept("B", "GOVERNMENT"),
      { requester: { ...requester, commands: ["A", "B"] } },
      { basis: "OWN", authority: "COMMAND", approvals: [], commanderOrg: null },
    ],
    [
      "a neighbour's that is named as the payer",
      kept("B", "GOVERNMENT"),
      { requester: { ...requester, payerOrg: "B" } },
      undefined,
    ],
    [
      "a sister city's where the superior of both is named as the payer",
      kept("A2", "GOVERNMENT"),
      { requester: { ...requester, payerOrg: "S" } },
      undefined,
    ],
    [
      "a superior's when a city leads, by pact",
      kept("S", "GOVERNMENT"),
      withPact("S"),
      { basis: "PACT", authority: "PACT", rank: 2 },
    ],
    ["a superior's without a pact", kept("S", "GOVERNMENT"), {}, undefined],
    [
      "a neighbour's by pact",
      kept("B", "GOVERNMENT"),
      withPact("B"),
      {
        basis: "PACT",
        rank: 2,
        tier: "CROSS_PROVINCE",
        approvals: [
          { kind: "OWNER", org: "B" },
          { kind: "REFILL_PLEDGE", org: "A" },
        ],
      },
    ],
    [
      "a neighbour's that a firm keeps",
      kept("B", "GOVERNMENT", { custodianOrg: "E", reserveMode: "CUSTODIAL" }),
      withPact("B"),
      {
        basis: "PACT",
        rank: 3,
        approvals: [
          { kind: "OWNER", org: "B" },
          { kind: "KEEPER", org: "E" },
          { kind: "REFILL_PLEDGE", org: "A" },
        ],
      },
    ],
    [
      "a neighbour's that the requester keeps",
      kept("B", "GOVERNMENT", { custodianOrg: "A" }),
      withPact("B"),
      {
        approvals: [
          { kind: "OWNER", org: "B" },
          { kind: "REFILL_PLEDGE", org: "A" },
        ],
      },
    ],
    ["a neighbour's without a pact", kept("B", "GOVERNMENT"), {}, undefined],
    [
      "a neighbour's under a pact for other goods",
      kept("B", "GOVERNMENT"),
      withPact("B", { categories: ["FOOD"] }),
      undefined,
    ],
    ["a firm's by pact", kept("E", "MARKET"), withPact("E"), { basis: "PACT", rank: 3 }],
    [
      "a firm's under contract",
      kept("E", "MARKET", { reserveMode: "AGREEMENT" }),
      withPact("E"),
      { basis: "PURCHASE", rank: 3 },
    ],
    [
      "a firm's that it keeps for a government",
      kept("E", "MARKET", { depotId: "D1" }),
      { ...withPact("E"), storage: [{ depotId: "D1", ownerOrg: "E", contractingOrg: "S" }] },
      { basis: "PURCHASE", contractingOrg: "S" },
    ],
    ["a firm's without a pact", kept("E", "MARKET"), {}, undefined],
    [
      "a firm's by requisition",
      kept("E", "MARKET"),
      { requester: { ...requester, allowRequisition: true } },
      {
        basis: "REQUISITION",
        authority: "COMMAND",
        rank: 5,
        approvals: [{ kind: "REFILL_PLEDGE", org: "A" }],
      },
    ],
    [
      "a government's is never requisitioned",
      kept("B", "GOVERNMENT"),
      { requester: { ...requester, allowRequisition: true } },
      undefined,
    ],
    [
      "a charity's by its consent",
      kept("C", "CHARITY"),
      withPact("C", { regime: "FREE" }),
      {
        basis: "DONATION",
        authority: "REQUEST",
        rank: 4,
        approvals: [{ kind: "OWNER", org: "C" }],
      },
    ],
    [
      "a charity's for pay",
      kept("C", "CHARITY"),
      withPact("C", { regime: "SETTLE_WITHIN_DAYS" }),
      undefined,
    ],
    [
      "a charity's without an agreement",
      kept("C", "CHARITY"),
      { requester: { ...requester, allowRequisition: true } },
      undefined,
    ],
  ];
  test.each(law)("%s", (_name, row, changes, expected) => {
    const ground = groundOfLot(row, "PPE", facts(changes));
    if (expected === undefined) expect(ground).toBeUndefined();
    else expect(ground).toMatchObject(expected);
  });
});

describe("the ground of a contract", () => {
  test("one's own is called on the supplier", () => {
    expect(groundOfCommitment(commitment("c"), "PPE", facts(withPact("E")))).toMatchObject({
      lenderOrg: "E",
      ownerOrg: "E",
      contractingOrg: "A",
      basis: "PURCHASE",
      rank: 3,
      unitValueFen: 700,
      agreement: { id: "AG", version: 1 },
    });
    expect(groundOfCommitment(commitment("c"), "PPE", facts())).toMatchObject({ agreement: null });
  });
  test("a partner's is borrowed from the government that signed it, by pact only", () => {
    const theirs = commitment("c", { contractingOrg: "B" });
    expect(groundOfCommitment(theirs, "PPE", facts(withPact("B")))).toMatchObject({
      lenderOrg: "B",
      ownerOrg: "E",
      basis: "PURCHASE",
    });
    expect(groundOfCommitment(theirs, "PPE", facts(withPact("E")))).toBeUndefined();
    const paid = { ...withPact("E"), requester: { ...requester, payerOrg: "B" } };
    expect(groundOfCommitment(theirs, "PPE", facts(paid))).toBeUndefined();
  });
});

describe("the ground of a unit", () => {
  test("fire and rescue are asked, with or without a pact", () => {
    const fire = unit("t", { ownerOrg: "F", category: "NATIONAL_FIRE_RESCUE" });
    expect(groundOfUnit(fire, facts())).toMatchObject({
      basis: "LOAN",
      authority: "REQUEST",
      approvals: [{ kind: "OWNER", org: "F" }],
    });
  });
  test("a list of goods in a pact does not bind teams", () => {
    const theirs = unit("t", { ownerOrg: "B" });
    const pact = withPact("B", { categories: ["FOOD"] });
    expect(groundOfUnit(theirs, facts(pact))).toMatchObject({ basis: "PACT", rank: 2 });
    expect(groundOfUnit(theirs, facts())).toBeUndefined();
    expect(groundOfUnit(unit("t"), facts())).toMatchObject({ basis: "OWN", version: 5 });
  });
});
