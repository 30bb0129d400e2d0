import { randomUUID } from "node:crypto";
import type { StatementContent } from "../../schema/shapes/statement.ts";
import { may } from "../access/access.rules.ts";
import { isUuid } from "../dispatch/order.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { listPage, type PageOf } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { StatementInput, StatementRow, Subject } from "./statement.model.ts";
import { claimLines, taskLines } from "./statement.rules.ts";
import { readLate } from "./statement-table.store.ts";
import {
  insertStatement,
  lockStatement,
  readCut,
  readCutSeq,
  readDisputedAt,
  readGoodsOutAt,
  readLastCut,
  readMovements,
  readOpenTasksAt,
  readStatementPage,
  readStatements,
  updateCountersigned,
  type StatementFilter,
  type LastCut,
} from "./statement.store.ts";

/**
 * 出具对账单: what the organization's book says up to its last sealed head, from where the last
 * statement on the same subject ended. What is recorded later appears in the next one as 补记.
 */
export const issueStatement = (
  database: Database,
  asking: Asking,
  input: StatementInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "issueStatement", input }, async (tx, principal) => {
    const allowed = may(principal, "statement:issue", [input.org]);
    if (!allowed.ok) return allowed;
    const { org, counterparty = null, incidentId = null } = input;
    if (incidentId !== null && !isUuid(incidentId)) return refuseFor("NOT_FOUND", "incidentId");
    if (counterparty === org)
      return refuseFor("INVALID_INPUT", "counterparty", { why: "与本单位相同 / the same" });
    const subject = { org, counterparty, incidentId };
    const id = randomUUID();
    const content = await contentOf(tx, subject);
    await insertStatement(tx, { id, ...subject, content, issuedBy: principal.id });
    await tellStatement(tx, id, 1, subject);
    return ok({ kind: "STATEMENT", id });
  });

async function contentOf(tx: Tx, subject: Subject): Promise<StatementContent> {
  const head = await readCut(tx, subject.org);
  const until = head?.size ?? 0;
  const last = await readLastCut(tx, subject);
  const fromSize = last?.size ?? 0;
  const movements = await readMovements(tx, subject, { from: fromSize, until });
  return {
    head,
    fromSize,
    claims: claimLines(
      movements,
      await readDisputedAt(tx, subject, await readCutSeq(tx, subject.org)),
    ),
    goodsOut: await readGoodsOutAt(tx, subject, until),
    tasks: taskLines(await readOpenTasksAt(tx, subject, until)),
    ...(last === undefined ? {} : await sinceLast(tx, subject, until, last)),
  };
}

const sinceLast = async (
  tx: Tx,
  subject: Subject,
  until: number,
  { size, cutAt }: LastCut,
): Promise<Pick<StatementContent, "fromCutAt" | "late">> => ({
  fromCutAt: cutAt,
  late: await readLate(tx, subject, { from: size, until, cutAt }),
});

const tellStatement = (
  tx: Tx,
  id: string,
  version: number,
  { org, counterparty, incidentId }: Subject,
): Promise<void> =>
  appendFact(tx, {
    kind: "STATEMENT_ISSUED",
    subject: { kind: "STATEMENT", id, version },
    parties: counterparty === null ? [org] : [org, counterparty],
    facts: { incidentId, countersigned: version > 1 },
  });

/** The other side signs the same figures; whoever disagrees disputes the claim instead. */
export const countersignStatement = (
  database: Database,
  asking: Asking,
  input: { readonly statementId: string },
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "countersignStatement", input }, async (tx, principal) => {
    const [seen] = await readStatements(tx, [input.statementId]);
    if (seen === undefined) return refuseFor("NOT_FOUND", "statementId");
    const allowed = may(principal, "statement:issue", [seen.counterparty ?? ""]);
    if (!allowed.ok) return allowed;
    const locked = await lockStatement(tx, seen.id);
    if (locked === undefined) return refuseFor("NOT_FOUND", "statementId");
    if (locked.countersignedAt !== null) return refuseFor("ALREADY_DECIDED", "statementId");
    await updateCountersigned(tx, locked.id, principal.id);
    await tellStatement(tx, locked.id, 2, locked);
    return ok({ kind: "STATEMENT", id: locked.id });
  });

export async function listStatements(
  tx: Tx,
  request: StatementFilter & { readonly first: number; readonly after?: string | undefined },
): Promise<Outcome<PageOf<StatementRow>>> {
  return listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readStatementPage(tx, request, page),
    ({ issuedKey, id }) => [issuedKey, id],
  );
}

export const statementById = async (tx: Tx, id: string): Promise<StatementRow | undefined> =>
  (await readStatements(tx, [id]))[0];
