import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { write } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { newId } from "../support/ledger-world.ts";

const busy = { ok: false, refused: [{ code: "BUSY" }] };

const failing =
  (state: string) =>
  ({ client }: Tx) =>
    client.query(`do $$ begin raise exception 'x' using errcode = '${state}'; end $$`);

describe("a database under strain", () => {
  let home: Database;
  const pauses: number[] = [];

  beforeAll(async () => {
    home = await openServerTest();
  });

  afterAll(() => home.close());

  const opened = (more: { readonly maxConnections?: number } = {}): Database => {
    pauses.length = 0;
    const chance = () => 0.5;
    const pause = (ms: number) => Promise.resolve(pauses.push(ms));
    const url = home.pool.options.connectionString!;
    return openServer({ url, patience: { tries: 4, chance, pause }, ...more });
  };

  const writing = (database: Database, work: (tx: Tx) => Promise<unknown>) =>
    write(
      database,
      hubReader,
      { mutation: "test", key: newId(), org: "G01", input: {} },
      async (tx) => {
        await work(tx);
        return ok({ kind: "ORDER", id: "o1" });
      },
    );

  it.each([
    ["40001", "SERIALIZATION", [5, 10, 20]],
    ["40P01", "DEADLOCK", [5, 10, 20]],
    ["57014", "TIMEOUT", []],
    ["53100", "RESOURCES", []],
    ["53200", "RESOURCES", []],
  ] as const)(
    "%s is answered BUSY, after pauses of chance if it may pass",
    async (state, strain, waits) => {
      const database = opened();
      expect(await writing(database, failing(state))).toMatchObject(busy);
      expect(pauses).toEqual(waits);
      expect(database.strains.retried.get(strain) ?? 0).toBe(waits.length);
      expect(database.strains.givenUp.get(strain)).toBe(1);
      await database.close();
    },
  );

  it("what passes meanwhile is done as if nothing had been", async () => {
    const database = opened();
    let tries = 0;
    const answer = await writing(database, async (tx) => {
      tries += 1;
      if (tries < 3) await failing("40001")(tx);
    });
    expect(answer).toEqual(ok({ kind: "ORDER", id: "o1" }));
    expect(tries).toBe(3);
    await database.close();
  });

  it("no free connection in time is BUSY too, and the pool is whole after it", async () => {
    const database = opened({ maxConnections: 1 });
    expect(await writing(database, () => Promise.resolve())).toMatchObject({ ok: true });
    database.pool.options.connectionTimeoutMillis = 50;
    const holding = withTx(database, hubReader, ({ client }) =>
      client.query("select pg_sleep(0.3)"),
    );
    expect(await writing(database, () => Promise.resolve())).toMatchObject(busy);
    expect(database.strains.givenUp.get("POOL")).toBe(1);
    await holding;
    expect(await writing(database, () => Promise.resolve())).toMatchObject({ ok: true });
    await database.close();
  });

  it("a bug of ours is not called strain", async () => {
    const database = opened();
    await expect(writing(database, failing("22023"))).rejects.toMatchObject({ code: "22023" });
    await database.close();
  });

  it("a statement that comes after the end is not sent at all", async () => {
    const database = opened({ maxConnections: 1 });
    let late: Promise<unknown> | undefined;
    const failed = withTx(database, hubReader, async (tx) => {
      const slow = tx.client.query("select pg_sleep(0.05); select 1 / 0");
      late = tx.client.query("create table public.strayed ()").catch((error: unknown) => error);
      await slow;
    });
    await expect(failed).rejects.toMatchObject({ code: "22012" });
    expect(await late).toBeInstanceOf(Error);
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query("select to_regclass('public.strayed') as strayed"),
    );
    expect(rows).toEqual([{ strayed: null }]);
    await database.close();
  });

  it("a failure that the work keeps to itself is not committed as done", async () => {
    const database = opened();
    const hidden = writing(database, (tx) => failing("22023")(tx).catch(() => undefined));
    await expect(hidden).rejects.toThrow();
    const raw = withTx(database, hubReader, (tx) => failing("22023")(tx).catch(() => undefined));
    await expect(raw).rejects.toThrow("a statement of this transaction had failed");
    await database.close();
  });
});
