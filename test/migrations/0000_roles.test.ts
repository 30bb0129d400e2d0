import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { migrate, schemaDifference } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { serverAt, type TestDatabase } from "../support/postgres.ts";
import "../support/shared-postgres.ts";

/** A city's server: the deployer may make roles but is no superuser; the app login may nothing. */
describe("migrating as a login that may only make roles", () => {
  const mark = randomUUID().slice(0, 8);
  const deployer = `qipan_deployer_${mark}`;
  const app = `qipan_login_${mark}`;
  let created: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    created = await serverAt(inject("postgresUrl")).createDatabase();
    await asSuperuser(
      `create role ${deployer} login createrole password 'test'`,
      `create role ${app} login password 'test'`,
      `alter database "${created.name}" owner to ${deployer}`,
    );
    database = openServer({ url: login(app), ownerUrl: login(deployer), maxConnections: 3 });
  });

  afterEach(async () => {
    await database.close();
    await created.drop();
    await asSuperuser(`drop role if exists ${app}`, `drop role if exists ${deployer}`);
  });

  const login = (name: string): string => {
    const url = new URL(created.url);
    url.username = name;
    url.password = "test";
    return url.href;
  };

  async function asSuperuser(...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: inject("postgresUrl") });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  it("makes the roles, and lets the app login serve but not own", async () => {
    await makeRolesAdministrable();
    await migrate(database);
    const seen = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ name: string; owns: boolean }>(
        `select current_user as name, pg_has_role($1, 'qipan_owner', 'member') as owns`,
        [app],
      );
      return rows[0];
    });
    expect(seen).toEqual({ name: "qipan_app", owns: false });
    const owner = await withOwnerTx(database, ({ client }) =>
      client.query<{ name: string }>("select current_user as name"),
    );
    expect(owner.rows).toEqual([{ name: "qipan_owner" }]);
  });

  it("does nothing the second time, and two at once wait for each other", async () => {
    await makeRolesAdministrable();
    const other = openServer({ url: login(app), ownerUrl: login(deployer), maxConnections: 2 });
    const reports = await Promise.all([migrate(database), migrate(other)]);
    await other.close();
    const applied = reports.map((report) => report.applied.length);
    expect(Math.min(...applied)).toBe(0);
    expect(Math.max(...applied)).toBeGreaterThan(2);
    expect(await schemaDifference(database)).toEqual({ missing: [], unknown: [] });
  });

  it("says which migrations a database lacks, and refuses one that was edited", async () => {
    await makeRolesAdministrable();
    expect((await schemaDifference(database)).missing).toContain("0001_tables.sql");
    await migrate(database);
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.migration set hash = 'edited' where name = '0001_tables.sql'"),
    );
    await expect(migrate(database)).rejects.toThrow(/0001_tables.sql was edited/);
  });

  /** The shared server has the roles already; a fresh one would be made by the deployer. */
  async function makeRolesAdministrable(): Promise<void> {
    await asSuperuser(
      `do $$ begin
        if not exists (select from pg_roles where rolname = 'qipan_owner') then
          create role qipan_owner;
        end if;
        if not exists (select from pg_roles where rolname = 'qipan_app') then
          create role qipan_app;
        end if;
      end $$`,
      `grant qipan_owner, qipan_app to ${deployer} with admin option`,
    );
  }
});
