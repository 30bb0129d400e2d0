import { isUuid } from "../incidents/incident.rules.ts";
import type { Attributed, Recourse } from "../ledger/posting.report.rules.ts";
import type { Unmirrored } from "../ledger/posting.settle.rules.ts";
import type { Tx } from "../postgres/transaction.ts";
import { parentOf } from "./claims.rules.ts";
import type { RecourseDecisionRow, ReportRow } from "./report.model.ts";

/**
 * Waits for what is under way on the incident's orders, for whoever answers for it: they hold an
 * order before the incident, and so must whoever locks both.
 */
export async function lockOrdersOf(tx: Tx, incidentId: string): Promise<void> {
  if (!isUuid(incidentId)) return;
  await tx.client.query("select qipan.incident_orders_wait($1)", [incidentId]);
}

/** What waits for a report, whoever bears it; empty to who does not answer for the incident. */
export async function readRecourse(tx: Tx, incidentId: string): Promise<Recourse[]> {
  const { rows } = await tx.client.query<{ claim: Parameters<typeof parentOf>[0] }>(
    "select r as claim from qipan.incident_recourse($1) r",
    [incidentId],
  );
  return rows.map(({ claim }) => parentOf(claim));
}

/**
 * What was lost or spent on the incident and no recourse mirrors, whoever bears it; the first of
 * the firms that does not bear it itself is to answer. Waits for what is booked on its orders.
 */
export async function readUnmirrored(
  tx: Tx,
  incidentId: string,
  firms: readonly string[],
): Promise<Unmirrored[]> {
  const { rows } = await tx.client.query<{ loss: Unmirrored }>(
    "select r as loss from qipan.incident_unmirrored($1, $2) r",
    [incidentId, firms],
  );
  return rows.map(({ loss }) => loss);
}

/** Orders that were issued before a firm was named recover from it what is lost from now on. */
export async function bindRecourse(tx: Tx, incidentId: string): Promise<void> {
  await tx.client.query("select qipan.recourse_bind($1)", [incidentId]);
}

/** Codes that name no organization. */
export async function readUnknownOrgs(tx: Tx, orgs: readonly string[]): Promise<string[]> {
  const { rows } = await tx.client.query<{ org: string }>(
    `select o.org from unnest($1::text[]) as o (org)
     where not exists (select from qipan.organization g where g.id = o.org)`,
    [orgs],
  );
  return rows.map(({ org }) => org);
}

export async function readReported(tx: Tx, incidentId: string, number: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    "select from qipan.investigation_report where incident_id = $1 and number = $2",
    [incidentId, number],
  );
  return rowCount === 1;
}

interface NewReport extends Omit<ReportRow, "recordedAt"> {
  readonly transferId: string | null;
  readonly readers: readonly string[];
}

export async function insertReport(tx: Tx, report: NewReport): Promise<void> {
  await tx.client.query(
    `insert into qipan.investigation_report (id, incident_id, number, issued_by, decided_on,
       document, shares, exceptions, transfer_id, org, readers, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[report.id, report.incidentId, report.number.trim(), report.issuedBy.trim()],
      ...[report.decidedOn, report.document ?? null, JSON.stringify(report.shares)],
      ...[JSON.stringify(report.exceptions), report.transferId, report.org, report.readers],
      ...[tx.reader.principal, tx.now],
    ],
  );
}

/** Signs for both sides what the report upholds; throws to be tried again if a claim moved. */
export async function updateAttributed(
  tx: Tx,
  reportId: string,
  attributed: readonly Attributed[],
): Promise<void> {
  await tx.client.query("select qipan.recourse_decide($1, $2)", [
    reportId,
    JSON.stringify(attributed),
  ]);
}

const reportSql = `select id, incident_id as "incidentId", number, issued_by as "issuedBy",
    decided_on::text as "decidedOn", document, shares, exceptions, org,
    recorded_at as "recordedAt" from qipan.investigation_report`;

export async function readReports(tx: Tx, incidents: readonly string[]): Promise<ReportRow[]> {
  const { rows } = await tx.client.query<ReportRow>(
    `${reportSql} where incident_id = any ($1::uuid[]) order by recorded_at, id`,
    [incidents],
  );
  return rows;
}

export async function readReportsById(tx: Tx, ids: readonly string[]): Promise<ReportRow[]> {
  const { rows } = await tx.client.query<ReportRow>(`${reportSql} where id = any ($1::uuid[])`, [
    ids,
  ]);
  return rows;
}

/** What was decided of each claim, as far as the reader sees the claim. */
export async function readRecourseDecisions(
  tx: Tx,
  claims: readonly string[],
): Promise<RecourseDecisionRow[]> {
  const { rows } = await tx.client.query<RecourseDecisionRow>(
    `select claim_id as "claimId", report_id as "reportId", upheld, elsewhere, denied
     from qipan.recourse_decision where claim_id = any ($1::uuid[])`,
    [claims],
  );
  return rows;
}
