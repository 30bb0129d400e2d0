import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./reserves.rules.ts";
import type { SheetRow, StocktakeRow } from "./stocktake.model.ts";
import { countsSql, stocktakeColumns } from "./stocktake.store.ts";

export async function readStocktakes(tx: Tx, ids: readonly string[]): Promise<StocktakeRow[]> {
  const { rows } = await tx.client.query<StocktakeRow>(
    `select ${stocktakeColumns} from qipan.stocktake where id = any ($1::uuid[])`,
    [ids.filter(isUuid)],
  );
  return rows;
}

/** The newest first. */
export async function readStocktakePage(
  tx: Tx,
  depotId: string | null,
  { first, after }: Page,
): Promise<(StocktakeRow & { readonly openedKey: string })[]> {
  const { rows } = await tx.client.query<StocktakeRow & { readonly openedKey: string }>(
    `select ${stocktakeColumns}, opened_at::text as "openedKey" from qipan.stocktake
     where ($1::text is null or depot_id = $1)
       and ($2::timestamptz is null or (opened_at, id::text collate "C") < ($2, $3))
     order by opened_at desc, id::text collate "C" desc limit $4`,
    [depotId, after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

/** The sheets of some counts, by bin and lot, in one statement. */
export async function readSheets(tx: Tx, stocktakes: readonly string[]): Promise<SheetRow[]> {
  const { rows } = await tx.client.query<SheetRow>(
    `select s.id, s.stocktake_id as "stocktakeId", s.lot_id as "lotId", l.code as "lotCode",
       l.item, l.bin, l.batch, s.ended, s.counted, s.booked, s.posted, s.reason, s.note,
       coalesce(c.counts, '[]') as counts
     from qipan.stocktake_line s join qipan.stock_lot l on l.id = s.lot_id
     left join lateral (${countsSql}) c on true
     where s.stocktake_id = any ($1::uuid[])
     order by s.stocktake_id, l.bin collate "C" nulls last, l.code collate "C"`,
    [stocktakes],
  );
  return rows;
}
