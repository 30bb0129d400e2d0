import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("a stocktake's tables", (open) => {
  let database: Database;
  let lot: Lot;
  const of = (org: string): Reader => ({ ...memberOf(org), partners: ["G02"] });
  const id = randomUUID();

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    [lot] = (await layLots(database, [{ owner: "G02", custodian: "E04" }])) as [Lot];
    await withTx(database, of("E04"), async ({ client, now }) => {
      await client.query(
        `insert into qipan.stocktake (id, depot_id, org, items, bins, opened_by, opened_at)
         values ($1, 'D-E04', 'E04', '{}', '{}', 'k', $2)`,
        [id, now],
      );
      await client.query(
        "insert into qipan.stocktake_line (id, stocktake_id, lot_id) values ($1, $1, $2)",
        [id, lot.id],
      );
    });
  });
  afterAll(() => database.close());

  const ask = (reader: Reader, sql: string, values: unknown[] = []) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql, values)).rows);

  it("are for those who keep or own the shelves", async () => {
    for (const table of ["stocktake", "stocktake_line"]) {
      const seen = await Promise.all(
        ["E04", "G06"].map((org) => ask(of(org), `select from qipan.${table}`)),
      );
      expect(seen.map((rows) => rows.length)).toEqual([1, 0]);
    }
    const update = "update qipan.stocktake set state = 'CANCELLED' where id = $1 returning id";
    expect(await ask(of("G06"), update, [id])).toEqual([]);
    const count = `insert into qipan.stocktake_count values ($1, $1, 1, 5, now(), 'x')`;
    await expect(ask(of("G06"), count, [id])).rejects.toMatchObject({ code: "42501" });
    expect(await ask(of("E04"), count, [id])).toEqual([]);
    const change = "update qipan.stocktake_count set counted = 6";
    await expect(ask(of("E04"), change)).rejects.toMatchObject({ code: "42501" });
  });

  it("tell what lay on a shelf to owner and keeper alone", async () => {
    const book = "select booked, on_hand from qipan.shelf_book($1, now())";
    const whole = [{ booked: 100, on_hand: 100 }];
    expect(await ask(of("E04"), book, [lot.id])).toEqual(whole);
    expect(await ask(of("G02"), book, [lot.id])).toEqual(whole);
    expect(await ask(hubReader, book, [lot.id])).toEqual(whole);
    expect(await ask(of("G06"), book, [lot.id])).toEqual([]);
    const before = "select booked from qipan.shelf_book($1, now() - interval '1 day')";
    expect(await ask(of("G02"), before, [lot.id])).toEqual([{ booked: 0 }]);
  });
});
