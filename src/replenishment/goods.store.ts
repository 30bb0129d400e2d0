import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { IncidentState } from "../../schema/words/incidents.ts";
import type { LotCondition } from "../../schema/words/reserves.ts";
import type { LineRow } from "../dispatch/order.model.ts";
import { claimTermsOf, lineFactsOf } from "../dispatch/order-line.rules.ts";
import type { OpenClaim } from "../ledger/posting.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { CaseOrder, LineCase, Standing } from "./goods.model.ts";

interface CaseRow {
  readonly order: CaseOrder;
  readonly line: LineRow;
  readonly incidentState: IncidentState;
  readonly responsibleOrg: string | null;
  readonly hazard: string;
  readonly unit: string | null;
  readonly needsRestoring: boolean;
  readonly earmark: string | null;
  readonly carriers: readonly string[];
  readonly receivedOn: string | null;
  readonly terms: AgreementTerms | null;
  readonly book: {
    /** Of the lot; null for goods of a contract, which have none. */
    readonly condition: LotCondition | null;
    readonly claims: readonly OpenClaim[];
    readonly accounts: readonly Standing[];
  };
}

/** Waits for the line's order, then reads the line; undefined where the reader is no party. */
export async function lockCase(tx: Tx, orderLineId: string): Promise<LineCase | undefined> {
  await tx.client.query(
    `select from qipan.dispatch_order
     where id = (select order_id from qipan.order_line where id::text = $1) for update`,
    [orderLineId],
  );
  return readCase(tx, orderLineId);
}

/** Whether the lot was blocked or recalled; it does not change until this is told. */
export async function lockUnfit(tx: Tx, lot: string): Promise<boolean> {
  const { rowCount } = await tx.client.query("select qipan.unfit_lots($1)", [
    lot === "" ? [] : [lot],
  ]);
  return rowCount === 1;
}

export async function readCase(tx: Tx, orderLineId: string): Promise<LineCase | undefined> {
  const { rows } = await tx.client.query<CaseRow>(caseSql, [orderLineId]);
  return rows[0] && caseOf(rows[0]);
}

/** Claims carry the order line in the ledger's own answer; here all are of this line. */
function caseOf({ book, terms, receivedOn, ...row }: CaseRow): LineCase {
  const claims = book.claims.map((claim) => ({ ...claim, orderLineId: row.line.id }));
  const facts = lineFactsOf(row.order, row.line, terms ?? undefined, claims);
  const own = claimTermsOf(terms ?? undefined);
  const dated = own.dueAnchor === "RECEIPT" && receivedOn !== null;
  const anchored = dated ? { ...own, anchorOn: receivedOn } : own;
  return {
    ...row,
    terms: anchored,
    regime: terms?.regime ?? null,
    serviceRates: terms?.serviceRates ?? null,
    standings: book.accounts,
    facts: facts && {
      ...facts,
      terms: anchored,
      unfit: (book.condition ?? "GOOD") !== "GOOD",
    },
  };
}

const caseSql = `select
    jsonb_build_object('id', o.id, 'number', o.number, 'incidentId', o.incident_id,
      'lenderOrg', o.lender_org, 'requesterOrg', o.requester_org, 'receiverOrg', o.receiver_org,
      'payerOrg', o.payer_org, 'agreementId', o.agreement_id,
      'agreementVersion', o.agreement_version, 'parties', o.parties, 'version', o.version)
      as "order",
    jsonb_build_object('id', l.id, 'orderId', l.order_id, 'needId', l.need_id,
      'depotId', l.depot_id, 'fromLineId', l.from_line_id,
      'lotId', l.lot_id, 'commitmentId', l.commitment_id,
      'teamId', l.team_id, 'equipmentId', l.equipment_id, 'item', l.item,
      'ownerOrg', l.owner_org, 'custodianOrg', l.custodian_org, 'basis', l.basis,
      'liability', l.liability, 'liabilityTerms', l.liability_terms, 'debtorOrg', l.debtor_org,
      'underNorm', l.under_norm, 'unitPriceFen', l.unit_price_fen, 'ordered', l.ordered,
      'counted', l.counted, 'held', l.held, 'loaded', l.loaded, 'departed', l.departed,
      'accepted', l.accepted, 'rejected', l.rejected, 'missing', l.missing,
      'cancelled', l.cancelled, 'redirected', l.redirected, 'leavesAt', l.leaves_at,
      'arrivesAt', l.arrives_at,
      'reasons', l.reasons, 'version', l.version) as line,
    i.state as "incidentState", i.responsible_org as "responsibleOrg", i.hazard,
    t.unit_zh as unit, coalesce(t.needs_restoring, false) as "needsRestoring", s.earmark,
    array(select g.carrier_org from qipan.leg g where g.order_id = o.id order by g.position)
      as carriers,
    (select to_char(max(g.arrived_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
      from qipan.leg g join qipan.leg_line x on x.leg_id = g.id
      where x.order_line_id = l.id and g.state = 'ARRIVED') as "receivedOn",
    a.terms, qipan.order_line_book(l.id) as book
  from qipan.order_line l
  join qipan.dispatch_order o on o.id = l.order_id
  join qipan.incident i on i.id = o.incident_id
  left join qipan.item t on t.sku = l.item
  left join qipan.stock_lot s on s.id = l.lot_id
  left join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
  where l.id::text = $1`;

/** Who keeps the depot; undefined for a depot that the reader does not see. */
export async function readKeeperOf(tx: Tx, depotId: string): Promise<string | undefined> {
  const { rows } = await tx.client.query<{ custodian: string }>(
    "select custodian_org as custodian from qipan.depot where id = $1",
    [depotId],
  );
  return rows[0]?.custodian;
}

/** Whether the organization is a registered carrier. */
export async function readIsCarrier(tx: Tx, org: string): Promise<boolean> {
  const { rowCount } = await tx.client.query("select from qipan.carrier where org_id = $1", [org]);
  return rowCount === 1;
}
