import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startHubProcess } from "../support/hub-process.ts";
import { ordinaryLogin, type ServedDatabase } from "../support/ordinary-login.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

let server: OwnPostgres;
let served: ServedDatabase;
let owner: pg.PoolClient;
beforeAll(async () => {
  server = await startPostgres();
  served = await ordinaryLogin(undefined, server);
  owner = await served.database.ownerPool.connect();
});
afterAll(async () => {
  owner.release();
  await served.database.close();
  await server.stop();
});

/** Ends every backend that waits for a lock; how many they were. */
async function endWaiting(): Promise<number> {
  const { rowCount } = await served.database.ownerPool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where wait_event_type = 'Lock' and datname = current_database()`,
  );
  return rowCount ?? 0;
}

it("a hub that answers already lives on when it cannot read which plans are unsolved", async () => {
  await owner.query("begin; lock table qipan.proposal in access exclusive mode");
  const hub = await startHubProcess(served.env);
  const started = () => hub.output().includes("/graphql\n");
  try {
    let ended = 0;
    while (!started()) {
      ended += await endWaiting();
      expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
      await sleep(20);
    }
    await owner.query("rollback");
    expect(ended).toBeGreaterThan(1);
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
  } finally {
    await hub.stop();
  }
});
