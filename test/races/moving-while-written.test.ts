import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyBook } from "../../src/ledger/verify.ts";
import { restoreHub } from "../../src/moving/restore.service.ts";
import { verifyFile } from "../../src/moving/verify-file.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openServerTest } from "../support/database.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { lendAndLose } from "../support/ledger-history.ts";
import { asHub, layLots, layWorld } from "../support/ledger-world.ts";
import { exportTo, foundDrill, openDesk, type Desk } from "../support/moving.ts";

let desk: Desk;
let database: Database;
let slow: pg.PoolClient;
beforeAll(async () => {
  desk = await openDesk();
  database = await openServerTest();
  await foundDrill(database);
  await layWorld(database);
  const [lot] = await layLots(database, [{ quantity: 100 }]);
  await lendAndLose(database, lot!);
});
afterAll(async () => {
  await database.close();
  await desk.clear();
});

/** A transaction that stays open: what commits after it began cannot be sealed until it ends. */
async function holdBack(): Promise<void> {
  slow = await database.pool.connect();
  await slow.query("begin; select pg_current_xact_id()");
}

const entries = () =>
  asHub(database, async ({ client }) => {
    const { rows } = await client.query<{ n: number }>("select count(*) as n from qipan.entry");
    return rows[0]?.n ?? 0;
  });

it("is one moment of the hub, however much is written and sealed meanwhile", async () => {
  await sealAll(database);
  const before = await entries();
  let pieces = 0;
  const { footer } = await exportTo(desk.file("moment.gz"), database, {
    stretch: 5,
    between: async () => {
      if ((pieces += 1) % 7 !== 1) return;
      await layLots(database, [{ quantity: 5 }, { quantity: 6 }]);
      await sealAll(database);
    },
  });
  expect(await entries()).toBeGreaterThan(before + 10);
  expect(footer.counts.entry).toBe(before);
  expect(await verifyFile(desk.file("moment.gz"), [])).toMatchObject({
    value: { verified: true, entries: before, unsealed: 0, problems: [] },
  });
});

it("takes along what is not sealed yet, which the new hub seals", async () => {
  await sealAll(database);
  await holdBack();
  const [lot] = await layLots(database, [{ quantity: 60 }]);
  await lendAndLose(database, lot!);
  const { footer } = await exportTo(desk.file("tail.gz"), database);
  await slow.query("commit");
  slow.release();
  const unsealed = 10;
  const told = { value: { verified: true, problems: [] } };
  const read = await verifyFile(desk.file("tail.gz"), footer.heads);
  expect(read).toMatchObject(told);
  expect(read.ok && read.value.unsealed).toBeGreaterThanOrEqual(unsealed);
  const target = await openEmbeddedTest();
  const restored = await restoreHub(target, desk.file("tail.gz"));
  expect(restored.ok && restored.value.unsealed).toBe(read.ok && read.value.unsealed);
  await sealAll(target);
  expect(await verifyBook(target, footer.heads)).toMatchObject({ verified: true, unsealed: 0 });
  await target.close();
});
