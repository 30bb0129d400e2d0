import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { Sector } from "../../schema/words/regions.ts";
import { assert } from "../kernel/assert.ts";
import type { Liability, OpenClaim } from "../ledger/posting.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { LineRow, OrderRow, Quantities } from "./order.model.ts";
import { isUuid } from "./order.rules.ts";

const orderColumns = `id, number, proposal_id as "proposalId", incident_id as "incidentId",
  lender_org as "lenderOrg", requester_org as "requesterOrg", receiver_org as "receiverOrg",
  payer_org as "payerOrg", destination, authority, agreement_id as "agreementId",
  agreement_version as "agreementVersion", hold_lapses_at as "holdLapsesAt",
  drafted_at as "draftedAt", issued_at as "issuedAt", issued_by as "issuedBy",
  acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy",
  loading_at as "loadingAt", closed_at as "closedAt", cancelled_at as "cancelledAt",
  cancel_reason as "cancelReason", from_leg_id as "fromLegId", objected_at as "objectedAt",
  objected_by as "objectedBy", objection, certificate, parties, version`;

const lineColumns = `id, order_id as "orderId", need_id as "needId", depot_id as "depotId",
  from_line_id as "fromLineId", lot_id as "lotId", commitment_id as "commitmentId",
  team_id as "teamId", equipment_id as "equipmentId", item, owner_org as "ownerOrg",
  custodian_org as "custodianOrg", basis, liability, liability_terms as "liabilityTerms",
  debtor_org as "debtorOrg", contracting_org as "contractingOrg", commander_org as "commanderOrg",
  lot_origin as "lotOrigin", under_norm as "underNorm", unit_price_fen as "unitPriceFen",
  ordered, counted, held, loaded, departed, accepted, rejected, missing, cancelled, redirected,
  set_id as "setId", covers, leaves_at as "leavesAt", arrives_at as "arrivesAt", reasons, version`;

/** Waits for the order's row; undefined for what is not there or not the reader's. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await tx.client.query<OrderRow>(
    `select ${orderColumns} from qipan.dispatch_order where id = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function readOrder(tx: Tx, id: string): Promise<OrderRow | undefined> {
  return (await readOrders(tx, [id]))[0];
}

export async function readOrders(tx: Tx, ids: readonly string[]): Promise<OrderRow[]> {
  const { rows } = await tx.client.query<OrderRow>(
    `select ${orderColumns} from qipan.dispatch_order where id = any ($1) order by id`,
    [ids.filter(isUuid)],
  );
  return rows;
}

export async function readOrdersOfProposals(
  tx: Tx,
  proposalIds: readonly string[],
): Promise<OrderRow[]> {
  const { rows } = await tx.client.query<OrderRow>(
    `select ${orderColumns} from qipan.dispatch_order where proposal_id = any ($1)
     order by proposal_id, lender_org, destination, id`,
    [proposalIds.filter(isUuid)],
  );
  return rows;
}

/** Lines of the orders, in the order in which everyone locks and prints them. */
export async function readLines(tx: Tx, orderIds: readonly string[]): Promise<LineRow[]> {
  const { rows } = await tx.client.query<LineRow>(
    `select ${lineColumns} from qipan.order_line where order_id = any ($1) order by id`,
    [orderIds.filter(isUuid)],
  );
  return rows;
}

export async function readLinesById(tx: Tx, ids: readonly string[]): Promise<LineRow[]> {
  const { rows } = await tx.client.query<LineRow>(
    `select ${lineColumns} from qipan.order_line where id = any ($1) order by id`,
    [ids.filter(isUuid)],
  );
  return rows;
}

/** What an update may set of an order; times are the transaction's. */
export type OrderChange = Partial<
  Pick<
    OrderRow,
    | "holdLapsesAt"
    | "issuedAt"
    | "issuedBy"
    | "payerOrg"
    | "acknowledgedAt"
    | "acknowledgedBy"
    | "loadingAt"
    | "closedAt"
    | "cancelledAt"
    | "cancelReason"
    | "objectedAt"
    | "objectedBy"
    | "objection"
    | "certificate"
    | "parties"
  >
>;

const changeColumns: Readonly<Record<keyof OrderChange, string>> = {
  holdLapsesAt: "hold_lapses_at",
  issuedAt: "issued_at",
  issuedBy: "issued_by",
  payerOrg: "payer_org",
  acknowledgedAt: "acknowledged_at",
  acknowledgedBy: "acknowledged_by",
  loadingAt: "loading_at",
  closedAt: "closed_at",
  cancelledAt: "cancelled_at",
  cancelReason: "cancel_reason",
  objectedAt: "objected_at",
  objectedBy: "objected_by",
  objection: "objection",
  certificate: "certificate",
  parties: "parties",
};

/** Changes a locked order and answers its new version. */
export async function updateOrder(tx: Tx, id: string, change: OrderChange): Promise<number> {
  const keys = Object.keys(change) as (keyof OrderChange)[];
  const sets = keys.map((key, at) => `, ${changeColumns[key]} = $${at + 2}`).join("");
  const { rows } = await tx.client.query<{ version: number }>(
    `update qipan.dispatch_order set version = version + 1${sets} where id = $1 returning version`,
    [id, ...keys.map((key) => change[key])],
  );
  const [row] = rows;
  assert(row !== undefined, "a locked order can be changed");
  return row.version;
}

export type LineChange = Partial<Quantities> & { readonly id: string };

/** Sets the quantities that are given of lines whose order is locked, in one statement. */
export async function updateLines(tx: Tx, changes: readonly LineChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { rowCount } = await tx.client.query(
    `update qipan.order_line l set version = l.version + 1,
       held = coalesce(n.held, l.held), loaded = coalesce(n.loaded, l.loaded),
       departed = coalesce(n.departed, l.departed), accepted = coalesce(n.accepted, l.accepted),
       rejected = coalesce(n.rejected, l.rejected), missing = coalesce(n.missing, l.missing),
       cancelled = coalesce(n.cancelled, l.cancelled),
       redirected = coalesce(n.redirected, l.redirected)
     from jsonb_to_recordset($1) as n (id uuid, held bigint, loaded bigint, departed bigint,
       accepted bigint, rejected bigint, missing bigint, cancelled bigint, redirected bigint)
     where l.id = n.id`,
    [JSON.stringify(changes)],
  );
  assert(rowCount === changes.length, "each line of a locked order can be changed");
}

type LineClaim = OpenClaim & { readonly orderLineId: string };

/** Claims on order lines as the book has them, told to parties of the orders; by the line's id. */
export async function readLineClaims(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly LineClaim[]>> {
  const { rows } = await tx.client.query<{ id: string; claims: readonly OpenClaim[] }>(
    `select l.id, qipan.order_line_book(l.id) -> 'claims' as claims
     from qipan.order_line l where l.id = any ($1)`,
    [ids],
  );
  return new Map(
    rows.map(({ id, claims }) => [id, claims.map((claim) => ({ ...claim, orderLineId: id }))]),
  );
}

/** Where goods of a line are on site, in the order of the book. */
export async function readSites(tx: Tx, lineId: string): Promise<readonly SiteBalance[]> {
  const { rows } = await tx.client.query<{ accounts: readonly SiteBalance[] }>(
    `select qipan.order_line_book($1) -> 'accounts' as accounts`,
    [lineId],
  );
  return (rows[0]?.accounts ?? []).filter(({ kind, ref }) => kind === "ON_SITE" && ref === lineId);
}

interface SiteBalance {
  readonly kind: string;
  readonly ref: string;
  readonly custodian: string;
  readonly place: string;
  readonly balance: number;
}

export interface LiabilityOfLine {
  readonly id: string;
  readonly terms: Liability;
}

/** Fixes who owes, line by line: done once, when the order is issued. */
export async function updateLiability(tx: Tx, lines: readonly LiabilityOfLine[]): Promise<void> {
  await tx.client.query(
    `update qipan.order_line l set liability_terms = n.terms, liability = n.terms ->> 'rule',
       debtor_org = n.terms -> 'debtors' -> 0 ->> 'orgId'
     from jsonb_to_recordset($1) as n (id uuid, terms jsonb) where l.id = n.id`,
    [JSON.stringify(lines)],
  );
}

/** The terms under which the order was made: that version, whatever was signed since. */
export async function readTerms(
  tx: Tx,
  { agreementId, agreementVersion }: Pick<OrderRow, "agreementId" | "agreementVersion">,
): Promise<AgreementTerms | undefined> {
  if (agreementId === null) return undefined;
  const { rows } = await tx.client.query<{ terms: AgreementTerms }>(
    "select terms from qipan.agreement where id = $1 and version = $2",
    [agreementId, agreementVersion],
  );
  return rows[0]?.terms;
}

export async function readSectors(tx: Tx, orgs: readonly string[]): Promise<Map<string, Sector>> {
  const { rows } = await tx.client.query<{ id: string; sector: Sector }>(
    "select id, sector from qipan.organization where id = any ($1)",
    [[...new Set(orgs)]],
  );
  return new Map(rows.map(({ id, sector }) => [id, sector]));
}

/** Lots of these that were blocked or recalled; none of them changes until this is told. */
export async function lockUnfitLots(tx: Tx, lines: readonly LineRow[]): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>("select qipan.unfit_lots($1) as id", [
    lines.flatMap(({ lotId }) => lotId ?? []),
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Whether this is an exercise hub that was made to book no liability. */
export async function readHubIsFree(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ free: boolean }>(
    "select no_liability as free from qipan.hub",
  );
  return rows[0]?.free ?? false;
}
