import { afterAll, beforeAll, expect, it } from "vitest";
import { confirmDifference } from "../../src/dispatch/leg-difference.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { waiveClaim } from "../../src/replenishment/claims.service.ts";
import { recordFound } from "../../src/replenishment/found.service.ts";
import { readLosses } from "../../src/replenishment/found.store.ts";
import { recordUse } from "../../src/replenishment/goods.service.ts";
import { inspectReturn, receiveReturn } from "../../src/replenishment/returns.service.ts";
import { onBothShapes } from "../support/database.ts";
import { balancesOf, rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done, issued, leave, loaded, type Issued } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, lots, orgs } from "../support/dispatch-world.ts";
import { asHub } from "../support/ledger-world.ts";
import { eventsOf, personIn, wrongIn } from "../support/peace-world.ts";

const occurredAt = new Date("2026-01-02T00:00:00Z");

onBothShapes("goods of an order that never came", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(async () => {
    expect(await wrongIn(database)).toEqual([]);
    await database.close();
  });

  const lossesOf = (lot: string) => asHub(database, (tx) => readLosses(tx, [lot]));
  const find = (transferId: string, quantity: number, who = lends) =>
    recordFound(database, by(who), { transferId, quantity, reason: "在车上找到", occurredAt });
  const owedFor = (lot: string) =>
    rowsOf<object>(
      database,
      `select kind, debtor_org as debtor, creditor_org as creditor, outstanding as left
       from qipan.claim where lot_id = $1 and outstanding > 0 order by kind`,
      [lot],
    );
  const openTasks = async (lot: string) => {
    const sql = `select coalesce(sum(quantity - done), 0)::integer as n from qipan.refill_task
      where lot_id = $1`;
    return (await rowsOf<{ n: number }>(database, sql, [lot]))[0]!.n;
  };
  const incident = (order: Issued, state: string) =>
    runOut(
      database,
      `update qipan.incident set state = $2 where id = (select incident_id
         from qipan.dispatch_order where id = $1)`,
      [order.orderId, state],
    );
  const lineOn = ({ lines }: Issued, lot: string) => lines.find(({ lotId }) => lotId === lot)!.id;
  const towards = { debtor: orgs.asks, creditor: orgs.lends };
  let trip: Issued;

  it("lie on the way home once they are found; the rest of the leg stays lost", async () => {
    trip = await loaded(database, [
      { lot: "tents", quantity: 10 },
      { lot: "more", quantity: 10 },
    ]);
    const leg = done(await leave(database, trip.orderId, trip.lines));
    const lines = trip.lines.map(({ id }) => ({ orderLineId: id }));
    const counts = lines.map((line) => ({ ...line, accepted: 6, rejected: 0, missing: 4 }));
    const receipt = { legId: leg.id, code: leg.arrivalCode!, lines: counts };
    done(await receiveLeg(database, by(asks), receipt));
    done(await confirmDifference(database, by(lends), { legId: leg.id }));
    const lost = { ON_HAND: 90, ON_SITE: 6, DESTROYED: 4 };
    expect([await balancesOf(database, lots.tents), await openTasks(lots.tents)]).toEqual([
      lost,
      4,
    ]);
    const [loss] = await lossesOf(lots.tents);
    expect(loss).toMatchObject({ place: "IN_TRANSIT", sink: "DESTROYED", quantity: 4 });
    const { transferId } = loss!;
    const stranger = personIn(orgs.stranger, ["KEEPER", "APPROVER", "DISPATCHER"]);
    for (const [who, refused] of [
      [stranger, "NOT_FOUND transferId"],
      [personIn(orgs.carries, ["KEEPER"]), "NOT_ALLOWED "],
    ] as const)
      expect(codes(await find(transferId, 4, who))).toEqual([refused]);
    expect(codes(await find(transferId, 3))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    await incident(trip, "CLOSED");
    expect(codes(await find(transferId, 4))).toEqual(["ILLEGAL_TRANSITION transferId"]);
    await incident(trip, "ACTIVE");
    done(await find(transferId, 4));
    expect(codes(await find(transferId, 4))).toEqual(["ALREADY_DECIDED transferId"]);
    expect([await balancesOf(database, lots.tents), await openTasks(lots.tents)]).toEqual([
      { ON_HAND: 90, ON_SITE: 6, RETURNING: 4 },
      0,
    ]);
    expect(await owedFor(lots.tents)).toEqual([{ ...towards, kind: "RETURN", left: 10 }]);
    expect([await balancesOf(database, lots.more), await openTasks(lots.more)]).toEqual([lost, 4]);
    expect(await owedFor(lots.more)).toEqual([
      { debtor: orgs.carries, creditor: orgs.asks, kind: "DAMAGES", left: 4 },
      { ...towards, kind: "REFILL", left: 4 },
      { ...towards, kind: "RETURN", left: 6 },
    ]);
    const told = (await eventsOf(database, "GOODS_FOUND")).filter(
      ({ subject }) => subject === lots.tents,
    );
    expect(told).toMatchObject([{ parties: [orgs.lends, orgs.carries] }]);
  });

  it("come home like what was turned round, and are owed no more", async () => {
    const orderLineId = lineOn(trip, lots.tents);
    const back = { orderLineId, received: false, evidence: { note: "回库" }, occurredAt };
    const arrived = { ...back, carrierOrg: orgs.carries, quantity: 4 };
    done(await receiveReturn(database, by(lends), arrived));
    const found = { good: 4, repair: 0, scrapped: 0, restore: 0 };
    done(await inspectReturn(database, by(lends), { ...back, ...found }));
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 94, ON_SITE: 6 });
    expect(await owedFor(lots.tents)).toEqual([{ ...towards, kind: "RETURN", left: 6 }]);
  });

  it("belong to whoever paid for them once the carrier did", async () => {
    const [loss] = await lossesOf(lots.more);
    const { transferId } = loss!;
    const paid = (left: number) =>
      runOut(
        database,
        `update qipan.claim set outstanding = $2 where lot_id = $1 and kind = 'DAMAGES'`,
        [lots.more, left],
      );
    await paid(3);
    expect(codes(await find(transferId, 4))).toEqual(["LOSS_MADE_GOOD transferId"]);
    await paid(4);
  });

  it("not found at loading are free on their shelf, and are not promised again", async () => {
    const draws = [
      { lot: "tents", quantity: 5 },
      { lot: "more", quantity: 5 },
    ] as const;
    const order = await issued(database, draws);
    const { orderId } = order;
    done(await acknowledgeOrder(database, by(lends), { orderId }));
    const short = order.lines.map(({ id: lineId }) => {
      return { lineId, loaded: 2, shortReason: "NOT_FOUND" as const };
    });
    done(await loadOrder(database, by(lends), { orderId, lines: short }));
    const [loss] = await lossesOf(lots.tents);
    expect(loss).toMatchObject({ place: "HELD", sink: "SHORTAGE", quantity: 3 });
    expect(await balancesOf(database, lots.tents)).toMatchObject({ ON_HAND: 89, SHORTAGE: 3 });
    expect(codes(await find(loss!.transferId, 2))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    // The shelf is its owner's whatever became of the incident.
    await incident(order, "CLOSED");
    const condition = (to: string) =>
      runOut(database, "update qipan.stock_lot set condition = $2 where id = $1", [lots.tents, to]);
    await condition("RECALLED");
    expect(codes(await find(loss!.transferId, 3))).toEqual(["LOT_BLOCKED lines.0"]);
    await condition("GOOD");
    done(await find(loss!.transferId, 3));
    expect([await balancesOf(database, lots.tents), await openTasks(lots.tents)]).toEqual([
      { ON_HAND: 92, firm: 2, ON_SITE: 6 },
      0,
    ]);
    const sql = "select held, cancelled from qipan.order_line where id = $1";
    expect(await rowsOf(database, sql, [lineOn(order, lots.tents)])).toEqual([
      { held: 2, cancelled: 3 },
    ]);
    expect(await openTasks(lots.more)).toBe(7);
    const again = await Promise.all(["a", "b"].map(() => find(loss!.transferId, 3)));
    expect(again.flatMap(codes)).toEqual(Array(2).fill("ALREADY_DECIDED transferId"));
  });

  /** Two of ten never came and three were used up, in whatever order; a firm is at fault. */
  async function losing(first: "LOST" | "USED") {
    const order = await loaded(database, [{ lot: "kept", quantity: 10 }]);
    const bound = `update qipan.order_line set liability_terms = liability_terms
      || jsonb_build_object('recourseFrom', $2::text) where order_id = $1`;
    await runOut(database, bound, [order.orderId, orgs.supplies]);
    const leg = done(await leave(database, order.orderId, order.lines));
    const orderLineId = lineOn(order, lots.kept);
    const lines = [{ orderLineId, accepted: 8, rejected: 0, missing: 2 }];
    done(await receiveLeg(database, by(asks), { legId: leg.id, code: leg.arrivalCode!, lines }));
    const lose = async () => done(await confirmDifference(database, by(lends), { legId: leg.id }));
    if (first === "LOST") await lose();
    const used = { consumed: 3, distributed: [], scrapped: 0, destroyed: 0 };
    done(await recordUse(database, by(asks), { orderLineId, ...used, ...said }));
    if (first === "USED") await lose();
    const [loss] = (await lossesOf(lots.kept)).filter(({ place }) => place === "IN_TRANSIT");
    const sql = `select id, kind, outstanding as left from qipan.claim
      where order_line_id = $1 and kind in ('RECOURSE', 'REFILL') order by kind`;
    const owed = () =>
      rowsOf<{ id: string; kind: string; left: number }>(database, sql, [orderLineId]);
    return { find: () => find(loss!.transferId, 2), owed };
  }

  const said = { evidence: { note: "示例" }, occurredAt };
  const waive = (claimId: string, quantity: number) =>
    waiveClaim(database, by(lends), { claimId, quantity, reason: "支援", ...said });

  it("relieve a firm at fault of what they are, and not of what was forgiven before", async () => {
    const { find: again, owed } = await losing("USED");
    const [, refill] = await owed();
    done(await waive(refill!.id, 2));
    const left = async () => (await owed()).map((claim) => `${claim.kind} ${claim.left}`);
    expect(await left()).toEqual(["RECOURSE 3", "REFILL 3"]);
    done(await again());
    expect(await left()).toEqual(["RECOURSE 1", "REFILL 1"]);
  });

  it("belong to the owner once it forgave just them, and refills them itself", async () => {
    const { find: again, owed } = await losing("LOST");
    const [, refill] = await owed();
    done(await waive(refill!.id, 2));
    expect(codes(await again())).toEqual(["LOSS_MADE_GOOD transferId"]);
  });
});
