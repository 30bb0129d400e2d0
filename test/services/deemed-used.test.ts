import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { deemUse } from "../../src/replenishment/due.service.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { rowsOf, runOut } from "../support/dispatch-state.ts";
import { done, leave } from "../support/dispatch-steps.ts";
import { fillDispatchWorld } from "../support/dispatch-world.ts";
import { bring, receiveOf } from "../support/state-orders.ts";

let database: Database;
beforeAll(async () => {
  database = await openEmbeddedTest();
  await fillDispatchWorld(database);
});
afterAll(() => database.close());

it("goods that come after the term are deemed used the same day, and counted once", async () => {
  const specimen = await bring(database, "PARTLY_RECEIVED");
  const ended = `update qipan.incident set response_ended_at = now() - interval '400 days'
    where id = (select incident_id from qipan.dispatch_order where id = $1)`;
  await runOut(database, ended, [specimen.orderId]);
  const consumed = async () => {
    const sql = "select sum(balance)::bigint as n from qipan.account where kind = 'CONSUMED'";
    return (await rowsOf<{ n: number }>(database, sql))[0]?.n;
  };
  expect([await deemUse(database), await consumed()]).toEqual([1, 2]);
  expect([await deemUse(database), await consumed()]).toEqual([0, 2]);
  const last = [{ id: specimen.lineId, ordered: 1 }];
  const { id: legId, arrivalCode } = done(await leave(database, specimen.orderId, last));
  done(await receiveOf(database, { ...specimen, legId, code: arrivalCode! }, 1));
  expect([await deemUse(database), await consumed()]).toEqual([1, 3]);
});
