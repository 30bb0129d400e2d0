import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { book, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";
import { lendAndLose } from "../support/ledger-history.ts";

onBothShapes("the auditor", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const lots = await layLots(database, [{ quantity: 100 }, { quantity: 40, owner: "G03" }]);
    await lendAndLose(database, lots[0]!);
  });

  afterAll(() => database.close());

  beforeEach(async () => {
    await sealAll(database);
  });

  /** Changes rows as only their owner can, with its triggers off, and puts them back. */
  async function tamper(table: string, change: string, undo: string): Promise<readonly string[]> {
    const run = (sql: string): Promise<void> =>
      withOwnerTx(database, async ({ client }) => {
        await client.query(`alter table qipan.${table} disable trigger user`);
        await client.query(sql);
        await client.query(`alter table qipan.${table} enable trigger user`);
      });
    await run(change);
    const { verified, problems } = await verifyBook(database);
    expect(verified).toBe(false);
    await run(undo);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    return problems;
  }

  it("finds an honest book whole, and tells the unsealed tail", async () => {
    const whole = await verifyBook(database);
    expect(whole).toMatchObject({ verified: true, unsealed: 0, problems: [] });
    expect(whole.heads).toBeGreaterThan(1);
    const [lot] = await layLots(database, [{ quantity: 7 }]);
    expect(lot?.quantity).toBe(7);
    const tail = await verifyBook(database);
    expect(tail).toMatchObject({ verified: true, unsealed: 1, problems: [] });
    expect(tail.entries).toBe(whole.entries + 1);
  });

  it("names the account and the entry whose quantity was changed", async () => {
    const first = "(select min(id) from qipan.entry)";
    const problems = await tamper(
      "entry",
      `update qipan.entry set quantity = quantity + 1 where id = ${first}`,
      `update qipan.entry set quantity = quantity - 1 where id = ${first}`,
    );
    expect(problems).toContainEqual(expect.stringMatching(/^account \d+ \(G02 ON_HAND TENT\)/));
    expect(problems).toContainEqual(
      expect.stringMatching(/^transfer \S+ line 0: not what its leaf in book G02 says/),
    );
  });

  it.each([
    ["the mark between fields", "chr(31)"],
    ["the mark between rows", "chr(30)"],
    ["a quote and a backslash", `'"\\'`],
    ["a line of its own", "chr(10) || '9'"],
  ])("names the entry and the leaf whose text was given %s", async (_, more) => {
    const first = "(select min(id) from qipan.entry)";
    const entry = await tamper(
      "entry",
      `update qipan.entry set item = item || ${more} where id = ${first}`,
      `update qipan.entry set item = 'TENT' where id = ${first}`,
    );
    const said = /^transfer \S+ line 0: not what its leaf in book G02 says/;
    expect(entry).toEqual([expect.stringMatching(said)]);
    const leaf = "book = 'G02' and position = 0";
    const named = await tamper(
      "book_leaf",
      `update qipan.book_leaf set hash = hash || ${more} where ${leaf}`,
      `update qipan.book_leaf set hash = left(hash, 64) where ${leaf}`,
    );
    expect(named).toContainEqual(expect.stringMatching(said));
  });

  const some = (table: string, key: string): string =>
    `${key} = (select ${key} from qipan.${table} order by ${key} limit 1)`;
  const transfer = some("transfer", "id");
  const goods = "id = (select min(id) from qipan.account where kind = 'ON_HAND')";
  const leaf = "book = 'G02' and position = 3";
  const head =
    "book = 'G02' and size = (select max(size) from qipan.ledger_head where book = 'G02')";
  const last = "seq = (select max(seq) from qipan.sealed)";

  it.each([
    [
      "a time",
      "transfer",
      transfer,
      "occurred_at = occurred_at %s interval '1 us'",
      /not what its/,
    ],
    ["an actor", "transfer", transfer, "actor = reverse(actor)", /not what its/],
    ["a balance", "account", goods, "balance = balance %s 1", /^account \d+ .*balance/],
    ["a claim", "claim", some("claim", "id"), "opened = opened %s 1", /^claim \S+: the row/],
    [
      "a task",
      "refill_task",
      some("refill_task", "id"),
      "quantity = quantity %s 1",
      /^refill task/,
    ],
    [
      "a performer",
      "refill_task",
      some("refill_task", "id"),
      "performer_org = reverse(performer_org)",
      /^claim \S+: \d+ to refill, its tasks miss/,
    ],
    [
      "the whereabouts of goods in repair",
      "account",
      "kind = 'REPAIR'",
      "counterparty = reverse(counterparty)",
      /^REPAIR of item TENT lot \S+ on incident \S+: 3 owed, for 0 units/,
    ],
    [
      "a version",
      "entry",
      "id = (select min(id) from qipan.entry)",
      "origin_version = origin_version %s 1000",
      /^account \d+ .*: balance .*, with gaps$/,
    ],
    [
      "a balance noted behind a batch",
      "account_past",
      "(account, seq) = (select account, seq from qipan.account_past order by 1, 2 limit 1)",
      "balance = balance %s 1",
      /^account \d+ at seq \d+: noted /,
    ],
    [
      "the place of an entry",
      "sealed",
      "seq = (select min(seq) from qipan.sealed where kind = 'ENTRY')",
      "row_id = row_id %s 1000",
      /^seq \d+: ENTRY \d+ does not exist$/,
    ],
    ["a leaf", "book_leaf", leaf, "hash = reverse(hash)", /its root does not follow/],
    ["a root", "ledger_head", head, "root = reverse(root)", /its hash is not its own/],
    ["a head's past", "ledger_head", head, "previous = reverse(previous)", /the head before it/],
    ["the order of readers", "sealed", last, "seq = seq %s 1000", /^seq \d+: missing/],
  ])("finds %s that was changed", async (_what, table, row, change, problem) => {
    const update = (sign: string): string =>
      `update qipan.${table} set ${change.replace("%s", sign)} where ${row}`;
    const problems = await tamper(table, update("+"), update("-"));
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it("finds a claim that grew after both sides had signed it", async () => {
    const sign = (at: string): string => `update qipan.claim
      set debtor_confirmed_at = ${at}, creditor_confirmed_at = ${at} where kind = 'REFILL'`;
    const problems = await tamper("claim", sign("opened_at"), sign("null"));
    expect(problems).toContainEqual(expect.stringMatching(/^claim \S+: grew after both sides/));
  });

  it("finds a claim and a task that were taken away", async () => {
    await withOwnerTx(database, ({ client }) =>
      client.query(`create table qipan.gone as select * from qipan.refill_task;
        delete from qipan.refill_task`),
    );
    const { problems } = await verifyBook(database);
    expect(problems).toContainEqual(expect.stringMatching(/^refill task \S+: the row says/));
    await withOwnerTx(database, ({ client }) =>
      client.query("insert into qipan.refill_task select * from qipan.gone; drop table qipan.gone"),
    );
    expect(await verifyBook(database)).toMatchObject({ verified: true });
  });

  it("is not fooled by goods that stay held", async () => {
    const [lot] = await layLots(database, [{ quantity: 9 }]);
    await book(database, hold({ evidence }, [{ line: lineOf(lot!), quantity: 9 }]));
    expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 2 });
  });
});
