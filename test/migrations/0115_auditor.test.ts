import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { asAuditor } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

/** Tables that an auditor has no business with, and columns that say who a person is. */
const secretTables = ["api_key", "session", "principal", "membership", "idempotency", "hand_over"];
const secretColumns =
  /hash$|secret|token|code_|phone|contact|driver|plate|actor$|_by$|confirmed_by|issued_by/;

onBothShapes("the auditor's role", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await layLots(database, [{ owner: "G02" }, { owner: "G03" }]);
  });
  afterAll(() => database.close());

  const ask = <T extends object>(sql: string) => asAuditor<T>(database, sql);

  it("reads all books, whoever asks", async () => {
    const seen = await ask("select distinct owner from qipan_audit.account order by 1");
    expect(seen).toEqual([{ owner: "G02" }, { owner: "G03" }]);
    const [row] = await ask<{ rolcanlogin: boolean }>(
      `select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles
       where rolname = 'qipan_auditor'`,
    );
    const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(row).toEqual({ rolcanlogin: false, ...no });
  });

  it.each([
    "select from qipan.account",
    "select from qipan.api_key",
    "select qipan.is_sink('CONSUMED')",
    "select qipan.ledger_post('{}')",
    "update qipan_audit.account set balance = 0",
    "insert into qipan_audit.item values ('X', 'X', 'X')",
    "delete from qipan_audit.statement",
    "create table qipan_audit.mine (n integer)",
  ])("is refused: %s", async (sql) => {
    await expect(ask(sql)).rejects.toMatchObject({ code: "42501" });
  });

  it("has a right to read the views, and no other right on anything of ours", async () => {
    const rights = await ask(
      `select distinct n.nspname as schema, x.privilege_type as privilege
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       cross join lateral aclexplode(c.relacl) x
       where x.grantee = 'qipan_auditor'::regrole
       union all
       select n.nspname, x.privilege_type from pg_namespace n
       cross join lateral aclexplode(n.nspacl) x where x.grantee = 'qipan_auditor'::regrole
       union all
       select p.proname, x.privilege_type from pg_proc p
       cross join lateral aclexplode(p.proacl) x where x.grantee = 'qipan_auditor'::regrole
       order by 1, 2`,
    );
    expect(rights).toEqual([
      { schema: "qipan_audit", privilege: "SELECT" },
      { schema: "qipan_audit", privilege: "USAGE" },
    ]);
  });

  it("sees no secret and no person: the views do not touch them", async () => {
    const used = await ask<{ table: string; column: string }>(
      `select distinct t.relname as table, a.attname as column
       from pg_class v join pg_rewrite r on r.ev_class = v.oid
       join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
         and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
       join pg_class t on t.oid = d.refobjid and t.oid <> v.oid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
       where v.relnamespace = 'qipan_audit'::regnamespace`,
    );
    expect(used.length).toBeGreaterThan(80);
    expect(used.filter(({ table }) => secretTables.includes(table))).toEqual([]);
    const told = used.filter(({ column }) => secretColumns.test(column));
    // Leaves and heads are proved with their hashes; a side and a transfer are no person.
    expect(told.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual([
      "book_leaf.hash",
      "claim.disputed_by",
      "claim.opened_by",
      "ledger_head.hash",
      "refill_task.opened_by",
    ]);
  });
});
