import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCut, type Cut, type CutWish } from "../../src/feed/cut.service.ts";
import { foundHubRow } from "../../src/feed/feed.service.ts";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold, release } from "../../src/ledger/posting.hold.rules.ts";
import { block, unblock } from "../../src/ledger/posting.stock.rules.ts";
import { sealOnce, startSealer } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { paused } from "../support/paused.ts";
import { asHub, evidence, layLots, layWorld, lineOf, type Lot } from "../support/ledger-world.ts";

const shelfOf = ({ id, owner, item, depot, custodian, underNorm }: Lot) => ({
  ...{ lot: id, owner, item, depot, custodian, underNorm },
});

describe("a cut of the book among writers on PostgreSQL", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await withOwnerTx(database, (tx) => foundHubRow(tx, "EXERCISE", null));
    await layWorld(database);
  });
  afterAll(() => database.close());

  const rows = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    asHub(database, async ({ client }) => (await client.query<Row>(sql, values)).rows);

  const cutOf = (wish: CutWish): Promise<Cut> =>
    asHub(database, async (tx) => {
      const found = await readCut(tx, wish);
      if (!found.ok) throw new Error(JSON.stringify(found.refused));
      return found.value;
    });

  /** Balances of a lot's shelf at a cut, by kind. */
  const shelfAt = async (lot: Lot, { seq }: Cut): Promise<Record<string, number>> =>
    Object.fromEntries(
      (
        await rows<{ kind: string; balance: number }>(
          `select a.kind, p.balance from qipan.account a cross join lateral (
             select balance from qipan.account_past where account = a.id and seq <= $2
             order by seq desc limit 1) p
           where a.lot = $1 and a.kind in ('ON_HAND', 'BLOCKED')`,
          [lot.id, seq],
        )
      ).map(({ kind, balance }) => [kind, balance]),
    );

  it("waits for the movement that another was built on, whichever is sealed first", async () => {
    const [lot] = (await layLots(database, [{ quantity: 10 }])) as [Lot];
    const shelf = shelfOf(lot);
    const moved = (tx: Tx, way: typeof block, quantity: number) =>
      post(tx, "G02", way({ evidence }, [{ shelf, quantity }]));
    await asHub(database, (tx) => moved(tx, block, 10));
    await sealAll(database);
    const before = await cutOf({});
    // The first has the lowest id and moves last; one between keeps the sealer from the second.
    const first = paused(database, (tx) => moved(tx, block, 4));
    await first.begun;
    const between = paused(database, () => Promise.resolve());
    await between.begun;
    await asHub(database, (tx) => moved(tx, unblock, 4));
    await first.finish();
    // Another test's transaction may keep the sealer from these too, for a while.
    for (let sealed = 0; sealed === 0;) {
      await pause(20);
      await sealOnce(database);
      const [found] = await rows<{ n: number }>(
        "select count(*) as n from qipan.sealed where seq > $1",
        [before.seq],
      );
      sealed = found?.n ?? 0;
    }
    const [low] = await rows<{ lowest: number }>(
      `select min(p.balance) as lowest from qipan.account_past p join qipan.account a
         on a.id = p.account where a.lot = $1 and a.kind = 'ON_HAND'`,
      [lot.id],
    );
    expect(low?.lowest).toBe(-4);
    expect(await cutOf({})).toEqual(before);
    await between.finish();
    await sealAll(database);
    const after = await cutOf({});
    expect(after.seq).toBeGreaterThan(before.seq);
    expect(await shelfAt(lot, after)).toEqual({ ON_HAND: 0, BLOCKED: 10 });
    expect(await shelfAt(lot, before)).toEqual({ ON_HAND: 0, BLOCKED: 10 });
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });

  it("shows no account below zero and all goods, and what was told of a time stays", async () => {
    const lots = await layLots(database, Array(3).fill({ quantity: 50 }) as { quantity: number }[]);
    await sealAll(database);
    const start = await cutOf({});
    const sealer = startSealer(database, { intervalMs: 5 });
    const until = Date.now() + 2500;
    const told: { readonly time: Date; readonly cut: Cut }[] = [];
    const ask = async () => {
      while (Date.now() < until) {
        const [{ time } = { time: new Date(0) }] = await rows<{ time: Date }>(
          "select date_trunc('milliseconds', clock_timestamp()) as time",
        );
        told.push({ time, cut: await cutOf({ time }) });
        await pause(3);
      }
    };
    const writers = Array.from({ length: 8 }, (_, nth) => write(nth, lots, until));
    await Promise.all([...writers, ask(), ask()]);
    await sealer.stop();
    await sealAll(database);
    expect(told.length).toBeGreaterThan(20);
    for (const { time, cut } of told) expect(await cutOf({ time })).toEqual(cut);
    expect(new Set(told.map(({ cut }) => cut.seq)).size).toBeGreaterThan(5);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    await holdsAtEveryCut(start);
  }, 120_000);

  async function write(nth: number, lots: readonly Lot[], until: number): Promise<void> {
    const mine = lots.map((lot) => lineOf(lot));
    for (let round = 0; Date.now() < until; round += 1) {
      const line = mine[round % mine.length]!;
      const lines = [{ line, quantity: 1 + nth }];
      const posting =
        round % 6 < 3 ? hold({ evidence }, lines) : release({ evidence }, lines, "soft");
      await asHub(database, (tx) => post(tx, "G01", posting));
    }
  }

  async function holdsAtEveryCut(start: Cut): Promise<void> {
    const wrong = await rows(
      `select c.seq, a.lot, sum(p.balance) as left, min(p.balance) filter (where
           not qipan.is_source(a.kind)) as lowest
       from qipan.seal_cut c cross join qipan.account a cross join lateral (
         select balance from qipan.account_past where account = a.id and seq <= c.seq
         order by seq desc limit 1) p
       where c.seq >= $1 and a.lot <> ''
       group by c.seq, a.lot
       having sum(p.balance) <> 0 or min(p.balance) filter (where not qipan.is_source(a.kind)) < 0`,
      [start.seq],
    );
    expect(wrong).toEqual([]);
  }
});
