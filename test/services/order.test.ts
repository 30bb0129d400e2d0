import { afterAll, beforeAll, expect, it } from "vitest";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder, cancelOrder } from "../../src/dispatch/order.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { balancesOf, needOf, orderNow, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
import { codes, done, drafted, issued, leave, loaded, stateOf } from "../support/dispatch-steps.ts";
import {
  asks,
  by,
  fillDispatchWorld,
  lends,
  lots,
  orgs,
  personOf,
} from "../support/dispatch-world.ts";

onBothShapes("an order before it leaves", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  it("is issued firm, and who owes is fixed line by line", async () => {
    const { orderId, lines } = await issued(database, [{ lot: "tents", quantity: 20 }]);
    expect(await stateOf(database, orderId)).toBe("ISSUED");
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 80, firm: 20 });
    const [line] = await rowsOf<object>(
      database,
      `select liability, debtor_org as debtor, liability_terms -> 'lossClaim' as loss
       from qipan.order_line where id = $1`,
      [lines[0]?.id],
    );
    expect(line).toEqual({ liability: "USER_REFILLS", debtor: orgs.asks, loss: "REFILL" });
    expect(codes(await issueOrder(database, by(asks), { orderId }))).toEqual([
      "ILLEGAL_TRANSITION ",
    ]);
    expect(codes(await acknowledgeOrder(database, by(asks), { orderId }))).toEqual([
      "NOT_ALLOWED ",
    ]);
    done(await acknowledgeOrder(database, by(lends), { orderId }));
    expect(await stateOf(database, orderId)).toBe("ACKNOWLEDGED");
  });

  it("books short picks by their reason and reopens the need", async () => {
    const { orderId, needIds, lines } = await issued(database, [
      { lot: "more", quantity: 10 },
      { lot: "kept", quantity: 10 },
      { commitment: "C1", quantity: 10 },
    ]);
    const more = lines.find(({ lotId }) => lotId === lots.more)!;
    const kept = lines.find(({ lotId }) => lotId === lots.kept)!;
    done(await acknowledgeOrder(database, by(lends), { orderId }));
    const much = { orderId, lines: [{ lineId: more.id, loaded: 11 }] };
    expect(codes(await loadOrder(database, by(lends), much))).toEqual([
      "QUANTITY_OUT_OF_RANGE lines.0.loaded",
    ]);
    const first = { orderId, lines: [{ lineId: more.id, loaded: 4 }] };
    done(await loadOrder(database, by(lends), first));
    const last = [
      { lineId: more.id, loaded: 3, shortReason: "DAMAGED" },
      { lineId: kept.id, loaded: 8, shortReason: "NOT_FOUND" },
    ] as const;
    done(await loadOrder(database, by(lends), { orderId, lines: last }));
    expect(await balancesOf(database, lots.more)).toEqual({ ON_HAND: 90, firm: 7, BLOCKED: 3 });
    expect(await balancesOf(database, lots.kept)).toEqual({ ON_HAND: 90, firm: 8, SHORTAGE: 2 });
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 25, received: 0 });
    const now = await orderNow(database, orderId);
    expect(now.lines.map(({ held, loaded: on, cancelled }) => [held, on, cancelled])).toEqual(
      now.lines.map(({ id }) => (id === more.id ? [7, 7, 3] : [8, 8, 2])),
    );
    expect(await toldOf(database, orderId)).toContain("ORDER_SHORT");
    const tasks = await rowsOf<object>(
      database,
      "select quantity, performer_org as performer from qipan.refill_task where order_line_id = $1",
      [kept.id],
    );
    expect(tasks).toEqual([{ quantity: 2, performer: orgs.lends }]);
  });

  it("ends when nothing of it is left to send", async () => {
    const { orderId, lines } = await issued(database, [{ team: "TEAM-2" }]);
    done(await acknowledgeOrder(database, by(lends), { orderId }));
    const nobody = [{ lineId: lines[0]!.id, loaded: 0, shortReason: "NOT_FOUND" as const }];
    done(await loadOrder(database, by(lends), { orderId, lines: nobody }));
    expect(await stateOf(database, orderId)).toBe("CANCELLED");
    const [team] = await rowsOf<object>(
      database,
      "select state, order_line_id as line from qipan.team where id = 'TEAM-2'",
    );
    expect(team).toEqual({ state: "STANDBY", line: null });
  });

  it("lets goods of a contract in where they leave the supplier", async () => {
    const draws = [{ commitment: "C1", quantity: 5 }] as const;
    const { orderId, lines } = await issued(database, draws, orgs.supplies);
    const keeper = personOf(orgs.supplies, ["KEEPER"]);
    done(await acknowledgeOrder(database, by(keeper), { orderId }));
    const load = [{ lineId: lines[0]!.id, loaded: 3, shortReason: "NO_ROOM" as const }];
    done(await loadOrder(database, by(keeper), { orderId, lines: load }));
    const gone = [{ id: lines[0]!.id, ordered: 3 }];
    const left = done(await leave(database, orderId, gone, orgs.supplies));
    const road = await rowsOf<object>(
      database,
      `select a.owner, a.balance from qipan.account a join qipan.leg_line l on l.id::text = a.ref
       where l.leg_id = $1`,
      [left.id],
    );
    expect(road).toEqual([{ owner: orgs.supplies, balance: 3 }]);
    const contract = "select promised from qipan.commitment where id = 'C1'";
    expect(await rowsOf<object>(database, contract)).toEqual([{ promised: 13 }]);
  });

  it("is cancelled before departure only, and everything is free again", async () => {
    const draws = [{ lot: "own", quantity: 9 }] as const;
    const { orderId, needIds } = await issued(database, draws, orgs.asks);
    const input = { orderId, reason: "不再需要" };
    expect(codes(await cancelOrder(database, by(lends), input))).toEqual(["NOT_FOUND orderId"]);
    expect(codes(await cancelOrder(database, by(asks), { orderId, reason: " " }))).toEqual([
      "INVALID_INPUT reason",
    ]);
    done(await cancelOrder(database, by(asks), input));
    expect(await balancesOf(database, lots.own)).toEqual({ ON_HAND: 100 });
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 0, received: 0 });
    expect(await stateOf(database, orderId)).toBe("CANCELLED");
    const second = [{ lot: "second", quantity: 1 }] as const;
    const gone = await loaded(database, second, orgs.lendsToo);
    done(await leave(database, gone.orderId, gone.lines, orgs.lendsToo));
    const late = { orderId: gone.orderId, reason: "晚了" };
    expect(codes(await cancelOrder(database, by(asks), late))).toEqual(["ILLEGAL_TRANSITION "]);
  });

  it("neither is issued nor leaves once its lot is recalled or expired", async () => {
    const draws = [{ lot: "second", quantity: 5 }] as const;
    const ready = await loaded(database, draws, orgs.lendsToo);
    const draft = await drafted(database, draws, orgs.lendsToo);
    for (const { id, org } of draft.approvals) {
      const input = { approvalId: id, decision: "GRANT" as const };
      done(await decideApproval(database, by(personOf(org, ["APPROVER"])), input));
    }
    const before = await balancesOf(database, lots.second);
    const change = (set: string) =>
      runOut(database, `update qipan.stock_lot set ${set} where id = $1`, [lots.second]);
    const leaving = async () =>
      codes(await leave(database, ready.orderId, ready.lines, orgs.lendsToo));
    const { orderId } = draft;
    await change("expires_on = '2001-01-01'");
    expect(codes(await issueOrder(database, by(asks), { orderId }))).toEqual([
      "LOT_EXPIRED lines.0",
    ]);
    expect(await leaving()).toEqual(["LOT_EXPIRED lines.0"]);
    await change("expires_on = null, condition = 'RECALLED'");
    expect(codes(await issueOrder(database, by(asks), { orderId }))).toEqual([
      "LOT_BLOCKED lines.0",
    ]);
    expect(await leaving()).toEqual(["LOT_BLOCKED lines.0"]);
    done(await cancelOrder(database, by(asks), { orderId, reason: "召回" }));
    expect(await balancesOf(database, lots.second)).toEqual({
      ...{ ON_HAND: before["ON_HAND"], firm: 5, BLOCKED: 5 },
      ...(before["IN_TRANSIT"] === undefined ? {} : { IN_TRANSIT: before["IN_TRANSIT"] }),
    });
    const [line] = ready.lines;
    const off = { lineId: line!.id, loaded: 0, unloaded: 5, shortReason: "DAMAGED" as const };
    const keeper = by(personOf(orgs.lendsToo, ["KEEPER"]));
    done(await loadOrder(database, keeper, { orderId: ready.orderId, lines: [off] }));
    expect(await stateOf(database, ready.orderId)).toBe("CANCELLED");
    expect((await balancesOf(database, lots.second))["BLOCKED"]).toBe(10);
    await change("condition = 'GOOD'");
  });

  it("takes goods off again that did not leave with the rest, and ends", async () => {
    const draws = [{ lot: "more", quantity: 10 }] as const;
    const { orderId, lines, needIds } = await loaded(database, draws);
    const [line] = lines;
    done(await leave(database, orderId, [{ id: line!.id, ordered: 8 }]));
    const much = { lineId: line!.id, loaded: 0, unloaded: 3, shortReason: "NO_ROOM" as const };
    expect(codes(await loadOrder(database, by(lends), { orderId, lines: [much] }))).toEqual([
      "QUANTITY_OUT_OF_RANGE lines.0.unloaded",
    ]);
    const rest = { orderId, lines: [{ ...much, unloaded: 2 }] };
    done(await loadOrder(database, by(lends), rest));
    expect(await stateOf(database, orderId)).toBe("IN_TRANSIT");
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 8, received: 0 });
    const { lines: now } = await orderNow(database, orderId);
    expect(now).toMatchObject([{ held: 0, loaded: 8, departed: 8, cancelled: 2 }]);
  });

  it("leaves with counted lines and fit vehicles only", async () => {
    const { orderId, lines } = await loaded(database, [{ lot: "tents", quantity: 50 }]);
    const gate = (departed: number, more: object = {}) =>
      departOrder(database, by(lends), {
        orderId,
        carrierOrg: orgs.carries,
        lines: [{ orderLineId: lines[0]!.id, departed }],
        ...more,
      });
    expect(codes(await gate(1, { lines: [] }))).toEqual(["INVALID_INPUT lines"]);
    expect(codes(await gate(51))).toEqual(["QUANTITY_OUT_OF_RANGE lines.0.departed"]);
    const stranger = { carrierOrg: orgs.supplies, vehicleIds: ["V1"] };
    expect(codes(await gate(50, stranger))).toEqual(["NOT_FOUND vehicleIds.0"]);
    const tomorrow = { occurredAt: new Date("2999-01-01") };
    expect(codes(await gate(50, tomorrow))).toEqual(["INVALID_INPUT occurredAt"]);
    expect(codes(await gate(50, { vehicleIds: ["V7", "V8"] }))).toEqual([]);
  });
});
