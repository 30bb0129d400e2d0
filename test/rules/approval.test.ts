import { describe, expect, it } from "vitest";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import { approvalState, type ApprovalState } from "../../schema/words/dispatch.ts";
import { codesOf } from "../../schema/words/word.ts";
import { plainFact } from "../../src/kernel/refusal.ts";
import type { ActFirstFacts, ApprovalEvent } from "../../src/dispatch/approval.model.ts";
import {
  actFirstRefusals,
  approvalsFor,
  missingOf,
  next,
} from "../../src/dispatch/approval.rules.ts";

const events: readonly ApprovalEvent[] = ["GRANT", "REFUSE", "DEEM", "LAPSE", "EXPIRE"];
const none = undefined;

/** Every state with every event, in the order of `events`. */
const cells: Readonly<Record<ApprovalState, readonly (ApprovalState | undefined)[]>> = {
  PENDING: ["GRANTED", "REFUSED", "DEEMED", "LAPSED", none],
  GRANTED: [none, none, none, none, none],
  REFUSED: [none, none, none, none, none],
  LAPSED: [none, none, none, none, none],
  DEEMED: ["RATIFIED", "REFUSED_AFTERWARDS", none, "LAPSED", "PAPERS_OVERDUE"],
  RATIFIED: [none, none, none, none, none],
  REFUSED_AFTERWARDS: [none, none, none, none, none],
  PAPERS_OVERDUE: ["RATIFIED", "REFUSED_AFTERWARDS", none, "LAPSED", none],
};

describe("an approval", () => {
  const all = codesOf(approvalState).flatMap((state) =>
    events.map((event, at) => [state, event, cells[state][at]] as const),
  );
  it.each(all)("in state %s on %s becomes %s", (state, event, after) => {
    expect(next(state, event)).toBe(after);
  });

  it.each(codesOf(approvalState))("lets an order be issued, or not: %s", (state) => {
    const enough = ["GRANTED", "DEEMED", "RATIFIED", "PAPERS_OVERDUE"].includes(state);
    expect(missingOf([{ state }])).toEqual(enough ? [] : [{ state }]);
  });
});

describe("whose approval a line needs", () => {
  const terms = {
    approvals: {
      SAME_CITY: [],
      SAME_PROVINCE: ["OWNER"],
      CROSS_PROVINCE: ["OWNER", "KEEPER", "REFILL_PLEDGE"],
    },
  } as unknown as AgreementTerms;
  const ground = {
    authority: "PACT",
    tier: "CROSS_PROVINCE",
    approvals: [{ kind: "OWNER", org: "LENDER" }],
    lenderOrg: "LENDER",
    ownerOrg: "LENDER",
    custodianOrg: "KEEPER",
  } as const;
  const asked = (change: Partial<Parameters<typeof approvalsFor>[0]>, payer = "PAYER") =>
    approvalsFor({ ...ground, ...change }, terms, "ASKS", payer).map(
      ({ kind, org }) => `${kind} ${org}`,
    );

  it.each([
    ["the tier's, under a pact", {}, ["OWNER LENDER", "KEEPER KEEPER", "REFILL_PLEDGE PAYER"]],
    ["the owner's only, within a province", { tier: "SAME_PROVINCE" }, ["OWNER LENDER"]],
    ["nobody's, within a city", { tier: "SAME_CITY" }, []],
    ["nobody's, for one's own goods", { lenderOrg: "ASKS" }, []],
    ["nobody's, by command", { authority: "COMMAND" }, []],
    [
      "the payer's, for a requisition",
      { authority: "COMMAND", approvals: [{ kind: "REFILL_PLEDGE", org: "PAYER" }] },
      ["REFILL_PLEDGE PAYER"],
    ],
    ["the ground's, by request", { authority: "REQUEST" }, ["OWNER LENDER"]],
    [
      "no keeper's where the owner keeps",
      { custodianOrg: "LENDER" },
      ["OWNER LENDER", "REFILL_PLEDGE PAYER"],
    ],
    [
      "no keeper's where the borrower keeps",
      { custodianOrg: "ASKS" },
      ["OWNER LENDER", "REFILL_PLEDGE PAYER"],
    ],
  ] as const)("is %s", (_name, change, expected) => {
    expect(asked(change)).toEqual(expected);
  });

  it("is no pledge of a lender that pays itself", () => {
    expect(asked({}, "LENDER")).toEqual(["OWNER LENDER", "KEEPER KEEPER"]);
  });
});

describe("acting first", () => {
  const line = { item: "TENT", ordered: 50, ownerSector: "GOVERNMENT", lotOrigin: "PURCHASED" };
  const facts: ActFirstFacts = {
    terms: { maxQuantity: 50, minResponseLevel: 2 },
    responseLevel: 2,
    setByApprover: true,
    lines: [line],
  };
  const whys = (change: Partial<ActFirstFacts>) =>
    actFirstRefusals({ ...facts, ...change }).map(
      ({ code, facts: { why } }) => `${code} ${plainFact(why)}`,
    );

  it.each([
    ["within the pact", {}, 0],
    ["at a graver level", { responseLevel: 1 }, 0],
    ["without such a term", { terms: undefined }, 1],
    ["at a lower level", { responseLevel: 3 }, 1],
    ["without a level", { responseLevel: undefined }, 1],
    ["where no approver set it", { setByApprover: false }, 1],
    ["over the limit of an item", { lines: [line, { ...line, ordered: 1 }] }, 1],
    ["for a team, which has no limit", { lines: [{ ...line, item: null, ordered: 99 }] }, 0],
    ["for enterprise goods", { lines: [{ ...line, ownerSector: "MARKET" }] }, 1],
    ["for commercial lots", { lines: [{ ...line, lotOrigin: "COMMERCIAL" }] }, 1],
    ["for charity goods", { lines: [{ ...line, ownerSector: "CHARITY" }] }, 1],
    ["for donated lots", { lines: [{ ...line, lotOrigin: "DONATED" }] }, 1],
    [
      "with everything against it",
      {
        responseLevel: 4,
        setByApprover: false,
        lines: [{ ...line, ordered: 51, ownerSector: "MARKET" }],
      },
      4,
    ],
  ] as const)("%s is refused for so many reasons", (_name, change, count) => {
    expect(whys(change)).toHaveLength(count);
  });
});
