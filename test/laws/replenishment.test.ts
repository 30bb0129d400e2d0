import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sinks, type Sink } from "../../schema/words/ledger.ts";
import { supplied } from "../../src/ledger/account.rules.ts";
import type { AccountKey, Posting, TaskOpening } from "../../src/ledger/ledger.model.ts";
import type { LineFacts, OpenClaim } from "../../src/ledger/posting.model.ts";
import { inspect, returnArrive, returnStart } from "../../src/ledger/posting.return.rules.ts";
import { depart, difference, receive } from "../../src/ledger/posting.road.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import type { Standing } from "../../src/replenishment/goods.model.ts";
import {
  backRef,
  partUse,
  standingAt,
  takeFrom,
  totalOf,
} from "../../src/replenishment/goods.rules.ts";

const loaded = 100;
const leg = { legLineId: "leg", carrierOrg: "K01" };
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

/** The least of a ledger: balances by key, claims by id, tasks; it refuses nothing. */
class PlainBook {
  readonly balances = new Map<string, { key: AccountKey; balance: number }>();
  readonly claims = new Map<string, OpenClaim & { outstanding: number }>();
  readonly tasks: TaskOpening[] = [];
  #ids = 0;

  readonly newId = (): string => `id-${++this.#ids}`;

  book({ lines, claims = [], tasks = [] }: Posting): void {
    for (const claim of claims)
      this.claims.set(claim.id, {
        ...claim,
        mirrors: claim.mirrors === undefined ? null : (claim.mirrors as OpenClaim["kind"]),
        state: "PROVISIONAL",
        outstanding: 0,
      });
    this.tasks.push(...tasks);
    for (const { origin, target, quantity } of lines) {
      this.#move(origin, -quantity);
      this.#move(target, quantity);
    }
  }

  #move(key: AccountKey, change: number): void {
    const name = JSON.stringify(Object.entries(key).toSorted());
    const before = this.balances.get(name)?.balance ?? 0;
    this.balances.set(name, { key, balance: before + change });
    const claim = this.claims.get(key.ref ?? "");
    if (claim !== undefined && key.kind === "RECEIVABLE") claim.outstanding += change;
  }

  get line(): LineFacts {
    return { ...facts, claims: [...this.claims.values()].map((claim) => ({ ...claim })) };
  }

  get standings(): Standing[] {
    return [...this.balances.values()].map(({ key, balance }) => {
      const { kind, custodian = "", place = "", ref = "" } = key;
      return { kind, custodian, place, ref, balance };
    });
  }

  goods(kinds?: readonly string[]): number {
    return [...this.balances.values()]
      .filter(({ key }) => key.claimKind === undefined && key.kind !== "SUPPLY")
      .filter(({ key }) => key.kind !== "HELD" && (kinds?.includes(key.kind) ?? true))
      .reduce((sum, { balance }) => sum + balance, 0);
  }
}

interface Step {
  readonly what: "USE" | "RETURN" | "ARRIVE" | "LOSE" | "INSPECT";
  readonly received: boolean;
  /** How the quantity that is there is shared out, in parts of a hundred. */
  readonly cuts: readonly number[];
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom("USE", "RETURN", "ARRIVE", "LOSE", "INSPECT"),
  received: fc.boolean(),
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

function take(book: PlainBook, { what, received, cuts }: Step): void {
  const { line, standings } = book;
  const ref = backRef(line.orderLineId, received);
  const there = (kind: Standing["kind"], at: string): Standing[] =>
    standingAt({ standings }, kind, at).filter(({ balance }) => balance > 0);
  if (what === "USE" || what === "RETURN") {
    const out = there("ON_SITE", line.orderLineId);
    const [consumed = 0, given = 0, scrapped = 0, destroyed = 0] = share(totalOf(out), cuts);
    const distributed = [{ place: "P", unit: "U", quantity: given, day: "2026-01-01" }];
    const input = { consumed, distributed, scrapped, destroyed };
    const uses = partUse(line, takeFrom(out, consumed + given + scrapped + destroyed), input);
    const back = takeFrom(out, consumed).map((part) => ({ line, carrierOrg: "K01", ...part }));
    book.book(what === "USE" ? use(occasion, uses, book.newId) : returnStart(occasion, back));
    return;
  }
  if (what === "INSPECT") {
    const [good = 0, repair = 0, scrap = 0] = share(totalOf(there("INSPECTION", ref)), cuts);
    const restore = Math.floor(good / 2);
    const found = { line, received, good, repair, scrap, restore, spoiledBy: "K01" };
    book.book(inspect(occasion, [found], book.newId));
    return;
  }
  const [quantity = 0] = share(totalOf(there("RETURNING", ref)), cuts);
  const where = { way: "BACK" as const, carrierOrg: "K01", received };
  if (what === "LOSE") book.book(difference(occasion, [{ line, quantity, where }], book.newId));
  else book.book(returnArrive(occasion, [{ line, carrierOrg: "K01", received, quantity }]));
}

function history(steps: readonly Step[], rejected: number): PlainBook {
  const book = new PlainBook();
  book.book(depart(occasion, [{ line: facts, leg, quantity: loaded }], book.newId));
  const to = { kind: "ON_SITE" as const, holderOrg: "G01", place: "SITE" };
  const counts = { accepted: loaded - rejected, rejected, relayed: false };
  book.book(receive(occasion, [{ line: book.line, leg, to, ...counts }], book.newId));
  for (const one of steps) take(book, one);
  return book;
}

describe("an order line's goods, whatever becomes of them", () => {
  const cases = fc.tuple(fc.array(step, { maxLength: 25 }), fc.integer({ min: 0, max: loaded }));
  const owner = facts.liability.creditor;

  it("are never lost and never invented, and no balance goes below zero", () => {
    fc.assert(
      fc.property(cases, ([steps, rejected]) => {
        const book = history(steps, rejected);
        expect(book.goods()).toBe(loaded);
        for (const { key, balance } of book.balances.values())
          if (key.kind !== "PAYABLE" && key.kind !== "HELD" && key.kind !== supplied(facts).kind)
            expect({ key, balance: Math.min(balance, 0) }).toEqual({ key, balance: 0 });
      }),
    );
  });

  it("open a refill task for each unit that is gone, and for no other", () => {
    fc.assert(
      fc.property(cases, ([steps, rejected]) => {
        const book = history(steps, rejected);
        const gone: readonly Sink[] = sinks;
        const opened = book.tasks.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(opened).toBe(book.goods(gone));
      }),
    );
  });

  it("carry one open claim a unit towards their owner: returned good ones carry none", () => {
    fc.assert(
      fc.property(cases, ([steps, rejected]) => {
        const book = history(steps, rejected);
        const owed = [...book.claims.values()]
          .filter(({ creditorOrg, kind }) => creditorOrg === owner && kind !== "RESTORE")
          .reduce((sum, { outstanding }) => sum + outstanding, 0);
        expect(owed).toBe(loaded - book.goods(["ON_HAND"]));
      }),
    );
  });
});
