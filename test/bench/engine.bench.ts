import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendFact } from "../../src/feed/append.ts";
import { write } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { evidence, layLots, layWorld, lineOf, newId } from "../support/ledger-world.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";
import { serverCpuMs } from "./server-cpu.ts";
import { findPgbench, layTpcb, type Rate, type Yardstick } from "./tpcb.ts";

const writers = 16;
/** Short turns, many of them: on a busy machine a long one says more of the neighbours. */
const seconds = 2;
const turns = 7;
const pgbench = findPgbench();

let server: OwnPostgres;
let database: Database;

beforeAll(async () => {
  server = await startPostgres({ fsync: "on", shared_buffers: "512MB", max_wal_size: "4GB" });
  const { url } = await server.createDatabase();
  database = openServer({ url, maxConnections: writers });
  await migrate(database);
  await layWorld(database);
}, 300_000);

afterAll(async () => {
  await database.close();
  await server.stop();
}, 300_000);

const member = { principal: "bench", orgs: ["G01"], partners: [] };

/** One reservation as a mutation makes it: key, audit, event, transfer, entries, balances. */
async function reserve(line: LineFacts): Promise<void> {
  const orderId = newId();
  const key = randomUUID();
  const request = { mutation: "bench", key, org: "G01", input: { orderId } };
  const outcome = await write(database, member, request, async (tx) => {
    await appendFact(tx, {
      kind: "ORDER_DRAFTED",
      subject: { kind: "ORDER", id: orderId, version: 1 },
      parties: ["G01", "G02"],
    });
    const booked = await post(tx, "G01", hold({ evidence }, [{ line, quantity: 1 }]));
    return booked.ok ? ok({ kind: "ORDER", id: orderId }) : booked;
  });
  expect(outcome.ok).toBe(true);
}

/** As many lines as an adoption, an issue or a sweep may have, booked in one posting. */
const batch = 64;

/** A batch as its mutation makes it, with a fact for each line. */
async function reserveMany(lines: readonly LineFacts[]): Promise<void> {
  const orderId = newId();
  const request = { mutation: "bench", key: randomUUID(), org: "G01", input: { orderId } };
  const outcome = await write(database, member, request, async (tx) => {
    for (const { orderLineId: id } of lines)
      await appendFact(tx, {
        kind: "ORDER_DRAFTED",
        subject: { kind: "ORDER", id, version: 1 },
        parties: ["G01", "G02"],
      });
    const loads = lines.map((line) => ({ line, quantity: 1 }));
    const booked = await post(tx, "G01", hold({ evidence }, loads));
    return booked.ok ? ok({ kind: "ORDER", id: orderId }) : booked;
  });
  expect(outcome.ok).toBe(true);
}

/** Callers that each begin again as soon as they are answered. */
async function rateOf(call: () => Promise<void>, callers = writers): Promise<Rate> {
  const began = performance.now();
  let done = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < began + seconds * 1000) {
      await call();
      done += 1;
    }
  };
  const [server0, own0] = [serverCpuMs(server.pid), process.cpuUsage()];
  await Promise.all(Array.from({ length: callers }, caller));
  const { user, system } = process.cpuUsage(own0);
  const cpuMs = serverCpuMs(server.pid) - server0 + (user + system) / 1000;
  return { done, seconds: (performance.now() - began) / 1000, cpuMs };
}

const sum = (rates: readonly Rate[], of: keyof Rate): number =>
  rates.reduce((total, rate) => total + rate[of], 0);

/** In turns with the yardstick: as often by the clock, and for as much of the processor. */
async function raced(what: string, rival: Yardstick, ours: () => Promise<Rate>): Promise<void> {
  await ours();
  const [own, other]: [Rate[], Rate[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    other.push(await rival.measure(seconds));
    own.push(await ours());
  }
  const [calls, transactions] = [own, other].map((rates) => ({
    rate: sum(rates, "done") / sum(rates, "seconds"),
    cpu: sum(rates, "cpuMs") / sum(rates, "done"),
  }));
  console.log(
    `${what}: ratio ${(calls!.rate / transactions!.rate).toFixed(2)} by the clock ` +
      `(${calls!.rate.toFixed(0)} and ${transactions!.rate.toFixed(0)} a second), ` +
      `${(transactions!.cpu / calls!.cpu).toFixed(2)} by the processor ` +
      `(${calls!.cpu.toFixed(2)} and ${transactions!.cpu.toFixed(2)} ms)`,
  );
}

const linesOf = (rate: Rate): Rate => ({ ...rate, done: rate.done * batch });

const asked = pgbench === undefined ? [] : [pgbench];

it("says what it races against", () => {
  const none = "no pgbench in PG_BIN or /usr/lib/postgresql: nothing is raced against TPC-B";
  console.log(pgbench ?? none);
  expect(server.major).toBeGreaterThanOrEqual(15);
});

describe.each(asked)("reservations against TPC-B of %s", (program) => {
  const room = async () => ({ url: (await server.createDatabase()).url, pid: server.pid });
  let wide: Yardstick;
  let hot: Yardstick;

  beforeAll(async () => {
    wide = await layTpcb(program, await room(), 16);
    hot = await layTpcb(program, await room(), 1);
  }, 300_000);

  it("16 writers on 16 hot pairs", async () => {
    const lots = await layLots(database, Array(16).fill({ quantity: 1_000_000 }));
    const lines = lots.map((lot) => lineOf(lot));
    await raced("reserve, 16 hot pairs", wide, () =>
      rateOf(() => reserve(lines[Math.floor(Math.random() * 16)]!)),
    );
    await raced("reserve, 16 hot lots, each its own order line", wide, () =>
      rateOf(() => reserve(lineOf(lots[Math.floor(Math.random() * 16)]!))),
    );
  });

  it("16 writers on one hot pair", async () => {
    const [lot] = await layLots(database, [{ quantity: 1_000_000 }]);
    const line = lineOf(lot!);
    await raced("reserve, one hot pair", hot, () => rateOf(() => reserve(line)));
  });

  it(`${batch} lines in a posting`, async () => {
    const lots = await layLots(database, Array(16).fill({ quantity: 1_000_000 }));
    const pairs = lots.map((lot) => lineOf(lot));
    const wideBatch = Array.from({ length: batch }, (_, at) => pairs[at % 16]!);
    const oneBatch = Array.from({ length: batch }, () => pairs[0]!);
    await raced("lines by batches, 16 hot pairs", wide, async () =>
      linesOf(await rateOf(() => reserveMany(wideBatch), 1)),
    );
    await raced("lines by batches, one hot pair", hot, async () =>
      linesOf(await rateOf(() => reserveMany(oneBatch), 1)),
    );
  });

  it("leaves a book that its auditor verifies", async () => {
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });
});
