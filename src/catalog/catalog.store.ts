import { asc, inArray } from "drizzle-orm";
import { item, itemSubstitute } from "../../schema/tables/catalog.ts";
import type { Tx } from "../postgres/transaction.ts";

export type ItemRow = typeof item.$inferSelect;
export type SubstituteRow = typeof itemSubstitute.$inferSelect;

/** Items by sku, in the order of their skus; what is unknown is missing. */
export const readItems = (tx: Tx, skus: readonly string[]): Promise<ItemRow[]> =>
  tx.db.select().from(item).where(inArray(item.sku, skus)).orderBy(asc(item.sku));

/** What may be given instead of these items. */
export const readSubstitutes = (tx: Tx, skus: readonly string[]): Promise<SubstituteRow[]> =>
  tx.db
    .select()
    .from(itemSubstitute)
    .where(inArray(itemSubstitute.item, skus))
    .orderBy(asc(itemSubstitute.item), asc(itemSubstitute.substitute));
