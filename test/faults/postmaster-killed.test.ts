import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appendFact } from "../../src/feed/append.ts";
import { write } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import { post, readFree } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { hubReader } from "../../src/postgres/transaction.ts";
import {
  asHub,
  evidence,
  layLots,
  layWorld,
  lineOf,
  newId,
  type Lot,
} from "../support/ledger-world.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

const writers = 16;
let server: OwnPostgres;
let database: Database;

beforeAll(async () => {
  server = await startPostgres();
  const { url } = await server.createDatabase();
  const patience = { tries: 2, chance: () => 1, pause };
  database = openServer({ url, maxConnections: writers, patience });
  await migrate(database);
  await layWorld(database);
});

afterAll(async () => {
  await database.close();
  await server.stop();
});

const reserve = (lot: Lot, key: string) =>
  write(database, hubReader, { mutation: "test", key, org: "G01", input: { key } }, async (tx) => {
    const subject = { kind: "ORDER", id: key, version: 1 } as const;
    await appendFact(tx, { kind: "ORDER_DRAFTED", subject, parties: ["G01"] });
    const line = lineOf(lot, { orderLineId: key });
    const booked = await post(tx, "G01", hold({ evidence }, [{ line, quantity: 1 }]));
    return booked.ok ? ok({ kind: "ORDER", id: key }) : booked;
  });

it("a server killed twice among 16 writers has all that it acknowledged, once", async () => {
  const lots = await layLots(database, Array(4).fill({ quantity: 10_000 }));
  const acknowledged = new Set<string>();
  const open = new Map<string, Lot>();
  let isOver = false;
  const writer = async (at: number): Promise<void> => {
    while (!isOver) {
      const [key, lot] = [newId(), lots[at % lots.length]!];
      open.set(key, lot);
      const answer = await reserve(lot, key);
      if (answer.ok) acknowledged.add(key);
      else expect(answer.refused.map(({ code }) => code)).toEqual(["BUSY"]);
      if (!answer.ok) await pause(20);
    }
  };
  const writing = Array.from({ length: writers }, (_, at) => writer(at));
  for (let kill = 0; kill < 2; kill += 1) {
    const before = acknowledged.size;
    while (acknowledged.size < before + 40) await pause(5);
    await server.kill9();
    await server.restart();
  }
  isOver = true;
  await Promise.all(writing);

  const [{ known }] = await rows<{ known: string[] }>(
    "select array_agg(key) as known from qipan.idempotency",
  );
  const there = new Set(known);
  expect([...acknowledged].filter((key) => !there.has(key))).toEqual([]);
  for (const [key, lot] of open)
    if (!acknowledged.has(key)) expect(await reserve(lot, key)).toMatchObject({ ok: true });
  const [{ events }] = await rows<{ events: number }>(
    "select count(*) as events from qipan.event where kind = 'ORDER_DRAFTED'",
  );
  const free = await asHub(database, (tx) => readFree(tx, { lots: lots.map(({ id }) => id) }));
  const left = free.reduce((sum, { balance }) => sum + balance, 0);
  expect({ events, left }).toEqual({ events: open.size, left: 40_000 - open.size });
  expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  expect(database.strains.retried.get("CONNECTION")).toBeGreaterThan(0);
});

const rows = async <Row extends object>(sql: string): Promise<[Row]> =>
  (await asHub(database, ({ client }) => client.query(`reset role; ${sql}`)).then(
    (sent) => (sent as unknown as { rows: Row[] }[]).at(-1)!.rows,
  )) as [Row];
