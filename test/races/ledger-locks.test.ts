import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post, readAccounts } from "../../src/ledger/ledger.service.ts";
import { hold, release } from "../../src/ledger/posting.hold.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import { openServerTest } from "../support/database.ts";
import { asHub, evidence, layLots, layWorld, lineOf, type Lot } from "../support/ledger-world.ts";

describe("writers that cross on PostgreSQL", () => {
  let database: Database;

  beforeAll(async () => {
    database = await openServerTest();
    await layWorld(database);
  });

  afterAll(() => database.close());

  const tryHold = (lots: readonly Lot[], quantity: number) => {
    const loads = lots.map((lot) => ({ line: lineOf(lot), quantity }));
    return asHub(database, (tx) => post(tx, "G01", hold({ evidence }, loads)));
  };

  const free = async (lot: Lot): Promise<number> => {
    const filter = { lots: [lot.id], kinds: ["ON_HAND"] } as const;
    const rows = await asHub(database, (tx) => readAccounts(tx, filter));
    return rows[0]?.balance ?? 0;
  };

  it("give the last unit to exactly one of 16", async () => {
    const [lot] = await layLots(database, [{ quantity: 1 }]);
    const answers = await Promise.all(Array.from({ length: 16 }, () => tryHold([lot!], 1)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await free(lot!)).toBe(0);
  });

  it("take many lots in any order and never wait in a circle", async () => {
    const lots = await layLots(database, Array(6).fill({ quantity: 1000 }));
    const writer = async (seed: number): Promise<number> => {
      const chance = chanceOf(seed);
      let held = 0;
      for (let round = 0; round < 8; round += 1) {
        const mine = lots.toSorted(() => chance() - 0.5).slice(0, 4);
        if ((await tryHold(mine, 2)).ok) held += 1;
      }
      return held;
    };
    const held = await Promise.all(Array.from({ length: 16 }, (_, seed) => writer(seed)));
    expect(held.reduce((sum, one) => sum + one, 0)).toBe(16 * 8);
    const left = await Promise.all(lots.map(free));
    expect(left.reduce((sum, one) => sum + one, 0)).toBe(6000 - 16 * 8 * 4 * 2);
    // The door would have tried a deadlock again, so the server's own count is asked.
    await pause(1100);
    const counted = await asHub(database, ({ client }) =>
      client.query<{ deadlocks: number }>(
        "select deadlocks from pg_stat_database where datname = current_database()",
      ),
    );
    expect(counted.rows).toEqual([{ deadlocks: 0 }]);
  });

  it("see a recall that came first, and do not promise its goods", async () => {
    const [lot] = await layLots(database, [{ quantity: 10 }]);
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const recall = withTx(database, hubReader, async ({ client }) => {
      const sql = "update qipan.stock_lot set condition = 'RECALLED' where id = $1";
      await client.query(sql, [lot!.id]);
      tell();
      await client.query("select pg_sleep(0.2)");
    });
    await told;
    const answer = await tryHold([lot!], 1);
    await recall;
    expect(answer).toMatchObject({
      ok: false,
      refused: [{ code: "LOT_BLOCKED", path: "lines.0" }],
    });
  });

  it("leave a book that the auditor finds whole", async () => {
    const [lot] = await layLots(database, [{ quantity: 5 }]);
    const load = { line: lineOf(lot!), quantity: 5 };
    await asHub(database, (tx) => post(tx, "G01", hold({ evidence }, [load])));
    await asHub(database, (tx) => post(tx, "G01", release({ evidence }, [load], "soft")));
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });
});
