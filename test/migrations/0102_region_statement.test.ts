import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("statements of a region", (open) => {
  let database: Database;
  const of = (...orgs: string[]): Reader => ({
    ...{ principal: orgs.join(), orgs, partners: [] },
    roles: orgs.flatMap((org) => memberOf(org).roles ?? []),
  });
  const ask = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);
  const insert = (more: string, values: string) => `insert into qipan.statement (id, org, cut_at,
    on_day, head_size, head_root, content, issued_by, issued_at ${more}) values (gen_random_uuid(),
    'G01', now(), current_date, '0', '', '{}', 'x', now() ${values})`;
  const ofRegion = (books: string) => insert(", region, books", `, '150300', '${books}'`);
  const read = "select region from qipan.statement";

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  it("are written and read only by who may read every book in them", async () => {
    await expect(ask(of("G01"), ofRegion("{G01,G03}"))).rejects.toMatchObject({ code: "42501" });
    await ask(of("G01", "G03"), ofRegion("{G01,G03}"));
    for (const reader of [of("G01"), of("G03"), of("G02"), publicReader])
      expect(await ask(reader, read)).toEqual([]);
    expect(await ask(of("G03", "G01", "G02"), read)).toEqual([{ region: "150300" }]);
  });

  it("name their books and no other side; what was written before stays as it was", async () => {
    for (const sql of [
      ofRegion("{}"),
      ofRegion("{G03}"),
      insert(", books", ", '{G01}'"),
      insert(", region, books, counterparty", ", '150300', '{G01}', 'G02'"),
    ])
      await expect(ask(of("G01", "G03"), sql)).rejects.toMatchObject({ code: "23514" });
    await ask(of("G01"), insert(", counterparty", ", 'G02'"));
    for (const side of ["G01", "G02"])
      expect(await ask(of(side), read)).toEqual([{ region: null }]);
  });
});
