import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { grantKey } from "../../src/access/key-operator.service.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { freePort } from "../support/hub-process.ts";
import { ordinaryLogin, type ServedDatabase } from "../support/ordinary-login.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";
import { median } from "./board-of-results.ts";
import { layPartnerWorld, partner } from "./partner-world.ts";
import { serverCpuMs } from "./server-cpu.ts";

/** Opt-in, as LEMON is: what the reads are measured beside has packages and a Node of its own. */
const folder = join(packageRoot, "test/bench/rivals");
const node = join(folder, "node_modules/node/bin/node");
const isInstalled = existsSync(node);

const [rounds, seconds] = [5, 4];

const pageOf = (lot: string, item: string, depot = "code name", root = "depots", lotArgs = "") =>
  `query Page($after: ${root === "depots" ? "String" : "Cursor"}) {
    ${root}(first: 50, after: $after) { edges { cursor node { ${depot}
      region { code nameZh } capacityM3
      lots(first: 5${lotArgs}) { edges { node { ${lot} code quantity unitValueFen expiresOn
        ${item} { sku nameZh unit } } } pageInfo { hasNextPage endCursor } } } }
      pageInfo { hasNextPage endCursor } } }`;
const query = pageOf("id", "item", "id code name");
const theirQuery = pageOf("rowId", "itemBySku", "rowId nameZh", "allDepots");

interface Rival {
  readonly name: string;
  readonly query: string;
  readonly process: ChildProcess;
  readonly url: string;
  readonly key: string;
  readonly pages: readonly (string | null)[];
}

let server: OwnPostgres;
let served: ServedDatabase;
const rivals: Rival[] = [];

beforeAll(async () => {
  if (!isInstalled) return;
  server = await startPostgres({ shared_buffers: "512MB" });
  pin(server.pid, 1);
  served = await ordinaryLogin(layPartnerWorld, server);
  const key = await grantKey(served.database, { principalId: partner.principal });
  for (const name of ["hub", "apollo", "mercurius", "postgraphile", "raw"])
    rivals.push(await start(name, name === "hub" ? key : ""));
}, 300_000);

afterAll(async () => {
  for (const { process } of rivals) process.kill("SIGKILL");
  if (!isInstalled) return;
  await served.drop();
  await server.stop();
});

/** One core answers, the other asks and reads: neither takes from the other. */
const pin = (pid: number, core: number): void =>
  void spawnSync("taskset", ["-a", "-c", "-p", String(core), String(pid)]);

async function start(name: string, key: string): Promise<Rival> {
  const port = await freePort();
  const env = {
    ...{ ...process.env, ...served.env, PORT: String(port), NODE_ENV: "production" },
    ...{ READER_ORGS: partner.org, READER_PARTNERS: partner.lender },
  };
  // From the start: a runtime that counts two cores would collect its garbage on both.
  const command = ["-c", "0", node, join(folder, `${name}.js`)];
  const child = spawn("taskset", command, { env, stdio: "ignore" });
  const url = `http://127.0.0.1:${String(port)}/graphql`;
  const asked = name === "postgraphile" ? theirQuery : query;
  const rival = { name, query: asked, process: child, url, key };
  for (let left = 200; left > 0; left -= 1) {
    const first = await ask(rival, null).catch(() => undefined);
    if (first !== undefined) return { ...rival, pages: await walk(rival) };
    await sleep(100);
  }
  throw new Error(`${name} does not answer`);
}

type Asked = Pick<Rival, "url" | "key" | "query">;
interface Page {
  readonly edges: readonly { readonly node: { readonly lots: { readonly edges: unknown[] } } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function ask({ url, key, query }: Asked, after: string | null): Promise<Page> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, {
    method: "POST",
    headers: key === "" ? headers : { ...headers, authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables: { after } }),
  });
  const answer = (await response.json()) as { data: Record<string, Page>; errors?: unknown[] };
  const { data, errors } = answer;
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0]!;
}

async function walk(rival: Asked): Promise<(string | null)[]> {
  const pages: (string | null)[] = [null];
  for (let more = true; more && pages.length < 15;) {
    const { pageInfo } = await ask(rival, pages.at(-1)!);
    pages.push(pageInfo.endCursor);
    more = pageInfo.hasNextPage;
  }
  return pages.slice(0, -1);
}

interface Turn {
  readonly asked: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly nodeMs: number;
  readonly databaseMs: number;
}

const ownCpuMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
    .split(") ")[1]!
    .split(" ");
  return 10 * (Number(stat[11]) + Number(stat[12]));
};

async function turnOf(rival: Rival): Promise<Turn> {
  const [node0, database0] = [ownCpuMs(rival.process.pid!), serverCpuMs(server.pid)];
  const env = {
    ...{ ...process.env, URL_OF: rival.url, KEY: rival.key, SECONDS: String(seconds) },
    ...{ QUERY: rival.query, PAGES: JSON.stringify(rival.pages) },
  };
  const load = spawn("taskset", ["-c", "1", node, join(folder, "load.js")], { env });
  let text = "";
  for await (const part of load.stdout) text += String(part);
  const told = JSON.parse(text) as Omit<Turn, "nodeMs" | "databaseMs">;
  const nodeMs = (ownCpuMs(rival.process.pid!) - node0) / told.asked;
  return { ...told, nodeMs, databaseMs: (serverCpuMs(server.pid) - database0) / told.asked };
}

it("the partner's query beside others who serve the same database", async () => {
  if (!isInstalled) {
    console.log("reads beside others: npm ci --prefix test/bench/rivals, then again");
    return;
  }
  const counts = await Promise.all(
    rivals.map(async (rival) => {
      const { edges } = await ask(rival, rival.pages[1]!);
      return [edges.length, edges.reduce((sum, { node }) => sum + node.lots.edges.length, 0)];
    }),
  );
  for (const count of counts) expect(count).toEqual(counts[0]);
  const turns = new Map(rivals.map(({ name }): [string, Turn[]] => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const rival of rivals) {
      const turn = await turnOf(rival);
      // The first warms up.
      if (round > 0) turns.get(rival.name)?.push(turn);
    }
  const of = (name: string, part: keyof Turn): number =>
    median((turns.get(name) ?? []).map((turn) => turn[part]));
  for (const { name } of rivals) {
    const spread = of(name, "p99") / of(name, "p50");
    const processor = `${of(name, "nodeMs").toFixed(2)} + ${of(name, "databaseMs").toFixed(2)} ms`;
    const ratio = of("hub", "rate") / of(name, "rate");
    console.log(
      `partner query, ${name}: ${of(name, "rate").toFixed(0)} a second, ` +
        `p50 ${of(name, "p50").toFixed(1)} ms, p99 by p50 ${spread.toFixed(2)}, ` +
        `processor ${processor}; the hub by this: ${ratio.toFixed(2)}`,
    );
  }
});
