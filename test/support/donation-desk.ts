import { randomUUID } from "node:crypto";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import type { Preview } from "../../src/donations/donation.model.ts";
import { confirmDonations, previewDonations } from "../../src/donations/import.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { csvOf, type Goods } from "./donation-files.ts";

export const charity = "ORG-C07";

export const codes = (outcome: Outcome<unknown>): string[] =>
  outcome.ok ? [] : outcome.refused.map(({ code }) => code);

export type DonationDesk = Awaited<ReturnType<typeof openDesk>>;

const tables = ["donation", "donation_import", "donation_intake", "stock_lot", "entry"];

/** The tiny world, and a charity's people who import into it. */
export async function openDesk(database: Database) {
  await loadWorld(database, world(1, "tiny"));
  const person = async (id: string): Promise<Principal> =>
    valued(await readPrincipal(database, id));
  const publisher = await person("usr-c07-publisher");
  const by = (principal: Principal, key: string = randomUUID()) => ({ principal, key });
  const preview = async (bytes: Uint8Array): Promise<Preview> =>
    granted(await previewDonations(database, publisher, { org: charity, bytes }));
  const confirm = (bytes: Uint8Array, digest: string, key?: string) => {
    const file = { org: charity, bytes, digest, mode: "ALL_OR_NOTHING" as const };
    return confirmDonations(database, by(publisher, key), file);
  };
  const count = (table: string, reader: Reader = hubReader): Promise<number> =>
    withTx(database, reader, async ({ client }) => {
      const sql = `select count(*)::integer as n from qipan.${table}`;
      return valued((await client.query<{ n: number }>(sql)).rows[0]).n;
    });
  return {
    publisher,
    keeper: await person("usr-c07-keeper"),
    stranger: await person("usr-g06-dispatcher"),
    by,
    preview,
    confirm,
    imported: async (rows: readonly Goods[]): Promise<string> => {
      const bytes = csvOf(rows);
      return granted(await confirm(bytes, (await preview(bytes)).digest)).id;
    },
    count,
    /** How many rows there are of everything that an import writes. */
    written: () =>
      Promise.all([...tables, "event", "disclosure", "account"].map((table) => count(table))),
  };
}

function valued<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the tiny world has it");
  return value;
}

function granted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value;
}
