import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readCut, type Cut } from "../../src/feed/cut.service.ts";
import { foundHubRow } from "../../src/feed/feed.service.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { listPastClaims, readOwed } from "../../src/ledger/as-of.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { lendAndLose } from "../support/ledger-history.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { sealAll } from "../support/ledger-figures.ts";

const statements = readFileSync(join(packageRoot, "migrations", "0145_as_of.sql"), "utf8")
  .split("--> statement-breakpoint")
  .map((sql) => sql.trim());
const derivations = statements.slice(-3);

const member = (...orgs: string[]) => ({ principal: "u", orgs, partners: [] });

onBothShapes("migration 0145_as_of", (open) => {
  let database: Database;
  let lots: readonly Lot[];
  let cut: Cut;
  const owner = <T>(sql: string): Promise<T[]> =>
    withOwnerTx(database, async ({ client }) => (await client.query(sql)).rows as T[]);
  const noted = () => owner<object>("select * from qipan.account_past order by account, seq");
  const cuts = () => owner<{ seq: number; at: Date }>("select * from qipan.seal_cut order by seq");

  beforeAll(async () => {
    database = await open();
    await withOwnerTx(database, (tx) => foundHubRow(tx, "EXERCISE", null));
    await layWorld(database);
    lots = await layLots(database, [{ quantity: 90 }]);
    await sealAll(database);
    await lendAndLose(database, lots[0]!);
    await sealAll(database);
    cut = await withTx(database, hubReader, async (tx) => {
      const found = await readCut(tx, {});
      if (!found.ok) throw new Error("no cut");
      return found.value;
    });
  });
  afterAll(() => database.close());

  it("notes for a book that was sealed before what the sealer would have noted", async () => {
    const before = await noted();
    const cutBefore = await cuts();
    expect(before.length).toBeGreaterThan(10);
    await withOwnerTx(database, async ({ client }) => {
      for (const table of ["account_past", "seal_cut"]) {
        await client.query(`alter table qipan.${table} disable trigger user`);
        await client.query(`delete from qipan.${table}`);
        await client.query(`alter table qipan.${table} enable trigger user`);
      }
      for (const sql of derivations) await client.query(sql);
    });
    expect(await noted()).toEqual(before);
    const cutAfter = await cuts();
    expect(cutAfter.map(({ seq }) => seq)).toEqual(cutBefore.map(({ seq }) => seq));
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });

  it("tells what one side owes the other to the two, and to nobody else", async () => {
    const pair = { debtorOrg: "G01", creditorOrg: "G02" };
    const seen = (reader: typeof publicReader) =>
      withTx(database, reader, async (tx) => {
        const listed = await listPastClaims(tx, cut, pair, { first: 100 });
        if (!listed.ok) throw new Error("not listed");
        const sum = listed.value.edges.reduce((all, { node }) => all + node.outstanding, 0);
        const owed = await readOwed(tx, cut, pair);
        return { sum, owed: owed.map(({ kind, outstanding }) => `${kind} ${outstanding}`) };
      });
    const told = { sum: 15, owed: ["REFILL 12", "REPAIR 3"] };
    for (const party of ["G01", "G02"]) expect(await seen(member(party))).toEqual(told);
    for (const stranger of [member("G03"), publicReader])
      expect(await seen(stranger)).toEqual({ sum: 0, owed: [] });
  });

  it("lets nobody change what was noted, and tells the auditor of it if someone does", async () => {
    for (const table of ["account_past", "seal_cut"])
      for (const sql of [`update qipan.${table} set seq = seq`, `delete from qipan.${table}`])
        await expect(owner(sql)).rejects.toMatchObject({ code: "55000" });
    await withOwnerTx(database, async ({ client }) => {
      await client.query("alter table qipan.account_past disable trigger user");
      await client.query(`update qipan.account_past set balance = balance + 1
        where (account, seq) = (select account, seq from qipan.account_past limit 1)`);
      await client.query("alter table qipan.account_past enable trigger user");
    });
    const { problems } = await verifyBook(database);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^account \d+ at seq \d+: noted /);
  });

  it("answers nothing to whoever is nobody", async () => {
    const nobody = { ...publicReader, principal: "" };
    for (const from of ["cut_at(null, null)", "account_past", "seal_cut", "lot_past"]) {
      const sql = `select * from qipan.${from}`;
      const { rows } = await withTx(database, nobody, ({ client }) => client.query(sql));
      expect(rows).toEqual([]);
    }
  });
});
