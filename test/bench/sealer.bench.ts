import { afterAll, beforeAll, expect, it } from "vitest";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { sealOnce, startSealer } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { evidence, layLots, layWorld, lineOf, newId, type Lot } from "../support/ledger-world.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

const writers = 16;
const seconds = 8;
let server: OwnPostgres;
let database: Database;
let lots: readonly Lot[];

beforeAll(async () => {
  server = await startPostgres({ fsync: "on", shared_buffers: "512MB" });
  const { url } = await server.createDatabase();
  database = openServer({ url, maxConnections: writers + 4 });
  await migrate(database);
  await layWorld(database);
  lots = await layLots(database, Array(writers).fill({ quantity: 1_000_000 }));
}, 300_000);

afterAll(async () => {
  await database.close();
  await server.stop();
});

const answered: number[] = [];

const reserve = (lot: Lot, transfers: Map<string, number>, began: number): Promise<void> =>
  withTx(database, hubReader, async (tx) => {
    const line = lineOf(lot, { orderLineId: newId() });
    const booked = await post(tx, "G01", hold({ evidence }, [{ line, quantity: 1 }]));
    return booked.ok ? booked.value.transferId : undefined;
  }).then((id) => {
    if (id === undefined) return;
    transfers.set(id, performance.now());
    answered.push(performance.now() - began);
  });

/** Reads as a follower does and notes when it first saw each transfer sealed. */
async function follow(seen: Map<string, number>, done: () => boolean): Promise<number[]> {
  const seqs: number[] = [];
  for (;;) {
    const isLast = done();
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ seq: number; id: string | null }>(
        `select s.seq, e.transfer_id as id from qipan.sealed s
         left join qipan.entry e on s.kind = 'ENTRY' and e.id = s.row_id
         where s.seq > $1 order by s.seq`,
        [seqs.at(-1) ?? 0],
      ),
    );
    const now = performance.now();
    for (const { seq, id } of rows) {
      seqs.push(seq);
      if (id !== null && !seen.has(id)) seen.set(id, now);
    }
    if (isLast) return seqs;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function percentiles(times: number[]): string {
  times.sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) =>
    times[Math.floor(share * times.length)]!.toFixed(0),
  );
  return `p50 ${p50}, p99 ${p99} ms`;
}

it.each([0, 3])("sealed soon after it committed, beside a transaction of %s s", async (slow) => {
  const [committed, seen] = [new Map<string, number>(), new Map<string, number>()];
  const sealer = startSealer(database, { intervalMs: 100 });
  let isDone = false;
  const following = follow(seen, () => isDone);
  const until = performance.now() + seconds * 1000;
  const lane = async (lot: Lot): Promise<void> => {
    while (performance.now() < until) await reserve(lot, committed, performance.now());
  };
  const slowSpans: [number, number][] = [];
  const dawdle = withTx(database, hubReader, async (tx) => {
    await post(tx, "G01", hold({ evidence }, [{ line: lineOf(lots[0]!), quantity: 1 }]));
    const began = performance.now();
    await tx.client.query("select pg_sleep($1)", [slow]);
    slowSpans.push([began, performance.now()]);
  });
  await Promise.all([dawdle, ...lots.slice(1).map(lane)]);
  await sealer.stop();
  await sealOnce(database);
  isDone = true;
  const seqs = await following;
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, at) => at + 1));
  expect([...committed.keys()].filter((id) => !seen.has(id))).toEqual([]);
  expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0, problems: [] });
  const [, last = 0] = slowSpans[0] ?? [];
  const waits = [...committed].map(([id, at]) =>
    Math.max(0, seen.get(id)! - Math.max(at, slow === 0 ? 0 : last)),
  );
  console.log(
    `sealed after ${percentiles(waits)} (beside a transaction of ${slow} s: since its end); ` +
      `${(committed.size / seconds).toFixed(0)} writes a second, each answered after ` +
      `${percentiles(answered.splice(0))}; 0 missed, 0 twice`,
  );
});
