import { afterAll, beforeAll, expect, it } from "vitest";
import { gift } from "../../src/ledger/posting.stock.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { book, evidence, layLots, layWorld, newId } from "../support/ledger-world.ts";

let database: Database;
beforeAll(async () => {
  database = await openServerTest();
  await layWorld(database);
});
afterAll(() => database.close());

it("what is given away waits for whoever sets its lot aside", async () => {
  const [from, to] = await layLots(database, [{ underNorm: false }, { underNorm: false }]);
  const shelf = ({ id: lot, owner, custodian, depot, item }: typeof from & object) => ({
    ...{ lot, owner, custodian, depot, item, underNorm: false },
  });
  let given: Promise<unknown> = Promise.resolve();
  await withOwnerTx(database, async ({ client }) => {
    await client.query("select from qipan.stock_lot where id = $1 for update", [from!.id]);
    const moved = [{ shelf: shelf(from!), to: shelf(to!), quantity: 6 }];
    given = book(database, gift({ evidence }, moved, newId));
    const over = given.then(() => "given");
    let found: string | undefined;
    while (found === undefined) found = await Promise.race([over, waits()]);
    expect(found).toBe("waits");
  });
  await given;
  const free = "select balance from qipan.account where lot = $1 and kind = 'ON_HAND'";
  expect(await rowsOf(database, free, [from!.id])).toEqual([{ balance: 94 }]);
});

async function waits(): Promise<string | undefined> {
  const sql = `select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  const { rows } = await database.pool.query<{ n: number }>(sql);
  return rows[0]!.n > 0 ? "waits" : undefined;
}
