import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

const journal = [
  "account",
  "transfer",
  "entry",
  "claim",
  "refill_task",
  "event",
  "idempotency",
  "sealed",
  "seal_state",
  "book_leaf",
  "book_node",
  "ledger_head",
  "audit_event",
];

onBothShapes("row-level security", (open) => {
  let database: Database;
  let tables: string[];

  beforeAll(async () => {
    database = await open();
    tables = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ name: string }>(
        `select relname as name from pg_class
         where relnamespace = 'qipan'::regnamespace and relkind = 'r' and relname <> 'migration'`,
      );
      return rows.map(({ name }) => name);
    });
  });

  afterAll(() => database.close());

  it("is forced on every table, and the owner has a policy of its own", async () => {
    const open = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ name: string }>(
        `select c.relname as name from pg_class c
         where relnamespace = 'qipan'::regnamespace and relkind = 'r' and relname <> 'migration'
           and not (c.relrowsecurity and c.relforcerowsecurity
             and exists (select from pg_policy p
               where p.polrelid = c.oid and p.polname = 'owner_all'))`,
      );
      return rows;
    });
    expect(open).toEqual([]);
    expect(tables.length).toBeGreaterThan(40);
  });

  it("shows nothing to a transaction without settings", async () => {
    await withTx(database, hubReader, async ({ client }) => {
      await client.query(
        "select set_config('app.reader', '', true), set_config('app.orgs', '', true)",
      );
      for (const table of tables) {
        const { rowCount } = await client.query(`select from qipan.${table} limit 1`);
        expect({ table, rowCount }).toEqual({ table, rowCount: 0 });
      }
    });
  });

  it("never lets the app role delete, nor write a journal row", async () => {
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ name: string; privilege: string }>(
        `select table_name as name, privilege_type as privilege
         from information_schema.role_table_grants
         where grantee = 'qipan_app' and table_schema = 'qipan'
           and (privilege_type in ('DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')
             or (table_name = any ($1) and privilege_type <> 'SELECT'))`,
        [journal],
      ),
    );
    expect(rows).toEqual([]);
  });

  it.each(journal)("refuses a direct write to %s", async (table) => {
    await expect(
      withTx(database, hubReader, ({ client }) =>
        client.query(`insert into qipan.${table} default values`),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
