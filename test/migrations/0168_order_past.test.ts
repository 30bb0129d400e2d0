import { afterAll, beforeAll, expect, it } from "vitest";
import { foundHubRow } from "../../src/feed/feed.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { fillDispatchWorld } from "../support/dispatch-world.ts";
import { bring, type Specimen } from "../support/state-orders.ts";

onBothShapes("what an order was", (open) => {
  let database: Database;
  let one: Specimen;
  beforeAll(async () => {
    database = await open();
    await withOwnerTx(database, (tx) => foundHubRow(tx, "EXERCISE", null));
    await fillDispatchWorld(database);
    one = await bring(database, "RECEIVED");
  });
  afterAll(() => database.close());

  it("is kept with each change, at an event of the same transaction", async () => {
    const past = await rowsOf<{ version: number; existed: boolean; own: boolean }>(
      database,
      `select p.version, p.existed, e.id is not null as own from qipan.order_past p
       left join qipan.event e on e.id = p.event where p.order_id = $1 order by p.version`,
      [one.orderId],
    );
    expect(past[0]).toEqual({ version: 0, existed: false, own: true });
    expect(past.length).toBeGreaterThan(2);
    expect(past.slice(1).every(({ existed, own }) => existed && own)).toBe(true);
    const lines = await rowsOf<Record<string, number>>(
      database,
      `select loaded, departed, accepted from qipan.order_line_past
       where line_id = $1 and existed order by version`,
      [one.lineId],
    );
    expect(lines).toEqual([
      { loaded: 0, departed: 0, accepted: 0 },
      { loaded: 4, departed: 0, accepted: 0 },
      { loaded: 4, departed: 4, accepted: 0 },
    ]);
  });

  it("is nobody's to write, and shown with the order alone", async () => {
    for (const table of ["order_past", "order_line_past"]) {
      const count = `select count(*)::integer as n from qipan.${table}`;
      const seen = await withTx(database, publicReader, ({ client }) => client.query(count));
      expect(seen.rows).toEqual([{ n: 0 }]);
      for (const deed of [`delete from qipan.${table}`, `update qipan.${table} set event = 1`]) {
        await expect(rowsOf(database, deed)).rejects.toMatchObject({ code: "42501" });
        await expect(withOwnerTx(database, ({ client }) => client.query(deed))).rejects.toThrow(
          /append-only|only|never/,
        );
      }
    }
  });
});
