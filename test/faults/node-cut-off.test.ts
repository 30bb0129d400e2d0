import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Written } from "../../src/feed/write.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { writeOffLot } from "../../src/reserves/disposal.service.ts";
import { lineTo, type Line } from "../support/broken-line.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { balancesOf, personIn, wrongIn } from "../support/peace-world.ts";

/** Two nodes over one database; the second reaches it through a line that will be cut. */
let near: Database;
let far: Database;
let line: Line;
let lot: Lot;

beforeAll(async () => {
  near = await openServerTest();
  line = await lineTo(near.pool.options.connectionString ?? "");
  far = openServer({ url: line.url, maxConnections: 8 });
  await layWorld(near);
  [lot] = (await layLots(near, [{ quantity: 200 }])) as [Lot];
});

afterAll(async () => {
  await far.close();
  await line.close();
  await near.close();
});

const writes = 40;
const approver = personIn("G02", ["APPROVER"]);

/** A client that was not answered, or told to come again, asks the same node with the same key. */
async function insists(node: Database, nth: number): Promise<Outcome<Written>> {
  const asking = { principal: approver, key: `write-off-${String(nth)}` };
  const input = { lotId: lot.id, quantity: 1, outcome: "SCRAPPED", reason: "霉变" } as const;
  for (let tries = 1; ; tries += 1) {
    try {
      const outcome = await writeOffLot(node, asking, { ...input, reason: `霉变 ${String(nth)}` });
      if (!isBusy(outcome) || tries === 200) return outcome;
    } catch (unanswered) {
      if (tries === 200) throw unanswered;
    }
    await sleep(20);
  }
}

const isBusy = (outcome: Outcome<Written>): boolean =>
  !outcome.ok && outcome.refused.some(({ code }) => code === "BUSY");

it("does what both nodes were asked once, though one was cut off for a while", async () => {
  const asked = Array.from({ length: writes }, async (_, nth) => {
    await sleep(nth * 20);
    return Promise.all([insists(far, nth), insists(near, nth)]);
  });
  await sleep(200);
  line.cut();
  await sleep(150);
  line.drop();
  await sleep(400);
  line.heal();
  const answers = await Promise.all(asked);
  for (const [one, other] of answers) {
    expect(one).toMatchObject({ ok: true });
    expect(other).toEqual(one);
  }
  expect(await balancesOf(near, lot.id)).toEqual({ ON_HAND: 200 - writes, SCRAPPED: writes });
  const [tasks] = await rowsOf<{ sum: number }>(
    near,
    "select sum(quantity)::bigint as sum from qipan.refill_task",
  );
  const [told] = await rowsOf<{ n: number }>(
    near,
    "select count(*) as n from qipan.event where kind = 'GOODS_WRITTEN_OFF'",
  );
  expect([tasks?.sum, told?.n]).toEqual([writes, writes]);
  expect(await wrongIn(near)).toEqual([]);
});
