import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import type { Database } from "../../src/postgres/pool.ts";

type Row = Readonly<Record<string, unknown>>;

export const auditFolder = join(packageRoot, "docs", "audit");
export const auditFiles = readdirSync(auditFolder).filter((name) => name.endsWith(".sql"));

/** A file of the kit with psql's variable put in as psql does it. */
const scriptOf = (name: string, statement: string): string =>
  readFileSync(join(auditFolder, name), "utf8").replaceAll(
    ":'statement'",
    `'${statement.replaceAll("'", "''")}'`,
  );

/** Asks as an auditor does: under the role that has nothing but the views. */
export async function asAuditor<T extends object = Row>(
  database: Database,
  sql: string,
): Promise<T[]> {
  const client = await database.ownerPool.connect();
  try {
    await client.query("begin");
    await client.query("set local role qipan_auditor");
    await client.query("set local jit = off");
    const { rows } = await client.query<T>(sql);
    return rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Lines in an order of their own; figures are numbers whatever sums of them are called. */
const sorted = (rows: readonly Row[]): string[] =>
  rows.map((row) => JSON.stringify(plain(row), Object.keys(row).toSorted())).toSorted();

const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null
        ? Object.entries(value).toSorted().join()
        : /^-?\d+$/.test(String(value))
          ? Number(value)
          : value,
    ]),
  );

const issued: Readonly<Record<string, string>> = {
  "claims.sql": `select org, side, counterparty, kind, item, opening, opened, settled, reversed,
    closing, disputed from qipan_audit.statement_line`,
  "goods.sql": "select kind, holder, place, item, quantity from qipan_audit.statement_goods",
  "tasks.sql": "select age, depot, performer_org, item, missing from qipan_audit.statement_task",
};

/**
 * Every statement of the hub derived anew by the auditor's own SQL, compared line by line with
 * what was issued; answers how many statements and lines there were.
 */
export async function auditStatements(
  database: Database,
): Promise<{ statements: number; lines: number }> {
  const all = await asAuditor<{ statement: string; number: string; head_size: number }>(
    database,
    "select statement, number, head_size from qipan_audit.statement order by issued_at",
  );
  let lines = 0;
  for (const { statement, number, head_size } of all) {
    for (const [file, sql] of Object.entries(issued)) {
      const told = await asAuditor(database, `${sql} where statement = '${statement}'`);
      const derived = await asAuditor(database, scriptOf(file, number));
      expect([file, statement, sorted(derived)]).toEqual([file, statement, sorted(told)]);
      lines += told.length;
    }
    expect([statement, await asAuditor(database, scriptOf("cut.sql", number))]).toEqual([
      statement,
      [],
    ]);
    const roots = await asAuditor(database, scriptOf("heads.sql", statement));
    expect(roots.filter(({ same }) => same !== true)).toEqual([]);
    expect(roots.length > 0).toBe(head_size > 0);
  }
  return { statements: all.length, lines };
}
