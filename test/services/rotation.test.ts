import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import { offerRotation, takeOffer, withdrawOffer } from "../../src/reserves/rotation.service.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import {
  balancesOf,
  by,
  codes,
  done,
  eventsOf,
  personIn,
  wrongIn,
} from "../support/peace-world.ts";

onBothShapes("a rotation offer", (open) => {
  let database: Database;
  let lot: Lot;
  const approver = (org: string) => personIn(org, ["APPROVER"]);

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await withOwnerTx(database, async ({ client }) => {
      await client.query(
        `insert into qipan.cluster (id, name_zh, name_en, hub_code)
         values ('C', '协作区', 'c', '150300')`,
      );
      await client.query("insert into qipan.cluster_member values ('C', '150300')");
    });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    [lot] = (await layLots(database, [
      { owner: "G02", item: "TENT", quantity: 100, expiresOn: "2099-01-31" },
    ])) as [Lot];
  });

  const offer = (quantity: number, more: object = {}, who = approver("G02")) =>
    offerRotation(database, by(who), {
      ...{ lotId: lot.id, quantity, mode: "GIFT", untilOn: "2099-01-01" },
      ...more,
    });
  const take = (offerId: string, quantity: number, org = "G06", depotId?: string) =>
    takeOffer(database, by(approver(org)), { offerId, quantity, depotId });
  const lotTaken = (offerId: string) =>
    withTx(database, hubReader, async ({ client }) => {
      const sql = `select l.id, l.depot_id as depot, l.owner_org as owner, l.under_norm as norm
        from qipan.rotation_take t join qipan.stock_lot l on l.id = t.lot_id where offer_id = $1
        order by t.quantity`;
      const { rows } = await client.query<{ id: string }>(sql, [offerId]);
      return rows;
    });

  it("is taken in parts: title changes, and the giver's norm opens a task", async () => {
    const { id } = done(await offer(60));
    done(await take(id, 20));
    done(await take(id, 40, "C07", "D-C07"));
    expect(codes(await take(id, 1))).toEqual(["ILLEGAL_TRANSITION offerId"]);
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 40, TRANSFERRED: 60 });
    const [left, fetched] = await lotTaken(id);
    expect(left).toMatchObject({ owner: "G06", depot: "D-G02", norm: false });
    expect(fetched).toMatchObject({ owner: "C07", depot: "D-C07", norm: false });
    expect(await balancesOf(database, left!.id)).toEqual({ ON_HAND: 20 });
    const tasks = await withTx(database, hubReader, (tx) => readTasks(tx, { owners: ["G02"] }));
    expect(tasks.map(({ quantity, performerOrg }) => [quantity, performerOrg]).toSorted()).toEqual([
      [20, "G02"],
      [40, "G02"],
    ]);
    const [told] = await eventsOf(database, "ROTATION_OFFERED");
    expect(told?.parties).toEqual(expect.arrayContaining(["G02", "G06", "C07"]));
    expect(told?.parties).not.toContain("E01");
    expect(await wrongIn(database)).toEqual([]);
  });

  it("in exchange leaves the taker to give fresh goods back", async () => {
    const { id } = done(await offer(50, { mode: "EXCHANGE", refillDays: 90 }));
    done(await take(id, 30));
    const [claims, tasks] = await withTx(database, hubReader, async (tx) => [
      await readClaims(tx, { debtors: ["G06"] }),
      (await readTasks(tx, { owners: ["G02"] })).filter(({ lotId }) => lotId === lot.id),
    ]);
    expect(claims).toMatchObject([
      { kind: "REFILL", creditorOrg: "G02", outstanding: 30, depotId: "D-G02" },
    ]);
    expect(claims[0]?.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(tasks).toMatchObject([
      { quantity: 30, performerOrg: "G06", funderOrg: "G06", claimId: claims[0]?.id },
    ]);
    expect(await wrongIn(database)).toEqual([]);
  });

  it("is the owner's to make and to withdraw, and a neighbour's to take", async () => {
    expect(codes(await offer(10, {}, personIn("G02", ["KEEPER"])))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await offer(10, {}, approver("G06")))).toEqual(["NOT_FOUND lotId"]);
    expect(codes(await offer(101, { untilOn: "2099-02-01", refillDays: 3 }))).toEqual([
      "QUANTITY_OUT_OF_RANGE quantity",
      "INVALID_INPUT untilOn",
      "INVALID_INPUT refillDays",
    ]);
    const { id } = done(await offer(10));
    expect(codes(await take(id, 11))).toEqual(["OFFER_LEFT quantity"]);
    expect(codes(await take(id, 1, "E01"))).toEqual(["NOT_FOUND offerId"]);
    expect(codes(await take(id, 1, "G02"))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await take(id, 1, "G06", "D-C07"))).toEqual(["NOT_FOUND depotId"]);
    const withdraw = (org: string) => withdrawOffer(database, by(approver(org)), { offerId: id });
    expect(codes(await withdraw("G06"))).toEqual(["NOT_ALLOWED "]);
    done(await withdraw("G02"));
    expect(codes(await take(id, 1))).toEqual(["ILLEGAL_TRANSITION offerId"]);
    expect(codes(await withdraw("G02"))).toEqual(["ILLEGAL_TRANSITION offerId"]);
  });

  it("gives no more than it has to two at once, nor what was blocked", async () => {
    const { id } = done(await offer(50));
    const both = await Promise.all([take(id, 30), take(id, 30, "C07")]);
    expect(both.map((one) => one.ok).toSorted()).toEqual([false, true]);
    expect(both.flatMap(codes)).toEqual(["OFFER_LEFT quantity"]);
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.stock_lot set condition = 'BLOCKED' where id = $1", [lot.id]),
    );
    expect(codes(await take(id, 1))).toEqual(["LOT_BLOCKED offerId"]);
    expect(await wrongIn(database)).toEqual([]);
  });
});
