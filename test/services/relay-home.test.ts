import { afterAll, beforeAll, expect, it } from "vitest";
import { readerOf } from "../../src/access/reader.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { planRelay } from "../../src/dispatch/leg-relay.service.ts";
import { turnBackLeg } from "../../src/dispatch/leg-turn-back.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { readReturnsDue } from "../../src/replenishment/returns.loader.ts";
import {
  confirmReturnLoss,
  inspectReturn,
  receiveReturn,
  recordRepair,
} from "../../src/replenishment/returns.service.ts";
import { onBothShapes } from "../support/database.ts";
import {
  goOut,
  layRelay,
  owedFor,
  passRiskAt,
  relay,
  takeOver,
  type Trip,
} from "../support/dispatch-relay.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { codes, done, loaded } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs } from "../support/dispatch-world.ts";

const evidence = { note: "退回清点(示例)" };
const occurredAt = new Date("2026-01-01T00:00:00Z");
const both = ["INVALID_INPUT relayed"];

onBothShapes("goods that come home over a relay", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database, { quantity: 200 });
    await layRelay(database);
    await passRiskAt(database, "RELAY");
  });
  afterAll(() => database.close());

  type Leg = Pick<Trip, "legId" | "code">;
  const over = async (trip: Trip, quantity: number): Promise<Leg> => {
    done(await planRelay(database, by(lends), { legId: trip.legId, relay }));
    const next = done(await takeOver(database, trip, quantity));
    return { legId: next.id, code: next.arrivalCode! };
  };

  /** 100 go out, 60 of them over the relay; 10 of these come back, and 5 of the others. */
  const partly = async (): Promise<string> => {
    const order = await loaded(database, [{ lot: "more", quantity: 100 }]);
    const relayed = await goOut(database, order, 60);
    const straight = await goOut(database, order, 40);
    const last = await over(relayed, 60);
    const receive = async ({ legId, code }: Leg, accepted: number, rejected: number) => {
      const lines = [{ orderLineId: straight.lineId, accepted, rejected, missing: 0 }];
      done(await receiveLeg(database, by(asks), { legId, code, lines }));
    };
    await receive(last, 50, 10);
    await receive(straight, 35, 5);
    return straight.lineId;
  };

  it("are the debtor's where they went over it, the owner's where they went straight", async () => {
    const lineId = await partly();
    const said = { orderLineId: lineId, received: false, evidence, occurredAt };
    const arrive = (carrierOrg: string, quantity: number) =>
      receiveReturn(database, by(lends), { ...said, carrierOrg, quantity });
    done(await arrive(orgs.stranger, 9));
    done(await arrive(orgs.carries, 5));
    const lost = { ...said, carrierOrg: orgs.stranger, quantity: 1 };
    done(await confirmReturnLoss(database, by(asks), lost));
    const due = await withTx(database, readerOf(lends), (tx) =>
      readReturnsDue(tx, { first: 9, after: undefined }),
    );
    expect(due.map(({ quantity, received, relayed }) => [quantity, received, relayed])).toEqual([
      [9, false, true],
      [5, false, false],
    ]);
    const inspect = (more: object) =>
      inspectReturn(database, by(lends), {
        ...{ ...said, good: 1, repair: 2, scrapped: 2, restore: 0 },
        ...more,
      });
    const mend = (more: object) =>
      recordRepair(database, by(lends), {
        ...{ ...said, fixed: 1, scrapped: 1, voucher: "F-1" },
        ...more,
      });
    expect(codes(await inspect({}))).toEqual(both);
    expect(codes(await inspect({ received: true, relayed: true }))).toEqual(both);
    for (const relayed of [true, false]) done(await inspect({ relayed }));
    done(await inspect({ good: 4, repair: 0, scrapped: 0 }));
    expect(codes(await mend({}))).toEqual(both);
    for (const relayed of [true, false]) done(await mend({ relayed }));
    expect(await owedFor(database, lineId)).toEqual([
      `${orgs.asks} ${orgs.lends} REFILL 4`,
      `${orgs.asks} ${orgs.lends} RETURN 85`,
      `${orgs.stranger} ${orgs.asks} DAMAGES 1`,
    ]);
    const tasks = `select performer_org as by, sum(quantity)::bigint as units
      from qipan.refill_task where order_line_id = $1 group by 1 order by 2`;
    expect(await rowsOf(database, tasks, [lineId])).toEqual([
      { by: orgs.lends, units: 3 },
      { by: orgs.asks, units: 4 },
    ]);
  });

  it("turn back at the debtor's risk, and their lorry is out until they are home", async () => {
    const trip = await goOut(database, await loaded(database, [{ lot: "more", quantity: 3 }]), 3);
    const { legId } = await over(trip, 3);
    const out = () =>
      rowsOf(database, `select qipan.vehicles_on_road('${orgs.stranger}', null) as id`);
    done(await turnBackLeg(database, by(asks), { legId, reason: "道路中断" }));
    expect(await out()).toHaveLength(1);
    const said = { orderLineId: trip.lineId, received: false, evidence, occurredAt };
    const home = { ...said, carrierOrg: orgs.stranger, quantity: 3 };
    done(await receiveReturn(database, by(lends), home));
    expect(await out()).toEqual([]);
    const scrap = { ...said, good: 0, repair: 0, scrapped: 3, restore: 0 };
    done(await inspectReturn(database, by(lends), scrap));
    expect(await owedFor(database, trip.lineId)).toEqual([`${orgs.asks} ${orgs.lends} REFILL 3`]);
  });
});
