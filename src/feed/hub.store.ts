import { randomUUID } from "node:crypto";
import { hub } from "../../schema/tables/feed.ts";
import type { HubKind } from "../../schema/words/access.ts";
import type { Tx } from "../postgres/transaction.ts";

/**
 * Founds the hub: its kind is fixed here and never changes, so that drill and reality cannot
 * share a database. Answers false if the database already is a hub.
 */
export async function insertHub(tx: Tx, kind: HubKind, seed: string | null): Promise<boolean> {
  const rows = await tx.db
    .insert(hub)
    .values({ kind, seed, epoch: randomUUID() })
    .onConflictDoNothing()
    .returning({ id: hub.id });
  // From here on the feed tells what pacts open: what they open already is no news to anyone.
  if (rows.length === 1) await tx.client.query("select qipan.sight_pacts()");
  return rows.length === 1;
}

/** Notes where the server is; answers whether it is elsewhere than before, in a new epoch. */
export async function updateEpoch(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ changed: boolean }>(
    "select qipan.keep_epoch() as changed",
  );
  return rows[0]?.changed === true;
}
