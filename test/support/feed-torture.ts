import { createClient, type Client } from "graphql-ws";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { grantKey } from "../../src/access/key-operator.service.ts";
import { appendFact } from "../../src/feed/append.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import { startSealer } from "../../src/ledger/sealing.service.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { takeRiders } from "../../src/postgres/session.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { startHub } from "../../src/server/start.ts";

export interface Torture {
  readonly nodes: number;
  readonly writers: number;
  /** Facts that each writer tells. */
  readonly facts: number;
  readonly subscribers: number;
  readonly cuts: number;
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
const patient = { budget: 20_000, capacity: 1e9, perSecond: 1e9 };

/** Several hubs on one server, each with a pool, a sealer and a pulse of its own. */
export async function startNodes(url: string, count: number) {
  const nodes = await Promise.all(
    Array.from({ length: count }, async () => {
      const database = openServer({ url, maxConnections: 12 });
      const hub = await startHub(
        { host: "127.0.0.1", port: 0, devLogin: false, feedDays: 90 },
        {
          database,
          log: () => undefined,
          startSealer: (of, onSealed) => startSealer(of, { intervalMs: 50, onSealed }),
          superuserServes: true,
          limits: patient,
        },
      );
      return { database, url: hub.url, close: () => hub.close().then(() => database.close()) };
    }),
  );
  return { nodes, close: () => Promise.all(nodes.map((node) => node.close())) };
}

/** Some are slow to commit, so that later ids become readable before earlier ones. */
export async function write(
  databases: readonly Database[],
  { writers, facts, seed }: Torture,
): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const chance = chanceOf(seed + writer);
      const database = databases[writer % databases.length]!;
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
    cut += 1;
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
  return { client, cut };
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

/** The whole of it: answers what each subscriber heard, and the journal. */
export async function torture(url: string, sizes: Torture) {
  const { nodes, close } = await startNodes(url, sizes.nodes);
  try {
    const databases = nodes.map(({ database }) => database);
    const [first] = databases;
    const keys = new Map<string, string>();
    for (const principalId of people.slice(0, 3))
      keys.set(principalId, await grantKey(first!, { principalId }));
    let journal: Map<string, number[]> | undefined;
    const writing = write(databases, sizes).then(async () => {
      const total = sizes.writers * sizes.facts;
      while (!(await allSealed(first!, total))) await sleep(50);
      journal = await journalOf(first!);
    });
    const following = Array.from({ length: sizes.subscribers }, (_, nth) => {
      const reader = people[nth % people.length] ?? "public";
      const asked = {
        reader,
        key: keys.get(reader),
        cuts: Math.ceil(sizes.cuts / sizes.subscribers),
        seed: sizes.seed * 1000 + nth,
      };
      return subscribe(
        nodes.map((node) => node.url),
        asked,
        (seqs) => journal !== undefined && seqs.length >= (journal.get(reader)?.length ?? 0),
      );
    });
    await writing;
    const heard = await Promise.all(following);
    return { heard, journal: journal ?? new Map<string, number[]>() };
  } finally {
    await close();
  }
}

async function allSealed(database: Database, total: number): Promise<boolean> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<{ n: number }>("select count(*)::int as n from qipan.sealed where kind = 'EVENT'"),
  );
  return (rows[0]?.n ?? 0) >= total;
}
