import { writeFile, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFeed, readHub, readLatestCursor } from "../../src/feed/feed.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Exported } from "../../src/moving/export.service.ts";
import { restoreHub } from "../../src/moving/restore.service.ts";
import { leftBehind } from "../../src/moving/tables.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { lendAndLose } from "../support/ledger-history.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { asHub, layLots, layWorld } from "../support/ledger-world.ts";
import { exportTo, foundDrill, linesOf, openDesk, packed, resigned } from "../support/moving.ts";
import { changeRow, writeLines, type Desk } from "../support/moving.ts";

const rows = <T extends object>(database: Database, sql: string): Promise<T[]> =>
  withOwnerTx(database, async ({ client }) => (await client.query<T>(sql)).rows);

/** All that a restore sets aside and must put back. */
const guards = (database: Database): Promise<object[]> =>
  rows(
    database,
    `select conname as name, condeferrable::text as state, convalidated::text as more
     from pg_constraint where connamespace = 'qipan'::regnamespace and contype = 'f'
     union all select tgrelid::regclass || ' ' || tgname, tgenabled::text, ''
     from pg_trigger where not tgisinternal order by 1`,
  );

let desk: Desk;
let source: Database;
let first: Exported;
let cursor: string;
beforeAll(async () => {
  desk = await openDesk();
  source = await openEmbeddedTest();
  await foundDrill(source);
  await layWorld(source);
  const lots = await layLots(source, [{ quantity: 100 }, { quantity: 40, owner: "G03" }]);
  await lendAndLose(source, lots[0]!);
  await sealAll(source);
  await withOwnerTx(source, ({ client }) =>
    client.query(`insert into qipan.principal (id, kind, name) values ('p', 'PERSON', '王');
      insert into qipan.session (token_hash, principal_id, expires_at) values ('t', 'p', now());
      insert into qipan.api_key (id, principal_id, secret_hash, scopes)
        values ('k', 'p', 'hash', '["read", {"a": null, "é\\n": 1.50}]')`),
  );
  cursor = await asHub(source, readLatestCursor);
  first = await exportTo(desk.file("first.gz"), source, { stretch: 7 });
});
afterAll(async () => {
  await source.close();
  await desk.clear();
});

describe("a hub that moves", () => {
  let server: Database;
  let back: Database;
  let before: object[];
  beforeAll(async () => {
    [server, back] = [await openServerTest(), await openEmbeddedTest()];
    before = await guards(server);
    expect(await restoreHub(server, desk.file("first.gz"))).toMatchObject({ ok: true });
  });
  afterAll(() => Promise.all([server.close(), back.close()]));

  it("is in its file with every table that there is", async () => {
    const tables = await rows<{ name: string }>(
      source,
      `select relname as name from pg_class
       where relnamespace = 'qipan'::regnamespace and relkind = 'r'`,
    );
    const moved = Object.keys(first.header.counts);
    expect([...moved, ...leftBehind].sort()).toEqual(tables.map(({ name }) => name).sort());
    expect(first.footer.counts).toEqual(first.header.counts);
    expect(first.footer.counts.entry).toBeGreaterThan(5);
  });

  it("is the same on a server and back, by checksum and heads", async () => {
    const second = await exportTo(desk.file("second.gz"), server, { stretch: 7 });
    expect(second.footer).toEqual({ ...first.footer, header: second.footer.header });
    expect(await restoreHub(back, desk.file("second.gz"))).toMatchObject({ ok: true });
    const third = await exportTo(desk.file("third.gz"), back, { stretch: 7 });
    expect(third.footer).toEqual({ ...first.footer, header: third.footer.header });
    expect(first.footer.heads.length).toBeGreaterThan(1);
  });

  it("has a new epoch, so that nobody goes on from an old cursor", async () => {
    const [old, now] = [await readHub(source), await readHub(server)];
    expect({ ...now, epoch: "" }).toEqual({ ...old, epoch: "" });
    expect(now.epoch).not.toBe(old.epoch);
    const page = await asHub(server, (tx) => readFeed(tx, { first: 5, after: cursor }));
    expect(page).toMatchObject({ refused: [{ code: "FEED_EPOCH_CHANGED" }] });
  });

  it("keeps keys and leaves sessions behind", async () => {
    expect(await rows(server, "select * from qipan.session")).toEqual([]);
    const keys = "select id, secret_hash, scopes::text from qipan.api_key";
    expect(await rows(server, keys)).toEqual(await rows(source, keys));
  });

  it("has all its guards again, and goes on", async () => {
    expect(await guards(server)).toEqual(before);
    await expect(rows(server, "update qipan.entry set quantity = 1")).rejects.toThrow(/append/);
    const [lot] = await layLots(server, [{ quantity: 100 }]);
    await lendAndLose(server, lot!);
    await sealAll(server);
    expect(await verifyBook(server)).toMatchObject({ verified: true, unsealed: 0, problems: [] });
    const [state] = await rows<{ seq: number }>(server, "select seq from qipan.seal_state");
    expect(state?.seq).toBeGreaterThan(first.footer.counts.sealed ?? 0);
  });
});

describe("a file that is not right", () => {
  let target: Database;
  beforeAll(async () => {
    target = await openServerTest();
  });
  afterAll(() => target.close());

  const restored = async (content: Buffer | string) => {
    const path = desk.file("wrong.gz");
    await writeFile(path, content);
    const outcome = await restoreHub(target, path);
    const left = await rows<{ n: number }>(
      target,
      `select (select count(*) from qipan.hub) + (select count(*) from qipan.account)
         + (select count(*) from qipan.region) as n`,
    );
    expect(left).toEqual([{ n: 0 }]);
    return outcome.ok ? [] : outcome.refused.map(({ code, facts }) => [code, facts] as const);
  };
  const lines = () => linesOf(desk.file("first.gz"));
  const header = async (change: object) => {
    const [first = "", ...rest] = await lines();
    return [JSON.stringify({ ...(JSON.parse(first) as object), ...change }), ...rest];
  };

  it.each([
    ["no file of ours", () => Promise.resolve("hello"), "FILE_UNREADABLE"],
    ["an empty one", () => Promise.resolve(""), "FILE_UNREADABLE"],
    ["another packed file", () => Promise.resolve(packed(["{}"])), "FILE_UNREADABLE"],
    [
      "a download that broke off",
      async () => (await readFile(desk.file("first.gz"))).subarray(0, -40),
      "FILE_CUT_SHORT",
    ],
    ["one without its end", async () => packed((await lines()).slice(0, -1)), "FILE_CUT_SHORT"],
    ["another format", async () => packed(await header({ qipan: 2 })), "FILE_FORMAT"],
    [
      "another schema",
      async () => packed(resigned(await header({ schema: [{ name: "9999_x.sql", hash: "1" }] }))),
      "FILE_OTHER_SCHEMA",
    ],
    ["an edited header", async () => packed(await header({ at: "2026" })), "FILE_CHANGED"],
    ["a missing row", async () => packed((await lines()).toSpliced(40, 1)), "FILE_CHANGED"],
    [
      "a row that was never written",
      async () => packed(resigned(changeRow(await lines(), "entry", (row) => (row.line = "x")))),
      "FILE_CHANGED",
    ],
    [
      "a hub of the other kind",
      async () => packed(resigned(await header({ kind: "LIVE" }))),
      "FILE_OTHER_KIND",
    ],
    [
      "an edited quantity, signed anew",
      async () =>
        packed(resigned(changeRow(await lines(), "entry", (row) => (row.quantity = "9")))),
      "BOOK_NOT_WHOLE",
    ],
  ])("is refused, and nothing is changed: %s", async (_what, make, code) => {
    expect((await restored(await make())).map(([found]) => found)).toEqual([code]);
  });

  it("is refused where there is a hub already", async () => {
    await writeLines(desk.file("again.gz"), await lines());
    const outcome = await restoreHub(source, desk.file("again.gz"));
    expect(outcome).toMatchObject({
      refused: [{ code: "HUB_FOUNDED", facts: { kind: "EXERCISE" } }],
    });
  });
});
