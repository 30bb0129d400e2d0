import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { rowsOf, runOut } from "../support/dispatch-state.ts";
import { drafted } from "../support/dispatch-steps.ts";
import { fillDispatchWorld } from "../support/dispatch-world.ts";

const backfill = readFileSync(join(packageRoot, "migrations", "0120_turned_orders.sql"), "utf8");

let database: Database;
beforeAll(async () => {
  database = await openEmbeddedTest();
  await fillDispatchWorld(database);
});
afterAll(() => database.close());

const draft = async (): Promise<string> =>
  (await drafted(database, [{ lot: "tents", quantity: 4 }])).orderId;

it("closes what all turned round on the road, and nothing else", async () => {
  const [turned, partly, plain] = [await draft(), await draft(), await draft()];
  const issued = "update qipan.dispatch_order set issued_at = now() where id = any ($1)";
  await runOut(database, issued, [[turned, partly, plain]]);
  const went = `update qipan.order_line set held = 0, loaded = 4, departed = 4,
    redirected = $2, accepted = $3`;
  await runOut(database, `${went} where order_id = $1`, [turned, 4, 0]);
  await runOut(database, `${went} where order_id = $1`, [partly, 3, 1]);
  await withOwnerTx(database, (tx) => tx.client.query(backfill));
  const closed = "select id from qipan.dispatch_order where closed_at is not null";
  expect(await rowsOf(database, closed)).toEqual([{ id: turned }]);
});
