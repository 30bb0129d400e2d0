import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

/** Recall, kits and rotation: what a neighbour may not do although the tables are there. */
onBothShapes("care of stock", (open) => {
  let database: Database;
  let lot: Lot;
  const ask = (reader: Reader, sql: string, values: unknown[] = []) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql, values)).rows);

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    [lot] = (await layLots(database, [{ owner: "G02" }])) as [Lot];
  });
  afterAll(() => database.close());

  it("lets nobody recall in another's name, and no stranger to the batch in its own", async () => {
    const recall = "select qipan.batch_recall('TENT', 'B1', $1) as done";
    for (const reader of [memberOf("G06"), publicReader])
      await expect(ask(reader, recall, ["G02"])).rejects.toMatchObject({ code: "42501" });
    expect(await ask(memberOf("G06"), recall, ["G06"])).toEqual([{ done: null }]);
    const inner = "select qipan.lot_orders_all('{}')";
    await expect(ask(memberOf("G02"), inner)).rejects.toMatchObject({ code: "42501" });
    expect(await ask(memberOf("G06"), "select qipan.lot_orders($1) as o", [[lot.id]])).toEqual([
      { o: [] },
    ]);
  });

  it("lets the owner alone make kits of a lot, and an offer of it", async () => {
    const kit = "insert into qipan.kit_lot (lot_id, assembled) values ($1, 1)";
    const offer = `insert into qipan.rotation_offer (id, lot_id, owner_org, item, quantity, mode,
        until_on, offered_by, offered_at, parties)
      values ($2, $1, 'G02', 'TENT', 5, 'GIFT', '2099-01-01', 'x', now(), array['G06'])`;
    const id = randomUUID();
    await expect(ask(memberOf("G06"), kit, [lot.id])).rejects.toMatchObject({ code: "42501" });
    await expect(ask(memberOf("G06"), offer, [lot.id, id])).rejects.toMatchObject({
      code: "42501",
    });
    await ask(memberOf("G02"), kit, [lot.id]);
    await ask(memberOf("G02"), offer, [lot.id, id]);
    const seen = "select from qipan.rotation_offer";
    expect(await ask(memberOf("G06"), seen)).toHaveLength(1);
    expect(await ask(memberOf("C07"), seen)).toHaveLength(0);
    const behind = "select qipan.rotation_lot($1) ->> 'batch' as batch";
    expect(await ask(memberOf("G06"), behind, [id])).toEqual([{ batch: "B1" }]);
    expect(await ask(memberOf("C07"), behind, [id])).toEqual([{ batch: null }]);
    const more = "update qipan.rotation_offer set quantity = 9";
    await expect(ask(memberOf("G06"), more)).rejects.toMatchObject({ code: "42501" });
  });
});
