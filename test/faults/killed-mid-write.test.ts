import "reflect-metadata";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { HubClient, type Reply, type Sent } from "../support/hub-client.ts";
import {
  dispatcher,
  openIncident,
  readyProposal,
  shippedLeg,
  write,
} from "../support/hub-orders.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import {
  openClaims,
  settledOf,
  settledWhole,
  settlements,
  sumOf,
  type Means,
  type Owing,
  type Settling,
  type Standing,
  type Sums,
} from "../support/hub-settling.ts";
import { serverAt } from "../support/postgres.ts";
import { tinyFolder } from "../support/prepared.ts";
import "../support/shared-postgres.ts";

const main = join(packageRoot, "dist/src/cli/main.js");
const run = promisify(execFile);
const bags = { item: "HZ-NAOH-25", quantity: 4, priority: 1 };

/** A hub in its own process: what it needs of the environment, and how to take it away. */
interface Home {
  readonly env: Record<string, string>;
  readonly drop: () => Promise<void>;
}

async function embedded(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), "qipan-killed-"));
  await cp(await tinyFolder(), join(folder, "data"), { recursive: true });
  const env = { QIPAN_DATA_DIR: join(folder, "data"), QIPAN_SEED: "tiny" };
  return { env, drop: () => rm(folder, { recursive: true, force: true }) };
}

/** The server shape serves as an ordinary login, as a city's would. */
async function server(): Promise<Home> {
  const created = await serverAt(inject("postgresUrl")).createDatabase();
  const login = `qipan_killed_${randomUUID().slice(0, 8)}`;
  const asAdmin = async (sql: string) => {
    const client = new pg.Client({ connectionString: created.url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await asAdmin(`create role ${login} login password 'test'`);
  const url = new URL(created.url);
  url.username = login;
  url.password = "test";
  const env = { DATABASE_URL: url.href, DATABASE_OWNER_URL: created.url, QIPAN_DEV_LOGIN: "on" };
  await run(process.execPath, [main, "migrate"], { env: { ...process.env, ...env } });
  await run(process.execPath, [main, "seed", "tiny"], { env: { ...process.env, ...env } });
  const drop = async () => {
    await created.drop();
    const client = new pg.Client({ connectionString: inject("postgresUrl") });
    await client.connect();
    await client.query(`drop role if exists ${login}`);
    await client.end();
  };
  return { env, drop };
}

describe.each([
  ["embedded", embedded],
  ["server", server],
] as const)("a hub killed in the middle of 200 writes, %s", (_shape, open) => {
  let home: Home;
  let hub: HubProcess;

  beforeAll(async () => {
    home = await open();
    hub = await startHubProcess(home.env);
  });

  afterAll(async () => {
    await hub.stop();
    await home.drop();
  });

  it("has every acknowledged write, nothing twice, nothing over-promised", async () => {
    const client = new HubClient(hub.url);
    const { writes, settling, owing } = await prepare(client);
    expect(writes.length).toBe(200);
    const acknowledged: Reply[] = writes.map(() => undefined);
    const sending = writes.map(async (sent, at) => {
      acknowledged[at] = await client.send(sent);
    });
    while (acknowledged.every((reply) => reply === undefined)) await sleep(2);
    await sleep(250);
    await hub.kill9();
    await Promise.allSettled(sending);

    hub = await startHubProcess(home.env);
    const again = new HubClient(hub.url);
    const told = settling.filter(({ sent }) =>
      writes.some((one, at) => one === sent && acknowledged[at] !== undefined),
    );
    expectStanding(await settledOf(again, owing), sumOf(told));
    const retried: Reply[] = [];
    for (const sent of writes) retried.push(await again.send(sent));
    const lost = acknowledged.filter(
      (reply, at) => reply !== undefined && idOf(reply) !== idOf(retried[at]),
    );
    expect(lost).toEqual([]);
    expect(acknowledged.some((reply) => reply !== undefined)).toBe(true);
    expect(retried.filter((reply) => reply === undefined || "refusals" in reply)).toEqual([]);
    for (const copies of keyed(writes, retried)) expect(new Set(copies.map(idOf)).size).toBe(1);
    const standing = await settledOf(again, owing);
    expectStanding(standing, settledWhole);
    expect(standing.states).toEqual(["SETTLED", "CONFIRMED", "SETTLED", "SETTLED"]);
    expect(await verified(home)).toMatchObject({ verified: true, problems: [] });
    expect(await promisedBeyondStock(again)).toEqual([]);
  }, 180_000);
});

/** At least what was acknowledged, at most what was asked for; claims and tasks say the same. */
function expectStanding({ sums, refilled }: Standing, least: Sums): void {
  expect(refilled).toBe(sums.bought + sums.waived);
  for (const means of Object.keys(settledWhole) as Means[]) {
    // Each bit of a sum is one settlement.
    expect(sums[means] & least[means], means).toBe(least[means]);
    expect(sums[means] & ~settledWhole[means], means).toBe(0);
  }
}

interface Deeds {
  readonly owing: Owing;
  readonly settling: readonly Settling[];
  /** 200 calls with 50 keys, each four times at once. */
  readonly writes: readonly Sent[];
}

/** Adopting, declaring, receiving, and settling what is owed. */
async function prepare(client: HubClient): Promise<Deeds> {
  const proposed = async () => readyProposal(client, await openIncident(client), [bags]);
  const [owing, adopting, receiving] = await Promise.all([
    openClaims(client),
    Promise.all(Array.from({ length: 6 }, proposed)),
    Promise.all(Array.from({ length: 2 }, async () => shippedLeg(client, await proposed()))),
  ]);
  const incidentId = await openIncident(client);
  const settling = await settlements(client, owing);
  const once: Sent[] = [
    ...adopting.map((proposalId) => write("orders-adopt", { proposalId })),
    ...receiving.map(({ receive }) => receive),
    ...settling.map(({ sent }) => sent),
    ...Array.from({ length: 30 }, () =>
      write("incidents-declare-needs", { incidentId, needs: [bags] }),
    ),
  ];
  return { owing, settling, writes: once.flatMap((sent) => [sent, sent, sent, sent]) };
}

/** What a reply says was done: the thing's id, or the reasons why not. */
const idOf = (reply: Reply): string =>
  JSON.stringify(reply?.id ?? reply?.proposalId ?? reply?.refusals ?? null);

function keyed(writes: readonly Sent[], replies: readonly Reply[]): Reply[][] {
  const groups = new Map<unknown, Reply[]>();
  writes.forEach(({ input }, at) => {
    groups.set(input.idempotencyKey, [...(groups.get(input.idempotencyKey) ?? []), replies[at]]);
  });
  return [...groups.values()];
}

/** As the operator would ask: through the command line, beside the running hub. */
async function verified(home: Home): Promise<unknown> {
  const { stdout } = await run(process.execPath, [main, "ledger", "verify", "--json"], {
    env: { ...process.env, DATABASE_URL: "", ...home.env },
  });
  return JSON.parse(stdout);
}

/** Needs that were promised more than they asked for; the ledger's verify looks at the shelves. */
async function promisedBeyondStock(client: HubClient): Promise<unknown[]> {
  const page = await client.query(dispatcher, "incidents-needs", { first: 100 });
  const edges = page?.edges as { node: { promised: number; quantity: number } }[];
  return edges.filter(({ node }) => node.promised > node.quantity);
}
