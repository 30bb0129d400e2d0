import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { AdoptionFacts, NeedFacts } from "../../src/dispatch/adoption.model.ts";
import {
  agreementRefusals,
  draftLines,
  draftOrders,
  holdRoom,
  holdShareRefusals,
  makesStale,
  needRefusals,
  waitingGoods,
} from "../../src/dispatch/adoption.rules.ts";
import type { Ground } from "../../src/dispatch/proposal.model.ts";
import { refusal } from "../../src/kernel/refusal.ts";

const terms = {
  items: [],
  categories: ["SHELTER"],
  holdShare: 0.5,
  holdMinutes: 60,
  approvals: { SAME_CITY: [], SAME_PROVINCE: ["OWNER"], CROSS_PROVINCE: ["OWNER"] },
} as unknown as AgreementTerms;

const ground: Ground = {
  thing: { kind: "LOT", lotId: "L1", depotId: "D1" },
  item: "TENT",
  lenderOrg: "A",
  ownerOrg: "A",
  custodianOrg: "A",
  contractingOrg: null,
  agreement: { id: "PACT", version: 1 },
  basis: "PACT",
  commanderOrg: null,
  authority: "PACT",
  rank: 2,
  unitValueFen: null,
  tier: "SAME_PROVINCE",
  approvals: [],
  version: 1,
};

const need: NeedFacts = {
  id: "N",
  node: "P",
  item: "TENT",
  capabilities: null,
  quantity: 10,
  promised: 0,
  requestedByOrg: "ASKS",
  over: false,
};

const allocation = (lot: string, quantity: number, needId = "N") => ({
  source: "D1",
  lot,
  need: needId,
  item: "TENT",
  quantity,
  counted: quantity,
  leavesMinutes: 10,
  arrivesMinutes: 70,
  reasons: [],
});

const facts = (change: Partial<AdoptionFacts> = {}): AdoptionFacts => ({
  plan: { allocations: [allocation("L1", 4), allocation("L2", 6)] },
  grounds: { L1: ground, L2: { ...ground, lenderOrg: "B", ownerOrg: "B" } },
  wanted: [],
  zeroAt: new Date(0),
  needs: [need],
  sets: [],
  agreements: [{ id: "PACT", version: 2, terms, lenders: ["A", "B"] }],
  categories: new Map([["TENT", "SHELTER"]]),
  prices: new Map([["TENT", 700]]),
  requesterOrg: "ASKS",
  payerOrg: "ASKS",
  ...change,
});

const drafts = (change: Partial<AdoptionFacts> = {}) => {
  const all = facts(change);
  return draftOrders(all, draftLines(all, randomUUID));
};

describe("drafting orders", () => {
  it("makes one per lender, by the version of the pact that is in force", () => {
    expect(drafts().map(({ lenderOrg, agreement }) => [lenderOrg, agreement?.version])).toEqual([
      ["A", 2],
      ["B", 2],
    ]);
  });
  it.each([
    ["another destination", [need, { ...need, id: "M", node: "Q" }]],
    ["another receiver", [need, { ...need, id: "M", requestedByOrg: "OTHER" }]],
  ])("makes another for %s", (_name, needs) => {
    const plan = { allocations: [allocation("L1", 4), allocation("L1", 2, "M")] };
    expect(drafts({ needs, plan })).toHaveLength(2);
  });
  it.each([
    ["authority", { authority: "REQUEST" }],
    ["agreement", { agreement: null, authority: "REQUEST" }],
  ] as const)("makes another for another %s", (_name, change) => {
    const grounds = { L1: ground, L2: { ...ground, ...change } };
    expect(drafts({ grounds })).toHaveLength(2);
  });
  it("keeps a late line and a timely one of one need in one order", () => {
    const plan = { allocations: [allocation("L1", 4), allocation("L1", 2, "N:late")] };
    expect(drafts({ plan }).map(({ lines }) => lines.map(({ needId }) => needId))).toEqual([
      ["N", "N"],
    ]);
  });
  it("prices a line by its ground, else by the catalogue", () => {
    const grounds = { L1: { ...ground, unitValueFen: 5 }, L2: ground };
    expect(
      draftLines(facts({ grounds }), randomUUID).map(({ unitPriceFen }) => unitPriceFen),
    ).toEqual([5, 700]);
  });
  it("dates lines from the problem's zero", () => {
    expect(draftLines(facts(), randomUUID)[0]).toMatchObject({
      leavesAt: new Date(600_000),
      arrivesAt: new Date(4_200_000),
    });
  });
});

describe("refusals of an adoption", () => {
  it.each([
    ["in force", {}, []],
    ["gone", { agreements: [] }, ["lenders.A", "lenders.B"]],
    [
      "without the lender",
      { agreements: [{ id: "PACT", version: 1, terms, lenders: ["A"] }] },
      ["lenders.B"],
    ],
    ["not of the item", { categories: new Map([["TENT", "FOOD"]]) }, ["lenders.A", "lenders.B"]],
    ["not needed for one's own", { agreements: [], requesterOrg: "A" }, ["lenders.B"]],
  ])("name each lender whose pact is %s", (_name, change, paths) => {
    const all = facts(change);
    expect(agreementRefusals(all, draftLines(all, randomUUID)).map(({ path }) => path)).toEqual(
      paths,
    );
  });

  it.each([
    ["fits", need, 0],
    ["was promised elsewhere", { ...need, promised: 1 }, 1],
    ["is over", { ...need, over: true }, 2],
  ])("say of a need that %s so many times that the plan is stale", (_name, changed, count) => {
    const all = facts({ needs: [changed] });
    expect(needRefusals(all, draftLines(all, randomUUID))).toHaveLength(count);
  });

  it.each([
    ["SHORT_OF_STOCK", true],
    ["UNIT_TAKEN", true],
    ["AGREEMENT", true],
    ["HOLD_SHARE_EXCEEDED", false],
    ["NOT_ALLOWED", false],
  ] as const)("%s makes the proposal stale: %s", (code, stale) => {
    expect(makesStale([refusal(code)])).toBe(stale);
  });
});

describe("the share that may wait for approval", () => {
  it.each([
    [{ free: 100, unapproved: 0 }, 0.5, 50],
    [{ free: 60, unapproved: 40 }, 0.5, 10],
    [{ free: 50, unapproved: 50 }, 0.5, 0],
    [{ free: 10, unapproved: 90 }, 0.5, 0],
    [{ free: 7, unapproved: 0 }, 0.1, 0],
    [{ free: 10, unapproved: 0 }, 0.3, 3],
    [{ free: 100, unapproved: 0 }, 1, 100],
  ])("of %o at %d leaves room for %d", (stock, share, room) => {
    expect(holdRoom(stock, share)).toBe(room);
  });

  it("counts goods that wait, and nothing else", () => {
    const [first] = drafts();
    expect(waitingGoods(first!)).toEqual(new Map([["TENT", 4]]));
    expect(waitingGoods({ ...first!, approvals: [] })).toEqual(new Map());
  });

  it("is refused with its figures, lender by lender and item by item", () => {
    const stock = { agreementId: "PACT", lenderOrg: "A", item: "TENT", free: 6, unapproved: 0 };
    expect(holdShareRefusals(drafts(), [stock, { ...stock, lenderOrg: "B", free: 12 }])).toEqual([
      {
        code: "HOLD_SHARE_EXCEEDED",
        path: "lenders.A.TENT",
        facts: { share: 50, item: "TENT", wanted: 4, available: 3 },
      },
    ]);
  });
});
