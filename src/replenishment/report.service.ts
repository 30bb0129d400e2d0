import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import type { IncidentRow } from "../incidents/incident.model.ts";
import {
  asked,
  lockIncidentFor,
  nameResponsible,
  type Asking,
} from "../incidents/incident.service.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Posting } from "../ledger/ledger.model.ts";
import { post } from "../ledger/ledger.service.ts";
import { attribute, type Recourse } from "../ledger/posting.report.rules.ts";
import { recourse, type Unmirrored } from "../ledger/posting.settle.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ReportInput } from "./report.model.ts";
import { attributionsOf, reportRefusals } from "./report.rules.ts";
import {
  bindRecourse,
  insertReport,
  lockOrdersOf,
  readRecourse,
  readReported,
  readUnknownOrgs,
  readUnmirrored,
  updateAttributed,
} from "./report.store.ts";

/**
 * 依调查报告认定追偿: every recourse of the incident that is still provisional is confirmed, passes
 * to other parties, or goes, by the report's shares or by those of its own. Losses that nobody was
 * to answer for when they were booked are mirrored first, line by line. What the debtors owe the
 * lenders stays as it is (生产安全事故应急条例 Art. 19, 26; 突发事件应对法 Art. 12). Where no firm
 * was named at fault before, the report's first-named is from then on.
 */
export const attributeRecourse = (
  database: Database,
  asking: Asking,
  input: ReportInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "attributeRecourse", input }, async (tx, principal) => {
    const { incidentId, number } = input;
    await lockOrdersOf(tx, incidentId);
    const found = await lockIncidentFor(tx, principal, "recourse:attribute", incidentId);
    if (!found.ok) return found;
    const { org, incident } = found.value;
    if (await readReported(tx, incidentId, number.trim()))
      return refuseFor("ALREADY_DECIDED", "number");
    const firms = input.shares.map(({ orgId }) => orgId);
    const losses = await readUnmirrored(tx, incidentId, firms);
    const known = { open: await readRecourse(tx, incidentId), losses: losses.length };
    const wrong = [...reportRefusals(input, known, tx.today), ...(await unknown(tx, input))];
    if (wrong.length > 0) return refuse(wrong);
    const id = randomUUID();
    const mirrored = await mirror(tx, { input, id, org }, losses);
    if (!mirrored.ok) return mirrored;
    const version = await namedFrom(tx, incident, firms);
    const open = await readRecourse(tx, incidentId);
    const readers = readersOf(input, open, org);
    await appendFact(tx, {
      kind: "RECOURSE_DECIDED",
      subject: { kind: "INCIDENT", id: incidentId, version },
      parties: readers,
      facts: { report: number.trim(), claims: open.length },
    });
    return book(tx, { input, id, open, org, readers });
  });

/** What is lost or lent from now on knows whom to recover from, on orders issued before too. */
async function namedFrom(tx: Tx, incident: IncidentRow, [firm]: readonly string[]) {
  if (incident.responsibleOrg !== null || firm === undefined) return incident.version;
  const version = await nameResponsible(tx, incident, firm);
  await bindRecourse(tx, incident.id);
  return version;
}

async function mirror(
  tx: Tx,
  { input, id, org }: Pick<Booking, "input" | "id" | "org">,
  losses: readonly Unmirrored[],
): Promise<Outcome<null>> {
  if (losses.length === 0) return ok(null);
  const evidence = evidenceOf(input, id);
  const booked = await post(tx, org, recourse({ evidence }, losses, randomUUID));
  return booked.ok ? ok(null) : booked;
}

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
  /** Of the report. */
  readonly id: string;
  readonly input: ReportInput;
  readonly open: readonly Recourse[];
  readonly org: string;
  readonly readers: readonly string[];
}

const evidenceOf = (
  { number, issuedBy, decidedOn, document }: ReportInput,
  reportId: string,
): Posting["evidence"] => ({ report: number.trim(), reportId, issuedBy, decidedOn, document });

async function book(tx: Tx, { input, id, open, org, readers }: Booking): Promise<Outcome<Written>> {
  const { incidentId } = input;
  const evidence = evidenceOf(input, id);
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
