import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import "../support/shared-postgres.ts";

let database: Database;
let admin: pg.Client;

beforeAll(async () => {
  database = await openServerTest();
  admin = new pg.Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.close();
});

it("a backend that ends between two statements does not end the hub", async () => {
  const lives = [1, 2, 3, 4].map(() =>
    withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
      await admin.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      // Long enough that the connection hears of it while nobody waits for an answer.
      await sleep(100);
      await client.query("select 1");
    }),
  );
  const ended = await Promise.allSettled(lives);
  expect(ended.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
  expect(database.pool.totalCount).toBe(0);
  const { rows } = await withTx(database, hubReader, ({ client }) => client.query("select 1 as n"));
  expect(rows).toEqual([{ n: 1 }]);
});
