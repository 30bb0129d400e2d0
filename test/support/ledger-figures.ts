import { setTimeout as pause } from "node:timers/promises";
import { readAccounts, readClaims } from "../../src/ledger/ledger.service.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onSite } from "./ledger-history.ts";
import { asHub, book, evidence, fresh, freshIn, newId, type Lot } from "./ledger-world.ts";

/** Balances of a lot by kind, sources left out. */
export async function ends(database: Database, lot: Lot): Promise<Record<string, number>> {
  const rows = await asHub(database, (tx) => readAccounts(tx, { lots: [lot.id] }));
  const sums: Record<string, number> = {};
  for (const { kind, balance } of rows)
    if (kind !== "SUPPLY") sums[kind] = (sums[kind] ?? 0) + balance;
  return sums;
}

/** Claims outstanding on some order lines, named `debtor → creditor kind [mirrors] item`. */
export async function owed(
  database: Database,
  ...lines: LineFacts[]
): Promise<Record<string, number>> {
  const orderLineIds = lines.map(({ orderLineId }) => orderLineId);
  const claims = await asHub(database, (tx) => readClaims(tx, { orderLineIds }));
  const sums: Record<string, number> = {};
  for (const { debtorOrg, creditorOrg, kind, mirrors, item, outstanding } of claims) {
    const what = mirrors === null ? kind : `${kind} ${mirrors}`;
    const name = `${debtorOrg} → ${creditorOrg} ${what} ${item}`;
    if (outstanding > 0) sums[name] = (sums[name] ?? 0) + outstanding;
  }
  return sums;
}

const nothing = { consumed: 0, distributed: 0, scrapped: 0, destroyed: 0 };

/**
 * Goods of a line are gone on site; answers the line with its claims as they stand then. They are
 * read where they are booked: what another decided in between is tried again and read anew.
 */
export async function gone(
  database: Database,
  line: LineFacts,
  what: Partial<typeof nothing>,
): Promise<LineFacts> {
  await book(database, async (tx) => {
    const one = { line: await freshIn(tx, line), from: onSite, ...nothing, ...what };
    return use({ evidence }, [one], newId);
  });
  return fresh(database, line);
}

const unsealed = `select count(*) as n from (select 'ENTRY' as kind, id from qipan.entry
  union all select 'EVENT', id from qipan.event) r
  where not exists (select from qipan.sealed s where s.kind = r.kind and s.row_id = r.id)`;

/** Until everything that committed has its place; another test's transaction may hold it up. */
export async function sealAll(database: Database): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    await sealOnce(database);
    const { rows } = await asHub(database, ({ client }) => client.query<{ n: number }>(unsealed));
    if (rows[0]?.n === 0) return;
    await pause(50);
  }
  throw new Error("the tail was never sealed");
}
