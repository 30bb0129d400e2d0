import type { ClaimKind } from "../../schema/words/ledger.ts";
import type { Tx } from "../postgres/transaction.ts";

/** What the organizations of one region owe those of another, of one kind and item. */
export interface RegionPosition {
  readonly debtorRegion: string;
  readonly creditorRegion: string;
  readonly kind: ClaimKind;
  readonly itemCode: string | null;
  readonly unit: string;
  readonly outstanding: number;
  readonly overdue: number;
  readonly disputed: number;
}

/**
 * Claims that the reader may see, rolled up to prefectures: a county's code has its prefecture's
 * first four digits. One row per item: sums over different units do not exist.
 */
export async function readRegionPositions(
  tx: Tx,
  incidentId: string | undefined,
): Promise<RegionPosition[]> {
  const { rows } = await tx.client.query<RegionPosition>(
    `select left(d.region_code, 4) || '00' as "debtorRegion",
       left(r.region_code, 4) || '00' as "creditorRegion", c.kind, i.sku as "itemCode",
       coalesce(i.unit_zh, '分') as unit, sum(c.outstanding)::bigint as outstanding,
       coalesce(sum(c.outstanding) filter (where c.due_on < $1::date and c.state <> 'DISPUTED'),
         0)::bigint as overdue,
       coalesce(sum(c.outstanding) filter (where c.state = 'DISPUTED'), 0)::bigint as disputed
     from qipan.claim c
     join qipan.organization d on d.id = c.debtor_org
     join qipan.organization r on r.id = c.creditor_org
     left join qipan.item i on i.sku = c.item
     where c.outstanding > 0 and ($2::text is null or c.incident_id::text = $2)
     group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4`,
    [tx.today, incidentId ?? null],
  );
  return rows;
}
