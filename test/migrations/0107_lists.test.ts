import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";
import { bring } from "../support/state-orders.ts";

const tables = ["dispatch_order", "order_line", "leg", "approval", "claim"] as const;
const member = (...readable: readonly string[]): Reader => {
  return { principal: "x", orgs: readable, partners: [] };
};

onBothShapes("lists whose cost follows the answer", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    await bring(database, "IN_TRANSIT");
  });
  afterAll(() => database.close());

  /** How many rows of each table a reader sees, and of how many orders' rows it may lock. */
  const figures = (reader: Reader) =>
    withTx(database, reader, async ({ client }) => {
      const found: number[] = [];
      for (const table of tables) {
        const lock = table === "claim" ? "" : "for no key update";
        const { rows } = await client.query<object>(`select from qipan.${table} ${lock}`);
        found.push(rows.length);
      }
      return found;
    });

  it("are those that the hub and the parties see, and nobody else", async () => {
    const none = tables.map(() => 0);
    const hub = await figures(member("*"));
    expect(hub.every((rows) => rows > 0)).toBe(true);
    expect(await figures(member(orgs.asks))).toEqual(hub);
    expect(await figures(member("G99", orgs.lends))).toEqual(hub);
    expect(await figures(member("G99"))).toEqual(none);
    expect(await figures(member())).toEqual(none);
    expect(await figures(publicReader)).toEqual(none);
  });

  it("are asked of the index alone: no policy says the hub or a party", async () => {
    const { rows } = await withTx(database, member("*"), ({ client }) =>
      client.query<{ on: string; qual: string }>(
        `select tablename || ' ' || policyname as on, qual from pg_policies
         where schemaname = 'qipan' and policyname in ('seen', 'changed')
           and tablename = any ($1)`,
        [[...tables]],
      ),
    );
    expect(rows.map(({ on }) => on)).toContain("leg changed");
    expect(rows.filter(({ qual }) => qual.includes("is_hub"))).toEqual([]);
  });
});
