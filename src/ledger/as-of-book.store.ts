import type { AccountKind, RefillTaskState } from "../../schema/words/ledger.ts";
import type { Cut } from "../feed/cut.service.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { AccountSight } from "./ledger.loader.ts";

export interface PastTaskRow {
  readonly id: string;
  readonly quantity: number;
  readonly done: number;
  readonly state: RefillTaskState;
  readonly openedKey: string;
}

export interface PastTaskFilter {
  readonly ownerOrg?: string | undefined;
  readonly performerOrg?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly depotId?: string | undefined;
}

/**
 * Refill tasks that had been opened by the cut, newest first, as the last fact that the database
 * told of each by then says. Who performs and who pays is not in those facts: a filter on the
 * performer means today's, as all that stands beside a past figure does.
 */
export async function readPastTasks(
  tx: Tx,
  { seq, sealedAt }: Cut,
  { ownerOrg, performerOrg, incidentId, depotId }: PastTaskFilter,
  { first, after }: Page,
): Promise<PastTaskRow[]> {
  const { rows } = await tx.client.query<PastTaskRow>(
    `select t.id, v.quantity, v.done, v.state, t.opened_at::text as "openedKey"
     from qipan.refill_task t
     cross join lateral (select t.id::text as id offset 0) k
     cross join lateral (
       select (e.facts ->> 'quantity')::bigint as quantity, (e.facts ->> 'done')::bigint as done,
         e.facts ->> 'state' as state
       from qipan.event e join qipan.sealed s on s.kind = 'EVENT' and s.row_id = e.id
       where e.subject_kind = 'REFILL_TASK' and e.subject_id = k.id and s.seq <= $1
         and e.kind in ('REFILL_TASK_OPENED', 'REFILL_TASK_CHANGED')
       order by e.subject_version desc limit 1) v
     where t.opened_at <= $2::timestamptz
       and ($3::text is null or t.owner_org = $3) and ($4::text is null or t.performer_org = $4)
       and ($5::text is null or t.incident_id::text = $5)
       and ($6::text is null or t.depot_id = $6)
       and ($7::text is null or (t.opened_at, t.id) < ($7::timestamptz, $8::uuid))
     order by t.opened_at desc, t.id desc limit $9`,
    [
      ...[seq, sealedAt?.toISOString() ?? "-infinity"],
      ...[ownerOrg ?? null, performerOrg ?? null, incidentId ?? null, depotId ?? null],
      ...[after?.[0] ?? null, after?.[1] ?? null, first + 1],
    ],
  );
  return rows;
}

export interface PastAccountFilter {
  readonly owner?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly kinds?: readonly AccountKind[] | undefined;
}

/** What tells one balance from another, in the order in which they are paged. */
const accountKey = `a.owner, a.kind, coalesce(i.sku, ''), a.place, a.custodian, a.lot`;

/** Balances that an incident had out, or that one book held; what was nothing is left out. */
export async function readPastAccounts(
  tx: Tx,
  { seq }: Cut,
  { owner, incidentId, kinds }: PastAccountFilter,
  { first, after }: Page,
): Promise<AccountSight[]> {
  const { rows } = await tx.client.query<AccountSight>(
    `select a.kind, a.owner, a.custodian, a.place, i.sku as "itemCode", a.lot,
       coalesce(i.unit_zh, '分') as unit, sum(v.balance)::bigint as balance
     from qipan.account a
     left join qipan.item i on i.sku = a.item
     cross join lateral (select p.balance from qipan.account_past p
       where p.account = a.id and p.seq <= $1 order by p.seq desc limit 1) v
     where ($2::text is null or a.owner = $2) and ($3::text is null or a.counterparty = $3)
       and ($4::text[] is null or a.kind = any ($4))
       and ($5::text[] is null or
         (${accountKey}) > ($5[1], $5[2], $5[3], $5[4], $5[5], $5[6]))
     group by ${accountKey}, i.sku, i.unit_zh having sum(v.balance) <> 0
     order by ${accountKey} limit $6`,
    [seq, owner ?? null, incidentId ?? null, kinds ?? null, after ?? null, first + 1],
  );
  return rows;
}
