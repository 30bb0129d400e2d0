import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { grantKey } from "../../src/access/key-operator.service.ts";
import { appendFact } from "../../src/feed/append.ts";
import { readLatestCursor } from "../../src/feed/feed.service.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { freePort, startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { heapAfterGc } from "../support/inspected.ts";
import { followers, type Followers } from "../support/many-followers.ts";
import { ordinaryLogin, type ServedDatabase } from "../support/ordinary-login.ts";

const sizes = { idle: 1_000, busy: 200, writers: 16, facts: 60, pauseMs: 500 };
const persons = { idle: 20, busy: 10 };

let served: ServedDatabase;
let hub: HubProcess;
let inspector: number;
const keys = { idle: [] as string[], busy: [] as string[] };

beforeAll(async () => {
  served = await ordinaryLogin();
  await withOwnerTx(served.database, async ({ client }) => {
    for (const [org, name] of [
      ["ORG-G06", "idle"],
      ["ORG-G01", "busy"],
    ] as const)
      await client.query(
        `with made as (insert into qipan.principal (id, kind, name)
           select 'usr-' || $2 || n, 'MACHINE', '跟随' from generate_series(1, $3::int) n
           returning id)
         insert into qipan.membership (principal_id, org_id, role)
         select id, $1, 'VIEWER' from made`,
        [org, name, persons[name]],
      );
  });
  for (const name of ["idle", "busy"] as const)
    for (let nth = 1; nth <= persons[name]; nth += 1)
      keys[name].push(await grantKey(served.database, { principalId: `usr-${name}${nth}` }));
  inspector = await freePort();
  const options = `--inspect=127.0.0.1:${inspector}`;
  hub = await startHubProcess({ ...served.env, NODE_OPTIONS: options });
});

afterAll(async () => {
  await hub.stop();
  await served.drop();
});

it("1,000 idle and 200 busy subscribers on one node, beside 16 writers", async () => {
  const after = await withTx(served.database, hubReader, readLatestCursor);
  const before = await standing();
  const idle = await followers(hub.url, sizes.idle, { after }, nth("idle"), 1);
  const busy = await followers(hub.url, sizes.busy, { after }, nth("busy"), 2);
  await sleep(2_000);
  const opened = await standing();
  const statements = await committed();
  const began = performance.now();
  const written = await write();
  const loaded = await standing();
  await everyOneHas(busy, written);
  const seconds = (performance.now() - began) / 1000;
  const transactions = (await committed()) - statements - sizes.writers * sizes.facts;
  await sleep(1_000);
  const settled = await standing();
  const seals = await sealedAt();
  const late = busy.taken.flatMap(({ seqs, at }) =>
    seqs.map((seq, one) => (at[one] ?? 0) - (seals.get(seq) ?? 0)),
  );
  tell({ before, opened, loaded, settled, seconds, transactions, late });
  const all = [...seals.keys()];
  for (const { seqs } of busy.taken) expect(seqs).toEqual(all);
  expect(idle.taken.filter(({ seqs }) => seqs.length > 0)).toEqual([]);
  expect(settled.rss - before.rss).toBeLessThan(400);
  await Promise.all([idle.close(), busy.close()]);
});

const nth = (name: keyof typeof keys) => (at: number) => keys[name][at % keys[name].length];

async function write(): Promise<number> {
  await Promise.all(
    Array.from({ length: sizes.writers }, async (_, writer) => {
      const chance = chanceOf(writer + 1);
      for (let fact = 0; fact < sizes.facts; fact += 1) {
        await sleep(chance() * 2 * sizes.pauseMs);
        await withTx(served.database, hubReader, (tx) => {
          const subject = { kind: "REGION", id: "150300", version: fact } as const;
          return appendFact(tx, { kind: "REGION_MODE_CHANGED", subject, parties: ["ORG-G01"] });
        });
      }
    }),
  );
  return sizes.writers * sizes.facts;
}

async function everyOneHas({ taken }: Followers, count: number): Promise<void> {
  const until = performance.now() + 120_000;
  while (performance.now() < until && taken.some(({ seqs }) => seqs.length < count))
    await sleep(20);
}

/** Megabytes, and the p99 of event-loop delay since the last look, in milliseconds. */
async function standing() {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
  const heap = (await heapAfterGc(inspector)) / 2 ** 20;
  const rss = value("qipan_memory_bytes") / 2 ** 20;
  const lag = value("qipan_event_loop_lag_seconds") * 1000;
  return { rss, heap, lag, following: value("qipan_feed_followers") };
}

async function committed(): Promise<number> {
  const { rows } = await withTx(served.database, hubReader, ({ client }) =>
    client.query<{ n: number }>(
      "select xact_commit as n from pg_stat_database where datname = current_database()",
    ),
  );
  return rows[0]?.n ?? 0;
}

async function sealedAt(): Promise<Map<number, number>> {
  const { rows } = await withTx(served.database, hubReader, ({ client }) =>
    client.query<{ seq: number; ms: number }>(
      `select seq, extract(epoch from sealed_at)::float8 * 1000 as ms from qipan.sealed s
       join qipan.event e on e.id = s.row_id
       where s.kind = 'EVENT' and e.kind = 'REGION_MODE_CHANGED' order by seq`,
    ),
  );
  return new Map(rows.map(({ seq, ms }) => [seq, ms]));
}

function tell({
  late,
  seconds,
  transactions,
  ...stands
}: Readonly<Record<string, unknown>> & {
  readonly late: readonly number[];
  readonly seconds: number;
  readonly transactions: number;
}): void {
  const sorted = late.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  console.table(stands);
  console.log(
    `${late.length} deliveries in ${seconds.toFixed(1)} s; seal to delivery p50 ${at(0.5)} ms, ` +
      `p99 ${at(0.99)} ms; ${transactions} transactions beside the writers'`,
  );
}
