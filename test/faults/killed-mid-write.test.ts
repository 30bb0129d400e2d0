import "reflect-metadata";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { HubClient, type Reply, type Sent } from "../support/hub-client.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { serverAt } from "../support/postgres.ts";
import "../support/shared-postgres.ts";

const main = join(packageRoot, "dist/src/cli/main.js");
const run = promisify(execFile);
const dispatcher = "usr-g01-dispatcher";
const bags = { item: "HZ-NAOH-25", quantity: 4, priority: 1 };

/** A hub in its own process: what it needs of the environment, and how to take it away. */
interface Home {
  readonly env: Record<string, string>;
  readonly drop: () => Promise<void>;
}

async function embedded(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), "qipan-killed-"));
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
    const writes = await prepare(client);
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
    const retried: Reply[] = [];
    for (const sent of writes) retried.push(await again.send(sent));
    const lost = acknowledged.filter(
      (reply, at) => reply !== undefined && idOf(reply) !== idOf(retried[at]),
    );
    expect(lost).toEqual([]);
    expect(acknowledged.some((reply) => reply !== undefined)).toBe(true);
    const done = retried.filter((reply) => reply !== undefined && !("refusals" in reply));
    expect(done.length).toBe(writes.length);
    for (const copies of keyed(writes, retried)) expect(new Set(copies.map(idOf)).size).toBe(1);
    expect(await verified(home)).toMatchObject({ verified: true, problems: [] });
    expect(await promisedBeyondStock(again)).toEqual([]);
  });
});

/** 200 calls with 50 keys, each four times at once: adopting, declaring and receiving. */
async function prepare(client: HubClient): Promise<Sent[]> {
  const adopting = await Promise.all(Array.from({ length: 8 }, () => readyProposal(client)));
  const receiving: Sent[] = [];
  for (let nth = 0; nth < 4; nth += 1) receiving.push(await shippedLeg(client));
  const incidentId = await openIncident(client);
  const once: Sent[] = [
    ...adopting.map((proposalId) => write("orders-adopt", { proposalId })),
    ...receiving,
    ...Array.from({ length: 38 }, () =>
      write("incidents-declare-needs", { incidentId, needs: [bags] }),
    ),
  ];
  return once.flatMap((sent) => [sent, sent, sent, sent]);
}

const write = (operation: string, input: object, principal = dispatcher): Sent => ({
  principal,
  operation,
  input: { ...input, idempotencyKey: randomUUID() },
});

async function openIncident(client: HubClient): Promise<string> {
  const { id } = await client.done(dispatcher, "incidents-report", {
    nameZh: "氯气泄漏(演练)",
    category: "ACCIDENT_DISASTER",
    hazard: "HAZCHEM",
    regionCode: "150304",
    node: "150304",
    leadId: globalId("Organization", "ORG-G01"),
  });
  await client.done("usr-g01-approver", "incidents-start-response", {
    incidentId: id,
    responseLevel: "LEVEL_2",
    reason: "演练",
  });
  return String(id);
}

async function readyProposal(client: HubClient): Promise<string> {
  const incidentId = await openIncident(client);
  await client.done(dispatcher, "incidents-declare-needs", { incidentId, needs: [bags] });
  const { id } = await client.done(dispatcher, "proposals-propose", {
    incidentId,
    preset: "FASTEST",
  });
  for (;;) {
    const proposal = await client.query(dispatcher, "proposals-proposal", { id });
    if (proposal?.state === "READY") return String(id);
    if (proposal?.state !== "SOLVING") throw new Error(JSON.stringify(proposal));
    await sleep(50);
  }
}

interface Order {
  readonly id: string;
  readonly approvals: readonly { readonly id: string; readonly organization: { id: string } }[];
  readonly lines: readonly {
    readonly id: string;
    readonly held: number;
    readonly custodian: { readonly id: string };
  }[];
}

/** One order on the road: what is left to do is to receive it. */
async function shippedLeg(client: HubClient): Promise<Sent> {
  const proposalId = await readyProposal(client);
  const { orders } = await client.done(dispatcher, "orders-adopt", { proposalId });
  const [first] = orders as Order[];
  const orderId = first!.id;
  for (const { id, organization } of first!.approvals)
    await client.done(duty(organization.id, "approver"), "approvals-decide", {
      approvalId: id,
      decision: "GRANT",
    });
  await client.done(dispatcher, "orders-issue", { orderId });
  const order = (await client.query(dispatcher, "demo-order", { id: orderId })) as unknown as Order;
  const keeper = duty(order.lines[0]!.custodian.id, "keeper");
  await client.done(keeper, "orders-acknowledge", { orderId });
  const counted = order.lines.map(({ id, held }) => ({ id, held }));
  await client.done(keeper, "orders-load", {
    orderId,
    lines: counted.map(({ id, held }) => ({ lineId: id, loaded: held })),
  });
  const departure = await client.done(keeper, "orders-depart", {
    orderId,
    carrierId: globalId("Organization", "ORG-E18"),
    lines: counted.map(({ id, held }) => ({ orderLineId: id, departed: held })),
  });
  const lines = counted.map(({ id, held }) => {
    return { orderLineId: id, accepted: held, rejected: 0, missing: 0 };
  });
  const { id: legId } = departure.leg as { id: string };
  const input = { legId, code: departure.arrivalCode, lines };
  return write("orders-receive", input, "usr-g01-receiver");
}

const duty = (org: string, name: string): string => {
  const code = Buffer.from(org, "base64url").toString("utf8").split(":ORG-")[1] ?? "";
  return `usr-${code.toLowerCase()}-${name}`;
};

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
