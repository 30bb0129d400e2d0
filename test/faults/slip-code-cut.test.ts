import { afterAll, beforeAll, expect, it } from "vitest";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { layLine, type CutLine } from "../support/cut-line.ts";
import { openServerTest } from "../support/database.ts";
import { done } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, lends, orgs } from "../support/dispatch-world.ts";
import { bring, receiveOf } from "../support/state-orders.ts";

let database: Database;
let line: CutLine;
beforeAll(async () => {
  database = await openServerTest();
  await fillDispatchWorld(database);
  line = await layLine(database.pool.options.connectionString!);
});
afterAll(async () => {
  await line.close();
  await database.close();
});

it("a departure whose first attempt was lost never shows the code of that attempt", async () => {
  const specimen = await bring(database, "LOADING");
  const { orderId, lineId } = specimen;
  const who = { principal: lends, key: "leaves-under-one-key" };
  const input = {
    ...{ orderId, carrierOrg: orgs.carries },
    lines: [{ orderLineId: lineId, departed: 2 }],
  };
  // Between the two attempts of the one call, another with the same key does it.
  let twin: Awaited<ReturnType<typeof departOrder>> | undefined;
  const pause = async () => void (twin = await departOrder(database, who, input));
  const patience = { tries: 3, chance: () => 0, pause };
  const far = openServer({ url: line.url, maxConnections: 1, patience });
  line.cutAfter("ledger_post");
  const late = done(await departOrder(far, who, input));
  await far.close();
  expect(late.arrivalCode).toBeUndefined();
  const { id: legId, arrivalCode = "" } = done(twin!);
  expect(late.id).toBe(legId);
  done(await receiveOf(database, { ...specimen, legId, code: arrivalCode }, 2));
});
