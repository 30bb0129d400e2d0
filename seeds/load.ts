import { region } from "../schema/tables/regions.ts";
import { assert } from "../src/kernel/assert.ts";
import { postOpening } from "../src/ledger/ledger.service.ts";
import type { Database } from "../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../src/postgres/transaction.ts";
import { calendarOf } from "./calendar.ts";
import { openingLines } from "./opening.ts";
import { tablesOf } from "./tables.ts";
import type { World } from "./world.model.ts";

/** PostgreSQL takes 65,535 parameters in one statement; the widest row here has about 20. */
const rowsPerInsert = 1000;

/**
 * Writes a whole world into an empty hub, all of it or nothing, with the database's own day as
 * the world's today. Throws on a hub that has data: a seed is the first thing that happens.
 */
export async function loadWorld(database: Database, world: World): Promise<void> {
  await withOwnerTx(database, async (tx) => {
    await assertEmpty(tx);
    for (const { into, rows } of tablesOf(world, calendarOf(tx)))
      for (let at = 0; at < rows.length; at += rowsPerInsert)
        await tx.db.insert(into).values(rows.slice(at, at + rowsPerInsert));
    const booked = await postOpening(tx, openingLines(world), {
      document: "期初盘点表(示例)",
      world: world.size,
      seed: world.seed,
    });
    assert(booked.ok, "an opening count draws on supply, which never runs short");
  });
}

async function assertEmpty({ db }: Tx): Promise<void> {
  const found = await db.select({ code: region.code }).from(region).limit(1);
  if (found.length > 0)
    throw new Error("this hub already has data: seed a new, empty hub (nothing was written)");
}
