import { assert } from "../kernel/assert.ts";
import type { Database } from "../postgres/pool.ts";
import { publicReader, withTx } from "../postgres/transaction.ts";
import { readHubRow, type HubRow } from "./feed.store.ts";

/** What this hub is. A database without the row was migrated but never made a hub. */
export const readHub = (database: Database): Promise<HubRow> =>
  withTx(database, publicReader, async (tx) => {
    const row = await readHubRow(tx);
    assert(row !== undefined, "the database is a hub");
    return row;
  });
