import type { Database } from "../../src/postgres/pool.ts";
import { firm, hold } from "../../src/ledger/posting.hold.rules.ts";
import { depart, receive } from "../../src/ledger/posting.road.rules.ts";
import { inspect, returnArrive, returnStart } from "../../src/ledger/posting.return.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { book, evidence, fresh, lineOf, newId, type Lot } from "./ledger-world.ts";

const leg = { carrierOrg: "K1" };
export const onSite = { kind: "ON_SITE", holderOrg: "G01", place: "N1" } as const;

/** Takes goods of a lot to the incident: held, firm, departed, accepted. */
export async function lend(
  database: Database,
  lot: Lot,
  quantity: number,
  more: Partial<LineFacts> = {},
): Promise<LineFacts> {
  const line = lineOf(lot, more);
  const leg1 = { ...leg, legLineId: newId() };
  await book(database, hold({ evidence }, [{ line, quantity }]));
  await book(database, firm({ evidence }, [{ line, quantity }]));
  await book(database, depart({ evidence }, [{ line, leg: leg1, quantity }], newId));
  const receipt = { leg: leg1, to: onSite, accepted: quantity, rejected: 0, relayed: false };
  const there = await fresh(database, line);
  await book(database, receive({ evidence }, [{ line: there, ...receipt }], newId));
  return fresh(database, line);
}

/** Sends goods back and lets the keeper decide. */
export async function bringBack(
  database: Database,
  line: LineFacts,
  found: { good: number; repair?: number; scrap?: number; restore?: number },
): Promise<LineFacts> {
  const { good, repair = 0, scrap = 0, restore = 0 } = found;
  const quantity = good + repair + scrap;
  const back = { carrierOrg: "K1", received: true };
  await book(database, returnStart({ evidence }, [{ line, from: onSite, quantity, ...back }]));
  await book(database, returnArrive({ evidence }, [{ line, quantity, ...back }]));
  const now = await fresh(database, line);
  const inspection = { line: now, received: true, good, repair, scrap, restore };
  await book(database, inspect({ evidence }, [inspection], newId));
  return fresh(database, line);
}

/** 40 go out: 10 used up, 25 come back good, 3 to repair, 2 for scrap. */
export async function lendAndLose(database: Database, lot: Lot): Promise<LineFacts> {
  const line = await lend(database, lot, 40);
  const gone = { consumed: 10, distributed: 0, scrapped: 0, destroyed: 0 };
  await book(database, use({ evidence }, [{ line, from: onSite, ...gone }], newId));
  return bringBack(database, await fresh(database, line), { good: 25, repair: 3, scrap: 2 });
}
