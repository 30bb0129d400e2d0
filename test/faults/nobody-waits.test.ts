import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usualDeadlines } from "../../src/server/deadline.ts";
import { prices } from "../../src/server/price.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openServerTest } from "../support/database.ts";
import { json } from "../support/http.ts";
import { neighbours } from "../support/neighbours.ts";

/** A table that is locked makes a query slow for as long as one likes. */
describe("a query that nobody waits for any more", () => {
  let hub: TestHub;
  let lock: pg.Client;
  /** Outside of any transaction: within one the list of backends stays what it was at first. */
  let watch: pg.Client;
  beforeAll(async () => {
    hub = await startTestHub(await openServerTest(), {
      ...{
        world: neighbours,
        seals: false,
        deadlines: { ...usualDeadlines, public: 1, member: 4 },
      },
    });
    const { connectionString } = hub.database.pool.options;
    [lock, watch] = [new pg.Client({ connectionString }), new pg.Client({ connectionString })];
    await Promise.all([lock.connect(), watch.connect()]);
  });
  afterAll(async () => {
    await Promise.all([lock.end(), watch.end()]);
    await hub.close();
  });

  const query = "{ regions(first: 5) { edges { node { code } } } }";
  const waiting = async (): Promise<number> => {
    const { rows } = await watch.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.count ?? 0;
  };
  const until = async (count: number): Promise<void> => {
    for (let at = 0; at < 100 && (await waiting()) !== count; at += 1) await sleep(20);
    expect(await waiting()).toBe(count);
  };
  async function whileLocked(work: () => Promise<void>): Promise<void> {
    await lock.query("begin; lock table qipan.region in access exclusive mode");
    try {
      await work();
    } finally {
      await lock.query("rollback");
    }
    const { data, errors } = await hub.ask(query);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ regions: { edges: [{}, {}] } });
  }

  it("is ended in the database when its caller hangs up, and hands its line back", async () => {
    await whileLocked(async () => {
      const leave = new AbortController();
      const headers = { authorization: `Bearer ${await hub.keyOf("usr-both")}` };
      const init = { ...json({ query }, headers), signal: leave.signal };
      const asked = Array.from({ length: 5 }, () => fetch(`${hub.url}/graphql`, init));
      await until(5);
      leave.abort();
      const left = await Promise.allSettled(asked);
      expect(left.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
      await until(0);
      // A stranger's statement on the same lines is not the one that is ended.
      for (let at = 0; at < 20; at += 1)
        expect((await hub.ask("{ hub { now } }")).errors).toEqual([]);
      const { totalCount, idleCount } = hub.database.pool;
      expect(totalCount - idleCount).toBe(0);
    });
    expect(hub.logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("is ended when its time is over, and told so", async () => {
    await whileLocked(async () => {
      for (const [as, seconds] of [
        [{}, 1],
        [{ as: "usr-both" }, 4],
      ] as const) {
        const started = performance.now();
        const { data, errors } = await hub.ask(query, {}, as);
        expect(data).toBeFalsy();
        expect(errors).toMatchObject([{ extensions: { code: "OPERATION_TOO_SLOW", seconds } }]);
        expect(performance.now() - started).toBeLessThan(seconds * 1000 + 5_000);
        expect(await waiting()).toBe(0);
      }
    });
  });

  it("however much it costs: only what solves has the solver's time", async () => {
    const page = "regions(first: 100) { edges { node { code parent { code } } } }";
    const dear = `{ a: ${page} b: ${page} c: ${page} d: ${page} e: ${page} }`;
    await whileLocked(async () => {
      const { errors, extensions } = await hub.ask(dear, {}, { as: "usr-both" });
      expect(errors).toMatchObject([{ extensions: { code: "OPERATION_TOO_SLOW", seconds: 4 } }]);
      expect((extensions.cost as { price: number }).price).toBeGreaterThan(prices.solve);
    });
  });

  it("a page of a region's bulk read, which says so in its last line", async () => {
    await whileLocked(async () => {
      const headers = { authorization: `Bearer ${await hub.keyOf("usr-both")}` };
      const response = await fetch(`${hub.url}/bulk/150300`, { headers });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: "OPERATION_TOO_SLOW", seconds: 4 } }],
      });
      expect(await waiting()).toBe(0);
    });
  });

  it("over a WebSocket, too, when the line goes", async () => {
    await whileLocked(async () => {
      const stream = await hub.follow(query, {}, { as: "usr-both" });
      await until(1);
      await stream.close();
      await until(0);
    });
  });
});
