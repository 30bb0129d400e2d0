import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { startSealer } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { usualTimes } from "../../src/postgres/session.ts";
import { hubReader, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { openServerTest } from "../support/database.ts";
import { asHub, evidence, layLots, layWorld, lineOf, type Lot } from "../support/ledger-world.ts";

const writers = 8;
const rounds = 12;

const holdOne = (tx: Tx, lot: Lot) =>
  post(tx, "G01", hold({ evidence }, [{ line: lineOf(lot), quantity: 1 }]));

describe("the sealer among writers on PostgreSQL", () => {
  let database: Database;

  beforeAll(async () => {
    database = await openServerTest();
    await layWorld(database);
  });

  afterAll(() => database.close());

  const rows = <Row extends object>(sql: string): Promise<Row[]> =>
    asHub(database, async ({ client }) => (await client.query<Row>(sql)).rows);

  /** Reads as a follower does, by seq, until `done` and nothing new is left. */
  async function follow(done: { yet: boolean }): Promise<number[]> {
    const seen: number[] = [];
    for (;;) {
      const last = done.yet;
      const sql = `select seq from qipan.sealed where seq > ${seen.at(-1) ?? 0} order by seq`;
      seen.push(...(await rows<{ seq: number }>(sql)).map(({ seq }) => seq));
      if (last) return seen;
      await pause(10);
    }
  }

  it("is audited for as long as it takes, whatever ends other statements", async () => {
    const client = await database.ownerPool.connect();
    await client.query("begin; lock table qipan.seal_state in access exclusive mode");
    const hasty: Database = {
      ...database,
      times: { ...usualTimes, statementMs: 250 },
    };
    const verifying = verifyBook(hasty);
    await pause(600);
    await client.query("rollback");
    client.release();
    expect(await verifying).toMatchObject({ verified: true, problems: [] });
  });

  it("misses nothing and takes nothing twice beside a slow transaction", async () => {
    const lots = await layLots(database, Array(writers).fill({ quantity: 1000 }));
    const sealers = [0, 1].map(() => startSealer(database, { intervalMs: 5 }));
    const done = { yet: false };
    const following = follow(done);
    const slow = withTx(database, hubReader, async (tx) => {
      await holdOne(tx, lots[0]!);
      await tx.client.query("select pg_sleep(0.8)");
    });
    const fast = lots.slice(1).map(async (lot) => {
      for (let round = 0; round < rounds; round += 1)
        await asHub(database, (tx) => holdOne(tx, lot));
    });
    await Promise.all([slow, ...fast]);
    await Promise.all(sealers.map((sealer) => sealer.stop()));
    await sealAll(database);
    done.yet = true;
    const seen = await following;

    const [count] = await rows<{ sealed: number; rows: number; last: number }>(
      `select (select count(*) from qipan.sealed) as sealed,
         (select max(seq) from qipan.sealed) as last,
         (select count(*) from qipan.entry) + (select count(*) from qipan.event) as rows`,
    );
    const all = writers + 1 + (writers - 1) * rounds;
    expect(count).toEqual({ sealed: all, rows: all, last: all });
    expect(seen).toEqual(Array.from({ length: all }, (_, at) => at + 1));
    expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0, problems: [] });
  });

  it("loses nothing when it is killed inside a batch", async () => {
    await layLots(database, [{ quantity: 3 }, { quantity: 4 }]);
    const before = await rows("select seq from qipan.seal_state");
    const killed = withTx(database, hubReader, async ({ client }) => {
      await client.query("select * from qipan.seal_batch(100)");
      await client.query("select pg_terminate_backend(pg_backend_pid())");
    });
    await expect(killed).rejects.toThrow();
    expect(await rows("select seq from qipan.seal_state")).toEqual(before);
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0 });
  });

  it.each(["select * from qipan.seal_batch(1)", "select qipan.book_append('{}')"])(
    "lets no member run %s",
    async (sql) => {
      const member = { principal: "p", orgs: ["G01"], partners: [] };
      await expect(
        withTx(database, member, ({ client }) => client.query(sql)),
      ).rejects.toMatchObject({ code: "42501" });
    },
  );
});
