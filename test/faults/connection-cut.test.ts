import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appendFact } from "../../src/feed/append.ts";
import { write } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import { ReadSession } from "../../src/postgres/read-session.ts";
import { LostCommit, hubReader, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { layLine, type CutLine } from "../support/cut-line.ts";
import { openServerTest } from "../support/database.ts";
import { newId } from "../support/ledger-world.ts";

const size = 3;

const backendOf = async ({ client }: Tx): Promise<number> => {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]!.pid;
};

const request = (key: string) => ({ mutation: "test", key, org: "G01", input: {} });

const tellOnce = async (tx: Tx, id: string) => {
  const subject = { kind: "ORDER", id, version: 1 } as const;
  await appendFact(tx, { kind: "ORDER_DRAFTED", subject, parties: ["G01"] });
  return ok({ kind: "ORDER" as const, id });
};

describe("connections that are killed or cut", () => {
  let home: Database;
  let line: CutLine;
  let database: Database;

  beforeAll(async () => {
    home = await openServerTest();
    line = await layLine(home.pool.options.connectionString!);
  });

  beforeEach(() => {
    const patience = { tries: 3, chance: () => 0, pause: () => Promise.resolve() };
    database = openServer({ url: line.url, maxConnections: size, patience });
  });

  afterEach(() => database.close());

  afterAll(async () => {
    await line.close();
    await home.close();
  });

  const kill = (pid: number) =>
    withTx(home, hubReader, ({ client }) =>
      client.query("reset role; select pg_terminate_backend(" + String(pid) + ")"),
    );

  const told = (id: string): Promise<number> =>
    withTx(home, hubReader, async ({ client }) => {
      const sql = "select count(*) as n from qipan.event where subject_id = $1";
      return (await client.query<{ n: number }>(sql, [id])).rows[0]!.n;
    });

  /** As many transactions at once as the pool is wide, each under its own reader's rights. */
  const expectWhole = async (): Promise<void> => {
    const seen = await Promise.all(
      Array.from({ length: size }, (_, at) =>
        withTx(database, { principal: `p${at}`, orgs: [`O${at}`], partners: [] }, async (tx) => {
          const sql = `select current_user as role, current_setting('app.orgs') as orgs`;
          const { rows } = await tx.client.query(sql);
          await tx.client.query("select pg_sleep(0.02)");
          return rows[0] as unknown;
        }),
      ),
    );
    expect(seen).toEqual([0, 1, 2].map((at) => ({ role: "qipan_app", orgs: `O${at}` })));
    expect(database.pool).toMatchObject({ totalCount: size, idleCount: size, waitingCount: 0 });
  };

  it("idle ones are replaced before anyone notices", async () => {
    const pids = await Promise.all(
      Array.from({ length: size }, () =>
        withTx(database, hubReader, async (tx) => {
          await tx.client.query("select pg_sleep(0.02)");
          return backendOf(tx);
        }),
      ),
    );
    for (const pid of pids) await kill(pid);
    await expectWhole();
  });

  it.each(["in a statement", "between two statements", "in the commit"] as const)(
    "killed %s, the work runs again and is there once",
    async (when) => {
      const id = newId();
      let tries = 0;
      await withTx(
        database,
        hubReader,
        async (tx) => {
          const pid = await backendOf(tx);
          tries += 1;
          await tellOnce(tx, id);
          if (tries > 1) return;
          if (when === "in the commit") tx.riders.push("pg_sleep(20)");
          const killed = pause(30).then(() => kill(pid));
          if (when === "in a statement") await tx.client.query("select pg_sleep(20)");
          if (when === "between two statements") await killed.then(() => pause(30));
        },
        { knowsItself: true },
      );
      expect([tries, await told(id)]).toEqual([2, 1]);
      expect(database.strains.retried.get("CONNECTION")).toBe(1);
      await expectWhole();
    },
  );

  it("a commit whose answer is lost is not repeated blindly", async () => {
    const id = newId();
    let tries = 0;
    line.cutAfter("commit\0");
    const lost = withTx(database, hubReader, (tx) => {
      tries += 1;
      return tellOnce(tx, id);
    });
    await expect(lost).rejects.toBeInstanceOf(LostCommit);
    expect([tries, await told(id)]).toEqual([1, 1]);
    await expectWhole();
  });

  it("a write whose commit's answer is lost is found by its key, and done once", async () => {
    const id = newId();
    let tries = 0;
    line.cutAfter("commit\0");
    const answer = await write(database, hubReader, request(newId()), (tx) => {
      tries += 1;
      return tellOnce(tx, id);
    });
    expect(answer).toEqual(ok({ kind: "ORDER", id }));
    expect([tries, await told(id)]).toEqual([1, 1]);
    await expectWhole();
  });

  it("a session of reading that was killed is not handed on", async () => {
    const session = new ReadSession(database, hubReader);
    const pid = await backendOf(await session.tx());
    await kill(pid);
    await pause(30);
    await session.end();
    await expectWhole();
  });
});
