import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { checkText } from "../support/check-text.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("code tables in tables", (open) => {
  let database: Database;
  const id = randomUUID();
  const of = (org: string): Reader => memberOf(org);
  const ask = (reader: Reader, sql: string, values: unknown[] = []) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql, values)).rows);
  const entry = (code: string, from: number) =>
    ask(
      of("G02"),
      `insert into qipan.code_entry (table_id, code, target, unit, give, counts, from_version)
       values ($1, $2, 'TENT', '', 1, 1, $3)`,
      [id, code, from],
    );

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await ask(
      of("G02"),
      `insert into qipan.code_table (id, org, system, kind, sight, version)
       values ($1, 'G02', 'ERP', 'ITEM', 'OWN', 1)`,
      [id],
    );
    await ask(
      of("G02"),
      `insert into qipan.code_table_version
         (table_id, version, rows, added, changed, removed, imported_by)
       values ($1, 1, 1, 1, 0, 0, 'x')`,
      [id],
    );
    await entry("A", 1);
  });
  afterAll(() => database.close());

  it("hold a row once at a time, of a version that there is, in a ratio that is one", async () => {
    await expect(entry("B", 2)).rejects.toMatchObject({ code: "23503" });
    await expect(
      ask(of("G02"), "update qipan.code_entry set until_version = 1 where table_id = $1", [id]),
    ).rejects.toMatchObject({ code: "23514" });
    const twice = entry("A", 1);
    await expect(twice).rejects.toMatchObject({ code: "23505" });
    await expect(
      ask(
        of("G02"),
        `insert into qipan.code_entry (table_id, code, target, unit, give, counts, from_version)
         values ($1, 'Z', 'TENT', '', 0, 1, 1)`,
        [id],
      ),
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("are their owner's, and nobody is told that they are there", async () => {
    for (const table of ["code_table", "code_table_version", "code_entry"]) {
      const sql = `select count(*)::integer as n from qipan.${table}`;
      expect(await ask(of("G02"), sql)).toEqual([{ n: 1 }]);
      for (const reader of [of("G06"), publicReader])
        expect(await ask(reader, sql)).toEqual([{ n: 0 }]);
      await expect(ask(of("G02"), `delete from qipan.${table}`)).rejects.toMatchObject({
        code: "42501",
      });
    }
  });

  it("are told on the feed, beside every word that was there", async () => {
    const checks = await ask(
      { principal: "hub", orgs: ["*"], partners: [] },
      `select ${checkText} ~ 'CODE_TABLE' and ${checkText} ~ 'STATEMENT' as whole
       from pg_constraint c where c.conrelid = 'qipan.event'::regclass
         and c.conname in ('event_kind', 'event_subject_kind')`,
    );
    expect(checks).toEqual([{ whole: true }, { whole: true }]);
  });
});
