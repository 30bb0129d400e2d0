import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { updateStockTold } from "./stock-told.store.ts";

/**
 * Tells whoever sees a depot that something was posted on its shelves since it was last told: a
 * mirror then reads it anew. Answers how many depots.
 */
export const tellStock = (database: Database): Promise<number> =>
  withTx(database, hubReader, updateStockTold);
