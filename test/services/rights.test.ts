import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Right } from "../../schema/rights/right.ts";
import { policySql, settingSql } from "../../schema/rights/policy-sql.ts";
import { rights } from "../../schema/rights/rights.ts";
import { holds, sees, type Asks, type RowsOf } from "../../src/access/right.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { literal } from "../../src/postgres/session.ts";
import { onBothShapes } from "../support/database.ts";
import {
  askers,
  entries,
  loosen,
  readColumns,
  worlds,
  type Column,
  type World,
} from "../support/right-rows.ts";

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly cmd: "SELECT" | "INSERT" | "UPDATE";
  readonly using: string | null;
  readonly check: string | null;
}

const policies = `select tablename as "table", policyname as name, cmd, qual as using,
    with_check as check from pg_policies
  where schemaname = 'qipan' and policyname <> 'owner_all' order by 1, 2`;

const setters = `select t.tgname as name, p.prosrc as body,
    array(select a.attname::text from pg_attribute a
      where a.attrelid = t.tgrelid and a.attnum = any (t.tgattr) order by 1) as columns
  from pg_trigger t join pg_proc p on p.oid = t.tgfoid
  where p.proname ~ '_set_\\d+$' and p.proname = t.tgname and t.tgenabled = 'O'`;

/** What the one source says of a policy, both of its sentences. */
function said({ table, cmd }: Policy): { using?: Right; check?: Right } {
  const { seen, added, changed, kept = changed } = rights[table] ?? {};
  if (cmd === "SELECT") return { ...(seen && { using: seen }) };
  if (cmd === "INSERT") return { ...(added && { check: added }) };
  return { ...(changed && { using: changed }), ...(kept && { check: kept }) };
}

onBothShapes("rights", (open) => {
  let database: Database;
  let client: pg.PoolClient;
  let columns: Column[];

  beforeAll(async () => {
    database = await open();
    client = await database.ownerPool.connect();
    // As every transaction of the hub: a compiler takes many times as long as what it compiles.
    await client.query("set jit = off");
    columns = await readColumns(client);
  });
  afterAll(async () => {
    client.release();
    await database.close();
  });

  it("are said of every table, and no policy stands without", async () => {
    const { rows } = await client.query<Policy>(policies);
    const stand = rows.map(({ table, cmd }) => `${table} ${cmd}`);
    const expected = entries().flatMap(([table, { added, changed }]) => [
      `${table} SELECT`,
      ...(added === undefined ? [] : [`${table} INSERT`]),
      ...(changed === undefined ? [] : [`${table} UPDATE`]),
    ]);
    expect(stand.toSorted()).toEqual(expected.toSorted());
  });

  it("are the policies of the database, word for word", async () => {
    const { rows: before } = await client.query<Policy>(policies);
    await client.query("begin");
    for (const policy of before) {
      const { using, check } = said(policy);
      const clauses = [
        ...(using === undefined ? [] : [`using (${policySql(using, policy.table)})`]),
        ...(check === undefined ? [] : [`with check (${policySql(check, policy.table)})`]),
      ];
      await client.query(
        `alter policy ${policy.name} on qipan.${policy.table} ${clauses.join(" ")}`,
      );
    }
    const { rows: after } = await client.query<Policy>(policies);
    await client.query("rollback");
    expect(after).toEqual(before);
  });

  it("are the triggers that keep columns to those who may set them, word for word", async () => {
    const { rows } = await client.query<{ name: string; columns: string[]; body: string }>(setters);
    const expected = entries().flatMap(([table, { set = [] }]) =>
      set.map((one, nth) => ({
        name: `${table}_set_${nth + 1}`,
        columns: one.columns.toSorted(),
        body: settingSql(one, table),
      })),
    );
    const byName = <One extends { name: string }>(list: One[]) =>
      list.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(byName(rows)).toEqual(byName(expected));
  });

  it("decide about random rows as row-level security does, table by table", async () => {
    await client.query(loosen);
    const outcome = await fc.check(
      fc.asyncProperty(worlds(columns), askers, async (world, readers) => {
        await client.query("begin");
        try {
          const rowsOf = await fill(client, world);
          for (const asks of readers) await compare(client, asks, rowsOf);
        } finally {
          await client.query("rollback");
        }
      }),
      // A world is large, so that the first sentence that differs says more than a smaller world.
      { numRuns: 8, seed: 6, endOnFailure: true },
    );
    if (outcome.failed) throw outcome.errorInstance;
  });
});

async function fill(client: pg.PoolClient, world: World): Promise<RowsOf> {
  const inserts = Object.entries(world).map(([table, rows]) => {
    const named = Object.keys(rows[0] ?? {})
      .map((name) => `"${name}"`)
      .join();
    return `insert into qipan.${table} (${named}) overriding system value select ${named}
      from jsonb_populate_recordset(null::qipan.${table}, ${literal(JSON.stringify(rows))})`;
  });
  const all = Object.keys(world).map(
    (table) =>
      `select '${table}' as of, ctid::text as at, to_jsonb(t) as row from qipan.${table} t`,
  );
  await client.query(["set local session_replication_role = replica", ...inserts].join("; "));
  const { rows } = await client.query<{ of: string; at: string; row: object }>(
    all.join(" union all "),
  );
  const tables = new Map<string, object[]>();
  for (const { of, at, row } of rows)
    tables.set(of, [...(tables.get(of) ?? []), { ...row, "#": at }]);
  return (table) => (tables.get(table) ?? []) as Readonly<Record<string, unknown>>[];
}

/** What the app role sees, may change and may add, all of it against the pure rule. */
async function compare(client: pg.PoolClient, asks: Asks, rowsOf: RowsOf): Promise<void> {
  await client.query(
    `set local role qipan_app; select set_config('app.reader', ${literal(asks.principal)}, true),
       set_config('app.orgs', ${literal(asks.orgs.join(","))}, true),
       set_config('app.partners', ${literal(asks.partners.join(","))}, true),
       set_config('app.roles', ${literal((asks.roles ?? []).join(","))}, true)`,
  );
  const { rows: checks } = await client.query<Policy>(policies);
  const checkOf = (table: string) =>
    checks.find((one) => one.table === table && one.cmd === "INSERT")?.check ?? "";
  const asked = entries().flatMap(([table, { seen, added, changed, kept, set = [] }]) => [
    { table, right: seen, sql: `select ctid::text as at from qipan.${table}` },
    ...(changed === undefined
      ? []
      : [{ table, right: changed, sql: `select ctid::text as at from qipan.${table} for update` }]),
    ...(added === undefined
      ? []
      : [
          {
            table,
            right: added,
            sql: `select ctid::text as at from qipan.${table} where ${checkOf(table)}`,
          },
        ]),
    ...[...(kept === undefined ? [] : [kept]), ...set.map(({ by }) => by)].map((right) => ({
      table,
      right,
      sql: `select ctid::text as at from qipan.${table} where ${policySql(right, table)}`,
    })),
  ]);
  const answers = (await client.query(
    asked.map(({ sql }) => sql).join("; "),
  )) as unknown as pg.QueryResult<{ at: string }>[];
  asked.forEach(({ table, right, sql }, nth) => {
    const got = (answers[nth]?.rows ?? []).map(({ at }) => at);
    const expected = rowsOf(table)
      .filter((row) => sees(asks, table, row, rowsOf) && holds(right, asks, row, rowsOf))
      .map((row) => row["#"]);
    expect({ sql, asks, at: got.toSorted() }).toEqual({ sql, asks, at: expected.toSorted() });
  });
  await client.query("reset role");
}
