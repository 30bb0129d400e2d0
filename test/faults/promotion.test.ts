import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepEpoch, readFeed, readHub, readLatestCursor } from "../../src/feed/feed.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { asHub, layLots, layWorld } from "../support/ledger-world.ts";
import { foundDrill } from "../support/moving.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

let server: OwnPostgres;
let url: string;
let database: Database;
beforeAll(async () => {
  server = await startPostgres();
  ({ url } = await server.createDatabase());
  database = openServer({ url, maxConnections: 4 });
  await migrate(database);
  await foundDrill(database);
  await layWorld(database);
  await layLots(database, [{ quantity: 7 }]);
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

const read = (after: string) => asHub(database, (tx) => readFeed(tx, { first: 5, after }));

/** The server becomes a standby, and then a primary again, as after the loss of another. */
async function promote(): Promise<void> {
  await database.close();
  await server.restart({ standby: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("select pg_promote()");
  await client.end();
  database = openServer({ url, maxConnections: 4 });
}

it("keeps its epoch where it is, and begins one on the other side of a promotion", async () => {
  expect(await keepEpoch(database)).toBe(false);
  await sealAll(database);
  const { epoch } = await readHub(database);
  const cursor = await asHub(database, readLatestCursor);
  expect([await keepEpoch(database), (await readHub(database)).epoch]).toEqual([false, epoch]);
  expect(await read(cursor)).toMatchObject({ ok: true });

  await promote();
  expect(await keepEpoch(database)).toBe(true);
  expect(await keepEpoch(database)).toBe(false);
  expect((await readHub(database)).epoch).not.toBe(epoch);
  expect(await read(cursor)).toMatchObject({ refused: [{ code: "FEED_EPOCH_CHANGED" }] });
});

it("seals nothing under the old epoch, whoever forgot to look", async () => {
  const cursor = await asHub(database, readLatestCursor);
  await promote();
  expect(await read(cursor)).toMatchObject({ ok: true });
  await layLots(database, [{ quantity: 9 }]);
  await sealAll(database);
  expect(await read(cursor)).toMatchObject({ refused: [{ code: "FEED_EPOCH_CHANGED" }] });
  expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0 });
});
