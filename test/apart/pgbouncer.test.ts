import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync, chmodSync, chownSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { withTx, type Reader } from "../../src/postgres/transaction.ts";
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
    "ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout",
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
