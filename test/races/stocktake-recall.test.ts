import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { closeStocktake } from "../../src/reserves/stocktake-close.service.ts";
import { openStocktake, recordCounts } from "../../src/reserves/stocktake.service.ts";
import { openServerTest } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { balancesOf, by, done, enrol, keeperOf, wrongIn } from "../support/peace-world.ts";

let database: Database;
const keeper = keeperOf("G02");
beforeAll(async () => {
  database = await openServerTest();
  await layWorld(database);
  await enrol(database, [keeper]);
});
afterAll(() => database.close());

it("what a count finds of a lot that is recalled at that moment is set aside with it", async () => {
  const [lot] = (await layLots(database, [{ owner: "G02", item: "BAG", quantity: 10 }])) as [Lot];
  const scope = { depotId: "D-G02", items: ["BAG"] };
  const { id: stocktakeId } = done(await openStocktake(database, by(keeper), scope));
  const counts = [{ lotId: lot.id, counted: 12 }];
  const count = async () => done(await recordCounts(database, by(keeper), { stocktakeId, counts }));
  await count();
  await count();
  const reasons = [{ lotId: lot.id, reason: "UNRECORDED_RECEIPT" as const }];
  let closed: Promise<unknown> = Promise.resolve();
  await withOwnerTx(database, async ({ client }) => {
    const recall = "update qipan.stock_lot set condition = 'RECALLED' where id = $1";
    await client.query(recall, [lot.id]);
    closed = closeStocktake(database, by(keeper), { stocktakeId, reasons });
    // Until it waits for the lot, or is over because it does not.
    const over = closed.then(() => true);
    while (!(await Promise.race([over, waits()]))) continue;
  });
  expect(await closed).toMatchObject({ ok: true });
  expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 10, BLOCKED: 2 });
  expect(await wrongIn(database)).toEqual([]);
});

async function waits(): Promise<boolean> {
  const sql = `select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await database.pool.query<{ n: number }>(sql)).rows[0]!.n > 0;
}
