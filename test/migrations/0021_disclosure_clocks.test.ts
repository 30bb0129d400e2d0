import { afterAll, beforeAll, expect, it } from "vitest";
import { readerOf } from "../../src/access/reader.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { openDesk, type DonationDesk } from "../support/donation-desk.ts";

onBothShapes("the clocks and the book of donated goods", (open) => {
  let database: Database;
  let desk: DonationDesk;
  beforeAll(async () => {
    database = await open();
    desk = await openDesk(database);
  });
  afterAll(() => database.close());

  const read = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);
  const book = (reader: Reader, name = "donation_book") =>
    withTx(database, hubReader, async ({ client }) => {
      const sql = "select id from qipan.disclosure where version > 0";
      return (await client.query<{ id: string }>(sql)).rows[0]?.id ?? "";
    }).then((id) => read(reader, `select * from qipan.${name}('${id}')`));

  it("have the terms of the Charity Law, each with its source", async () => {
    const sql = `select code, scope, anchor, days, months from qipan.disclosure_rule
      where valid_to is null and source_zh <> '' and source_en <> '' order by code`;
    expect(await read(publicReader, sql)).toEqual([
      { code: "FILING_10D", scope: "UNFILED", anchor: "START", days: 10, months: 0 },
      { code: "FINAL_3M", scope: "ENDED", anchor: "END", days: 0, months: 3 },
      { code: "LONG_3M", scope: "LONG", anchor: "PUBLICATION", days: 0, months: 3 },
      { code: "MAJOR_5D", scope: "MAJOR", anchor: "PUBLICATION", days: 5, months: 0 },
      { code: "RECEIPTS_5D", scope: "ALL", anchor: "UNPUBLISHED", days: 5, months: 0 },
    ]);
  });

  it("say of each that what the law does not say is illustrative", async () => {
    const sql = `select code from qipan.disclosure_rule
      where source_zh not like '%示例%' or source_en not like '%illustrative%'`;
    expect(await read(publicReader, sql)).toEqual([]);
  });

  it("tell the charity of its goods, and nobody else", async () => {
    expect(await book(readerOf(desk.publisher))).not.toEqual([]);
    for (const reader of [readerOf(desk.stranger), publicReader])
      for (const name of ["donation_book", "donation_distributions"])
        expect(await book(reader, name)).toEqual([]);
  });

  it("run as the owner with a pinned search path, and are nobody's by default", async () => {
    const sql = `select proname as name from pg_proc
      where proname in ('donation_book', 'donation_distributions') and prosecdef
        and 'search_path=qipan, pg_temp' = any (proconfig)
        and not exists (select from aclexplode(proacl) a where a.grantee = 0) order by 1`;
    expect(await read(publicReader, sql)).toEqual([
      { name: "donation_book" },
      { name: "donation_distributions" },
    ]);
  });
});
