import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { write, writeTimes } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

const busy = { ok: false, refused: [{ code: "BUSY" }] };

let database: Database;
beforeAll(async () => {
  database = await openServerTest();
  await neighbours(database);
});
afterAll(() => database.close());

const writing = (key: string, work: (tx: Tx) => Promise<unknown>, wholeMs?: number) =>
  write(
    database,
    hubReader,
    { mutation: "test", key, org: "G01", input: {}, wholeMs },
    async (tx) => {
      await work(tx);
      return ok({ kind: "ORDER", id: "o1" });
    },
  );

const rename = ({ client }: Tx) =>
  client.query("update qipan.principal set name = 'x' where id = 'usr-both'");

async function nothingOf(key: string): Promise<void> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<{ name: string; keys: number }>(
      `select name, (select count(*)::int from qipan.idempotency where key = $1) as keys
       from qipan.principal where id = 'usr-both'`,
      [key],
    ),
  );
  expect(rows).toEqual([{ name: "两市联络员(示例)", keys: 0 }]);
  const { totalCount, idleCount } = database.pool;
  expect(totalCount - idleCount).toBe(0);
}

it("a write that waits too long for a lock is BUSY, and changed nothing", async () => {
  const lock = new pg.Client({ connectionString: database.pool.options.connectionString });
  await lock.connect();
  await lock.query("begin; select from qipan.principal where id = 'usr-both' for update");
  const began = performance.now();
  expect(await writing("locked-out-1", rename)).toMatchObject(busy);
  const took = performance.now() - began;
  expect(took).toBeGreaterThan(writeTimes.lockMs - 100);
  expect(took).toBeLessThan(writeTimes.lockMs + 5_000);
  await lock.query("rollback");
  await lock.end();
  await nothingOf("locked-out-1");
}, 180_000);

it.each([
  ["in one statement", (tx: Tx) => tx.client.query("select pg_sleep(20)")],
  [
    "in many",
    async (tx: Tx) => {
      for (let nth = 0; nth < 100; nth += 1) await tx.client.query("select pg_sleep(0.1)");
    },
  ],
  ["between two", () => sleep(1_500)],
])("a write that takes too long %s is BUSY, and changed nothing", async (how, work) => {
  const key = `too-long-${how.replaceAll(" ", "-")}`;
  const began = performance.now();
  const outcome = await writing(
    key,
    async (tx) => {
      await rename(tx);
      await work(tx);
    },
    1_000,
  );
  expect(outcome).toMatchObject(busy);
  expect(performance.now() - began).toBeLessThan(5_000);
  await nothingOf(key);
  // The key is free: the same write is done when there is time for it.
  expect(await writing(key, () => Promise.resolve())).toMatchObject({ ok: true });
});
