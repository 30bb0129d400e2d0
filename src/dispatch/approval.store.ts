import { approval } from "../../schema/tables/dispatch.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ApprovalRow } from "./approval.model.ts";
import { isUuid } from "./order.rules.ts";

const columns = `a.id, a.order_id as "orderId", a.kind, a.org, a.state, a.reason,
  a.asked_at as "askedAt", a.lapses_at as "lapsesAt", a.decided_at as "decidedAt",
  a.decided_by as "decidedBy", a.version`;

/** Not locked: whoever decides locks the order first and reads its approvals again. */
export async function readApproval(tx: Tx, id: string): Promise<ApprovalRow | undefined> {
  return (await readApprovalsById(tx, [id]))[0];
}

export async function readApprovalsById(tx: Tx, ids: readonly string[]): Promise<ApprovalRow[]> {
  const { rows } = await tx.client.query<ApprovalRow>(
    `select ${columns} from qipan.approval a where a.id = any ($1) order by a.id`,
    [ids.filter(isUuid)],
  );
  return rows;
}

/** Approvals of the orders, in the order in which they are printed. */
export async function readApprovals(tx: Tx, orderIds: readonly string[]): Promise<ApprovalRow[]> {
  const { rows } = await tx.client.query<ApprovalRow>(
    `select ${columns} from qipan.approval a where order_id = any ($1)
     order by order_id, kind, org`,
    [orderIds.filter(isUuid)],
  );
  return rows;
}

export async function insertApproval(tx: Tx, row: ApprovalRow): Promise<void> {
  await tx.db.insert(approval).values(row);
}

export type ApprovalChange = Pick<ApprovalRow, "id" | "state"> &
  Partial<Pick<ApprovalRow, "reason" | "decidedBy" | "lapsesAt">>;

/** Changes approvals of a locked order, now; answers each as it is afterwards. */
export async function updateApprovals(
  tx: Tx,
  changes: readonly ApprovalChange[],
): Promise<ApprovalRow[]> {
  if (changes.length === 0) return [];
  const { rows } = await tx.client.query<ApprovalRow>(
    `update qipan.approval a set state = n.state, version = a.version + 1,
       reason = coalesce(n.reason, a.reason), lapses_at = coalesce(n."lapsesAt", a.lapses_at),
       decided_by = coalesce(n."decidedBy", a.decided_by),
       decided_at = case when n.state = a.state then a.decided_at else now() end
     from jsonb_to_recordset($1) as n (nid uuid, state text, reason text, "decidedBy" text,
       "lapsesAt" timestamptz)
     where a.id = n.nid returning ${columns}`,
    [JSON.stringify(changes.map(({ id, ...rest }) => ({ nid: id, ...rest })))],
  );
  assert(rows.length === changes.length, "each approval of a locked order can be changed");
  return rows;
}

/** The response level in force, 1 the gravest, and whether an approver of the region set it. */
export async function readLevel(
  tx: Tx,
  incidentId: string,
): Promise<{ readonly level: number; readonly setByApprover: boolean } | undefined> {
  const { rows } = await tx.client.query<{ level: number; setByApprover: boolean }>(
    `select substring(i.response_level from '[1-4]')::integer as level,
       coalesce(l.set_by_approver, false) as "setByApprover"
     from qipan.incident i
     left join lateral (select set_by_approver from qipan.incident_level l
       where l.incident_id = i.id and l.response_level = i.response_level
       order by set_at desc limit 1) l on true
     where i.id = $1 and i.response_level is not null`,
    [incidentId],
  );
  return rows[0];
}
