import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { writeOffLot } from "../../src/reserves/disposal.service.ts";
import { assembleKits, breakKits } from "../../src/reserves/kit.service.ts";
import { recallBatch } from "../../src/reserves/recall.service.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import {
  balancesOf,
  by,
  codes,
  done,
  eventsOf,
  keeperOf,
  personIn,
  wrongIn,
} from "../support/peace-world.ts";

/** A kit SCBA is two tents and three bags. */
onBothShapes("kits", (open) => {
  let database: Database;
  let tents: Lot, bags: Lot;
  const keeper = keeperOf("G02");

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await withOwnerTx(database, ({ client }) =>
      client.query(
        "insert into qipan.kit_component values ('SCBA', 'TENT', 2), ('SCBA', 'BAG', 3)",
      ),
    );
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    [tents, bags] = (await layLots(database, [
      { owner: "G02", item: "TENT", quantity: 10, expiresOn: "2099-05-01" },
      { owner: "G02", item: "BAG", quantity: 10, underNorm: false, expiresOn: "2098-05-01" },
    ])) as [Lot, Lot];
  });

  const build = (quantity: number, lotIds = [tents.id, bags.id], who = keeper) =>
    assembleKits(database, by(who), { kit: "SCBA", quantity, lotIds });
  const lotOf = (id: string) =>
    withOwnerTx(database, async ({ client }) => {
      const sql = `select expires_on::text as "expiresOn", under_norm as "underNorm", condition
        from qipan.stock_lot where id = $1`;
      return (await client.query<object>(sql, [id])).rows[0];
    });

  it("are built from the shelf and broken up again, and the book says so", async () => {
    const { id } = done(await build(3));
    expect(await balancesOf(database, tents.id)).toEqual({ ON_HAND: 4, ASSEMBLED: 6 });
    expect(await balancesOf(database, bags.id)).toEqual({ ON_HAND: 1, ASSEMBLED: 9 });
    expect(await balancesOf(database, id)).toEqual({ ON_HAND: 3 });
    expect(await lotOf(id)).toEqual({
      ...{ expiresOn: "2098-05-01", underNorm: true, condition: "GOOD" },
    });
    done(await breakKits(database, by(keeper), { lotId: id, quantity: 2 }));
    expect(await balancesOf(database, tents.id)).toEqual({ ON_HAND: 8, ASSEMBLED: 2 });
    const more = await breakKits(database, by(keeper), { lotId: id, quantity: 2 });
    expect(codes(more)).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    // A kit that is gone opens the task; its parts opened none when it was built.
    const approver = personIn("G02", ["APPROVER"]);
    const off = { lotId: id, quantity: 1, outcome: "SCRAPPED" as const, reason: "破损" };
    done(await writeOffLot(database, by(approver), off));
    expect(codes(await breakKits(database, by(keeper), { lotId: id, quantity: 1 }))).toEqual([
      "SHORT_OF_STOCK lines.0",
    ]);
    expect(await eventsOf(database, "REFILL_TASK_OPENED")).toMatchObject([
      { facts: { item: "SCBA", quantity: 1 } },
    ]);
    expect(await wrongIn(database)).toEqual([]);
  });

  it("are refused without one fit lot for each component, all reasons at once", async () => {
    const [old, other] = (await layLots(database, [
      { owner: "G02", item: "TENT", expiresOn: "2001-01-01" },
      { owner: "G02", item: "N95", condition: "BLOCKED" },
    ])) as [Lot, Lot];
    const wrong = codes(await build(1, [old.id, other.id])).map((text) => text.split(" ")[0]);
    expect(wrong.toSorted()).toEqual(["KIT_PARTS", "LOT_BLOCKED", "LOT_EXPIRED", "UNKNOWN_CODE"]);
    expect(codes(await build(0))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    expect(codes(await build(6))).toEqual(["SHORT_OF_STOCK lines.0", "SHORT_OF_STOCK lines.1"]);
    expect(codes(await build(1, undefined, keeperOf("G06")))).toEqual([
      "NOT_FOUND lotIds.0",
      "NOT_FOUND lotIds.1",
    ]);
    expect(codes(await breakKits(database, by(keeper), { lotId: tents.id, quantity: 1 }))).toEqual([
      "NOT_FOUND lotId",
    ]);
  });

  it("are stopped with a part of them, and their parts come back aside", async () => {
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.stock_lot set batch = 'BAD' where id = $1", [tents.id]),
    );
    const { id } = done(await build(2));
    const recall = { item: "TENT", batch: "BAD", reason: "召回" };
    done(await recallBatch(database, by(personIn("G02", ["APPROVER"])), recall));
    expect(await lotOf(id)).toMatchObject({ condition: "RECALLED" });
    expect(await balancesOf(database, id)).toEqual({ BLOCKED: 2 });
    done(await breakKits(database, by(keeper), { lotId: id, quantity: 2 }));
    expect(await balancesOf(database, tents.id)).toEqual({ BLOCKED: 10 });
    expect(await balancesOf(database, bags.id)).toEqual({ ON_HAND: 10 });
    expect(await wrongIn(database)).toEqual([]);
  });

  it("leave as many components as there were, on the shelf and in kits", async () => {
    const steps = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(steps, async (counts) => {
        const built: string[] = [];
        for (const count of counts) {
          const last = built.at(-1);
          if (count > 0) {
            const made = await build(count);
            if (made.ok) built.push(made.value.id);
          } else if (last !== undefined)
            await breakKits(database, by(keeper), { lotId: last, quantity: -count });
        }
        const { ON_HAND = 0, ASSEMBLED = 0 } = await balancesOf(database, tents.id);
        expect(ON_HAND + ASSEMBLED).toBe(10);
      }),
      { numRuns: 4 },
    );
    expect(await wrongIn(database)).toEqual([]);
  });
});
