import type { ShelfFacts } from "../ledger/posting.model.ts";
import type { Tx } from "../postgres/transaction.ts";

export interface DonatedLot {
  readonly org: string;
  readonly disclosureId: string;
  readonly changes: number;
  readonly custodianOrg: string;
  readonly shelf: ShelfFacts;
  /** Good and unexpired. */
  readonly fit: boolean;
}

/** Waits for a donation by its number; undefined for whoever is not its charity. */
export async function lockDonatedLot(tx: Tx, number: string): Promise<DonatedLot | undefined> {
  const { rows } = await tx.client.query<DonatedLot>(
    `select d.org, d.disclosure_id as "disclosureId", c.changes, k.custodian_org as "custodianOrg",
       l.condition = 'GOOD' and coalesce(l.expires_on >= $2::date, true) as fit,
       jsonb_build_object('owner', l.owner_org, 'custodian', k.custodian_org, 'depot', k.id,
         'lot', l.id, 'item', l.item, 'underNorm', l.under_norm) as shelf
     from qipan.donation d
     join qipan.disclosure c on c.id = d.disclosure_id
     join qipan.stock_lot l on l.id = d.lot_id
     join qipan.depot k on k.id = l.depot_id
     where d.number = $1 for update of d`,
    [number, tx.today],
  );
  return rows[0];
}
