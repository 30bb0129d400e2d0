import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { block } from "../../src/ledger/posting.stock.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import { readSheets } from "../../src/reserves/stocktake-sheet.store.ts";
import { closeStocktake } from "../../src/reserves/stocktake-close.service.ts";
import { viewOf } from "../../src/reserves/stocktake.rules.ts";
import {
  cancelStocktake,
  openStocktake,
  recordCounts,
} from "../../src/reserves/stocktake.service.ts";
import { onBothShapes } from "../support/database.ts";
import { book, evidence, layLots, layWorld, lineOf, type Lot } from "../support/ledger-world.ts";
import {
  balancesOf,
  by,
  codes,
  done,
  enrol,
  eventsOf,
  keeperOf,
  personIn,
  wrongIn,
} from "../support/peace-world.ts";

onBothShapes("a stocktake", (open) => {
  let database: Database;
  const first = keeperOf("E04");
  const second = keeperOf("E04", "2");
  let depotLots: Lot[];
  let free: Lot, partly: Lot, aside: Lot;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await enrol(database, [first, second, keeperOf("G06")]);
  });
  afterAll(() => database.close());

  // Each story has lots of its own, of its own item scope, in E04's depot.
  beforeEach(async () => {
    depotLots = await layLots(database, [
      { owner: "G02", custodian: "E04", item: "BAG", quantity: 100 },
      { owner: "G02", custodian: "E04", item: "BAG", quantity: 50 },
      { owner: "E04", item: "BAG", quantity: 10, underNorm: false },
    ]);
    [free, partly, aside] = depotLots as [Lot, Lot, Lot];
  });

  const opened = async (): Promise<string> =>
    done(await openStocktake(database, by(first), { depotId: "D-E04", items: ["BAG"] })).id;
  const count = (stocktakeId: string, who: typeof first, ...found: (readonly [Lot, number])[]) =>
    recordCounts(database, by(who), {
      stocktakeId,
      counts: found.map(([{ id: lotId }, counted]) => ({ lotId, counted })),
    });
  const sheet = (stocktakeId: string) =>
    withTx(database, hubReader, async (tx) => {
      const lines = (await readSheets(tx, [stocktakeId])).map(viewOf);
      return depotLots.map(({ id }) => lines.find(({ lotId }) => lotId === id)!);
    });
  /** Lots of earlier stories are counted as the book has them, so that the count can be closed. */
  const countOthers = (stocktakeId: string) =>
    withTx(database, hubReader, async (tx) => {
      const lines = await readSheets(tx, [stocktakeId]);
      const { rows } = await tx.client.query<{ lotId: string; counted: number }>(
        `select lot as "lotId", sum(balance)::bigint as counted from qipan.account
         where lot = any ($1) and kind in ('ON_HAND', 'HELD', 'BLOCKED') group by lot`,
        [lines.map(({ lotId }) => lotId)],
      );
      return rows.filter(({ lotId }) => !depotLots.some(({ id }) => id === lotId));
    }).then(async (counts) => {
      if (counts.length > 0) done(await recordCounts(database, by(first), { stocktakeId, counts }));
    });

  const countOf = (lot: Lot) =>
    withTx(database, hubReader, async ({ client }) => {
      const sql = "select counted_at is not null as now, count_source as source, version";
      const of = `${sql} from qipan.stock_lot where id = $1`;
      return (await client.query<object>(of, [lot.id])).rows;
    });

  it("is blind, counted twice where it differs, and books what it found", async () => {
    await book(database, hold({ evidence }, [{ line: lineOf(free), quantity: 30 }]));
    const id = await opened();
    await countOthers(id);
    done(await count(id, first, [free, 95], [partly, 50], [aside, 12]));
    const blind = { counted: null, booked: null, difference: null };
    expect(await sheet(id)).toMatchObject([
      { stage: "RECOUNT", ...blind },
      { stage: "MATCHED", counted: 50 },
      { stage: "RECOUNT", ...blind },
    ]);
    expect(codes(await count(id, first, [free, 95]))).toEqual([
      "RECOUNT_BY_ANOTHER counts.0.lotId",
    ]);
    done(await count(id, second, [free, 95], [aside, 12]));
    expect(await sheet(id)).toMatchObject([
      { stage: "DIFFERS", counted: 95, booked: 100, difference: -5 },
      { stage: "MATCHED" },
      { stage: "DIFFERS", difference: 2 },
    ]);
    const close = (reasons: readonly (readonly [Lot, string])[]) =>
      closeStocktake(database, by(first), {
        stocktakeId: id,
        reasons: reasons.map(([{ id: lotId }, reason]) => ({ lotId, reason: reason as "STOLEN" })),
      });
    expect(codes(await close([[aside, "MISCOUNTED"]]))).toEqual(["REASON_MISSING reasons"]);
    done(
      await close([
        [free, "LOST_IN_KEEPING"],
        [aside, "UNRECORDED_RECEIPT"],
      ]),
    );
    expect(await balancesOf(database, free.id)).toEqual({ ON_HAND: 65, HELD: 30, SHORTAGE: 5 });
    expect(await balancesOf(database, aside.id)).toEqual({ ON_HAND: 12 });
    const { claims, tasks } = await withTx(database, hubReader, async (tx) => ({
      claims: (await readClaims(tx, { debtors: ["E04"] })).filter((c) => c.lotId === free.id),
      tasks: (await readTasks(tx, { owners: ["G02"] })).filter((t) => t.lotId === free.id),
    }));
    expect(claims).toMatchObject([
      { kind: "DAMAGES", creditorOrg: "G02", outstanding: 5, liability: "AT_FAULT" },
    ]);
    expect(tasks).toMatchObject([{ quantity: 5, performerOrg: "G02" }]);
    expect(await sheet(id)).toMatchObject([{ posted: -5, reason: "LOST_IN_KEEPING" }, {}, {}]);
    expect(await countOf(partly)).toEqual([{ now: true, source: "盘点", version: 2 }]);
    expect(await eventsOf(database, "STOCKTAKE_CLOSED")).toMatchObject([
      { subject: id, parties: ["E04"], facts: { differing: 2 } },
    ]);
    expect(await wrongIn(database)).toEqual([]);
  });

  it("compares each count with the book of its own instant, late records included", async () => {
    const id = await opened();
    await countOthers(id);
    done(await count(id, first, [free, 100], [partly, 50], [aside, 10]));
    // Issued an hour after the count, and after it was closed out: no difference of the count.
    const line = lineOf(partly);
    await book(database, hold({ evidence }, [{ line, quantity: 20 }]));
    await withTx(database, hubReader, async ({ client }) => {
      const leave = {
        origin: { owner: "G02", kind: "HELD", item: "BAG", lot: partly.id, custodian: "E04" },
        target: { owner: "G02", kind: "IN_TRANSIT", item: "BAG", lot: partly.id, custodian: "K1" },
      };
      const origin = { ...leave.origin, place: "D-E04", ref: `soft:${line.orderLineId}` };
      const posting = {
        ...{ op: "DEPART", evidence: {}, transferId: line.orderLineId, actorOrg: "G02" },
        lines: [{ origin, target: { ...leave.target, ref: "leg" }, quantity: 20 }],
      };
      const { rows } = await client.query("select qipan.ledger_post($1) as a", [
        JSON.stringify(posting),
      ]);
      expect(rows).toMatchObject([{ a: { ok: true } }]);
    });
    expect(await sheet(id)).toMatchObject([{}, { stage: "MATCHED", counted: 50, booked: 50 }, {}]);
    done(await closeStocktake(database, by(first), { stocktakeId: id, reasons: [] }));
    expect(await balancesOf(database, partly.id)).toEqual({ ON_HAND: 30, IN_TRANSIT: 20 });
    expect(await wrongIn(database)).toEqual([]);
  });

  it("takes a loss from blocked goods too, but never from what an order holds", async () => {
    const shelf = { owner: "G02", custodian: "E04", depot: "D-E04", underNorm: true, item: "BAG" };
    await book(
      database,
      block({ evidence }, [{ shelf: { ...shelf, lot: free.id }, quantity: 90 }]),
    );
    await book(database, hold({ evidence }, [{ line: lineOf(partly), quantity: 45 }]));
    const id = await opened();
    await countOthers(id);
    for (const who of [first, second])
      done(await count(id, who, [free, 60], [partly, 40], [aside, 10]));
    const reasons = [free, partly].map(({ id: lotId }) => ({ lotId, reason: "STOLEN" as const }));
    const refused = await closeStocktake(database, by(first), { stocktakeId: id, reasons });
    expect(refused.ok ? [] : refused.refused).toMatchObject([
      { code: "SHORT_OF_STOCK", facts: { available: 5, wanted: 10 } },
    ]);
    done(await cancelStocktake(database, by(second), { stocktakeId: id }));
    expect(await balancesOf(database, free.id)).toEqual({ ON_HAND: 10, BLOCKED: 90 });
    expect(codes(await count(id, first, [free, 1]))).toEqual(["ILLEGAL_TRANSITION stocktakeId"]);
    const again = await opened();
    await countOthers(again);
    for (const who of [first, second])
      done(await count(again, who, [free, 60], [partly, 50], [aside, 10]));
    done(await closeStocktake(database, by(first), { stocktakeId: again, reasons }));
    expect(await balancesOf(database, free.id)).toEqual({ BLOCKED: 60, SHORTAGE: 40 });
    expect(await wrongIn(database)).toEqual([]);
  });

  it("lets two counters work at once, and one lot be in one open count", async () => {
    const id = await opened();
    expect(codes(await openStocktake(database, by(second), { depotId: "D-E04" }))[0]).toBe(
      "COUNT_UNDER_WAY depotId",
    );
    const both = await Promise.all([
      count(id, first, [free, 99], [partly, 50]),
      count(id, second, [partly, 50], [free, 99]),
    ]);
    expect(both.map(codes)).toEqual([[], []]);
    const lines = await sheet(id);
    expect(lines.map(({ stage, counts }) => [stage, counts])).toEqual([
      ["DIFFERS", 2],
      ["MATCHED", 2],
      ["UNCOUNTED", 0],
    ]);
    done(await cancelStocktake(database, by(first), { stocktakeId: id }));
  });

  it("is a keeper's, of what it keeps or owns", async () => {
    const ask = async (who: typeof first, depotId = "D-E04") =>
      codes(await openStocktake(database, by(who), { depotId }));
    expect(await ask(personIn("E04", ["DISPATCHER"]))).toEqual(["NOT_ALLOWED "]);
    expect(await ask(keeperOf("G06"))).toEqual(["NOT_FOUND depotId"]);
    expect(await ask(keeperOf("G06"), "D-G06")).toEqual(["INVALID_INPUT depotId"]);
    const id = await opened();
    expect(codes(await count(id, keeperOf("G06"), [free, 1]))).toEqual(["NOT_FOUND stocktakeId"]);
    const [strange] = await layLots(database, [{ owner: "G06" }]);
    expect(codes(await count(id, first, [strange!, 1]))).toEqual(["NOT_FOUND counts.0.lotId"]);
    expect(codes(await count(id, first, [free, -1], [free, 2]))).toEqual([
      "QUANTITY_OUT_OF_RANGE counts.0.counted",
      "INVALID_INPUT counts.1.lotId",
    ]);
    done(await cancelStocktake(database, by(first), { stocktakeId: id }));
  });
});
