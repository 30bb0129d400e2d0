import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sinks, type Sink } from "../../schema/words/ledger.ts";
import { backRef, supplied } from "../../src/ledger/account.rules.ts";
import type { RiskPassesAt } from "../../schema/words/regions.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import {
  inspect,
  repaired,
  returnArrive,
  returnStart,
} from "../../src/ledger/posting.return.rules.ts";
import { depart, difference, handOver, receive } from "../../src/ledger/posting.road.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import { partUse, standingAt, takeFrom, totalOf } from "../../src/replenishment/goods.rules.ts";
import { PlainBook } from "../support/plain-book.ts";
import type { Standing } from "../../src/replenishment/goods.model.ts";

const loaded = 100;
const leg = { carrierOrg: "K01" };
const occasion = { evidence: {} };

const facts: LineFacts = {
  ...{ owner: "G06", custodian: "G06", depot: "D", lot: "lot", item: "SCBA", underNorm: true },
  ...{ orderLineId: "line", incidentId: "incident", basis: "PACT" },
  liability: {
    rule: "USER_REFILLS",
    debtors: [
      { orgId: "G01", basisPoints: 6_667 },
      { orgId: "G03", basisPoints: 3_333 },
    ],
    creditor: "G06",
    lossClaim: "REFILL",
    recourseFrom: "E01",
  },
  terms: { riskPassesAt: "DEPARTURE", dueAnchor: "RESPONSE_END", dueDays: 30 },
  claims: [],
};

interface Step {
  readonly what: "USE" | "RETURN" | "ARRIVE" | "LOSE" | "INSPECT" | "MEND";
  readonly received: boolean;
  readonly relayed: boolean;
  /** How the quantity that is there is shared out, in parts of a hundred. */
  readonly cuts: readonly number[];
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom("USE", "RETURN", "ARRIVE", "LOSE", "INSPECT", "MEND"),
  received: fc.boolean(),
  relayed: fc.boolean(),
  cuts: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }),
});

/** Parts of what is there, each of what the one before left. */
function share(quantity: number, cuts: readonly number[]): number[] {
  let left = quantity;
  return cuts.map((cut) => {
    const part = Math.floor((left * cut) / 100);
    left -= part;
    return part;
  });
}

/** Whether the debtors bear the goods of a ref; the rule is written here a second time. */
const borne =
  (risk: RiskPassesAt) =>
  (ref: string): boolean =>
    ref === "line" || ref === "relayed:line" || risk === "DEPARTURE";

function take(book: PlainBook, { what, cuts, ...back }: Step): void {
  const { line, standings } = book;
  const ref = backRef(line, back);
  const there = (kind: Standing["kind"], at: string): Standing[] =>
    standingAt({ standings }, kind, at).filter(({ balance }) => balance > 0);
  if (what === "USE" || what === "RETURN") {
    const out = there("ON_SITE", line.orderLineId);
    const [consumed = 0, given = 0, scrapped = 0, destroyed = 0] = share(totalOf(out), cuts);
    const distributed = [{ place: "P", unit: "U", quantity: given, day: "2026-01-01" }];
    const input = { consumed, distributed, scrapped, destroyed };
    const uses = partUse(line, takeFrom(out, consumed + given + scrapped + destroyed), input);
    const home = takeFrom(out, consumed).map((part) => ({ line, carrierOrg: "K01", ...part }));
    book.book(what === "USE" ? use(occasion, uses, book.newId) : returnStart(occasion, home));
    return;
  }
  if (what === "INSPECT") {
    const [good = 0, repair = 0, scrap = 0] = share(totalOf(there("INSPECTION", ref)), cuts);
    const restore = Math.floor(good / 2);
    const found = { line, ...back, good, repair, scrap, restore, spoiledBy: "K01" };
    book.book(inspect(occasion, [found], book.newId));
    return;
  }
  if (what === "MEND") {
    const [fixed = 0, scrapped = 0] = share(totalOf(there("REPAIR", ref)), cuts);
    if (borne(line.terms.riskPassesAt)(ref)) book.fixed += fixed;
    book.book(repaired(occasion, [{ line, ...back, fixed, scrapped }], book.newId));
    return;
  }
  const [quantity = 0] = share(totalOf(there("RETURNING", ref)), cuts);
  const where = { way: "BACK" as const, carrierOrg: "K01", ...back };
  if (what === "LOSE") book.book(difference(occasion, [{ line, quantity, where }], book.newId));
  else book.book(returnArrive(occasion, [{ line, carrierOrg: "K01", ...back, quantity }]));
}

/** So many go over a relay, the others straight; of each so many in a hundred are rejected. */
interface Road {
  readonly riskPassesAt: RiskPassesAt;
  readonly over: number;
  readonly rejected: readonly [over: number, straight: number];
}

function history(steps: readonly Step[], { riskPassesAt, over, rejected }: Road): PlainBook {
  const book = new PlainBook({ ...facts, terms: { ...facts.terms, riskPassesAt } });
  const to = { kind: "ON_SITE" as const, holderOrg: "G01", place: "SITE" };
  const trips = [
    { relayed: true, quantity: over, percent: rejected[0] },
    { relayed: false, quantity: loaded - over, percent: rejected[1] },
  ];
  for (const { relayed, quantity, percent } of trips) {
    const first = { ...leg, legLineId: `leg ${String(relayed)}` };
    book.book(depart(occasion, [{ line: book.line, leg: first, quantity }], book.newId));
    const last = relayed ? { ...leg, legLineId: "next" } : first;
    const relay = { line: book.line, from: first, to: last, first: true, quantity };
    if (relayed) book.book(handOver(occasion, [relay], book.newId));
    const back = Math.floor((quantity * percent) / 100);
    const counts = { accepted: quantity - back, rejected: back, relayed };
    book.book(receive(occasion, [{ line: book.line, leg: last, to, ...counts }], book.newId));
  }
  for (const one of steps) take(book, one);
  return book;
}

describe("an order line's goods, whatever becomes of them", () => {
  const percent = fc.integer({ min: 0, max: 100 });
  const road = fc.record({
    riskPassesAt: fc.constantFrom<RiskPassesAt>("DEPARTURE", "RELAY", "ARRIVAL"),
    over: fc.integer({ min: 0, max: loaded }),
    rejected: fc.tuple(percent, percent),
  });
  const cases = fc.tuple<[readonly Step[], Road]>(fc.array(step, { maxLength: 25 }), road);
  const owner = facts.liability.creditor;
  const all: Omit<Step, "what"> = {
    ...{ received: true, relayed: false },
    cuts: [100, 100, 100, 100],
  };
  /** The whole load comes back, is to be repaired, and half of it cannot be. */
  const beyondRepair: readonly Step[] = [
    { ...all, what: "RETURN" },
    { ...all, what: "ARRIVE" },
    { ...all, what: "INSPECT", cuts: [0, 100, 0, 0] },
    { ...all, what: "MEND", cuts: [50, 100, 0, 0] },
  ];
  const examples: [readonly Step[], Road][] = (["DEPARTURE", "RELAY", "ARRIVAL"] as const).flatMap(
    (riskPassesAt) => [
      [beyondRepair, { riskPassesAt, over: 0, rejected: [0, 0] }],
      [
        [false, true].flatMap((relayed) =>
          beyondRepair.map((one) => ({ ...one, received: false, relayed })),
        ),
        { riskPassesAt, over: 60, rejected: [100, 100] },
      ],
    ],
  );
  const holds = (check: (book: PlainBook, atRisk: (ref: string) => boolean) => void): void => {
    const property = fc.property(cases, ([steps, one]) => {
      const book = history(steps, one);
      check(book, borne(one.riskPassesAt));
    });
    fc.assert(property, { examples: examples.map((one) => [one]) });
  };

  it("are never lost and never invented, and no balance goes below zero", () => {
    holds((book) => {
      expect(book.goods()).toBe(loaded);
      for (const { key, balance } of book.balances.values())
        if (key.kind !== "PAYABLE" && key.kind !== "HELD" && key.kind !== supplied(facts).kind)
          expect({ key, balance: Math.min(balance, 0) }).toEqual({ key, balance: 0 });
    });
  });

  it("open a refill task for each unit that is gone, and for no other", () => {
    holds((book) => {
      const gone: readonly Sink[] = sinks;
      const opened = book.tasks.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(opened).toBe(book.goods(gone));
    });
  });

  it("carry one open claim a unit towards their owner, from where the risk has passed", () => {
    holds((book, atRisk) => {
      const out = ["ON_SITE", "BORROWED", "RETURNING", "INSPECTION"];
      const mine = book.tasks.filter(({ performerOrg }) => performerOrg !== owner);
      expect([book.owed("RETURN"), book.owed("REPAIR"), book.owed("REFILL")]).toEqual([
        book.out(out, atRisk),
        book.out(["REPAIR"], atRisk),
        mine.reduce((sum, { quantity }) => sum + quantity, 0),
      ]);
    });
  });

  it("are recovered from the firm at fault once a unit, as what was lost or as its repair", () => {
    holds((book, atRisk) => {
      expect(book.owed("RECOURSE", "REFILL")).toBe(book.owed("REFILL"));
      expect(book.owed("RECOURSE", "REPAIR")).toBe(book.out(["REPAIR"], atRisk) + book.fixed);
    });
  });
});
