import type {
  AccountKind,
  ClaimKind,
  ClaimState,
  LiabilityRule,
  RefillTaskState,
} from "../../schema/words/ledger.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { oneByKey } from "../regions/rows.loader.ts";

/** A claim as pages show it, under the reader's rights. */
export interface ClaimSight {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly state: ClaimState;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
  readonly itemCode: string | null;
  readonly unit: string;
  readonly opened: number;
  readonly outstanding: number;
  readonly liability: LiabilityRule;
  readonly mirrors: ClaimKind | null;
  readonly incidentId: string | null;
  readonly orderLineId: string | null;
  readonly depotId: string | null;
  readonly custodianOrg: string | null;
  readonly unitPriceFen: number | null;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly openedAt: Date;
  readonly debtorConfirmedAt: Date | null;
  readonly creditorConfirmedAt: Date | null;
  readonly parentId: string | null;
  readonly version: number;
  /** The sort key's first part: microseconds, which a Date would cut off. */
  readonly openedKey: string;
}

/** Overdue is derived: open, undisputed, and past the end of its due day in China. */
const overdueSql = `(c.due_on < $1::date and c.outstanding > 0 and c.state <> 'DISPUTED')`;

const claimSql = `select c.id, c.kind, c.state, c.debtor_org as "debtorOrg",
    c.creditor_org as "creditorOrg", i.sku as "itemCode", coalesce(i.unit_zh, '分') as unit,
    c.opened, c.outstanding, c.liability, c.mirrors, c.incident_id as "incidentId",
    c.order_line_id as "orderLineId", c.depot_id as "depotId", c.custodian_org as "custodianOrg",
    c.unit_price_fen as "unitPriceFen", c.due_on::text as "dueOn",
    coalesce(${overdueSql}, false) as overdue, c.opened_at as "openedAt",
    c.debtor_confirmed_at as "debtorConfirmedAt", c.creditor_confirmed_at as "creditorConfirmedAt",
    c.parent_id as "parentId", c.version, c.opened_at::text as "openedKey"
  from qipan.claim c left join qipan.item i on i.sku = c.item`;

export interface ClaimSightFilter {
  readonly debtorOrg?: string | undefined;
  readonly creditorOrg?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly orderLineId?: string | undefined;
  readonly kinds?: readonly ClaimKind[] | undefined;
  readonly states?: readonly ClaimState[] | undefined;
  readonly overdue?: boolean | undefined;
}

/** One more than a page of claims, newest first. */
export async function readClaimPage(
  tx: Tx,
  filter: ClaimSightFilter,
  page: Page,
): Promise<ClaimSight[]> {
  const [openedAfter = null, idAfter = null] = page.after ?? [];
  const { rows } = await tx.client.query<ClaimSight>(
    `${claimSql}
     where ($2::text is null or c.debtor_org = $2) and ($3::text is null or c.creditor_org = $3)
       and ($4::text is null or c.incident_id::text = $4)
       and ($5::text is null or c.order_line_id::text = $5)
       and ($6::text[] is null or c.kind = any ($6)) and ($7::text[] is null or c.state = any ($7))
       and ($8::boolean is null or coalesce(${overdueSql}, false) = $8)
       and ($9::text is null or (c.opened_at, c.id) < ($9::timestamptz, $10::uuid))
     order by c.opened_at desc, c.id desc limit $11`,
    [
      tx.today,
      filter.debtorOrg ?? null,
      filter.creditorOrg ?? null,
      filter.incidentId ?? null,
      filter.orderLineId ?? null,
      filter.kinds ?? null,
      filter.states ?? null,
      filter.overdue ?? null,
      openedAfter,
      idAfter,
      page.first + 1,
    ],
  );
  return rows;
}

async function readClaimSights(tx: Tx, ids: readonly string[]): Promise<ClaimSight[]> {
  const { rows } = await tx.client.query<ClaimSight>(
    `${claimSql} where c.id::text = any ($2::text[])`,
    [tx.today, ids],
  );
  return rows;
}

export interface TaskSight {
  readonly id: string;
  readonly state: RefillTaskState;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly itemCode: string;
  readonly unit: string;
  readonly quantity: number;
  readonly done: number;
  readonly funderOrg: string;
  readonly performerOrg: string;
  readonly claimId: string | null;
  readonly incidentId: string | null;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly openedAt: Date;
  readonly version: number;
  readonly openedKey: string;
}

/** A task without a day of its own is due with the claim behind it. */
const taskLateSql = `coalesce(
    coalesce(t.due_on, c.due_on) < $1::date and t.state <> 'DONE', false)`;

const taskSql = `select t.id, t.state, t.owner_org as "ownerOrg", t.depot_id as "depotId",
    t.item as "itemCode", i.unit_zh as unit, t.quantity, t.done, t.funder_org as "funderOrg",
    t.performer_org as "performerOrg", t.claim_id as "claimId", t.incident_id as "incidentId",
    coalesce(t.due_on, c.due_on)::text as "dueOn",
    ${taskLateSql} as overdue,
    t.opened_at as "openedAt", t.version, t.opened_at::text as "openedKey"
  from qipan.refill_task t join qipan.item i on i.sku = t.item
  left join qipan.claim c on c.id = t.claim_id`;

export interface TaskSightFilter {
  readonly ownerOrg?: string | undefined;
  readonly performerOrg?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly depotId?: string | undefined;
  readonly states?: readonly RefillTaskState[] | undefined;
  readonly overdue?: boolean | undefined;
}

export async function readTaskPage(
  tx: Tx,
  filter: TaskSightFilter,
  page: Page,
): Promise<TaskSight[]> {
  const [openedAfter = null, idAfter = null] = page.after ?? [];
  const { rows } = await tx.client.query<TaskSight>(
    `${taskSql}
     where ($2::text is null or t.owner_org = $2) and ($3::text is null or t.performer_org = $3)
       and ($4::text is null or t.incident_id::text = $4)
       and ($5::text is null or t.depot_id = $5)
       and ($6::text[] is null or t.state = any ($6))
       and ($7::boolean is null or ${taskLateSql} = $7)
       and ($8::text is null or (t.opened_at, t.id) < ($8::timestamptz, $9::uuid))
     order by t.opened_at desc, t.id desc limit $10`,
    [
      tx.today,
      filter.ownerOrg ?? null,
      filter.performerOrg ?? null,
      filter.incidentId ?? null,
      filter.depotId ?? null,
      filter.states ?? null,
      filter.overdue ?? null,
      openedAfter,
      idAfter,
      page.first + 1,
    ],
  );
  return rows;
}

async function readTaskSights(tx: Tx, ids: readonly string[]): Promise<TaskSight[]> {
  const { rows } = await tx.client.query<TaskSight>(
    `${taskSql} where t.id::text = any ($2::text[])`,
    [tx.today, ids],
  );
  return rows;
}

export interface AccountSight {
  readonly kind: AccountKind;
  readonly owner: string;
  readonly custodian: string;
  readonly place: string;
  readonly itemCode: string | null;
  readonly lot: string;
  readonly unit: string;
  readonly balance: number;
}

/** Balances that an incident has out, or that one organization's book holds of given kinds. */
export async function readAccountSights(
  tx: Tx,
  filter: {
    readonly owner?: string | undefined;
    readonly incidentId?: string | undefined;
    readonly kinds?: readonly AccountKind[] | undefined;
  },
): Promise<AccountSight[]> {
  const { rows } = await tx.client.query<AccountSight>(
    `select a.kind, a.owner, a.custodian, a.place, i.sku as "itemCode", a.lot,
       coalesce(i.unit_zh, '分') as unit, sum(a.balance)::bigint as balance
     from qipan.account a left join qipan.item i on i.sku = a.item
     where a.balance <> 0 and ($1::text is null or a.owner = $1)
       and ($2::text is null or a.counterparty = $2) and ($3::text[] is null or a.kind = any ($3))
     group by a.kind, a.owner, a.custodian, a.place, i.sku, a.lot, i.unit_zh
     order by a.owner, a.kind, i.sku, a.place, a.custodian, a.lot limit 1000`,
    [filter.owner ?? null, filter.incidentId ?? null, filter.kinds ?? null],
  );
  return rows;
}

export const claimById = oneByKey(readClaimSights, ({ id }) => id);
export const taskById = oneByKey(readTaskSights, ({ id }) => id);
