import { afterAll, beforeAll, expect, it } from "vitest";
import { readTasks } from "../../src/ledger/ledger.service.ts";
import { refill } from "../../src/ledger/posting.refill.rules.ts";
import { block, stocktake } from "../../src/ledger/posting.stock.rules.ts";
import { readerOf } from "../../src/access/reader.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { recordFound } from "../../src/replenishment/found.service.ts";
import { readLosses } from "../../src/replenishment/found.store.ts";
import type { FoundInput } from "../../src/replenishment/found.model.ts";
import { onBothShapes } from "../support/database.ts";
import { gone, owed } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { asHub, book, evidence, fresh, layLots, layWorld, newId } from "../support/ledger-world.ts";
import { incidentId, lineOf, terms, userRefills, type Lot } from "../support/ledger-world.ts";
import {
  balancesOf,
  by,
  codes,
  done,
  eventsOf,
  personIn,
  wrongIn,
} from "../support/peace-world.ts";

const occurredAt = new Date("2026-01-02T00:00:00Z");
const keeper = personIn("G02", ["KEEPER"]);

onBothShapes("goods found again", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(async () => {
    expect(await wrongIn(database)).toEqual([]);
    await database.close();
  });

  const shelfOf = ({ id: lot, ...rest }: Lot) => ({ ...rest, lot });
  const layOne = async (more: object = {}): Promise<Lot> =>
    (await layLots(database, [{ owner: "G02", quantity: 10, ...more }]))[0]!;
  /** A count that misses some, for which the keeper answers if it is another's. */
  const miss = (lot: Lot, missing: number): Promise<string> => {
    const count = { shelf: shelfOf(lot), booked: 10, counted: 10 - missing, terms };
    return book(database, stocktake({ evidence }, [{ ...count, custodianAtFault: true }], newId));
  };
  const find = (
    transferId: string,
    quantity: number,
    more: Partial<FoundInput> = {},
    who = keeper,
  ) =>
    recordFound(database, by(who), {
      ...{ transferId, quantity, reason: "在隔壁货位找到", occurredAt, ...more },
    });
  const tasksOf = async (lot: Lot) => {
    const sql = "select quantity - done as missing from qipan.refill_task where lot_id = $1";
    const { rows } = await asHub(database, ({ client }) =>
      client.query<{ missing: number }>(sql, [lot.id]),
    );
    return rows.reduce((sum, { missing }) => sum + missing, 0);
  };
  const owedFor = async (lot: Lot) => {
    const sql = "select sum(outstanding)::integer as n from qipan.claim where lot_id = $1";
    return (await asHub(database, ({ client }) => client.query<{ n: number }>(sql, [lot.id]))).rows;
  };

  it("are on the shelf again, and nobody owes or refills them; all is told once", async () => {
    const lot = await layOne({ custodian: "E04" });
    const lost = await miss(lot, 6);
    expect([await owedFor(lot), await tasksOf(lot)]).toEqual([[{ n: 6 }], 6]);
    const e04 = personIn("E04", ["KEEPER"]);
    const key = newId();
    const input = { transferId: lost, quantity: 6, reason: "在隔壁货位找到", occurredAt };
    for (let again = 0; again < 2; again += 1)
      done(await recordFound(database, by(e04, key), input));
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 10 });
    expect([await owedFor(lot), await tasksOf(lot)]).toEqual([[{ n: 0 }], 0]);
    expect(codes(await find(lost, 6, {}, e04))).toEqual(["ALREADY_DECIDED transferId"]);
    const told = (await eventsOf(database, "GOODS_FOUND")).filter((one) => one.subject === lot.id);
    expect(told).toMatchObject([{ parties: ["G02", "E04"] }]);
    const seen = (org: string) =>
      withTx(database, readerOf(personIn(org, ["VIEWER"])), (tx) => readLosses(tx, [lot.id]));
    for (const org of ["E04", "G02"])
      expect(await seen(org)).toMatchObject([{ transferId: lost, place: "ON_HAND", quantity: 6 }]);
    expect(await seen("G03")).toEqual([]);
  });

  it("are found in part: what is missing still is owed and refilled still", async () => {
    const lot = await layOne({ custodian: "E04" });
    const lost = await miss(lot, 6);
    const e04 = personIn("E04", ["KEEPER"]);
    for (const [quantity, expected] of [
      [0, "QUANTITY_OUT_OF_RANGE quantity"],
      [7, "QUANTITY_OUT_OF_RANGE quantity"],
    ] as const)
      expect(codes(await find(lost, quantity, {}, e04))).toEqual([expected]);
    done(await find(lost, 2, {}, e04));
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 6, SHORTAGE: 4 });
    expect([await owedFor(lot), await tasksOf(lot)]).toEqual([[{ n: 4 }], 4]);
    const losses = await asHub(database, (tx) => readLosses(tx, [lot.id]));
    const [rest, first] = losses;
    expect([rest?.quantity, rest?.foundAt, first?.transferId]).toEqual([4, null, lost]);
    expect(rest?.occurredAt).toEqual(first?.occurredAt);
    done(await find(rest!.transferId, 4, {}, e04));
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 10 });
  });

  it("belong to whoever paid once the loss was made good", async () => {
    const [lot, empty] = [await layOne(), await layOne({ quantity: 0 })];
    const lost = await miss(lot, 3);
    const [task] = await asHub(database, (tx) => readTasks(tx, { openedBy: [lost] }));
    const one = { shelf: lineOf(empty), task: task!, quantity: 1 };
    await book(database, refill({ evidence }, [one]), "G02");
    expect(codes(await find(lost, 3))).toEqual(["LOSS_MADE_GOOD transferId"]);
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 7, SHORTAGE: 3 });
  });

  it("are refused with every reason, by whoever may not, and for what is no loss", async () => {
    const lot = await layOne();
    const lost = await miss(lot, 3);
    const tomorrow = new Date(Date.now() + 86_400_000);
    const wrong = { reason: " ", occurredAt: tomorrow };
    expect(codes(await find(lost, 4, wrong))).toEqual([
      ...["QUANTITY_OUT_OF_RANGE quantity", "INVALID_INPUT reason", "INVALID_INPUT occurredAt"],
    ]);
    expect(codes(await find(lost, 3, {}, personIn("G02", ["VIEWER"])))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await find(lost, 3, {}, personIn("G03", ["KEEPER"])))).toEqual([
      "NOT_FOUND transferId",
    ]);
    const moved = await book(database, block({ evidence }, [{ shelf: shelfOf(lot), quantity: 2 }]));
    for (const none of [moved, newId(), "x"])
      expect(codes(await find(none, 2))).toEqual(["NOT_FOUND transferId"]);
    expect(codes(await find(lost, 3, { lotId: "x" }))).toEqual(["NOT_FOUND transferId"]);
    const recalled = "update qipan.stock_lot set condition = 'RECALLED' where id = $1";
    await withOwnerTx(database, ({ client }) => client.query(recalled, [lot.id]));
    expect(codes(await find(lost, 3))).toEqual(["LOT_BLOCKED lines.0"]);
  });

  it("are one lot of a count that booked several: the others stand as it booked them", async () => {
    const [lot, short, more] = [
      await layOne({ custodian: "E04" }),
      await layOne({ custodian: "E04" }),
      await layOne({ custodian: "E04" }),
    ];
    const counts = [
      { lot, counted: 7 },
      { lot: short, counted: 6 },
      { lot: more, counted: 12 },
    ].map((one) => {
      const { counted } = one;
      const shelf = shelfOf(one.lot);
      return { shelf, booked: 10, counted, custodianAtFault: true, terms };
    });
    const occurred = new Date("2026-01-01T00:00:00Z");
    const posting = stocktake({ evidence, occurredAt: occurred }, counts, newId);
    const both = await book(database, posting);
    const e04 = personIn("E04", ["KEEPER"]);
    expect(codes(await find(both, 2, {}, e04))).toEqual(["NOT_FOUND transferId"]);
    const other = { lotId: (await layOne()).id };
    expect(codes(await find(both, 2, other, e04))).toEqual(["NOT_FOUND transferId"]);
    expect(codes(await find(both, 4, { lotId: lot.id }, e04))).toEqual([
      "QUANTITY_OUT_OF_RANGE quantity",
    ]);
    done(await find(both, 2, { lotId: lot.id }, e04));
    for (const [one, onHand, missing] of [
      [lot, 9, 1],
      [short, 6, 4],
      [more, 12, 0],
    ] as const) {
      const shelf = missing === 0 ? { ON_HAND: onHand } : { ON_HAND: onHand, SHORTAGE: missing };
      expect(await balancesOf(database, one.id)).toEqual(shelf);
      expect(await tasksOf(one)).toBe(missing);
    }
    expect([await owedFor(lot), await owedFor(short)]).toEqual([[{ n: 1 }], [{ n: 4 }]]);
    // What is missing still is so since the count, and each lot by itself.
    const [rest] = await asHub(database, (tx) => readLosses(tx, [short.id]));
    expect(rest).toMatchObject({ quantity: 4, foundAt: null, occurredAt: occurred });
    done(await find(rest!.transferId, 4, {}, e04));
    expect(await balancesOf(database, short.id)).toEqual({ ON_HAND: 10 });
    expect(codes(await find(both, 1, { lotId: short.id }, e04))).toEqual([
      "ALREADY_DECIDED transferId",
    ]);
  });

  it("were missing from what was free and from what was set aside: all or none", async () => {
    const lot = await layOne();
    await book(database, block({ evidence }, [{ shelf: shelfOf(lot), quantity: 4 }]));
    const count = { shelf: shelfOf(lot), booked: 3, counted: 0, terms };
    const counts = [count, { ...count, at: "BLOCKED" as const }];
    const lost = await book(database, stocktake({ evidence }, counts, newId));
    expect(codes(await find(lost, 5))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    done(await find(lost, 6));
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 6, BLOCKED: 4 });
  });

  it("are found once by two at once", async () => {
    const lot = await layOne();
    const lost = await miss(lot, 5);
    const told = await Promise.all([2, 5, 3].map((quantity) => find(lost, quantity)));
    const answers = told.map((one) => codes(one).join()).toSorted();
    expect(answers).toEqual(["", "ALREADY_DECIDED transferId", "ALREADY_DECIDED transferId"]);
  });

  it("are on site again and to be returned; the firm at fault owes nothing for them", async () => {
    const lot = await layOne();
    const liability = { ...userRefills("G01", "G02"), recourseFrom: "E01" };
    const line = await gone(database, await lend(database, lot, 8, { liability }), {
      destroyed: 5,
    });
    const [loss] = await asHub(database, (tx) => readLosses(tx, [lot.id]));
    const receiver = personIn("G01", ["RECEIVER"]);
    expect(codes(await find(loss!.transferId, 4, {}, receiver))).toEqual([
      "QUANTITY_OUT_OF_RANGE quantity",
    ]);
    expect(codes(await find(loss!.transferId, 5))).toEqual(["NOT_ALLOWED "]);
    done(await find(loss!.transferId, 5, {}, receiver));
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 2, ON_SITE: 8 });
    expect(await owed(database, await fresh(database, line))).toEqual({
      "G01 → G02 RETURN TENT": 8,
    });
    const state = (to: string) =>
      withOwnerTx(database, ({ client }) =>
        client.query("update qipan.incident set state = $2 where id = $1", [incidentId, to]),
      );
    const [other] = await layLots(database, [{ owner: "G02", quantity: 4 }]);
    await gone(database, await lend(database, other!, 4), { destroyed: 4 });
    const [late] = await asHub(database, (tx) => readLosses(tx, [other!.id]));
    await state("CLOSED");
    expect(codes(await find(late!.transferId, 4, {}, receiver))).toEqual([
      "ILLEGAL_TRANSITION transferId",
    ]);
    await state("ACTIVE");
  });
});
