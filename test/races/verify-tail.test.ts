import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import type { Tx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { asHub, evidence, layLots, layWorld, lineOf, type Lot } from "../support/ledger-world.ts";

let database: Database;
let lots: readonly Lot[];
beforeAll(async () => {
  database = await openServerTest();
  await layWorld(database);
  lots = await layLots(database, [
    { owner: "G02", quantity: 10 },
    { owner: "G03", quantity: 10 },
  ]);
  await sealed(2);
});
afterAll(() => database.close());

async function holdOne(tx: Tx, at: 0 | 1): Promise<void> {
  const line = lineOf(lots[at]!);
  const posting = hold({ evidence }, [{ line, quantity: 1 }]);
  expect(await post(tx, line.owner, posting)).toMatchObject({ ok: true });
}

it("an entry that commits behind later ones that are sealed is an unsealed tail", async () => {
  const before = await verifyBook(database);
  await asHub(database, async (late) => {
    await asHub(database, async (early) => {
      await early.client.query("select pg_current_xact_id()");
      await holdOne(late, 0);
      await holdOne(early, 1);
    });
    await sealed(3);
  });
  const told = await verifyBook(database);
  expect(told).toMatchObject({ verified: true, unsealed: 1, problems: [] });
  expect(told.entries).toBe(before.entries + 2);
  await sealed(4);
  expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0 });
});

/** Others on the server hold the horizon back for as long as their transactions last. */
async function sealed(entries: number): Promise<void> {
  const sql = "select count(*) as n from qipan.sealed where kind = 'ENTRY'";
  for (let n = 0; n < entries;) {
    await sealOnce(database);
    n = (await rowsOf<{ n: number }>(database, sql))[0]?.n ?? 0;
    if (n < entries) await pause(20);
  }
}
