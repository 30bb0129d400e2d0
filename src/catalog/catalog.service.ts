import { pageFrom, pageOf, type PageOf } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { searchTerms } from "../regions/search.rules.ts";
import { readItemPage, type ItemFilter, type ItemRow } from "./catalog.store.ts";

export { readCategories, readComponents, readEquipmentTypes, readSkills } from "./catalog.store.ts";
export type {
  CategoryRow,
  ComponentRow,
  EquipmentTypeRow,
  ItemRow,
  SkillRow,
  SubstituteRow,
} from "./catalog.store.ts";

export interface ItemsRequest extends Omit<ItemFilter, "terms"> {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly search?: string | null | undefined;
}

/** Items by sku; `search` looks in the Chinese name, its pinyin and initials, and the sku. */
export async function listItems(tx: Tx, request: ItemsRequest): Promise<Outcome<PageOf<ItemRow>>> {
  const page = pageOf(request, 1);
  const terms = searchTerms(request.search);
  if (!page.ok) return page;
  if (!terms.ok) return terms;
  const rows = await readItemPage(tx, { ...request, terms: terms.value }, page.value);
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ sku }) => [sku],
      (row) => row,
    ),
  );
}
