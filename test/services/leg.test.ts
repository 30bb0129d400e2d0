import { afterAll, beforeAll, expect, it } from "vitest";
import { confirmDifference, settleDifferences } from "../../src/dispatch/leg-difference.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { closeOrder } from "../../src/dispatch/order.service.ts";
import { renewArrivalCode } from "../../src/dispatch/slip-code.service.ts";
import { closeIncident } from "../../src/incidents/ending.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { balancesOf, needOf, orderNow, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
import {
  codes,
  done,
  drafted,
  leave,
  loaded,
  stateOf,
  type Issued,
} from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, lots, orgs } from "../support/dispatch-world.ts";

onBothShapes("a leg", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  let trip: Issued & { readonly legId: string; readonly code: string };
  const counts = (accepted: number, rejected: number, missing: number) =>
    trip.lines.map(({ id, teamId }) =>
      teamId === null
        ? { orderLineId: id, accepted, rejected, missing }
        : { orderLineId: id, accepted: 1, rejected: 0, missing: 0 },
    );
  const claimsOf = (lineId: string | undefined) =>
    rowsOf<object>(
      database,
      `select kind, debtor_org as debtor, creditor_org as creditor, outstanding,
         due_on is null as undated
       from qipan.claim where order_line_id = $1 order by kind`,
      [lineId],
    );
  const goods = () => trip.lines.find(({ lotId }) => lotId === lots.tents)?.id;
  const towards = { debtor: orgs.asks, creditor: orgs.lends };

  it("leaves under a code that is shown once and kept nowhere; the risk passes", async () => {
    const order = await loaded(database, [{ lot: "tents", quantity: 20 }, { team: "TEAM-1" }]);
    expect(await stateOf(database, order.orderId)).toBe("LOADING");
    const left = done(await leave(database, order.orderId, order.lines));
    trip = { ...order, legId: left.id, code: left.arrivalCode! };
    expect(trip.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(await stateOf(database, order.orderId)).toBe("IN_TRANSIT");
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 80, IN_TRANSIT: 20 });
    expect(await claimsOf(goods())).toEqual([
      { ...towards, kind: "RETURN", outstanding: 20, undated: true },
    ]);
    const slips = "select row_to_json(h)::text as slip from qipan.hand_over h where leg_id = $1";
    const kept = await rowsOf<{ slip: string }>(database, slips, [trip.legId]);
    expect(kept).toHaveLength(2);
    for (const { slip } of kept) expect(slip).not.toContain(trip.code);
  });

  it("is received with the code, by the receiver, with counts that add up", async () => {
    const receive = { legId: trip.legId, code: trip.code, lines: counts(16, 1, 3) };
    expect(codes(await receiveLeg(database, by(lends), receive))).toEqual(["NOT_ALLOWED "]);
    const wrong = { ...receive, code: "00000-00000" };
    expect(codes(await receiveLeg(database, by(asks), wrong))).toEqual(["SLIP_CODE_WRONG code"]);
    const off = { ...receive, lines: counts(17, 1, 3) };
    expect(codes(await receiveLeg(database, by(asks), off))).toEqual([
      expect.stringMatching(/^COUNTS_DO_NOT_ADD_UP lines\.[01]$/),
    ]);
    const anew = done(await renewArrivalCode(database, by(lends), { legId: trip.legId }));
    expect(codes(await receiveLeg(database, by(asks), receive))).toEqual(["SLIP_CODE_WRONG code"]);
    const typed = { ...receive, code: ` ${anew.arrivalCode!.toLowerCase().replace("-", " ")}` };
    done(await receiveLeg(database, by(asks), typed));
    expect(codes(await receiveLeg(database, by(asks), typed))).toEqual([
      "ILLEGAL_TRANSITION legId",
    ]);
    expect(await stateOf(database, trip.orderId)).toBe("RECEIVED_WITH_DIFFERENCE");
    expect(await balancesOf(database, lots.tents)).toEqual({
      ON_HAND: 80,
      ON_SITE: 16,
      RETURNING: 1,
      IN_TRANSIT: 3,
    });
    expect(await needOf(database, trip.needIds[0]!)).toEqual({ promised: 16, received: 16 });
    expect(await needOf(database, trip.needIds[1]!)).toEqual({ promised: 1, received: 1 });
    expect(await claimsOf(goods())).toEqual([
      { ...towards, kind: "RETURN", outstanding: 20, undated: false },
    ]);
    const team = "select state from qipan.team where id = 'TEAM-1'";
    expect(await rowsOf<object>(database, team)).toEqual([{ state: "ON_SCENE" }]);
  });

  it("belongs to an incident that is not over: it neither closes nor opens meanwhile", async () => {
    const order = await loaded(database, [{ lot: "own", quantity: 4 }], orgs.asks);
    const draft = await drafted(database, [{ lot: "own", quantity: 4 }], orgs.asks);
    const { order: row } = await orderNow(database, order.orderId);
    const { order: other } = await orderNow(database, draft.orderId);
    const put = (state: string, id: string) =>
      runOut(database, "update qipan.incident set state = $2 where id = $1", [id, state]);
    await put("AFTERMATH", row.incidentId);
    expect(await closeIncident(database, by(asks), { incidentId: row.incidentId })).toMatchObject({
      refused: [{ code: "ILLEGAL_TRANSITION", path: "incidentId" }],
    });
    await put("RESPONSE_ENDED", other.incidentId);
    expect(codes(await issueOrder(database, by(asks), { orderId: draft.orderId }))).toEqual([
      "ILLEGAL_TRANSITION ",
    ]);
    await put("CLOSED", row.incidentId);
    expect(codes(await leave(database, order.orderId, order.lines, orgs.asks))).toEqual([
      "ILLEGAL_TRANSITION ",
    ]);
    await put("ACTIVE", row.incidentId);
    const left = done(await leave(database, order.orderId, order.lines, orgs.asks));
    await put("CLOSED", row.incidentId);
    const all = [{ orderLineId: order.lines[0]!.id, accepted: 4, rejected: 0, missing: 0 }];
    const receipt = { legId: left.id, code: left.arrivalCode!, lines: all };
    expect(codes(await receiveLeg(database, by(asks), receipt))).toEqual(["ILLEGAL_TRANSITION "]);
  });

  it("has its difference confirmed by the sender: destroyed, refilled, made good", async () => {
    const { orderId, legId } = trip;
    expect(codes(await closeOrder(database, by(asks), { orderId }))).toEqual([
      "GOODS_STILL_OUT orderId",
    ]);
    expect(codes(await confirmDifference(database, by(asks), { legId }))).toEqual(["NOT_ALLOWED "]);
    done(await confirmDifference(database, by(lends), { legId }));
    expect(codes(await confirmDifference(database, by(lends), { legId }))).toEqual([
      "ALREADY_DECIDED legId",
    ]);
    expect(await balancesOf(database, lots.tents)).toEqual({
      ON_HAND: 80,
      ON_SITE: 16,
      RETURNING: 1,
      DESTROYED: 3,
    });
    expect(await claimsOf(goods())).toMatchObject([
      {
        kind: "DAMAGES",
        debtor: orgs.carries,
        creditor: orgs.asks,
        outstanding: 3,
        undated: false,
      },
      { ...towards, kind: "REFILL", outstanding: 3, undated: false },
      { ...towards, kind: "RETURN", outstanding: 17, undated: false },
    ]);
    done(await closeOrder(database, by(asks), { orderId }));
    expect(await stateOf(database, orderId)).toBe("CLOSED");
    expect(await toldOf(database, orderId)).toEqual([
      "ORDER_DRAFTED",
      "ORDER_ISSUED",
      "ORDER_ACKNOWLEDGED",
      "ORDER_LOADING",
      "ORDER_RECEIVED",
      "ORDER_CLOSED",
    ]);
    expect(await toldOf(database, legId)).toEqual([
      "LEG_DEPARTED",
      "LEG_ARRIVED",
      "DIFFERENCE_CONFIRMED",
    ]);
  });

  it("is one of several, and a difference that nobody denies is deemed agreed", async () => {
    const { orderId, lines } = await loaded(database, [{ lot: "more", quantity: 50 }]);
    const id = lines[0]!.id;
    const first = done(await leave(database, orderId, [{ id, ordered: 30 }]));
    expect(await stateOf(database, orderId)).toBe("PARTLY_SHIPPED");
    const second = done(await leave(database, orderId, [{ id, ordered: 20 }]));
    expect(await stateOf(database, orderId)).toBe("IN_TRANSIT");
    const counted = (accepted: number, missing: number) => [
      { orderLineId: id, accepted, rejected: 0, missing },
    ];
    const lossy = { legId: first.id, code: first.arrivalCode!, lines: counted(28, 2) };
    done(await receiveLeg(database, by(asks), lossy));
    expect(await stateOf(database, orderId)).toBe("PARTLY_RECEIVED");
    const whole = { legId: second.id, code: second.arrivalCode!, lines: counted(20, 0) };
    done(await receiveLeg(database, by(asks), whole));
    expect(await settleDifferences(database)).toBe(0);
    const over = "update qipan.leg set difference_window_ends_at = now() where id = $1";
    await runOut(database, over, [first.id]);
    expect(await settleDifferences(database)).toBe(1);
    // What is on the road goes nowhere else; what has arrived does.
    const legs = await rowsOf<object>(
      database,
      `select position, vehicle_ids as vehicles, difference_settled_at is not null as settled,
         difference_settled_by as by from qipan.leg where order_id = $1 order by position`,
      [orderId],
    );
    expect(legs).toEqual([
      { position: 1, vehicles: ["V2"], settled: true, by: null },
      { position: 2, vehicles: ["V3"], settled: false, by: null },
    ]);
    expect(await balancesOf(database, lots.more)).toEqual({
      ON_HAND: 50,
      ON_SITE: 48,
      DESTROYED: 2,
    });
  });
});
