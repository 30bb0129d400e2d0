import type { HazardZone } from "../../schema/shapes/hazard-zone.ts";
import { approval, dispatchOrder, orderLine } from "../../schema/tables/dispatch.ts";
import type { IncidentCategory, IncidentState } from "../../schema/words/incidents.ts";
import type { LotOrigin } from "../../schema/words/reserves.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { AgreementStock, LenderStore, ShelfStock } from "./adoption.model.ts";
import type { ApprovalRow } from "./approval.model.ts";
import { isUuid } from "./order.rules.ts";
import type { ProposalRow } from "./proposal.model.ts";

/**
 * Waits for the proposal's row and, in id order, for those that give way to it: two that are
 * adopted at once would each hold its own and wait for the other's. Undefined for what is not
 * there or not the reader's.
 */
export async function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  if (!isUuid(id)) return undefined;
  await tx.client.query(
    `select from qipan.proposal p join qipan.proposal own on own.id = $1
       and p.incident_id = own.incident_id and p.requested_by_org = own.requested_by_org
     where p.id = own.id or p.state = 'READY' order by p.id for update of p`,
    [id],
  );
  const { rows } = await tx.client.query<ProposalRow>(
    `select id, incident_id as "incidentId", requested_by_org as "requestedByOrg",
       requested_by as "requestedBy", state, zero_at as "zeroAt", problem, grounds, plan,
       plan_hash as "planHash", failure, created_at as "createdAt", ready_at as "readyAt",
       adopted_at as "adoptedAt", version
     from qipan.proposal where id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** Answers the new version, or undefined when the proposal was not READY any more. */
export async function updateProposalAdopted(
  tx: Tx,
  id: string,
  state: "ADOPTED" | "STALE",
): Promise<number | undefined> {
  const { rows } = await tx.client.query<{ version: number }>(
    `update qipan.proposal set state = $2, version = version + 1,
       adopted_at = case when $2 = 'ADOPTED' then now() end
     where id = $1 and state = 'READY' returning version`,
    [id, state],
  );
  return rows[0]?.version;
}

/** The requester's other READY proposals of the incident, made before this one, give way to it. */
export async function updateProposalsSuperseded(
  tx: Tx,
  { id, incidentId, requestedByOrg, createdAt }: ProposalRow,
): Promise<{ readonly id: string; readonly version: number }[]> {
  const { rows } = await tx.client.query<{ id: string; version: number }>(
    `update qipan.proposal set state = 'SUPERSEDED', version = version + 1
     where id in (select id from qipan.proposal where incident_id = $1 and requested_by_org = $2
       and state = 'READY' and id <> $3 and created_at <= $4 order by id for update)
     returning id, version`,
    [incidentId, requestedByOrg, id, createdAt],
  );
  return rows;
}

/** Serialises callers of the same lenders, under whichever agreements, until this one ends. */
export async function lockShelves(tx: Tx, lenders: readonly string[]): Promise<void> {
  await tx.client.query("select qipan.lock_shelves($1)", [lenders]);
}

/** One call for all lenders of a plan; at a commit, after `lockShelves`. */
export async function readAgreementStock(
  tx: Tx,
  stores: readonly LenderStore[],
): Promise<AgreementStock[]> {
  const asked = stores.flatMap(({ agreementId, lenderOrg, items }) =>
    items.map((item) => ({ agreementId, lenderOrg, item })),
  );
  if (asked.length === 0) return [];
  const { rows } = await tx.client.query<AgreementStock>(
    `select agreement as "agreementId", lender as "lenderOrg", item, free, unapproved
     from qipan.agreement_stock($1, $2, $3)`,
    [
      asked.map(({ agreementId }) => agreementId),
      asked.map(({ lenderOrg }) => lenderOrg),
      asked.map(({ item }) => item),
    ],
  );
  return rows;
}

/** The lenders' shelves of some items, in one call; at a commit, after `lockShelves`. */
export async function readShelves(
  tx: Tx,
  lenders: readonly string[],
  items: readonly string[],
): Promise<ShelfStock[]> {
  if (lenders.length === 0) return [];
  const { rows } = await tx.client.query<ShelfStock>(
    `select lender as "lenderOrg", depot as "depotId", item, free, lying, norm
     from qipan.shelves_of($1, $2)`,
    [lenders, items],
  );
  return rows;
}

export interface LotMark {
  readonly id: string;
  readonly code: string;
  readonly underNorm: boolean;
  readonly origin: LotOrigin;
}

export async function readLotMarks(tx: Tx, ids: readonly string[]): Promise<LotMark[]> {
  const { rows } = await tx.client.query<LotMark>(
    `select id, code, under_norm as "underNorm", origin from qipan.stock_lot where id = any ($1)`,
    [ids],
  );
  return rows;
}

export type NewOrder = typeof dispatchOrder.$inferInsert;
export type NewLine = typeof orderLine.$inferInsert;

/** Orders first: a line may be written by whoever may read its order. */
export async function insertOrders(
  tx: Tx,
  orders: readonly NewOrder[],
  lines: readonly NewLine[],
  approvals: readonly ApprovalRow[],
): Promise<void> {
  await tx.db.insert(dispatchOrder).values([...orders]);
  await tx.db.insert(orderLine).values([...lines]);
  if (approvals.length > 0) await tx.db.insert(approval).values([...approvals]);
}

export interface IncidentFacts {
  readonly id: string;
  readonly state: IncidentState;
  readonly payerOrg: string | null;
  readonly responsibleOrg: string | null;
  readonly category: IncidentCategory;
  readonly hazard: string;
  readonly zone: HazardZone | null;
  /** The day on which it happened, `YYYYMMDD` in Asia/Shanghai. */
  readonly day: string;
}

export async function readIncidentFacts(tx: Tx, id: string): Promise<IncidentFacts> {
  const { rows } = await tx.client.query<IncidentFacts>(
    `select id, state, payer_org as "payerOrg", responsible_org as "responsibleOrg", category,
       hazard, zone, to_char(occurred_at at time zone 'Asia/Shanghai', 'YYYYMMDD') as day
     from qipan.incident where id = $1`,
    [id],
  );
  const [row] = rows;
  assert(row !== undefined, "every member sees every incident");
  return row;
}
