import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chanceOf } from "../../src/kernel/chance.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { liveThrough } from "../support/audit-history.ts";
import { asAuditor, auditFiles, auditFolder, auditStatements } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";

interface Told {
  readonly view: string;
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** What the catalogue says of the views and their columns; `name` is empty for a view itself. */
const catalogue = `select c.relname as view, coalesce(a.attname, '') as name,
    split_part(d.description, ' / ', 1) as zh, split_part(d.description, ' / ', 2) as en
  from pg_class c left join pg_description d on d.objoid = c.oid
  left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
  where c.relnamespace = 'qipan_audit'::regnamespace order by c.relname, d.objsubid`;

/** A documented view is a heading with its meaning and a table of its columns. */
function documented(file: string): string[] {
  const text = readFileSync(join(packageRoot, "docs", file), "utf8");
  return text
    .split(/^### /m)
    .slice(1)
    .flatMap((part) => {
      const [, view = "", means = ""] = /^`(\w+)`\n\n(.*)\n/.exec(part) ?? [];
      const rows = [...part.matchAll(/^\| `(\w+)` +\| (.*?) *\|$/gm)];
      return [`${view}: ${means}`, ...rows.map(([, name, said]) => `${view}.${name}: ${said}`)];
    });
}

onBothShapes("the auditor's kit", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    for (const seed of [7, Date.now() % 1_000_000]) await liveThrough(database, chanceOf(seed), 5);
  });
  afterAll(() => database.close());

  it("derives every statement anew, line by line", async () => {
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    const { statements, lines } = await auditStatements(database);
    expect(statements).toBeGreaterThan(7);
    expect(lines).toBeGreaterThan(20);
  });

  it("finds a figure of a statement that was changed afterwards", async () => {
    const change = (from: string, to: string) =>
      withOwnerTx(database, async ({ client }) => {
        await client.query("alter table qipan.statement disable trigger user");
        await client.query(
          `update qipan.statement set content = replace(content::text, $1, $2)::jsonb
           where content::text like '%' || $1 || '%'`,
          [from, to],
        );
        await client.query("alter table qipan.statement enable trigger user");
      });
    await change('"closing": ', '"closing": 1');
    await expect(auditStatements(database)).rejects.toThrow(/claims\.sql/);
    await change('"closing": 1', '"closing": ');
  });

  it("is documented as the catalogue has it, in both languages", async () => {
    const told = await asAuditor<Told>(database, catalogue);
    expect(told.length).toBeGreaterThan(100);
    const said = (locale: "zh" | "en") =>
      told.map(({ view, name, [locale]: text }) => `${view}${name && "."}${name}: ${text}`);
    expect(documented("audit.zh.md").toSorted()).toEqual(said("zh").toSorted());
    expect(documented("audit.md").toSorted()).toEqual(said("en").toSorted());
    for (const file of auditFiles)
      for (const name of ["audit.md", "audit.zh.md"])
        expect(readFileSync(join(packageRoot, "docs", name), "utf8")).toContain(`audit/${file}`);
  });

  it("has every column explained", async () => {
    const bare = await asAuditor(
      database,
      `select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'qipan_audit'::regnamespace and a.attnum > 0
         and coalesce(col_description(c.oid, a.attnum), '') !~ '.+ / .+'`,
    );
    expect(bare).toEqual([]);
  });

  it("shares no SQL with the hub: its files know the views alone", () => {
    for (const file of auditFiles) {
      const sql = readFileSync(join(auditFolder, file), "utf8");
      expect(sql).not.toMatch(/\bqipan\./);
      expect(sql).toMatch(/^-- .*[\u4e00-\u9fff].* \/ [A-Z]/);
    }
  });
});
