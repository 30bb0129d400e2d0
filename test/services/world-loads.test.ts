import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

const demo = world(1, "demo");

onBothShapes("a world", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await loadWorld(database, demo);
  });

  afterAll(() => database.close());

  const ask = <Row extends object>(sql: string): Promise<Row[]> =>
    withTx(database, hubReader, async ({ client }) => (await client.query<Row>(sql)).rows);

  it("is on the shelves as the ledger counts them", async () => {
    const [row] = await ask<{ lots: number; sum: number; expired: number }>(`
      select count(*)::int as lots, sum(a.balance)::bigint as sum,
        count(*) filter (where l.expires_on < qipan.day_of(now()))::int as expired
      from qipan.stock_lot l join qipan.account a
        on a.lot = l.id::text and a.kind = 'ON_HAND' and a.place = l.depot_id`);
    expect(row).toEqual({
      lots: demo.lots.length,
      sum: demo.lots.reduce((total, { quantity }) => total + quantity, 0),
      expired: demo.lots.filter(({ expiresInDays }) => (expiresInDays ?? 0) < 0).length,
    });
  });

  it("has its pacts in force today and its members in their posts", async () => {
    const pacts = await ask<{ id: string; version: number }>(`
      select id, version from qipan.agreement
      where qipan.day_of(now()) between valid_from and valid_to order by id`);
    expect(pacts).toContainEqual({ id: "AG-CLUSTER", version: 2 });
    expect(pacts).not.toContainEqual({ id: "AG-CLUSTER", version: 1 });
    const posts = await ask<{ role: string }>(
      "select role from qipan.membership where principal_id = 'usr-g01-dispatcher' order by role",
    );
    expect(posts.map(({ role }) => role)).toEqual(["DISPATCHER", "VIEWER"]);
  });

  it("is loaded into an empty hub only, and a refused load leaves nothing", async () => {
    await expect(loadWorld(database, world(2, "tiny"))).rejects.toThrow("already has data");
    const [row] = await ask<{ lots: number }>("select count(*)::int as lots from qipan.stock_lot");
    expect(row).toEqual({ lots: demo.lots.length });
  });
});
