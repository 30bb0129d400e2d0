import { afterAll, beforeAll, expect, it } from "vitest";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { turnBackLeg } from "../../src/dispatch/leg-turn-back.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { divertLeg, moveGoods } from "../../src/dispatch/order-onward.service.ts";
import { renewArrivalCode } from "../../src/dispatch/slip-code.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { onBothShapes } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { balancesOf, needOf, orderNow, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
import { codes, done, leave, loaded, stateOf, type Issued } from "../support/dispatch-steps.ts";
import {
  asks,
  by,
  fillDispatchWorld,
  lends,
  lots,
  orgs,
  personOf,
} from "../support/dispatch-world.ts";

const evidence = { note: "折返清点(示例)" };
const occurredAt = new Date("2026-01-01T00:00:00Z");
const third = personOf(orgs.lendsToo);

onBothShapes("goods on the road", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  type Trip = Issued & { readonly legId: string; readonly code: string; readonly lineId: string };
  const start = async (...draws: Parameters<typeof loaded>[1]): Promise<Trip> => {
    const order = await loaded(database, draws);
    const left = done(await leave(database, order.orderId, order.lines));
    const goods = order.lines.find(({ item }) => item !== null)!;
    return { ...order, legId: left.id, code: left.arrivalCode!, lineId: goods.id };
  };
  const receive = (trip: Pick<Trip, "legId" | "code" | "lineId">, accepted: number, as = asks) =>
    receiveLeg(database, by(as), {
      ...{ legId: trip.legId, code: trip.code },
      lines: [{ orderLineId: trip.lineId, accepted, rejected: 0, missing: 0 }],
    });
  const claimsOf = async (lineId: string): Promise<string[]> => {
    const rows = await rowsOf<{ line: string }>(
      database,
      `select debtor_org || ' ' || creditor_org || ' ' || kind || ' ' || outstanding as line
       from qipan.claim where order_line_id = $1 and outstanding > 0 order by 1`,
      [lineId],
    );
    return rows.map(({ line }) => line);
  };
  /** Vehicles that may not leave again yet. */
  const onRoad = (): Promise<object[]> =>
    rowsOf(database, `select qipan.vehicles_on_road('${orgs.carries}', null) as id`);
  /** A need of another city, of so many tents, in an incident of its own. */
  const elsewhere = async (quantity: number): Promise<string> => {
    const wish = { requester: orgs.lendsToo, payer: orgs.lendsToo };
    const { needIds } = await propose(database, [{ lot: "more", quantity }], wish);
    return needIds[0]!;
  };

  it("turn back: the need reopens, and the claim closes when they are found good", async () => {
    const trip = await start({ lot: "tents", quantity: 20 }, { team: "TEAM-1" });
    const { legId, orderId, needIds } = trip;
    const turn = { legId, reason: "道路中断" };
    const carries = personOf(orgs.carries);
    const theirs = await turnBackLeg(database, by(carries), turn);
    expect(codes(theirs)).toEqual(["NOT_ALLOWED "]);
    const duty = expect.stringContaining(`(${orgs.asks})`) as string;
    expect(theirs).toMatchObject({ refused: [{ facts: { orgs: duty, orgsEn: duty } }] });
    expect(codes(await turnBackLeg(database, by(asks), { legId, reason: " " }))).toEqual([
      "INVALID_INPUT reason",
    ]);
    done(await turnBackLeg(database, by(asks), turn));
    expect(codes(await turnBackLeg(database, by(asks), turn))).toEqual([
      "ILLEGAL_TRANSITION legId",
    ]);
    expect(codes(await receive(trip, 20))).toEqual(["ILLEGAL_TRANSITION legId"]);
    expect(await stateOf(database, orderId)).toBe("CLOSED");
    // Nobody could close it by hand, and an incident closes only once its orders are.
    const open = "select id from qipan.dispatch_order where id = $1 and closed_at is null";
    expect(await rowsOf(database, open, [orderId])).toEqual([]);
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 0, received: 0 });
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 80, RETURNING: 20 });
    expect(await onRoad()).toHaveLength(1);
    const team = "select state from qipan.team where id = 'TEAM-1'";
    expect(await rowsOf(database, team)).toEqual([{ state: "RETURNING" }]);
    expect(await claimsOf(trip.lineId)).toEqual([`${orgs.asks} ${orgs.lends} RETURN 20`]);
    await bringHome(trip.lineId, 20);
    expect(await onRoad()).toEqual([]);
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 100 });
    expect(await claimsOf(trip.lineId)).toEqual([]);
    expect(await toldOf(database, orderId)).toContain("ORDER_CLOSED");
  });

  async function bringHome(orderLineId: string, quantity: number): Promise<void> {
    const said = { orderLineId, received: false, evidence, occurredAt };
    const back = { ...said, carrierOrg: orgs.carries, quantity };
    done(await receiveReturn(database, by(lends), back));
    const found = { ...said, good: quantity, repair: 0, scrapped: 0, restore: 0 };
    done(await inspectReturn(database, by(lends), found));
  }

  it("are called back by a commander alone where they were commanded", async () => {
    const { legId, orderId } = await start({ lot: "more", quantity: 2 });
    const command = "update qipan.dispatch_order set authority = 'COMMAND' where id = $1";
    await runOut(database, command, [orderId]);
    const turn = { legId, reason: "不去了" };
    expect(codes(await turnBackLeg(database, by(lends), turn))).toEqual(["NOT_ALLOWED "]);
    done(await turnBackLeg(database, by(asks), turn));
  });

  it("are diverted by the lender's word and the other requester's issue", async () => {
    const trip = await start({ lot: "kept", quantity: 20 }, { team: "TEAM-2" });
    const needId = await elsewhere(20);
    const { legId, lineId, lines, orderId } = trip;
    const unit = lines.find(({ teamId }) => teamId !== null)!;
    const { needIds } = await propose(database, [{ team: "TEAM-1" }], {
      ...{ requester: orgs.lendsToo, payer: orgs.lendsToo },
      incidentId: await incidentOf(needId),
    });
    const goods = { orderLineId: lineId, needId };
    const crew = { orderLineId: unit.id, needId: needIds[0]! };
    const offer = { legId, reason: "下游更急", lines: [goods, crew] };
    const wrong = (more: object) => divertLeg(database, by(lends), { ...offer, ...more });
    expect(codes(await wrong({ lines: [goods] }))).toEqual(["INVALID_INPUT lines"]);
    const same = [{ ...goods, needId: trip.needIds[0]! }, crew];
    expect(codes(await wrong({ lines: same }))).toEqual([
      "INVALID_INPUT lines.0.needId",
      "QUANTITY_OUT_OF_RANGE lines.0.quantity",
      "INVALID_INPUT lines.1.needId",
    ]);
    const keeper = personOf(orgs.keeps);
    expect(codes(await divertLeg(database, by(keeper), offer))).toEqual(["NOT_ALLOWED "]);
    const draft = done(await divertLeg(database, by(lends), offer));
    expect(await stateOf(database, orderId)).toBe("IN_TRANSIT");
    expect(await needOf(database, needId)).toEqual({ promised: 20, received: 0 });
    await takenOver(trip, draft.id, needId);
  });

  const incidentOf = async (needId: string): Promise<string> => {
    const sql = "select incident_id as id from qipan.need where id = $1";
    return (await rowsOf<{ id: string }>(database, sql, [needId]))[0]!.id;
  };

  async function takenOver(trip: Trip, orderId: string, needId: string): Promise<void> {
    const { approvals, lines } = await orderNow(database, orderId);
    expect(approvals.map(({ kind, org, state }) => `${kind} ${org} ${state}`)).toEqual([
      `OWNER ${orgs.lends} GRANTED`,
    ]);
    expect(codes(await issueOrder(database, by(asks), { orderId }))).toEqual(["NOT_FOUND orderId"]);
    done(await issueOrder(database, by(third), { orderId }));
    expect(await stateOf(database, orderId)).toBe("IN_TRANSIT");
    expect(await stateOf(database, trip.orderId)).toBe("CLOSED");
    expect(await needOf(database, trip.needIds[0]!)).toEqual({ promised: 0, received: 0 });
    const mine = lines.find(({ item }) => item !== null)!;
    expect(await claimsOf(trip.lineId)).toEqual([]);
    expect(await claimsOf(mine.id)).toEqual([`${orgs.lendsToo} ${orgs.lends} RETURN 20`]);
    const crew = "select state, order_line_id as line from qipan.team where id = 'TEAM-2'";
    const unit = lines.find(({ teamId }) => teamId !== null)!;
    expect(await rowsOf(database, crew)).toEqual([{ state: "EN_ROUTE", line: unit.id }]);
    expect((await toldOf(database, trip.legId)).at(-1)).toBe("LEG_DIVERTED");
    const legs = await rowsOf<{ id: string; state: string }>(
      database,
      "select id, state from qipan.leg where order_id = any ($1) order by state",
      [[orderId, trip.orderId]],
    );
    expect(legs.map(({ state }) => state)).toEqual(["DEPARTED", "DIVERTED"]);
    const legId = legs[0]!.id;
    const { arrivalCode } = done(await renewArrivalCode(database, by(lends), { legId }));
    const counts = [mine, unit].map(({ id, ordered }) => ({
      ...{ orderLineId: id, accepted: ordered, rejected: 0, missing: 0 },
    }));
    const receipt = { legId, code: arrivalCode!, lines: counts };
    done(await receiveLeg(database, by(third), receipt));
    expect(await stateOf(database, orderId)).toBe("RECEIVED");
    expect(await needOf(database, needId)).toEqual({ promised: 20, received: 20 });
  }

  it("on site move to another incident by the lender's consent, and change payer", async () => {
    const trip = await start({ lot: "tents", quantity: 30 });
    done(await receive(trip, 30));
    const needId = await elsewhere(12);
    const offer = { orderLineId: trip.lineId, needId, quantity: 12, reason: "本地已用毕" };
    const much = { ...offer, quantity: 31 };
    expect(codes(await moveGoods(database, by(asks), much))).toEqual([
      "QUANTITY_OUT_OF_RANGE quantity",
    ]);
    expect(codes(await moveGoods(database, by(third), offer))).toEqual(["NOT_FOUND orderLineId"]);
    const { id: orderId } = done(await moveGoods(database, by(asks), offer));
    const [owner] = (await orderNow(database, orderId)).approvals;
    expect([owner!.org, owner!.state]).toEqual([orgs.lends, "PENDING"]);
    expect(codes(await issueOrder(database, by(third), { orderId }))).toEqual([
      "APPROVAL_MISSING orderId",
    ]);
    const grant = { approvalId: owner!.id, decision: "GRANT" as const };
    done(await decideApproval(database, by(lends), grant));
    done(await issueOrder(database, by(third), { orderId }));
    expect(await stateOf(database, orderId)).toBe("RECEIVED");
    expect(await stateOf(database, trip.orderId)).toBe("RECEIVED");
    const [line] = (await orderNow(database, orderId)).lines;
    expect(await claimsOf(trip.lineId)).toEqual([`${orgs.asks} ${orgs.lends} RETURN 18`]);
    expect(await claimsOf(line!.id)).toEqual([`${orgs.lendsToo} ${orgs.lends} RETURN 12`]);
    expect(await needOf(database, needId)).toEqual({ promised: 12, received: 12 });
    const site = `select custodian, balance from qipan.account
      where lot = $1 and kind = 'ON_SITE' and balance > 0 order by balance`;
    expect(await rowsOf(database, site, [lots.tents])).toEqual([
      { custodian: orgs.lendsToo, balance: 12 },
      { custodian: orgs.asks, balance: 18 },
    ]);
  });

  it("are not moved twice, nor when the offer was refused or is too late", async () => {
    const gone = await start({ lot: "more", quantity: 4 });
    const needId = await elsewhere(8);
    const offer = {
      ...{ legId: gone.legId, reason: "改道" },
      lines: [{ orderLineId: gone.lineId, needId }],
    };
    const asked = done(await divertLeg(database, by(asks), offer));
    const [owner] = (await orderNow(database, asked.id)).approvals;
    const refuse = { approvalId: owner!.id, decision: "REFUSE" as const, reason: "仍需" };
    done(await decideApproval(database, by(lends), refuse));
    expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });
    expect(await stateOf(database, asked.id)).toBe("CANCELLED");
    const late = done(await divertLeg(database, by(lends), offer));
    done(await receive(gone, 4));
    expect(codes(await issueOrder(database, by(third), { orderId: late.id }))).toEqual([
      "ILLEGAL_TRANSITION legId",
    ]);
  });
});
