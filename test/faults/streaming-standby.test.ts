import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepEpoch, readFeed, readHub, readLatestCursor } from "../../src/feed/feed.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { writeOffLot } from "../../src/reserves/disposal.service.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { asHub, layLots, layWorld } from "../support/ledger-world.ts";
import { foundDrill } from "../support/moving.ts";
import { balancesOf, by, done, personIn } from "../support/peace-world.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

let primary: OwnPostgres;
let standby: OwnPostgres;
let name: string;
let database: Database;
let lot: string;

beforeAll(async () => {
  primary = await startPostgres();
  standby = await primary.standby();
  const { port } = new URL(primary.url("postgres"));
  await follow(`host=127.0.0.1 port=${port} user=postgres`);
  ({ name } = await primary.createDatabase());
  database = openServer({ url: primary.url(name), maxConnections: 4 });
  await migrate(database);
  await foundDrill(database);
  await layWorld(database);
  // As every hub that starts: it notes on which timeline its epoch began.
  await keepEpoch(database);
  const [laid] = await layLots(database, [{ owner: "G02", quantity: 100 }]);
  lot = laid!.id;
});
afterAll(async () => {
  await database.close();
  await standby.stop();
  await primary.stop();
});

async function ask<Row extends object>(server: OwnPostgres, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Whom the standby streams from; nobody: its line is cut. */
async function follow(whom: string): Promise<void> {
  await ask(standby, `alter system set primary_conninfo = '${whom}'`);
  await ask(standby, "select pg_reload_conf()");
  const streams = whom !== "";
  const state = "select count(*)::integer as n from pg_stat_replication where state = 'streaming'";
  while ((await ask<{ n: number }>(primary, state))[0]!.n !== (streams ? 1 : 0)) continue;
}

/** Until the standby has replayed what the primary wrote by now. */
async function caughtUp(): Promise<void> {
  const [{ at }] = (await ask(primary, "select pg_current_wal_flush_lsn()::text as at")) as [
    { at: string },
  ];
  const sql = `select pg_last_wal_replay_lsn() >= '${at}' as yes`;
  while (!(await ask<{ yes: boolean }>(standby, sql))[0]!.yes) continue;
}

const keeper = personIn("G02", ["KEEPER", "APPROVER", "ADMIN"]);
/** One unit each, under a key of its own; the key once it was acknowledged. */
async function scrap(key: string): Promise<string> {
  const input = { lotId: lot, quantity: 1, outcome: "SCRAPPED" as const, reason: key };
  done(await writeOffLot(database, by(keeper, key), input));
  return key;
}
const keysKept = async (): Promise<string[]> => {
  const sql = "select key from qipan.idempotency where key like 'scrap-%' order by key";
  const read = asHub(database, ({ client }) => client.query<{ key: string }>(sql));
  return (await read).rows.map(({ key }) => key);
};
const read = (after: string) => asHub(database, (tx) => readFeed(tx, { first: 5, after }));

it("is behind the primary, and no hub tells what it says", async () => {
  await caughtUp();
  await ask(standby, "select pg_wal_replay_pause()");
  await scrap("scrap-000");
  expect(await balancesOf(database, lot)).toEqual({ ON_HAND: 99, SCRAPPED: 1 });
  const behind = openServer({ url: standby.url(name), maxConnections: 1 });
  await expect(balancesOf(behind, lot)).rejects.toMatchObject({ code: "25006" });
  await behind.close();
  const client = new pg.Client({ connectionString: standby.url(name) });
  await client.connect();
  const told = "select balance from qipan.account where lot = $1 and kind = 'ON_HAND'";
  expect((await client.query(told, [lot])).rows).toEqual([{ balance: 100 }]);
  await client.end();
  await ask(standby, "select pg_wal_replay_resume()");
  await caughtUp();
});

it("is promoted without what it never got, and its new epoch names what is lost", async () => {
  const kept = ["scrap-000", await scrap("scrap-001"), await scrap("scrap-002")];
  await sealAll(database);
  await caughtUp();
  const { epoch } = await readHub(database);
  await follow("");
  const acked = [...kept];
  for (const key of ["scrap-003", "scrap-004", "scrap-005"]) acked.push(await scrap(key));
  await sealAll(database);
  const cursor = await asHub(database, readLatestCursor);
  expect(await keysKept()).toEqual(acked);
  await database.close();
  await primary.kill9();

  await ask(standby, "select pg_promote()");
  database = openServer({ url: standby.url(name), maxConnections: 4 });
  expect(await keepEpoch(database)).toBe(true);
  expect((await readHub(database)).epoch).not.toBe(epoch);
  // The reader that saw more than there is now is told, and not answered from the middle.
  expect(await read(cursor)).toMatchObject({ refused: [{ code: "FEED_EPOCH_CHANGED" }] });
  const there = await keysKept();
  expect(there).toEqual(kept);
  expect(acked.filter((key) => !there.includes(key))).toEqual([
    "scrap-003",
    "scrap-004",
    "scrap-005",
  ]);
  // None of them left a half of itself.
  expect(await balancesOf(database, lot)).toEqual({ ON_HAND: 97, SCRAPPED: 3 });
  await sealAll(database);
  expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0 });
});

it("answers each key that is sent again: once done where it was lost, else as before", async () => {
  for (const key of ["scrap-002", "scrap-003", "scrap-004", "scrap-005", "scrap-005"])
    await scrap(key);
  expect(await balancesOf(database, lot)).toEqual({ ON_HAND: 94, SCRAPPED: 6 });
  await sealAll(database);
  expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
});
