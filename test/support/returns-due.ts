import { readerOf } from "../../src/access/reader.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { readReturnsDue } from "../../src/replenishment/returns.loader.ts";
import { as } from "./story-run.ts";
import type { OrgName } from "./story-world.ts";

/** What comes back to the keeping of an organization. */
export async function dueAt(database: Database, org: OrgName, after?: readonly string[]) {
  const { principal } = await as(database, org);
  return withTx(database, readerOf(principal!), (tx) => readReturnsDue(tx, { first: 9, after }));
}
