import { afterAll, beforeAll, expect, it } from "vitest";
import {
  confirmClaim,
  disputeClaim,
  dueFromResponseEnd,
  findOpenClaim,
  post,
  readClaims,
  readTasks,
} from "../../src/ledger/ledger.service.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { refill } from "../../src/ledger/posting.refill.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import { splitClaim } from "../../src/ledger/posting.settle.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { gone } from "../support/ledger-figures.ts";
import { lend, onSite } from "../support/ledger-history.ts";
import {
  asHub,
  book,
  evidence,
  fresh,
  incidentId,
  layLots,
  layWorld,
  lineOf,
  newId,
} from "../support/ledger-world.ts";

onBothShapes("claims and tasks", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });

  afterAll(() => database.close());

  const member = (org: string) => ({ principal: `of ${org}`, orgs: [org], partners: [] });
  const as = (org: string, claimId: string, side: "DEBTOR" | "CREDITOR") =>
    withTx(database, member(org), (tx) => confirmClaim(tx, claimId, side));

  async function usedUp(quantity: number): Promise<LineFacts> {
    const [lot] = await layLots(database, [{ quantity }]);
    return gone(database, await lend(database, lot!, quantity), { consumed: quantity });
  }

  const refillOf = ({ claims }: LineFacts) => claims.find(({ kind }) => kind === "REFILL")!;

  it("are confirmed by both sides, each by its own people", async () => {
    const { id } = refillOf(await usedUp(10));
    expect(await as("E02", id, "DEBTOR")).toMatchObject({ refused: [{ code: "NOT_FOUND" }] });
    expect(await as("G02", id, "DEBTOR")).toMatchObject({ refused: [{ code: "NOT_FOUND" }] });
    expect(await as("G01", id, "DEBTOR")).toMatchObject({ ok: true });
    expect(await as("G01", id, "DEBTOR")).toMatchObject({ refused: [{ code: "ALREADY_DECIDED" }] });
    expect(await as("G02", id, "CREDITOR")).toMatchObject({ ok: true });
    const [claim] = await asHub(database, (tx) => readClaims(tx, { ids: [id] }));
    expect(claim).toMatchObject({ state: "CONFIRMED", dueOn: null });
  });

  it("ask for both signatures again when more is added to a signed figure", async () => {
    const [lot] = await layLots(database, [{ quantity: 10 }]);
    const line = await gone(database, await lend(database, lot!, 10), { consumed: 4 });
    const { id } = refillOf(line);
    await as("G01", id, "DEBTOR");
    await gone(database, line, { consumed: 3 });
    expect(await as("G02", id, "CREDITOR")).toMatchObject({ ok: true });
    const [claim] = await asHub(database, (tx) => readClaims(tx, { ids: [id] }));
    expect(claim).toMatchObject({ state: "PROVISIONAL", opened: 7, outstanding: 7 });
    const key = {
      orderLineId: line.orderLineId,
      kind: "REFILL",
      debtorOrg: "G01",
      creditorOrg: "G02",
    } as const;
    expect((await asHub(database, (tx) => findOpenClaim(tx, key)))?.id).toBe(id);
  });

  it("grow no more once both signed: a writer that saw them before opens its own", async () => {
    const [lot] = await layLots(database, [{ quantity: 10 }]);
    const before = await gone(database, await lend(database, lot!, 10), { consumed: 4 });
    const { id } = refillOf(before);
    await as("G01", id, "DEBTOR");
    await as("G02", id, "CREDITOR");
    const orderLineIds = [before.orderLineId];
    let tries = 0;
    const booked = await asHub(database, async (tx) => {
      tries += 1;
      const claims = tries === 1 ? before.claims : await readClaims(tx, { orderLineIds });
      const one = { from: onSite, consumed: 3, distributed: 0, scrapped: 0, destroyed: 0 };
      return post(tx, "G01", use({ evidence }, [{ line: { ...before, claims }, ...one }], newId));
    });
    expect([booked.ok, tries]).toEqual([true, 2]);
    const claims = await asHub(database, (tx) =>
      readClaims(tx, { orderLineIds, kinds: ["REFILL"] }),
    );
    expect(claims.map((one) => [one.id === id, one.state, one.opened])).toEqual([
      [true, "CONFIRMED", 4],
      [false, "PROVISIONAL", 3],
    ]);
  });

  it("are disputed as a child of their own, which leaves the rest as both signed it", async () => {
    const line = await usedUp(10);
    await as("G01", refillOf(line).id, "DEBTOR");
    await as("G02", refillOf(line).id, "CREDITOR");
    const [row] = await asHub(database, (tx) => readClaims(tx, { ids: [refillOf(line).id] }));
    const { id, kind, debtorOrg, creditorOrg, item, liability, outstanding, state } = row!;
    const parent = {
      id,
      kind,
      debtorOrg,
      creditorOrg,
      item,
      liability,
      outstanding,
      state,
      mirrors: null,
      dueAnchor: "RESPONSE_END",
      dueDays: 30,
      orderLineId: line.orderLineId,
    } as const;
    const lineTasks = () =>
      asHub(database, (tx) => readTasks(tx, { orderLineIds: [line.orderLineId] }));
    const part = { parent, quantity: 4, disputedBy: "DEBTOR", tasks: await lineTasks() } as const;
    await book(database, splitClaim({ evidence }, part, newId));
    const claims = await asHub(database, (tx) =>
      readClaims(tx, { orderLineIds: [line.orderLineId], kinds: ["REFILL"] }),
    );
    expect(claims.map((one) => [one.opened, one.outstanding, one.state]).sort()).toEqual([
      [4, 4, "DISPUTED"],
      [6, 6, "CONFIRMED"],
    ]);
    const child = claims.find(({ parentId }) => parentId === id)!;
    expect((await lineTasks()).map((one) => [one.quantity, one.claimId]).sort()).toEqual([
      [4, child.id],
      [6, id],
    ]);
    const takeBack = (org: string, side: "DEBTOR" | "CREDITOR") =>
      withTx(database, member(org), (tx) => disputeClaim(tx, { claimId: child.id, side }, false));
    expect(await takeBack("G02", "CREDITOR")).toMatchObject({
      refused: [{ code: "ILLEGAL_TRANSITION" }],
    });
    expect(await takeBack("G02", "DEBTOR")).toMatchObject({ refused: [{ code: "NOT_FOUND" }] });
    expect(await takeBack("G01", "DEBTOR")).toMatchObject({ ok: true });
  });

  it("get their due day when the response ends", async () => {
    const { id } = refillOf(await usedUp(3));
    const count = await asHub(database, (tx) => dueFromResponseEnd(tx, incidentId, "2026-03-05"));
    expect(count).toBeGreaterThan(0);
    const [claim] = await asHub(database, (tx) => readClaims(tx, { ids: [id] }));
    expect(claim?.dueOn).toBe("2026-04-04");
  });

  it("take in no more than is missing, and name the intake that is too much", async () => {
    const line = await usedUp(10);
    const [lot] = await layLots(database, [{ quantity: 0 }]);
    const [task] = await asHub(database, (tx) =>
      readTasks(tx, { orderLineIds: [line.orderLineId] }),
    );
    const arrival = { shelf: lineOf(lot!), task: task!, claim: refillOf(line) };
    const tooMuch = refill({ evidence }, [{ ...arrival, quantity: 11 }]);
    expect(await asHub(database, (tx) => post(tx, "G02", tooMuch))).toMatchObject({
      ok: false,
      refused: [
        { code: "SHORT_OF_STOCK", path: "lines.2", facts: { available: 10, wanted: 11 } },
        { code: "QUANTITY_OUT_OF_RANGE", path: "intake.0", facts: { min: 1, max: 10 } },
      ],
    });
    await book(database, refill({ evidence }, [{ ...arrival, quantity: 4 }]), "G02");
    const [part] = await asHub(database, (tx) => readTasks(tx, { ids: [task!.id] }));
    expect(part).toMatchObject({ done: 4, state: "PART_DONE" });
    expect(refillOf(await fresh(database, line)).outstanding).toBe(6);
  });

  it.each([
    ["expired yesterday", { expiresOn: "2020-01-01" }, "LOT_EXPIRED"],
    ["blocked", { condition: "BLOCKED" }, "LOT_BLOCKED"],
    ["recalled", { condition: "RECALLED" }, "LOT_BLOCKED"],
  ])("do not begin with goods that are %s", async (_what, spec, code) => {
    const [lot] = await layLots(database, [{ quantity: 5, ...spec }]);
    const posting = hold({ evidence }, [{ line: lineOf(lot!), quantity: 1 }]);
    expect(await asHub(database, (tx) => post(tx, "G01", posting))).toMatchObject({
      ok: false,
      refused: [{ code, path: "lines.0" }],
    });
    const left = await asHub(database, ({ client }) =>
      client.query("select from qipan.account where lot = $1 and kind = 'HELD'", [lot!.id]),
    );
    expect(left.rowCount).toBe(0);
  });

  it("promise a lot until the end of its last day", async () => {
    const today = await asHub(database, (tx) => Promise.resolve(tx.today));
    const [lot] = await layLots(database, [{ quantity: 5, expiresOn: today }]);
    await book(database, hold({ evidence }, [{ line: lineOf(lot!), quantity: 1 }]));
  });

  it("are bugs, not refusals, where the shape is wrong", async () => {
    const [lot] = await layLots(database, [{ quantity: 5 }]);
    const shelf = { owner: "G02", item: "TENT", lot: lot!.id, custodian: "G02", place: "D-G02" };
    const line = (target: object, origin: object = { ...shelf, kind: "ON_HAND" }) =>
      ({ origin, target, quantity: 1 }) as Posting["lines"][number];
    const wrong: readonly (readonly [Partial<Posting>, RegExp])[] = [
      [{ lines: [] }, /has lines/],
      [{ lines: [line({ ...shelf, kind: "SCRAPPED" })] }, /refill tasks are not what is gone/],
      [{ lines: [line({ ...shelf, kind: "HELD", item: "BAG" })] }, /same on both sides/],
      [{ lines: [line({ ...shelf, kind: "HELD", lot: newId() })] }, /same on both sides/],
      [{ lines: [line({ ...shelf, kind: "RECEIVABLE" })] }, /claims face claims/],
      [{ lines: [{ ...line({ ...shelf, kind: "HELD" }), means: "GOODS" }] }, /not a movement/],
      [
        { lines: [line({ ...shelf, kind: "ON_HAND" }, { ...shelf, kind: "CONSUMED" })] },
        /not a movement/,
      ],
      [{ lines: [{ ...line({ ...shelf, kind: "HELD" }), quantity: 0 }] }, /entry_quantity/],
      [{ op: "REVERSAL", lines: [line({ ...shelf, kind: "HELD" })] }, /names what it reverses/],
    ];
    for (const [part, message] of wrong) {
      const posting: Posting = { op: "STOCKTAKE", evidence, lines: [], ...part };
      await expect(asHub(database, (tx) => post(tx, "G02", posting))).rejects.toThrow(message);
    }
  });
});
