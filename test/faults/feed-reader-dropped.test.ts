import { afterAll, beforeAll, expect, it } from "vitest";
import { readFeed } from "../../src/feed/feed.service.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { debts } from "../support/netting-world.ts";
import { layWorld } from "../support/ledger-world.ts";
import { sealAll } from "../support/ledger-figures.ts";

let database: Database;

beforeAll(async () => {
  database = await openServerTest();
  await withOwnerTx(database, ({ client }) =>
    client.query("insert into qipan.hub (kind, epoch) values ('EXERCISE', gen_random_uuid())"),
  );
  await layWorld(database);
});

afterAll(() => database.close());

const chance = chanceOf(100);
const drops = 100;

/** Reads a page and loses its line after some of it: what was not taken is read again. */
async function readSome(seen: number[], after: string | undefined): Promise<string | undefined> {
  const page = await withTx(database, hubReader, (tx) => readFeed(tx, { first: 5, after }));
  if (!page.ok) throw new Error(JSON.stringify(page.refused));
  const { edges } = page.value;
  const taken = edges.slice(0, Math.floor(chance() * (edges.length + 1)));
  seen.push(...taken.map(({ node }) => node.seq));
  return taken.at(-1)?.cursor ?? after;
}

it("a reader that is dropped a hundred times has every event once", async () => {
  const writing = { now: true };
  const writers = Promise.all(
    [1, 2, 3, 4].map((nth) => debts(database, Array(3).fill(["G02", "G01", nth]))),
  ).finally(() => (writing.now = false));
  const seen: number[] = [];
  let cursor: string | undefined;
  for (let dropped = 0; dropped < drops || writing.now; dropped += 1) {
    await sealOnce(database);
    cursor = await readSome(seen, cursor);
  }
  await writers;
  await sealAll(database);
  const [row] = await rowsOf<{ n: number }>(database, "select count(*) as n from qipan.event");
  while (seen.length < (row?.n ?? 0)) cursor = await readSome(seen, cursor);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(new Set(seen).size).toBe(row?.n);
  expect(seen.length).toBeGreaterThan(40);
});
