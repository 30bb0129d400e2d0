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
import { median } from "./board-of-results.ts";
import { serverCpuMs } from "./server-cpu.ts";
import { findPgbench, layTpcb, type Yardstick } from "./tpcb.ts";

const writers = 16;
const seconds = 4;
const samples = 3;
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
});

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

/** Calls per second of 16 callers that each begin again as soon as they are answered. */
async function rateOf(call: (writer: number) => Promise<void>, callers = writers): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  const writer = async (at: number): Promise<void> => {
    while (performance.now() < until) {
      await call(at);
      done += 1;
    }
  };
  const [server0, own0] = [serverCpuMs(server.pid), process.cpuUsage()];
  await Promise.all(Array.from({ length: callers }, (_, at) => writer(at)));
  const { user, system } = process.cpuUsage(own0);
  const each = [serverCpuMs(server.pid) - server0, (user + system) / 1000];
  const told = each.map((ms) => (ms / done).toFixed(2)).join(", ");
  console.log(`processor milliseconds a call, of the server and of Node: ${told}`);
  return done / ((performance.now() - began) / 1000);
}

/** The median of ratios to the mean of what the yardstick says before and after. */
async function bracketed(what: string, rival: Yardstick, ours: () => Promise<number>) {
  const ratios: number[] = [];
  await ours();
  let before = await rival.tps(seconds);
  for (let at = 0; at < samples; at += 1) {
    const own = await ours();
    const after = await rival.tps(seconds);
    ratios.push(own / ((before + after) / 2));
    const rates = [own, before, after].map((rate) => rate.toFixed(0)).join(", ");
    console.log(`${what}: per second, and TPC-B before and after: ${rates}`);
    before = after;
  }
  const all = ratios.map((one) => one.toFixed(2)).join(", ");
  console.log(`${what}: ratio ${median(ratios).toFixed(2)} (${all})`);
  return median(ratios);
}

const asked = pgbench === undefined ? [] : [pgbench];

describe.each(asked)("reservations against TPC-B of %s", (program) => {
  let wide: Yardstick;
  let hot: Yardstick;

  beforeAll(async () => {
    wide = await layTpcb(program, (await server.createDatabase()).url, 16);
    hot = await layTpcb(program, (await server.createDatabase()).url, 1);
  }, 300_000);

  it("16 writers on 16 hot pairs", async () => {
    const lots = await layLots(database, Array(16).fill({ quantity: 1_000_000 }));
    const lines = lots.map((lot) => lineOf(lot));
    await bracketed("reserve, 16 hot pairs", wide, () =>
      rateOf(() => reserve(lines[Math.floor(Math.random() * 16)]!)),
    );
    await bracketed("reserve, 16 hot lots, each its own order line", wide, () =>
      rateOf(() => reserve(lineOf(lots[Math.floor(Math.random() * 16)]!))),
    );
  });

  it("16 writers on one hot pair", async () => {
    const [lot] = await layLots(database, [{ quantity: 1_000_000 }]);
    const line = lineOf(lot!);
    await bracketed("reserve, one hot pair", hot, () => rateOf(() => reserve(line)));
  });

  it(`${batch} lines in a posting`, async () => {
    const lots = await layLots(database, Array(16).fill({ quantity: 1_000_000 }));
    const pairs = lots.map((lot) => lineOf(lot));
    const wideBatch = Array.from({ length: batch }, (_, at) => pairs[at % 16]!);
    const oneBatch = Array.from({ length: batch }, () => pairs[0]!);
    await bracketed(
      "lines by batches, 16 hot pairs",
      wide,
      async () => batch * (await rateOf(() => reserveMany(wideBatch), 1)),
    );
    await bracketed(
      "lines by batches, one hot pair",
      hot,
      async () => batch * (await rateOf(() => reserveMany(oneBatch), 1)),
    );
  });

  it("leaves a book that its auditor verifies", async () => {
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });
});
