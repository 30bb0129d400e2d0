import { createClient, type Client } from "graphql-ws";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { grantKey } from "../../src/access/key-operator.service.ts";
import { appendFact } from "../../src/feed/append.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { takeRiders } from "../../src/postgres/session.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { freePort, startHubProcess, type HubProcess } from "./hub-process.ts";
import type { ServedDatabase } from "./ordinary-login.ts";

export interface Torture {
  readonly nodes: number;
  readonly writers: number;
  /** Facts that each writer tells. */
  readonly facts: number;
  readonly subscribers: number;
  readonly cuts: number;
  /** How often a node is killed, at least. */
  readonly kills: number;
  readonly seed: number;
}

export interface Heard {
  readonly reader: string;
  /** Seqs in the order in which they came, over all of its lines. */
  readonly seqs: readonly number[];
  readonly cuts: number;
}

const people = ["usr-g01-dispatcher", "usr-g06-dispatcher", "usr-both", "public"] as const;
const parties = [["public"], ["ORG-G01"], ["ORG-G06"], ["*"], ["ORG-G01", "ORG-G06"], ["ORG-E01"]];
const follow = "subscription ($after: String) { changes(after: $after) { cursor } }";

export interface Nodes {
  readonly urls: readonly string[];
  /** Kills one after another and starts each again, until `enough` says so. */
  killing(
    chance: () => number,
    enough: (kills: number) => boolean,
    pauseMs?: number,
  ): Promise<number>;
  stop(): Promise<void>;
}

/** Several `qipan serve` on one database, each in a process and on a port of its own. */
export async function startNodes(
  env: Readonly<Record<string, string>>,
  count: number,
): Promise<Nodes> {
  const start = (port: number) => startHubProcess({ ...env, PORT: String(port) });
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const nodes: HubProcess[] = await Promise.all(ports.map(start));
  return {
    urls: nodes.map(({ url }) => url),
    killing: async (chance, enough, pauseMs = 2_000) => {
      let kills = 0;
      while (!enough(kills)) {
        const nth = Math.floor(chance() * count);
        await sleep(chance() * pauseMs);
        await nodes[nth]!.kill9();
        kills += 1;
        await sleep(chance() * 500);
        nodes[nth] = await start(ports[nth]!);
      }
      return kills;
    },
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

/** Some are slow to commit, so that later ids become readable before earlier ones. */
export async function write(database: Database, { writers, facts, seed }: Torture): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const chance = chanceOf(seed + writer);
      for (let nth = 0; nth < facts; nth += 1) {
        const to = parties[Math.floor(chance() * parties.length)] ?? [];
        const slow = chance() < 0.05;
        await withTx(database, hubReader, async (tx) => {
          const subject = { kind: "REGION", id: "150300", version: writer * facts + nth } as const;
          await appendFact(tx, { kind: "REGION_MODE_CHANGED", subject, parties: to });
          await tx.client.query(`select ${takeRiders(tx).join(", ")}`);
          await sleep(slow ? 400 : chance() * 20);
        });
      }
    }),
  );
}

/** Follows on any node, is cut at random, goes on from its last cursor, until `enough` says so. */
export async function subscribe(
  urls: readonly string[],
  {
    reader,
    key,
    cuts,
    seed,
  }: { reader: string; key: string | undefined; cuts: number; seed: number },
  enough: (seqs: readonly number[]) => boolean,
): Promise<Heard> {
  const chance = chanceOf(seed);
  const seqs: number[] = [];
  let after: string | undefined;
  let cut = 0;
  while (cut < cuts || !enough(seqs)) {
    const url = urls[Math.floor(chance() * urls.length)] ?? "";
    // After its last cut it stays, unless it has everything already.
    const line = lineTo(url, key, cut < cuts ? chance() * 150 : 2_000);
    try {
      for await (const { data } of line.client.iterate<{ changes: { cursor: string } }>({
        query: follow,
        variables: { after },
      })) {
        after = data?.changes.cursor ?? after;
        seqs.push(seqOf(after ?? ""));
        if (cut < cuts ? chance() < 0.04 : enough(seqs)) line.cut();
      }
    } catch {
      // The line is cut: what was on its way is asked for again.
    }
    line.cut();
    // A node that is down is no line that was cut.
    if (line.isOpened()) cut += 1;
    else await sleep(50);
  }
  return { reader, seqs, cuts: cut };
}

/** A line that breaks without a goodbye, by itself or so long after it was opened. */
function lineTo(url: string, key: string | undefined, afterMs: number) {
  let socket: WebSocket | undefined;
  let timer: NodeJS.Timeout | undefined;
  const cut = (): void => {
    clearTimeout(timer);
    socket?.terminate();
  };
  const client: Client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: {
      connected: (opened) => {
        socket = opened as WebSocket;
        timer = setTimeout(cut, afterMs);
      },
    },
    ...(key === undefined ? {} : { connectionParams: { authorization: `Bearer ${key}` } }),
  });
  return { client, cut, isOpened: () => socket !== undefined };
}

const seqOf = (cursor: string): number =>
  Number((JSON.parse(Buffer.from(cursor, "base64url").toString()) as string[])[1]);

/** What the journal holds for each reader, in the order of its seals. */
export async function journalOf(database: Database): Promise<Map<string, number[]>> {
  const orgs: Readonly<Record<string, readonly string[]>> = {
    "usr-g01-dispatcher": ["ORG-G01", "*", "public"],
    "usr-g06-dispatcher": ["ORG-G06", "*", "public"],
    "usr-both": ["ORG-G01", "ORG-G06", "*", "public"],
    public: ["public"],
  };
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<{ seq: number; parties: string[] }>(
      `select s.seq, e.parties from qipan.sealed s join qipan.event e on e.id = s.row_id
       where s.kind = 'EVENT' order by s.seq`,
    ),
  );
  return new Map(
    people.map((reader) => [
      reader,
      rows
        .filter((row) => row.parties.some((one) => orgs[reader]?.includes(one)))
        .map(({ seq }) => seq),
    ]),
  );
}

/** The whole of it: answers what each subscriber heard, the journal, and how many were killed. */
export async function torture({ env, database }: ServedDatabase, sizes: Torture) {
  const nodes = await startNodes(env, sizes.nodes);
  try {
    const keys = new Map<string, string>();
    for (const principalId of people.slice(0, 3))
      keys.set(principalId, await grantKey(database, { principalId }));
    let journal: Map<string, number[]> | undefined;
    let isOver = false;
    const writing = write(database, sizes).then(async () => {
      const total = sizes.writers * sizes.facts;
      while (!(await allSealed(database, total))) await sleep(50);
      journal = await journalOf(database);
    });
    const killing = nodes.killing(chanceOf(sizes.seed), (kills) => isOver && kills >= sizes.kills);
    const following = Array.from({ length: sizes.subscribers }, (_, nth) => {
      const reader = people[nth % people.length] ?? "public";
      const asked = {
        reader,
        key: keys.get(reader),
        cuts: Math.ceil(sizes.cuts / sizes.subscribers),
        seed: sizes.seed * 1000 + nth,
      };
      return subscribe(
        nodes.urls,
        asked,
        (seqs) => journal !== undefined && seqs.length >= (journal.get(reader)?.length ?? 0),
      );
    });
    await writing;
    const heard = await Promise.all(following);
    isOver = true;
    return { heard, journal: journal ?? new Map<string, number[]>(), kills: await killing };
  } finally {
    await nodes.stop();
  }
}

async function allSealed(database: Database, total: number): Promise<boolean> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<{ n: number }>(
      `select count(*)::int as n from qipan.sealed s join qipan.event e on e.id = s.row_id
       where s.kind = 'EVENT' and e.kind = 'REGION_MODE_CHANGED'`,
    ),
  );
  return (rows[0]?.n ?? 0) >= total;
}
