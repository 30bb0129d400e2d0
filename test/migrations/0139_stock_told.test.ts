import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { tellStock } from "../../src/reserves/stock-told.service.ts";
import { onBothShapes } from "../support/database.ts";
import { lend } from "../support/ledger-history.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { sealAll } from "../support/ledger-figures.ts";

onBothShapes("migration 0139_stock_told", (open) => {
  let database: Database;
  let lots: readonly Lot[];
  const told = async () => {
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ told: string }>(
        `select subject_id || ' ' || array_to_string(parties, ',') as told from qipan.event
         where kind = 'STOCK_CHANGED' and subject_kind = 'DEPOT' order by id`,
      ),
    );
    return rows.map((row) => row.told);
  };
  const round = async () => {
    await sealAll(database);
    return tellStock(database);
  };

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    lots = await layLots(database, [{ quantity: 90 }, { quantity: 50 }]);
  });
  afterAll(() => database.close());

  it("what is there is no news, and what is posted is told once for each depot", async () => {
    expect(await round()).toBe(0);
    expect(await told()).toEqual([]);
    await lend(database, lots[0]!, 10);
    await lend(database, lots[0]!, 5);
    expect(await round()).toBe(1);
    expect(await round()).toBe(0);
    const [line, ...more] = await told();
    expect(more).toEqual([]);
    expect(line).toMatch(/^\S+ \S/);
  });

  it("what is said of a lot beside its quantity is told with the write", async () => {
    const before = (await told()).length;
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.stock_lot set count_source = 'x', version = version + 1"),
    );
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query("select distinct depot_id from qipan.stock_lot"),
    );
    expect((await told()).length - before).toBe(rows.length);
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.stock_lot set expiry_told_on = current_date"),
    );
    expect((await told()).length - before).toBe(rows.length);
  });

  it("looks up the lots that were posted, and reads no other, however many there are", async () => {
    await layLots(
      database,
      Array.from({ length: 60 }, () => ({ quantity: 1 })),
    );
    await round();
    await lend(database, lots[1]!, 5);
    await sealAll(database);
    const read = await withTx(database, hubReader, async ({ client }) => {
      const soFar = async () => {
        const { rows } = await client.query<{ n: number }>(
          `select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as n
           from pg_stat_xact_user_tables where relname = 'stock_lot'`,
        );
        return rows[0]?.n ?? 0;
      };
      // A small table is read whole where that may be; one of a million lots is not.
      await client.query("set local enable_seqscan = off");
      const before = await soFar();
      await client.query("select qipan.stock_tell_posted()");
      return (await soFar()) - before;
    });
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(10);
  });

  it("only the hub tells", async () => {
    await expect(
      withTx(database, publicReader, ({ client }) =>
        client.query("select qipan.stock_tell_posted()"),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
