import type { CodeTableKind } from "../../schema/words/codes.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { CountedItem } from "./codes.model.ts";

/** What each kind of code but items' may be mapped to: as people may write it, and the code. */
const targets: Readonly<Record<Exclude<CodeTableKind, "ITEM">, string>> = {
  CATEGORY: "select code as said, code from qipan.item_category",
  REGION: "select code as said, code from qipan.region",
  ORGANIZATION: "select id as said, id as code from qipan.organization",
  // As row-level security shows them: a depot that one does not see is not there.
  DEPOT: "select id as said, id as code from qipan.depot",
  UNIT: `select unit_zh as said, unit_zh as code from qipan.item
    union select unit, unit_zh from qipan.item
    union select unit_zh, unit_zh from qipan.item_pack
    union select unit_en, unit_zh from qipan.item_pack`,
};

export async function readTargets(
  tx: Tx,
  kind: Exclude<CodeTableKind, "ITEM">,
): Promise<readonly { readonly said: string; readonly code: string }[]> {
  const { rows } = await tx.client.query<{ said: string; code: string }>(
    `select said, code from (${targets[kind]}) t order by code desc, said`,
  );
  return rows;
}

export async function readCountedItems(tx: Tx): Promise<CountedItem[]> {
  const { rows } = await tx.client.query<CountedItem>(
    `select i.sku, i.name_zh as "nameZh", i.name_en as "nameEn", i.unit, i.unit_zh as "unitZh",
       i.search_text as "searchText", coalesce((select jsonb_agg(jsonb_build_object(
         'unitZh', p.unit_zh, 'unitEn', p.unit_en, 'quantity', p.quantity) order by p.unit_zh)
         from qipan.item_pack p where p.item = i.sku), '[]') as packs
     from qipan.item i order by i.sku`,
  );
  return rows;
}
