import { listPage, type PageOf } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import { searchTerms } from "../regions/search.rules.ts";
import { readItemPage, type ItemFilter, type ItemRow } from "./catalog.store.ts";

export {
  readCategories,
  readComponents,
  readEquipmentTypes,
  readItems,
  readSkills,
} from "./catalog.store.ts";
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
  const terms = searchTerms(request.search);
  if (!terms.ok) return terms;
  const filter = { ...request, terms: terms.value };
  return listPage(
    request,
    ["text"],
    (page) => readItemPage(tx, filter, page),
    ({ sku }) => [sku],
  );
}
