import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync, chmodSync, chownSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cancelStatement } from "../../src/postgres/cancel.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { ReadSession } from "../../src/postgres/read-session.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { writeOffLot } from "../../src/reserves/disposal.service.ts";
import { openServerTest } from "../support/database.ts";
import { freePort } from "../support/hub-process.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";
import { balancesOf, personIn, wrongIn } from "../support/peace-world.ts";
import { unprivileged } from "../support/postgres-binaries.ts";

const clients = 100;
const orgs = ["G01", "G02", "G03", "G06", "E01"] as const;

let direct: Database;
let bouncer: ChildProcess;
let folder: string;
let url: string;

beforeAll(async () => {
  direct = await openServerTest();
  await layWorld(direct);
  const target = new URL(direct.pool.options.connectionString ?? "");
  const port = await freePort();
  folder = mkdtempSync(join(tmpdir(), "qipan-bouncer-"));
  chmodSync(folder, 0o755);
  const { uid, gid } = unprivileged;
  if (uid !== undefined) chownSync(folder, uid, gid);
  const settings = [
    "[databases]",
    `* = host=${target.hostname} port=${target.port} user=${target.username}`,
    "[pgbouncer]",
    `listen_addr = 127.0.0.1\nlisten_port = ${String(port)}`,
    "auth_type = any\npool_mode = transaction\nmax_client_conn = 300\ndefault_pool_size = 4",
    "unix_socket_dir =",
  ];
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(file, `${settings.join("\n")}\n`);
  const bin = process.env.PGBOUNCER_BIN ?? "/usr/sbin/pgbouncer";
  bouncer = spawn(bin, [file], { ...unprivileged, stdio: "ignore" });
  target.port = String(port);
  url = target.href;
  await untilAnswered();
}, 60_000);

afterAll(async () => {
  bouncer.kill("SIGINT");
  await once(bouncer, "exit");
  rmSync(folder, { recursive: true });
  await direct.close();
});

async function untilAnswered(): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    const answered = await client.connect().then(
      () => true,
      () => false,
    );
    if (answered) return client.end();
    if (tries === 100) throw new Error("PgBouncer does not answer");
    await sleep(50);
  }
}

const everyone = () =>
  Array.from({ length: clients }, (_, at) => ({
    org: orgs[at % orgs.length] ?? "G01",
    database: openServer({ url, maxConnections: 1 }),
  }));

const lotsSeen = (database: Database, orgIds: readonly string[]): Promise<string[]> => {
  const reader: Reader = { principal: orgIds.join() || "none", orgs: orgIds, partners: [] };
  return withTx(database, reader, async ({ client }) => {
    const { rows } = await client.query<{ owner: string }>(
      "select distinct owner_org as owner from qipan.stock_lot",
    );
    return rows.map(({ owner }) => owner);
  });
};

it("100 clients over 4 server connections see each what is theirs", async () => {
  await layLots(
    direct,
    orgs.map((owner) => ({ owner })),
  );
  const all = everyone();
  const wide = Array.from({ length: 10_000 }, (_, at) => `X${String(at)}`);
  for (let round = 0; round < 5; round += 1)
    await Promise.all(
      all.map(async ({ org, database }, at) => {
        expect(await lotsSeen(database, [org])).toEqual([org]);
        if (at % 10 === 0) expect(await lotsSeen(database, [...wide, org])).toEqual([org]);
        // Whoever comes next on the connection finds nothing of it.
        expect(await lotsSeen(database, [])).toEqual([]);
        expect(await lotsSeen(database, ["'", "*,G01\\", "\u0001"])).toEqual([]);
      }),
    );
  await Promise.all(all.map(({ database }) => database.close()));
}, 120_000);

it("and write each once through them", async () => {
  const [lot] = await layLots(direct, [{ quantity: 500 }]);
  const lotId = lot?.id ?? "";
  const all = everyone();
  const outcomes = await Promise.all(
    all.map(({ database }, at) => {
      const asking = { principal: personIn("G02", ["APPROVER"]), key: `pooled-${String(at >> 1)}` };
      const input = { lotId, quantity: 1, outcome: "SCRAPPED", reason: "霉变" } as const;
      return writeOffLot(database, asking, { ...input, reason: `霉变 ${String(at >> 1)}` });
    }),
  );
  await Promise.all(all.map(({ database }) => database.close()));
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  expect(await balancesOf(direct, lotId)).toEqual({ ON_HAND: 450, SCRAPPED: 50 });
  expect(await wrongIn(direct)).toEqual([]);
}, 120_000);

/** Statements that wait for a lock, which somebody holds, in the hub's database. */
async function whileLocked(work: (waiting: () => Promise<number>) => Promise<void>): Promise<void> {
  const { connectionString } = direct.pool.options;
  const [lock, watch] = [new pg.Client({ connectionString }), new pg.Client({ connectionString })];
  await Promise.all([lock.connect(), watch.connect()]);
  try {
    await lock.query("begin; lock table qipan.region in access exclusive mode");
    await work(async () => {
      const { rows } = await watch.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0]?.n ?? 0;
    });
  } finally {
    await Promise.all([lock.end(), watch.end()]);
  }
}

/** Reads the locked table, and is called off after `afterMs`; a statement may take `leftMs`. */
async function calledOff(database: Database, afterMs: number, leftMs: number): Promise<number> {
  const gone = new AbortController();
  const reading = new ReadSession(database, publicReader, gone.signal, () => leftMs);
  const { client } = await reading.tx();
  const began = performance.now();
  setTimeout(() => gone.abort(), afterMs);
  await expect(client.query("select code from qipan.region")).rejects.toMatchObject({
    code: "57014",
  });
  await reading.end();
  return performance.now() - began;
}

it.each([
  ["past the pooler, whose every connection is at such a statement", true, 8_000, 4],
  ["through the pooler, where it has a connection to give", false, 8_000, 3],
  ["by the database itself, where the pooler has none", false, 1_500, 4],
])(
  "a statement that nobody waits for is ended %s",
  async (_how, isDirect, leftMs, count) => {
    const directUrl = isDirect ? direct.pool.options.connectionString : undefined;
    const database = openServer({ url, directUrl, maxConnections: 8 });
    await whileLocked(async (waiting) => {
      const all = Array.from({ length: count }, () => calledOff(database, 500, leftMs));
      const took = Math.max(...(await Promise.all(all)));
      expect(took).toBeLessThan(6_000);
      expect(await waiting()).toBe(0);
    });
    // Its connections serve strangers at once, and no statement of theirs is ended.
    const sleeps = Array.from({ length: 8 }, () =>
      withTx(database, publicReader, ({ client }) => client.query("select pg_sleep(0.3)")),
    );
    await Promise.all(sleeps);
    await database.close();
  },
  60_000,
);

it("what is called off too late does not end the next transaction on that connection", async () => {
  const database = openServer({ url, maxConnections: 2 });
  const backend = await withTx(database, publicReader, async ({ client }) => {
    const { rows } = await client.query<{ pid: number; began: string }>(
      "select pg_backend_pid() as pid, extract(epoch from now())::text as began",
    );
    return rows[0]!;
  });
  const strangers = Array.from({ length: 4 }, () => openServer({ url, maxConnections: 1 }));
  const sleeping = strangers.map((one) =>
    withTx(one, publicReader, ({ client }) =>
      client.query<{ pid: number }>("select pg_backend_pid() as pid, pg_sleep(3)"),
    ),
  );
  const asleep = async () => {
    const { rows } = await direct.ownerPool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event = 'PgSleep'`,
    );
    return rows[0]?.n;
  };
  while ((await asleep()) !== strangers.length) await sleep(20);
  await cancelStatement({ ...database, directUrl: direct.pool.options.connectionString }, backend);
  const pids = (await Promise.all(sleeping)).map(({ rows }) => rows[0]?.pid);
  // The backend was at a stranger's statement all the while.
  expect(pids).toContain(backend.pid);
  for (const one of [...strangers, database]) await one.close();
}, 30_000);
