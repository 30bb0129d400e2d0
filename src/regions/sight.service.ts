import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { updateToldPacts } from "./agreement-standing.store.ts";

/**
 * Tells borrowers which depots a pact has opened or closed to them since it was last told. Terms
 * begin and end, and suspensions come, by the clock alone. Answers how many pairs changed.
 */
export const tellPacts = (database: Database): Promise<number> =>
  withTx(database, hubReader, updateToldPacts);
