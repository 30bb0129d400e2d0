import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, lockIncidentFor, type Asking } from "../incidents/incident.service.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { attribute, type Recourse } from "../ledger/posting.report.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ReportInput } from "./report.model.ts";
import { attributionsOf, reportRefusals } from "./report.rules.ts";
import {
  insertReport,
  readRecourse,
  readReported,
  readUnknownOrgs,
  updateAttributed,
} from "./report.store.ts";

/**
 * 依调查报告认定追偿: every recourse of the incident that is still provisional is confirmed, passes
 * to other parties, or goes, by the report's shares or by those of its own. What the debtors owe
 * the lenders stays as it is (生产安全事故应急条例 Art. 19, 26; 突发事件应对法 Art. 12).
 */
export const attributeRecourse = (
  database: Database,
  asking: Asking,
  input: ReportInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "attributeRecourse", input }, async (tx, principal) => {
    const { incidentId, number } = input;
    const found = await lockIncidentFor(tx, principal, "recourse:attribute", incidentId);
    if (!found.ok) return found;
    const { org, incident } = found.value;
    if (await readReported(tx, incidentId, number.trim()))
      return refuseFor("ALREADY_DECIDED", "number");
    const open = await readRecourse(tx, incidentId);
    const wrong = [...reportRefusals(input, open, tx.today), ...(await unknown(tx, input))];
    if (wrong.length > 0) return refuse(wrong);
    const readers = readersOf(input, open, org);
    await appendFact(tx, {
      kind: "RECOURSE_DECIDED",
      subject: { kind: "INCIDENT", id: incidentId, version: incident.version },
      parties: readers,
      facts: { report: number.trim(), claims: open.length },
    });
    return book(tx, { input, open, org, readers });
  });

const sharesOf = ({ shares, exceptions }: ReportInput) => [
  ...shares.map((one, at) => [`shares.${at}.organizationId`, one.orgId] as const),
  ...exceptions.flatMap((exception, n) =>
    exception.shares.map(
      (one, at) => [`exceptions.${n}.shares.${at}.organizationId`, one.orgId] as const,
    ),
  ),
];

async function unknown(tx: Tx, input: ReportInput): Promise<Refusal[]> {
  const named = sharesOf(input);
  const missing = await readUnknownOrgs(
    tx,
    named.map(([, orgId]) => orgId),
  );
  return named
    .filter(([, orgId]) => missing.includes(orgId))
    .map(([path, code]) => refusal("UNKNOWN_CODE", path, { code }));
}

/** Whom the report concerns: who recorded it, who bears a loss, who answers for a part. */
const readersOf = (input: ReportInput, open: readonly Recourse[], org: string): string[] => {
  const parties = open.flatMap(({ debtorOrg, creditorOrg }) => [debtorOrg, creditorOrg]);
  return [...new Set([org, ...parties, ...sharesOf(input).map(([, one]) => one)])].toSorted();
};

interface Booking {
  readonly input: ReportInput;
  readonly open: readonly Recourse[];
  readonly org: string;
  readonly readers: readonly string[];
}

async function book(tx: Tx, { input, open, org, readers }: Booking): Promise<Outcome<Written>> {
  const id = randomUUID();
  const { incidentId, number, issuedBy, decidedOn, document } = input;
  const evidence = { report: number.trim(), reportId: id, issuedBy, decidedOn, document };
  const { posting, attributed } = attribute({ evidence }, attributionsOf(input, open), randomUUID);
  let transferId: string | null = null;
  if (posting.lines.length > 0) {
    const booked = await post(tx, org, posting);
    if (!booked.ok) return booked;
    ({ transferId } = booked.value);
  }
  await insertReport(tx, { ...input, id, org, readers, transferId });
  await updateAttributed(tx, id, attributed);
  return ok({ kind: "INCIDENT", id: incidentId });
}
