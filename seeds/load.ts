import { getTableColumns, getTableName } from "drizzle-orm";
import { region } from "../schema/tables/regions.ts";
import { assert } from "../src/kernel/assert.ts";
import { postOpening } from "../src/ledger/ledger.service.ts";
import type { Database } from "../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../src/postgres/transaction.ts";
import { calendarOf } from "./calendar.ts";
import { openingLines } from "./opening.ts";
import { tablesOf, type Filling } from "./tables.ts";
import type { World } from "./world.model.ts";

/** Writes a whole world into an empty hub, in a transaction of its own. */
export const loadWorld = (database: Database, world: World): Promise<void> =>
  withOwnerTx(database, (tx) => fillHub(tx, world));

/**
 * Writes a whole world into an empty hub, with the database's own day as the world's today.
 * Throws on a hub that has data: a seed is the first thing that happens.
 */
export async function fillHub(tx: Tx, world: World): Promise<void> {
  await fillTables(tx, world);
  const booked = await postOpening(tx, openingLines(world), {
    document: "期初盘点表(示例)",
    world: world.size,
    seed: world.seed,
  });
  await tx.client.query("delete from qipan.sight_pact");
  await tx.client.query("select qipan.sight_pacts()");
  assert(booked.ok, "an opening count draws on supply, which never runs short");
}

/** All rows of a world but what the ledger makes of its lots. */
export async function fillTables(tx: Tx, world: World): Promise<void> {
  await assertEmpty(tx);
  for (const filling of tablesOf(world, calendarOf(tx))) await insertRows(tx, filling);
}

async function assertEmpty({ db }: Tx): Promise<void> {
  const found = await db.select({ code: region.code }).from(region).limit(1);
  if (found.length > 0)
    throw new Error("this hub already has data: seed a new, empty hub (nothing was written)");
}

/**
 * One statement and one parameter for a whole table: a thousand rows as parameters of their own
 * take the embedded database many times as long. A column that no row names gets its default.
 */
async function insertRows({ client }: Tx, { into, rows }: Filling): Promise<void> {
  const named = Object.entries(getTableColumns(into)).filter(([key]) =>
    rows.some((row) => row[key] !== undefined),
  );
  if (named.length === 0) return;
  const columns = named.map(([, { name }]) => `"${name}"`).join(", ");
  const table = `qipan."${getTableName(into)}"`;
  const values = rows.map((row) =>
    Object.fromEntries(named.map(([key, { name }]) => [name, row[key] ?? null])),
  );
  await client.query(
    `insert into ${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(values)],
  );
}
