import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readerOf } from "../../src/access/reader.ts";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { cancelOrder } from "../../src/dispatch/order.service.ts";
import { judgeVehicles } from "../../src/dispatch/vehicle-choice.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { balancesOf, rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done, issued, loaded } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, lots, orgs } from "../support/dispatch-world.ts";

describe("things that are in one place at a time", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const leavers = async (count: number, vehicleIds?: readonly string[]) => {
    const orders = [];
    for (let at = 0; at < count; at += 1)
      orders.push(await loaded(database, [{ lot: "tents", quantity: 1 }]));
    return Promise.all(
      orders.map(({ orderId, lines }) =>
        departOrder(database, by(lends), {
          ...{ orderId, carrierOrg: orgs.carries, vehicleIds },
          lines: lines.map(({ id }) => ({ orderLineId: id, departed: 1 })),
        }),
      ),
    );
  };

  it("are vehicles: of six departures with one named lorry one leaves", async () => {
    const outcomes = await leavers(6, ["V8"]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(Array(5).fill("VEHICLE_ON_ROAD vehicleIds"));
  });

  it("and unnamed ones are given out once each, until none is at home", async () => {
    const outcomes = await leavers(8);
    expect(outcomes.flatMap(codes)).toEqual(["VEHICLE_ON_ROAD vehicleIds"]);
    const sql = `select count(*)::integer as legs, count(distinct vehicle_ids)::integer as vehicles
      from qipan.leg where state = 'DEPARTED'`;
    expect(await rowsOf<object>(database, sql)).toEqual([{ legs: 8, vehicles: 8 }]);
  });

  it("and whoever chooses among them is told which are out", async () => {
    const { orderId } = await loaded(database, [{ lot: "tents", quantity: 1 }]);
    const judged = await withTx(database, readerOf(lends), (tx) => judgeVehicles(tx, orderId));
    const theirs = judged.filter(({ facts }) => facts.carrierOrg === orgs.carries);
    expect(theirs).toHaveLength(8);
    for (const { refusals } of theirs)
      expect(refusals.map(({ code }) => code)).toContain("VEHICLE_ON_ROAD");
  });

  it("are the goods that a lender keeps for itself, under two pacts at once", async () => {
    const pact = (sql: string) => runOut(database, sql, []);
    for (const [table, name] of [
      ["agreement", "id"],
      ["agreement_party", "agreement_id"],
    ])
      await pact(`insert into qipan.${table!} select twin.* from qipan.${table!} a
        cross join lateral jsonb_populate_record(a, '{"${name!}": "PACT-2"}') twin
        where a.${name!} = 'PACT'`);
    await pact(`update qipan.agreement set terms = terms || '{"lenderFloorShare": 0.5}'`);
    const wanted = [];
    for (const id of ["PACT", "PACT-2", "PACT", "PACT-2", "PACT", "PACT-2"]) {
      const ground = { agreement: { id, version: 1 } };
      wanted.push(await propose(database, [{ lot: "second", quantity: 30, ground }]));
    }
    const outcomes = await Promise.all(
      wanted.map(({ proposalId }) => adoptProposal(database, by(asks), { proposalId })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await balancesOf(database, lots.second)).toEqual({ ON_HAND: 70, soft: 30 });
    await pact(`update qipan.agreement set terms = terms || '{"lenderFloorShare": 0}'`);
  });

  it("are released goods: no recall that comes meanwhile leaves them on the shelf", async () => {
    const { orderId } = await issued(database, [{ lot: "more", quantity: 7 }]);
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const recall = withTx(database, hubReader, async ({ client }) => {
      const sql = "update qipan.stock_lot set condition = 'RECALLED' where id = $1";
      await client.query(sql, [lots.more]);
      tell();
      await pause(200);
    });
    await told;
    done(await cancelOrder(database, by(asks), { orderId, reason: "不再需要" }));
    await recall;
    expect(await balancesOf(database, lots.more)).toEqual({ ON_HAND: 93, BLOCKED: 7 });
  });
});
