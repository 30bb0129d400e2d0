import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openServer } from "../../src/postgres/pool.ts";
import { hubReader, readOnce, withTx } from "../../src/postgres/transaction.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";
import { ordinaryLogin, type ServedDatabase } from "../support/ordinary-login.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

let server: OwnPostgres;
let served: ServedDatabase;
beforeAll(async () => {
  server = await startPostgres();
  served = await ordinaryLogin(layWorld, server);
  await layLots(served.database, [{ quantity: 7 }]);
});
afterAll(async () => {
  await served.database.close();
  await server.stop();
});

const ask = async (hub: HubProcess, query: string) => {
  const body = JSON.stringify({ query });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${hub.url}/graphql`, { method: "POST", headers, body });
  return (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
};
const ready = async (hub: HubProcess) => (await fetch(`${hub.url}/readyz`)).status;

/** The standby of nobody becomes a primary again. */
async function promote(): Promise<void> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  await client.query("select pg_promote()");
  await client.end();
}

it("reads its own writes from the primary, whatever replica is named", async () => {
  // Nobody listens there: whoever read from it would wait and fail.
  const replica = "postgres://nobody@127.0.0.1:1/none";
  const hub = await startHubProcess({ ...served.env, DATABASE_REPLICA_URL: replica });
  try {
    expect(hub.output()).toContain("DATABASE_REPLICA_URL is not used");
    expect(await ask(hub, "{ regions(first: 1) { edges { node { code } } } }")).toMatchObject({
      data: { regions: { edges: [{ node: { code: "150300" } }] } },
    });
    expect(await ready(hub)).toBe(200);
  } finally {
    await hub.stop();
  }
});

it("refuses to start on a standby, and names the reason", async () => {
  await server.restart({ standby: true });
  await expect(startHubProcess(served.env)).rejects.toThrow(/备库.* \/ the database is a standby/s);
  await promote();
});

it("tells nothing that a standby says, and goes on once it is a primary", async () => {
  const hub = await startHubProcess(served.env);
  try {
    const regions = "{ regions(first: 1) { edges { node { code } } } }";
    const before = await ask(hub, regions);
    expect(before).toMatchObject({ data: { regions: { edges: [{}] } } });
    await server.restart({ standby: true });
    const { data, errors } = await ask(hub, regions);
    expect([data ?? null, errors?.map(({ extensions }) => extensions.code)]).toEqual([
      null,
      ["BUSY"],
    ]);
    expect(await ready(hub)).toBe(503);
    const again = openServer({ url: served.env.DATABASE_URL!, maxConnections: 1 });
    for (const read of [
      () => withTx(again, hubReader, ({ client }) => client.query("select 1")),
      () => readOnce(again, hubReader, "select 1"),
      () => layLots(served.database, [{ quantity: 1 }]),
    ])
      await expect(read()).rejects.toMatchObject({ code: "25006" });
    await again.close();
    await promote();
    expect(await ready(hub)).toBe(200);
    expect(await ask(hub, regions)).toEqual(before);
  } finally {
    await hub.stop();
  }
});
