import type {
  AccountKind,
  ClaimKind,
  ClaimState,
  LiabilityRule,
  RefillTaskState,
} from "../../schema/words/ledger.ts";
import type { DueAnchor } from "../../schema/words/regions.ts";
import type { Tx } from "../postgres/transaction.ts";

/** A present balance of one account. */
export interface AccountRow {
  readonly owner: string;
  readonly kind: AccountKind;
  readonly item: string;
  readonly lot: string;
  readonly custodian: string;
  readonly place: string;
  readonly counterparty: string;
  readonly claimKind: ClaimKind | "";
  readonly ref: string;
  readonly balance: number;
  readonly version: number;
}

/** Each filter that is given narrows; lists are alternatives. Zero balances are left out. */
export interface AccountFilter {
  readonly kinds?: readonly AccountKind[];
  readonly owners?: readonly string[];
  readonly items?: readonly string[];
  readonly lots?: readonly string[];
  readonly places?: readonly string[];
  readonly counterparties?: readonly string[];
  readonly refs?: readonly string[];
}

const accountColumns = {
  kinds: "kind = any (?::text[])",
  owners: "owner = any (?::text[])",
  items: "item = any (?::text[])",
  lots: "lot = any (?::text[])",
  places: "place = any (?::text[])",
  counterparties: "counterparty = any (?::text[])",
  refs: "ref = any (?::text[])",
} as const satisfies Record<keyof AccountFilter, string>;

export async function readAccounts(tx: Tx, filter: AccountFilter): Promise<AccountRow[]> {
  const { where, values } = narrow(filter, accountColumns);
  const { rows } = await tx.client.query<AccountRow>(
    `select owner, kind, item, lot, custodian, place, counterparty, claim_kind as "claimKind", ref,
       balance, version from qipan.account where balance <> 0${where} order by id`,
    values,
  );
  return rows;
}

export interface ClaimRow {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
  readonly item: string;
  readonly lotId: string | null;
  readonly incidentId: string | null;
  readonly orderLineId: string | null;
  readonly mirrors: ClaimKind | null;
  readonly liability: LiabilityRule;
  readonly depotId: string | null;
  readonly custodianOrg: string | null;
  readonly unitPriceFen: number | null;
  readonly opened: number;
  readonly outstanding: number;
  readonly state: ClaimState;
  readonly dueAnchor: DueAnchor;
  readonly dueDays: number;
  readonly dueOn: string | null;
  readonly parentId: string | null;
  readonly version: number;
}

export interface ClaimFilter {
  readonly ids?: readonly string[];
  readonly orderLineIds?: readonly string[];
  readonly incidentIds?: readonly string[];
  readonly kinds?: readonly ClaimKind[];
  readonly states?: readonly ClaimState[];
  readonly debtors?: readonly string[];
  readonly creditors?: readonly string[];
}

const claimColumns = {
  ids: "id = any (?::uuid[])",
  orderLineIds: "order_line_id = any (?::uuid[])",
  incidentIds: "incident_id = any (?::uuid[])",
  kinds: "kind = any (?::text[])",
  states: "state = any (?::text[])",
  debtors: "debtor_org = any (?::text[])",
  creditors: "creditor_org = any (?::text[])",
} as const satisfies Record<keyof ClaimFilter, string>;

export async function readClaims(tx: Tx, filter: ClaimFilter): Promise<ClaimRow[]> {
  const { where, values } = narrow(filter, claimColumns);
  const { rows } = await tx.client.query<ClaimRow>(
    `select id, kind, debtor_org as "debtorOrg", creditor_org as "creditorOrg", item,
       lot_id as "lotId", incident_id as "incidentId", order_line_id as "orderLineId", mirrors,
       liability, depot_id as "depotId", custodian_org as "custodianOrg",
       unit_price_fen as "unitPriceFen", opened, outstanding, state, due_anchor as "dueAnchor",
       due_days as "dueDays", to_char(due_on, 'YYYY-MM-DD') as "dueOn", parent_id as "parentId",
       version
     from qipan.claim where true${where} order by opened_at, id`,
    values,
  );
  return rows;
}

export interface TaskRow {
  readonly id: string;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly item: string;
  readonly lotId: string;
  readonly incidentId: string | null;
  readonly orderLineId: string | null;
  readonly claimId: string | null;
  readonly funderOrg: string;
  readonly performerOrg: string;
  readonly quantity: number;
  readonly done: number;
  readonly state: RefillTaskState;
  readonly dueOn: string | null;
  readonly version: number;
}

export interface TaskFilter {
  readonly ids?: readonly string[];
  readonly claimIds?: readonly string[];
  readonly orderLineIds?: readonly string[];
  readonly incidentIds?: readonly string[];
  readonly owners?: readonly string[];
  readonly states?: readonly RefillTaskState[];
  readonly openedBy?: readonly string[];
}

const taskColumns = {
  ids: "id = any (?::uuid[])",
  claimIds: "claim_id = any (?::uuid[])",
  orderLineIds: "order_line_id = any (?::uuid[])",
  incidentIds: "incident_id = any (?::uuid[])",
  owners: "owner_org = any (?::text[])",
  states: "state = any (?::text[])",
  openedBy: "opened_by = any (?::uuid[])",
} as const satisfies Record<keyof TaskFilter, string>;

export async function readTasks(tx: Tx, filter: TaskFilter): Promise<TaskRow[]> {
  const { where, values } = narrow(filter, taskColumns);
  const { rows } = await tx.client.query<TaskRow>(
    `select id, owner_org as "ownerOrg", depot_id as "depotId", item, lot_id as "lotId",
       incident_id as "incidentId", order_line_id as "orderLineId", claim_id as "claimId",
       funder_org as "funderOrg", performer_org as "performerOrg", quantity, done, state,
       to_char(due_on, 'YYYY-MM-DD') as "dueOn", version
     from qipan.refill_task where true${where}
     order by opened_at, owner_org, depot_id, item, quantity desc, id`,
    values,
  );
  return rows;
}

/** Each list that is given becomes one parameter, so that the plan is the same for any length. */
function narrow<Filter extends object>(
  filter: Filter,
  conditions: Readonly<Record<keyof Filter & string, string>>,
): { where: string; values: unknown[] } {
  const given = Object.entries(filter as Record<string, unknown>).filter(
    ([, list]) => list !== undefined,
  );
  const where = given.map(([name], at) => {
    const condition = conditions[name as keyof Filter & string];
    return ` and ${condition.replace("?", `$${at + 1}`)}`;
  });
  return { where: where.join(""), values: given.map(([, list]) => list) };
}
