import { and, asc, eq, gt, ilike, inArray, sql, type SQL } from "drizzle-orm";
import {
  equipmentType,
  item,
  itemCategory,
  itemSubstitute,
  kitComponent,
  skill,
} from "../../schema/tables/catalog.ts";
import type { PlanClass } from "../../schema/words/catalog.ts";
import type { Page } from "../kernel/page.ts";
import { rowsBy } from "../postgres/rows.ts";
import type { Tx } from "../postgres/transaction.ts";
import { likePattern } from "../regions/search.rules.ts";

export type ItemRow = typeof item.$inferSelect;
export type CategoryRow = typeof itemCategory.$inferSelect;
export type ComponentRow = typeof kitComponent.$inferSelect;
export type SubstituteRow = typeof itemSubstitute.$inferSelect;
export type SkillRow = typeof skill.$inferSelect;
export type EquipmentTypeRow = typeof equipmentType.$inferSelect;

export interface ItemFilter {
  readonly terms: readonly string[];
  readonly category?: string | null | undefined;
  readonly hazard?: string | null | undefined;
  readonly planClass?: PlanClass | null | undefined;
}

/** Items by sku, in the order of their skus; what is unknown is missing. */
export const readItems = rowsBy(item, item.sku);

/** `*` among an item's hazards: it serves in any. */
const serves = (hazard: string): SQL => sql`(${item.hazards} ? ${hazard} or ${item.hazards} ? '*')`;

export const readItemPage = (
  tx: Tx,
  { terms, category, hazard, planClass }: ItemFilter,
  { first, after }: Page,
): Promise<ItemRow[]> =>
  tx.db
    .select()
    .from(item)
    .where(
      and(
        ...terms.map((term) => ilike(item.searchText, likePattern(term))),
        category ? eq(item.category, category) : undefined,
        hazard ? serves(hazard) : undefined,
        planClass ? eq(item.planClass, planClass) : undefined,
        after?.[0] === undefined ? undefined : gt(item.sku, after[0]),
      ),
    )
    .orderBy(asc(item.sku))
    .limit(first + 1);

export const readCategories = (tx: Tx, codes?: readonly string[]): Promise<CategoryRow[]> =>
  tx.db
    .select()
    .from(itemCategory)
    .where(codes === undefined ? undefined : inArray(itemCategory.code, codes))
    .orderBy(asc(itemCategory.code));

export const readComponents = (tx: Tx, kits: readonly string[]): Promise<ComponentRow[]> =>
  tx.db
    .select()
    .from(kitComponent)
    .where(inArray(kitComponent.kit, kits))
    .orderBy(asc(kitComponent.kit), asc(kitComponent.component));

/** What may be given instead of these items. */
export const readSubstitutes = (tx: Tx, skus: readonly string[]): Promise<SubstituteRow[]> =>
  tx.db
    .select()
    .from(itemSubstitute)
    .where(inArray(itemSubstitute.item, skus))
    .orderBy(asc(itemSubstitute.item), asc(itemSubstitute.substitute));

export const readSkills = (tx: Tx, codes?: readonly string[]): Promise<SkillRow[]> =>
  tx.db
    .select()
    .from(skill)
    .where(codes === undefined ? undefined : inArray(skill.code, codes))
    .orderBy(asc(skill.code));

export const readEquipmentTypes = (
  tx: Tx,
  codes?: readonly string[],
): Promise<EquipmentTypeRow[]> =>
  tx.db
    .select()
    .from(equipmentType)
    .where(codes === undefined ? undefined : inArray(equipmentType.code, codes))
    .orderBy(asc(equipmentType.code));
