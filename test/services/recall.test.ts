import { afterAll, beforeAll, expect, it } from "vitest";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { sweepExpired, writeOffLot } from "../../src/reserves/disposal.service.ts";
import { recallBatch } from "../../src/reserves/recall.service.ts";
import { readTasks } from "../../src/ledger/ledger.service.ts";
import { onBothShapes } from "../support/database.ts";
import { drafted } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, lots, orgs, personOf } from "../support/dispatch-world.ts";
import { balancesOf, by, codes, done, eventsOf, wrongIn } from "../support/peace-world.ts";

onBothShapes("a batch", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const lends = personOf(orgs.lends, ["APPROVER"]);
  const off = (lotId: string, quantity: number, who = lends) =>
    writeOffLot(database, by(who), { lotId, quantity, outcome: "SCRAPPED", reason: "过期" });

  it("past its day is told once to its owner, who writes it off; the task stays", async () => {
    expect(await sweepExpired(database)).toBe(1);
    expect(await sweepExpired(database)).toBe(0);
    expect(await eventsOf(database, "LOT_EXPIRED")).toMatchObject([
      { subject: lots.gone, parties: [orgs.lends], facts: { quantity: 100 } },
    ]);
    expect(codes(await off(lots.gone, 101))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    expect(codes(await off(lots.gone, 0))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    expect(codes(await off(lots.gone, 1, personOf(orgs.lends, ["KEEPER"])))).toEqual([
      "NOT_ALLOWED ",
    ]);
    expect(codes(await off(lots.kept, 1, personOf(orgs.keeps, ["APPROVER"])))).toEqual([
      "NOT_ALLOWED ",
    ]);
    done(await off(lots.gone, 60));
    expect(await balancesOf(database, lots.gone)).toEqual({ ON_HAND: 40, SCRAPPED: 60 });
    const tasks = await withTx(database, hubReader, (tx) =>
      readTasks(tx, { owners: [orgs.lends] }),
    );
    expect(tasks).toMatchObject([{ lotId: lots.gone, quantity: 60 }]);
  });

  it("is stopped everywhere at once, and every order that holds some of it hears so", async () => {
    await drafted(database, [{ lot: "tents", quantity: 30 }]);
    const input = { item: "TENT", batch: "1", reason: "厂家召回通知" };
    const stranger = personOf(orgs.stranger, ["APPROVER"]);
    expect(codes(await recallBatch(database, by(stranger), input))).toEqual(["NOT_FOUND batch"]);
    const keeper = personOf(orgs.lends, ["KEEPER"]);
    expect(codes(await recallBatch(database, by(keeper), input))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await recallBatch(database, by(lends), { ...input, reason: " " }))).toEqual([
      "INVALID_INPUT reason",
    ]);
    done(await recallBatch(database, by(lends), input));
    const conditions = await withTx(database, hubReader, async ({ client }) => {
      const sql = "select id, condition from qipan.stock_lot";
      const { rows } = await client.query<{ id: string; condition: string }>(sql);
      return new Map(rows.map(({ id, condition }) => [id, condition]));
    });
    // Its own are recalled for good; others' wait for their owners' inspection.
    expect(Object.entries(lots).map(([name, id]) => `${name} ${conditions.get(id) ?? ""}`)).toEqual(
      [
        ...["tents RECALLED", "more RECALLED", "kept RECALLED", "second BLOCKED", "own BLOCKED"],
        "gone RECALLED",
      ],
    );
    expect(await balancesOf(database, lots.tents)).toEqual({ BLOCKED: 70, HELD: 30 });
    expect(await balancesOf(database, lots.second)).toEqual({ BLOCKED: 100 });
    const told = await eventsOf(database, "ORDER_RECALLED");
    expect(told).toMatchObject([{ facts: { whereabouts: "HELD", quantity: 30, batch: "1" } }]);
    expect(told[0]?.parties).toContain(orgs.asks);
    expect(await eventsOf(database, "LOT_BLOCKED")).toHaveLength(6);
    expect(codes(await recallBatch(database, by(lends), input))).toEqual(["ALREADY_DECIDED batch"]);
    done(await off(lots.tents, 70));
    expect(await balancesOf(database, lots.tents)).toEqual({ HELD: 30, SCRAPPED: 70 });
    expect(await wrongIn(database)).toEqual([]);
  });
});
