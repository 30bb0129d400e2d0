import { afterAll, beforeAll, expect, it } from "vitest";
import { confirmDifference } from "../../src/dispatch/leg-difference.service.ts";
import { handOverLeg } from "../../src/dispatch/leg-hand-over.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { planRelay } from "../../src/dispatch/leg-relay.service.ts";
import { renewArrivalCode } from "../../src/dispatch/slip-code.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { onBothShapes } from "../support/database.ts";
import {
  goesOn,
  goOut,
  layRelay,
  layZone,
  owedFor,
  passRiskAt,
  relay,
  takeOver,
  type Trip,
} from "../support/dispatch-relay.ts";
import { balancesOf, needOf, rowsOf, toldOf } from "../support/dispatch-state.ts";
import { codes, done, loaded, stateOf } from "../support/dispatch-steps.ts";
import {
  asks,
  by,
  fillDispatchWorld,
  lends,
  lots,
  orgs,
  personOf,
} from "../support/dispatch-world.ts";

const carries = personOf(orgs.carries, ["KEEPER"]);
const evidence = { note: "中转清点(示例)" };

onBothShapes("a relay", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    await layRelay(database);
  });
  afterAll(() => database.close());

  const start = async (lot: keyof typeof lots, quantity: number): Promise<Trip> =>
    goOut(database, await loaded(database, [{ lot, quantity }]), quantity);
  const take = (trip: Trip, taken: number, more: object = {}) =>
    takeOver(database, trip, taken, more);
  const zoned = ({ orderId }: Trip) => layZone(database, orderId);

  it("is planned for a point that is safe, and a carrier that then sees the order", async () => {
    const trip = await start("tents", 20);
    await zoned(trip);
    const plan = (as: typeof asks, wish: object) =>
      planRelay(database, by(as), { legId: trip.legId, relay: { ...relay, ...wish } });
    expect(codes(await plan(goesOn, {}))).toEqual(["NOT_FOUND legId"]);
    expect(codes(await plan(lends, { nodeId: "N-HOT" }))).toEqual(["IN_HAZARD_ZONE relay.nodeId"]);
    expect(codes(await plan(lends, { nodeId: "N-ASKS" }))).toEqual(["INVALID_INPUT relay.nodeId"]);
    const unknown = { nodeId: "N-NONE", carrierOrg: orgs.supplies, keeperOrg: "NOBODY" };
    expect(codes(await plan(lends, unknown))).toEqual([
      "UNKNOWN_CODE relay.nodeId",
      "UNKNOWN_CODE relay.carrierId",
      "UNKNOWN_CODE relay.keeperId",
    ]);
    expect(codes(await take(trip, 20))).toEqual(["NOT_FOUND legId"]);
    done(await plan(carries, {}));
    done(await plan(lends, { keeperOrg: orgs.keeps }));
    const slip =
      "select taken_by_org as taker from qipan.hand_over where leg_id = $1 and kind = 'ARRIVAL'";
    expect(await rowsOf(database, slip, [trip.legId])).toEqual([{ taker: orgs.keeps }]);
    const unplanned = { legId: trip.legId, relay: null };
    done(await planRelay(database, by(asks), unplanned));
    expect(await rowsOf(database, slip, [trip.legId])).toEqual([{ taker: orgs.asks }]);
    expect(codes(await take(trip, 20))).toEqual(["NOT_ALLOWED "]);
    const counts = [{ orderLineId: trip.lineId, accepted: 20, rejected: 0, missing: 0 }];
    const through = { legId: trip.legId, code: trip.code, lines: counts };
    done(await receiveLeg(database, by(asks), through));
    expect(codes(await plan(lends, {}))).toEqual(["ILLEGAL_TRANSITION legId"]);
  });

  it("is counted over under the code of the leg, and the goods go on under another", async () => {
    const trip = await start("more", 20);
    done(await planRelay(database, by(lends), { legId: trip.legId, relay }));
    const { legId, lineId } = trip;
    expect(codes(await take(trip, 20, { code: "00000-00000" }))).toEqual(["SLIP_CODE_WRONG code"]);
    const mine = { legId, code: trip.code, lines: [{ orderLineId: lineId, taken: 20 }] };
    expect(codes(await handOverLeg(database, by(carries), mine))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await take(trip, 21))).toEqual(["QUANTITY_OUT_OF_RANGE lines.0.taken"]);
    const soon = { occurredAt: new Date("2999-01-01") };
    expect(codes(await take(trip, 18, soon))).toEqual(["INVALID_INPUT occurredAt"]);
    const notTheirs = { vehicleIds: ["V1"] };
    expect(codes(await take(trip, 18, notTheirs))).toEqual(["NOT_FOUND vehicleIds.0"]);
    const onward = done(await take(trip, 18));
    expect(onward.arrivalCode).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(codes(await take(trip, 18))).toEqual(["ILLEGAL_TRANSITION legId"]);
    expect(await stateOf(database, trip.orderId)).toBe("IN_TRANSIT");
    expect(await needOf(database, trip.needIds[0]!)).toEqual({ promised: 18, received: 0 });
    await goesOnAsTwoLegs(trip);
    const road = `select custodian, balance from qipan.account
      where lot = $1 and kind = 'IN_TRANSIT' and balance > 0 order by balance`;
    expect(await rowsOf(database, road, [lots.more])).toEqual([
      { custodian: orgs.carries, balance: 2 },
      { custodian: orgs.stranger, balance: 18 },
    ]);
    expect(await toldOf(database, legId)).toEqual([
      "LEG_DEPARTED",
      "RELAY_PLANNED",
      "LEG_HANDED_OVER",
    ]);
    const all = [{ orderLineId: lineId, accepted: 18, rejected: 0, missing: 0 }];
    const early = { legId, code: trip.code, lines: all };
    expect(codes(await receiveLeg(database, by(asks), early))).toEqual([
      "ILLEGAL_TRANSITION legId",
    ]);
    const anew = done(await renewArrivalCode(database, by(goesOn), { legId: onward.id }));
    const receipt = { legId: onward.id, code: anew.arrivalCode!, lines: all };
    done(await receiveLeg(database, by(asks), receipt));
    expect(await stateOf(database, trip.orderId)).toBe("RECEIVED_WITH_DIFFERENCE");
    expect(await balancesOf(database, lots.more)).toEqual({
      ON_HAND: 80,
      ON_SITE: 18,
      IN_TRANSIT: 2,
    });
  });

  async function goesOnAsTwoLegs(trip: Trip): Promise<void> {
    const legs = `select position, state, carrier_org as carrier, to_node as "to",
        from_node as "from", difference_window_ends_at is not null as differs
      from qipan.leg where order_id = $1 order by position`;
    expect(await rowsOf(database, legs, [trip.orderId])).toEqual([
      {
        ...{ position: 1, state: "HANDED_OVER", carrier: orgs.carries, to: "N-RELAY" },
        ...{ from: null, differs: true },
      },
      {
        ...{ position: 2, state: "DEPARTED", carrier: orgs.stranger, to: "N-ASKS" },
        ...{ from: "N-RELAY", differs: false },
      },
    ]);
  }

  it("is refused where the zone has come to lie meanwhile", async () => {
    const trip = await start("tents", 1);
    const hot = { ...relay, nodeId: "N-HOT" };
    done(await planRelay(database, by(asks), { legId: trip.legId, relay: hot }));
    await zoned(trip);
    expect(codes(await take(trip, 1))).toEqual(["IN_HAZARD_ZONE legId"]);
    done(await planRelay(database, by(asks), { legId: trip.legId, relay }));
    done(await take(trip, 1));
  });

  /** 20 leave, 18 pass the relay, 15 are accepted, 1 is rejected and comes home for scrap. */
  const risks = [
    [
      "DEPARTURE",
      true,
      [
        "asks lends REFILL 5",
        "asks lends RETURN 15",
        "carries asks DAMAGES 2",
        "stranger asks DAMAGES 2",
      ],
    ],
    [
      "RELAY",
      true,
      [
        "asks lends REFILL 3",
        "asks lends RETURN 15",
        "carries lends DAMAGES 2",
        "stranger asks DAMAGES 2",
      ],
    ],
    [
      "ARRIVAL",
      true,
      ["asks lends RETURN 15", "carries lends DAMAGES 2", "stranger lends DAMAGES 2"],
    ],
    ["RELAY", false, ["asks lends RETURN 15", "carries lends DAMAGES 4"]],
  ] as const;
  it.each(risks)("that passes the risk at %s (relay made: %s)", async (at, made, owed) => {
    await passRiskAt(database, at);
    const trip = await start("kept", 20);
    const last = made ? await handedOver(trip) : { id: trip.legId, code: trip.code, left: 20 };
    const counts = { accepted: 15, rejected: 1, missing: last.left - 16 };
    const receipt = {
      legId: last.id,
      code: last.code,
      lines: [{ orderLineId: trip.lineId, ...counts }],
    };
    done(await receiveLeg(database, by(asks), receipt));
    done(await confirmDifference(database, by(lends), { legId: last.id }));
    await scrapRejected(trip.lineId, made ? orgs.stranger : orgs.carries);
    const named = owed.map((line) =>
      line.replace(/\b(asks|lends|carries|stranger)\b/g, (name) => orgs[name as keyof typeof orgs]),
    );
    expect(await owedFor(database, trip.lineId)).toEqual(named.toSorted());
  });

  async function handedOver(trip: Trip) {
    done(await planRelay(database, by(lends), { legId: trip.legId, relay }));
    const { id, arrivalCode } = done(await take(trip, 18));
    done(await confirmDifference(database, by(lends), { legId: trip.legId }));
    return { id, code: arrivalCode!, left: 18 };
  }

  async function scrapRejected(orderLineId: string, carrierOrg: string): Promise<void> {
    const said = {
      orderLineId,
      received: false,
      evidence,
      occurredAt: new Date("2026-01-01T00:00:00Z"),
    };
    const keeper = personOf(orgs.keeps, ["KEEPER"]);
    done(await receiveReturn(database, by(keeper), { ...said, carrierOrg, quantity: 1 }));
    const scrap = { ...said, good: 0, repair: 0, scrapped: 1, restore: 0 };
    done(await inspectReturn(database, by(keeper), scrap));
  }
});
