import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

onBothShapes("a migrated hub", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  const ask = (sql: string, values: unknown[] = []): Promise<object[]> =>
    withTx(
      database,
      hubReader,
      async ({ client }) => (await client.query<object>(sql, values)).rows,
    );

  it("has one shelf for all lots of an item at a depot", async () => {
    await layLots(database, [{ quantity: 10 }, { quantity: 20 }]);
    expect(await ask("select item, depot_id from qipan.shelf")).toEqual(
      await ask("select distinct item, depot_id from qipan.stock_lot"),
    );
  });

  it("seals a transaction in parts, each row once and in its order", async () => {
    await sealAll(database);
    await layLots(database, [{ quantity: 1 }, { quantity: 2 }, { quantity: 3 }, { quantity: 4 }]);
    const before = await ask("select seq from qipan.seal_state");
    for (const sealed of [1, 2]) {
      await ask("select * from qipan.seal_batch($1)", [sealed]);
    }
    await sealAll(database);
    const [state] = await ask("select seq, entry_after, event_after from qipan.seal_state");
    expect(state).toMatchObject({ entry_after: 0, event_after: 0 });
    expect(state).not.toEqual(before[0]);
    const order = await ask(
      `select s.row_id from qipan.sealed s where s.kind = 'ENTRY' order by s.seq`,
    );
    expect(order).toEqual(await ask("select id as row_id from qipan.entry order by xid, id"));
    expect(order.length).toBeGreaterThan(3);
  });
});
