import type { ClaimKind, ClaimState } from "../../schema/words/ledger.ts";
import type { Cut } from "../feed/cut.service.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";

/** What one organization owed another at a cut, of one kind and item. */
export interface OwedRow {
  readonly kind: ClaimKind;
  readonly itemCode: string | null;
  readonly unit: string;
  readonly outstanding: number;
}

/** Sums of receivables, by what the reader may see today; what had been settled is left out. */
export async function readOwed(
  tx: Tx,
  { seq }: Cut,
  { debtorOrg, creditorOrg }: { readonly debtorOrg: string; readonly creditorOrg: string },
): Promise<OwedRow[]> {
  const { rows } = await tx.client.query<OwedRow>(
    `select a.claim_kind as kind, i.sku as "itemCode", coalesce(i.unit_zh, '分') as unit,
       sum(v.balance)::bigint as outstanding
     from qipan.account a
     cross join lateral (select p.balance from qipan.account_past p
       where p.account = a.id and p.seq <= $3 order by p.seq desc limit 1) v
     left join qipan.item i on i.sku = a.item
     where a.counterparty = $1 and a.kind = 'RECEIVABLE' and a.owner = $2
     group by a.claim_kind, a.item, i.sku, i.unit_zh having sum(v.balance) <> 0
     order by a.claim_kind collate "C", a.item collate "C"`,
    [debtorOrg, creditorOrg, seq],
  );
  return rows;
}

export interface PastClaimRow {
  readonly id: string;
  readonly outstanding: number;
  readonly state: ClaimState;
  readonly openedKey: string;
}

export interface PastClaimFilter {
  readonly debtorOrg?: string | undefined;
  readonly creditorOrg?: string | undefined;
  readonly incidentId?: string | undefined;
}

/**
 * Claims that had been opened by the cut, newest first. The database tells each change of a claim
 * on the feed, in the transaction that makes it; the last that is sealed by the cut says how it
 * stood. No claim is told before it was opened.
 */
export async function readPastClaims(
  tx: Tx,
  { seq, sealedAt }: Cut,
  { debtorOrg, creditorOrg, incidentId }: PastClaimFilter,
  { first, after }: Page,
): Promise<PastClaimRow[]> {
  const { rows } = await tx.client.query<PastClaimRow>(
    `select c.id, v.outstanding, v.state, c.opened_at::text as "openedKey"
     from qipan.claim c
     cross join lateral (select c.id::text as id offset 0) k
     cross join lateral (
       select (e.facts ->> 'outstanding')::bigint as outstanding, e.facts ->> 'state' as state
       from qipan.event e join qipan.sealed s on s.kind = 'EVENT' and s.row_id = e.id
       where e.subject_kind = 'CLAIM' and e.subject_id = k.id and s.seq <= $1
         and e.kind in ('CLAIM_OPENED', 'CLAIM_CHANGED')
       order by e.subject_version desc limit 1) v
     where c.opened_at <= $2::timestamptz
       and ($3::text is null or c.debtor_org = $3) and ($4::text is null or c.creditor_org = $4)
       and ($5::text is null or c.incident_id::text = $5)
       and ($6::text is null or (c.opened_at, c.id) < ($6::timestamptz, $7::uuid))
     order by c.opened_at desc, c.id desc limit $8`,
    [
      ...[seq, sealedAt?.toISOString() ?? "-infinity"],
      ...[debtorOrg ?? null, creditorOrg ?? null, incidentId ?? null],
      ...[after?.[0] ?? null, after?.[1] ?? null, first + 1],
    ],
  );
  return rows;
}
