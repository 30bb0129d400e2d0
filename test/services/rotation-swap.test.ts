import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import {
  acceptRefill,
  sendRefill,
  takeBackRefill,
} from "../../src/replenishment/refill-stock.service.ts";
import { offerRotation, takeOffer, withdrawOffer } from "../../src/reserves/rotation.service.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { balancesOf, by, codes, done, personIn, wrongIn } from "../support/peace-world.ts";

/** G06 owes G02 30 tents; G02 has tents that expire soon, G06 has fresh ones. */
onBothShapes("a rotation swap", (open) => {
  let database: Database;
  let ageing: Lot, fresh: Lot;
  let claimId: string;
  const partners = ["G02", "G06", "E04"];
  const approver = (org: string) => ({ ...personIn(org, ["APPROVER"]), partners });
  const keeper = (org: string) => ({ ...personIn(org, ["KEEPER"]), partners });
  const whole = (org: string) => ({ ...personIn(org, ["APPROVER", "KEEPER"]), partners });
  const said = { evidence: {}, occurredAt: new Date("2026-01-01T00:00:00Z") };

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await withOwnerTx(database, async ({ client }) => {
      const cluster = "insert into qipan.cluster (id, name_zh, name_en, hub_code)";
      await client.query(`${cluster} values ('C', '协作区', 'c', '150300')`);
      await client.query("insert into qipan.cluster_member values ('C', '150300')");
    });
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    [ageing, fresh] = (await layLots(database, [
      { owner: "G02", item: "TENT", quantity: 100, expiresOn: "2099-01-31" },
      { owner: "G06", item: "TENT", quantity: 200, expiresOn: "2100-01-31" },
    ])) as [Lot, Lot];
    const terms = { mode: "EXCHANGE" as const, refillDays: 30, untilOn: "2099-01-01" };
    const lent = await offerRotation(database, by(approver("G02")), {
      ...{ lotId: ageing.id, quantity: 30, ...terms },
    });
    const { id: offerId } = done(lent);
    done(await takeOffer(database, by(approver("G06")), { offerId, quantity: 30 }));
    claimId = (await claimsOf()).find(({ lotId }) => lotId === ageing.id)!.id;
  });

  const claimsOf = () =>
    withTx(database, hubReader, (tx) => readClaims(tx, { debtors: ["G06"], creditors: ["G02"] }));
  const owed = async () => (await claimsOf()).find(({ id }) => id === claimId)!.outstanding;
  const offer = (quantity: number, more: object = {}, who = approver("G02")) =>
    offerRotation(database, by(who), {
      ...{ lotId: ageing.id, quantity, mode: "SWAP", claimId, untilOn: "2099-01-01" },
      ...more,
    });
  const send = (quantity: number, offerId?: string, lotId = fresh.id, who = whole("G06")) =>
    sendRefill(database, by(who), {
      ...{ claimId, lotId, quantity, offerId, carrierOrg: "G06", ...said },
    });
  const accept = (shipmentId: string, passed: number, rejected = 0, more: object = {}) =>
    acceptRefill(database, by(keeper("G02")), {
      ...{ claimId, shipmentId, passed, rejected, missing: 0, ...said, ...more },
    });
  /** The debtor's ageing goods on the creditor's shelf. */
  const taken = (offerId: string) =>
    withTx(database, hubReader, async ({ client }) => {
      const sql = `select l.owner_org as owner, l.depot_id as depot, l.under_norm as norm,
          l.expires_on::text as until, t.quantity, a.balance
        from qipan.rotation_take t join qipan.stock_lot l on l.id = t.lot_id
        join qipan.account a on a.lot = l.id::text and a.kind = 'ON_HAND'
        where t.offer_id = $1 order by t.quantity`;
      return (await client.query<object>(sql, [offerId])).rows;
    });
  const tasksOf = async (lot: string) =>
    (await withTx(database, hubReader, (tx) => readTasks(tx, {})))
      .filter(({ lotId }) => lotId === lot)
      .map(({ quantity, done: filled }) => [quantity, filled])
      .toSorted(([a = 0], [b = 0]) => a - b);

  it("settles the refill first, and trades the rest for ageing goods, one for one", async () => {
    const { id: offerId } = done(await offer(20));
    const { id: shipment } = done(await send(50, offerId));
    expect(await owed()).toBe(30);
    const { id: lot } = done(await accept(shipment, 45, 5));
    expect(await owed()).toBe(0);
    expect(await balancesOf(database, lot)).toEqual({ ON_HAND: 45 });
    expect(await balancesOf(database, ageing.id)).toEqual({ ON_HAND: 55, TRANSFERRED: 45 });
    const swapped = { owner: "G06", depot: "D-G02", norm: false, until: "2099-01-31" };
    expect(await taken(offerId)).toEqual([{ ...swapped, quantity: 15, balance: 15 }]);
    // What left the creditor's norm came back with the fresh goods; the debtor's own task is open.
    expect(await tasksOf(ageing.id)).toEqual([
      [15, 15],
      [30, 30],
    ]);
    expect(await tasksOf(fresh.id)).toEqual([[45, 0]]);
    const back = { shipmentId: shipment, returned: 5, missing: 0, ...said };
    done(await takeBackRefill(database, by(whole("G06")), back));
    expect(await wrongIn(database)).toEqual([]);
  });

  it("opens no task for ageing goods beyond the norm, and the debtor's own task once", async () => {
    const spare = { owner: "G02", item: "TENT", quantity: 40, underNorm: false };
    const [beyond] = await layLots(database, [{ ...spare, expiresOn: "2099-01-31" }]);
    const { id: offerId } = done(await offer(20, { lotId: beyond!.id }));
    const { id: shipment } = done(await send(45, offerId));
    done(await accept(shipment, 45));
    expect(await owed()).toBe(0);
    expect(await balancesOf(database, beyond!.id)).toEqual({ ON_HAND: 25, TRANSFERRED: 15 });
    expect(await tasksOf(beyond!.id)).toEqual([]);
    expect(await tasksOf(fresh.id)).toEqual([[45, 0]]);
    expect(await wrongIn(database)).toEqual([]);
  });

  it("trades nothing while no more passes than is owed", async () => {
    const { id: offerId } = done(await offer(20));
    const { id: shipment } = done(await send(40, offerId));
    done(await accept(shipment, 25, 15));
    expect(await owed()).toBe(5);
    expect(await taken(offerId)).toEqual([]);
    expect(await balancesOf(database, ageing.id)).toEqual({ ON_HAND: 70, TRANSFERRED: 30 });
    expect(await wrongIn(database)).toEqual([]);
  });

  it("brings no more than is owed and offered, and only by both approvers", async () => {
    expect(codes(await send(31))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    expect(codes(await send(31, randomUUID()))).toEqual(["NOT_FOUND offerId"]);
    const { id: offerId } = done(await offer(20));
    expect(codes(await send(51, offerId))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    expect(codes(await send(50, offerId, fresh.id, keeper("G06")))).toEqual(["NOT_ALLOWED "]);
    const [older, others] = (await layLots(database, [
      { owner: "G06", item: "TENT", quantity: 50, expiresOn: "2099-01-31" },
      { owner: "G03", item: "TENT", quantity: 50 },
    ])) as [Lot, Lot];
    expect(codes(await send(50, offerId, older.id))).toEqual(["REFILL_TOO_OLD lotId"]);
    expect(codes(await send(5, offerId, others.id, whole("G03")))).toEqual(["NOT_FOUND taskId"]);
    const take = { offerId, quantity: 5 };
    const taker = by(approver("G06"));
    expect(codes(await takeOffer(database, taker, take))).toEqual(["INVALID_INPUT offerId"]);
    expect(codes(await send(30, (await elsewhere()).offerId))).toEqual(["INVALID_INPUT offerId"]);
  });

  /** A swap for another refill of the same parties. */
  async function elsewhere(): Promise<{ readonly offerId: string }> {
    const terms = { mode: "EXCHANGE" as const, refillDays: 30, untilOn: "2099-01-01" };
    const again = { lotId: ageing.id, quantity: 1, ...terms };
    const { id } = done(await offerRotation(database, by(approver("G02")), again));
    const before = new Set((await claimsOf()).map((one) => one.id));
    done(await takeOffer(database, by(approver("G06")), { offerId: id, quantity: 1 }));
    const other = (await claimsOf()).find((one) => !before.has(one.id))!;
    return { offerId: done(await offer(3, { claimId: other.id })).id };
  }

  it("is offered by whom the refill is owed, of the same goods, where it comes in", async () => {
    expect(codes(await offer(20, { claimId: undefined }))).toEqual(["NOT_FOUND claimId"]);
    expect(codes(await offer(20, { claimId: "x" }))).toEqual(["NOT_FOUND claimId"]);
    expect(codes(await offer(20, { mode: "GIFT" }))).toEqual(["INVALID_INPUT claimId"]);
    expect(codes(await offer(20, { refillDays: 3 }))).toEqual(["INVALID_INPUT refillDays"]);
    expect(codes(await offer(71))).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    const odd = await layLots(database, [
      { owner: "G02", item: "BAG", quantity: 50 },
      { owner: "G02", item: "TENT", quantity: 50, custodian: "E04" },
      { owner: "G06", item: "TENT", quantity: 50 },
    ]);
    const whose = ["G02", "G02", "G06"];
    for (const [at, { id: lotId }] of odd.entries())
      expect(codes(await offer(20, { lotId }, approver(whose[at]!)))).toEqual([
        "INVALID_INPUT claimId",
      ]);
  });

  it("that ends or is blocked on the way trades nothing: only what is owed comes in", async () => {
    const { id: offerId } = done(await offer(20));
    const { id: shipment } = done(await send(50, offerId));
    done(await withdrawOffer(database, by(approver("G02")), { offerId }));
    expect(codes(await accept(shipment, 31, 19))).toEqual(["QUANTITY_OUT_OF_RANGE passed"]);
    const { id: second } = done(await offer(20));
    expect(codes(await accept(shipment, 31, 19))).toEqual(["QUANTITY_OUT_OF_RANGE passed"]);
    done(await accept(shipment, 10, 40));
    const { id: third } = done(await send(40, second));
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.stock_lot set condition = 'RECALLED' where id = $1", [ageing.id]),
    );
    expect(codes(await accept(third, 21, 19))).toEqual(["QUANTITY_OUT_OF_RANGE passed"]);
    done(await accept(third, 20, 20));
    expect(await taken(second)).toEqual([]);
    expect(await wrongIn(database)).toEqual([]);
  });

  it("gives no more than was offered to two shipments at once", async () => {
    const { id: offerId } = done(await offer(20));
    const first = done(await send(50, offerId));
    // What is on its way already is not owed again: this one comes for ageing goods alone.
    const second = done(await send(20, offerId));
    const both = await Promise.all([accept(first.id, 50), accept(second.id, 20)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await owed()).toBe(both[0].ok ? 0 : 10);
    const gone = (await taken(offerId)) as { readonly quantity: number }[];
    expect(gone.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(both[0].ok ? 20 : 0);
    expect(await wrongIn(database)).toEqual([]);
  });
});
