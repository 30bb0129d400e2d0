import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { recordUse } from "../../src/replenishment/goods.service.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, orgs } from "../support/dispatch-world.ts";
import { bring } from "../support/state-orders.ts";

let database: Database;
let orderId: string;
let ids: readonly [claim: string, task: string];
beforeAll(async () => {
  database = await openServerTest();
  await fillDispatchWorld(database);
  const specimen = await bring(database, "RECEIVED");
  ({ orderId } = specimen);
  const use = { consumed: 4, distributed: [], scrapped: 0, destroyed: 0 };
  const said = { orderLineId: specimen.lineId, evidence: {}, occurredAt: new Date() };
  done(await recordUse(database, by(asks), { ...use, ...said }));
  const [row] = await rowsOf<{ claim: string; task: string }>(
    database,
    "select claim_id as claim, id as task from qipan.refill_task where order_line_id = $1",
    [specimen.lineId],
  );
  ids = [row!.claim, row!.task];
});
afterAll(() => database.close());

/** Whether another finds the order free while this organization has its turn. */
const leavesFree = (org: string, sql: string): Promise<boolean> =>
  withTx(database, { principal: org, orgs: [org], partners: [] }, async ({ client }) => {
    await client.query(sql);
    const locked = "select from qipan.dispatch_order where id = $1 for update skip locked";
    return (await rowsOf(database, locked, [orderId])).length === 1;
  });

it("is waited for by whoever comes next, and taken by a party alone", async () => {
  const [claim, task] = ids;
  const byClaim = `select qipan.claim_turn('{${claim}}', '{}')`;
  const byTask = `select qipan.claim_turn('{}', '{${task}}')`;
  for (const sql of [byClaim, byTask]) {
    expect(await leavesFree(orgs.lends, sql)).toBe(false);
    expect(await leavesFree(orgs.asks, sql)).toBe(false);
    expect(await leavesFree(orgs.stranger, sql)).toBe(true);
  }
});
