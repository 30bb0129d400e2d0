import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { startReturn } from "../../src/replenishment/goods.service.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs } from "../support/dispatch-world.ts";
import { bring } from "../support/state-orders.ts";

const said = () => ({ evidence: { note: "示例" }, occurredAt: new Date() });

let database: Database;
beforeAll(async () => {
  database = await openServerTest();
  await fillDispatchWorld(database);
});
afterAll(() => database.close());

it("goods that come back while their lot is recalled are set aside with it", async () => {
  const { lineId: orderLineId, line } = await bring(database, "RECEIVED");
  const back = { orderLineId, quantity: 4, carrierOrg: orgs.carries };
  done(await startReturn(database, by(asks), { ...back, from: "ON_SITE", ...said() }));
  done(await receiveReturn(database, by(lends), { ...back, received: true, ...said() }));
  const good = { orderLineId, received: true, good: 4, repair: 0, scrapped: 0, restore: 0 };
  let inspected: Promise<unknown> = Promise.resolve();
  await withOwnerTx(database, async ({ client }) => {
    const recall = "update qipan.stock_lot set condition = 'RECALLED' where id = $1";
    await client.query(recall, [line.lotId]);
    inspected = inspectReturn(database, by(lends), { ...good, ...said() });
    // Until it waits for the lot, or is over because it does not.
    const over = inspected.then(() => true);
    while (!(await Promise.race([over, waits()]))) continue;
  });
  expect(await inspected).toMatchObject({ ok: true });
  const blocked = "select balance from qipan.account where lot = $1 and kind = 'BLOCKED'";
  expect(await rowsOf(database, blocked, [line.lotId])).toEqual([{ balance: 4 }]);
});

async function waits(): Promise<boolean> {
  const sql = `select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await database.pool.query<{ n: number }>(sql)).rows[0]!.n > 0;
}
