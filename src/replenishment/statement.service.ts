import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import type { StatementContent } from "../../schema/shapes/statement.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { isUuid } from "../dispatch/order.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { listPage, type PageOf } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { BookCut, Scope, StatementInput, StatementRow, Subject } from "./statement.model.ts";
import { claimLines, headOf, isLater, taskLines } from "./statement.rules.ts";
import {
  readDisputedAt,
  readGoodsOutAt,
  readGovernments,
  readHeads,
  readMovements,
  readOpenTasksAt,
} from "./statement-book.store.ts";
import { lateOf, withVouchers } from "./statement-voucher.rules.ts";
import { readVouchers } from "./statement-voucher.store.ts";
import {
  insertStatement,
  lockStatement,
  lockSubject,
  readLastCut,
  readStatementPage,
  readStatements,
  updateCountersigned,
  type StatementFilter,
} from "./statement.store.ts";

/**
 * 出具对账单: what the organization's book says up to the last cut, from where the last one on the
 * same subject ended. A cut is a place in the order of seals behind whole transactions, at which
 * no account lacks a movement; `asOf` tells of the same moments. What is recorded later appears in
 * the next one as 补记. While no cut tells more than that one there is nothing new to sign: it is
 * answered again.
 *
 * A statement of a region rolls up the books of its governments that the issuer is a member of;
 * the others are named as not told, never counted as nothing. What two of its governments owe one
 * another stands apart (`within`), told once: a debt inside the region changes nothing in what the
 * region owes outsiders, so it is in no closing figure of `claims`. Firms and charities of the
 * region are outsiders. Another set of books is another subject, with a first statement of its own.
 */
export const issueStatement = (
  database: Database,
  asking: Asking,
  input: StatementInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "issueStatement", input }, async (tx, principal) => {
    const found = await subjectOf(tx, principal, input);
    if (!found.ok) return found;
    const { subject, governments } = found.value;
    await lockSubject(tx, subject);
    const last = await readLastCut(tx, subject);
    const heads = await readHeads(tx, subject.region === null ? [subject.org] : subject.books);
    const cuts = heads.map((one): BookCut => {
      return { ...one, since: last?.sizes[one.book] ?? 0, until: one.head?.size ?? 0 };
    });
    if (last !== undefined && !isLater(cuts)) return ok({ kind: "STATEMENT", id: last.id });
    const id = randomUUID();
    const content = await contentOf(tx, { ...subject, cuts, governments }, last?.cutAt ?? null);
    const row = { ...subject, ...headOf(cuts), content };
    await insertStatement(tx, { id, ...row, issuedBy: principal.id });
    await tellStatement(tx, id, 1, subject);
    return ok({ kind: "STATEMENT", id });
  });

interface Found {
  readonly subject: Subject;
  readonly governments: readonly string[];
}

async function subjectOf(
  tx: Tx,
  principal: Principal,
  input: StatementInput,
): Promise<Outcome<Found>> {
  const { org, counterparty = null, incidentId = null, region = null } = input;
  const allowed = may(principal, region === null ? "statement:issue" : "statement:region", [org]);
  if (!allowed.ok) return allowed;
  if (incidentId !== null && !isUuid(incidentId)) return refuseFor("NOT_FOUND", "incidentId");
  if (counterparty === org)
    return refuseFor("INVALID_INPUT", "counterparty", { why: word("与本单位相同", "the same") });
  const subject = { org, counterparty, incidentId, region, books: [] };
  if (region === null) return ok({ subject, governments: [] });
  if (counterparty !== null)
    return refuseFor("INVALID_INPUT", "counterparty", {
      why: word("区域汇总无对方", "not of a region"),
    });
  const all = await readGovernments(tx, region);
  if (!all.some(({ id, regionCode }) => id === org && regionCode === region))
    return refuseFor("OUTSIDE_REGION", "regionCode", { org });
  const governments = all.map(({ id }) => id);
  const mine = principal.memberships.map(({ orgId }) => orgId);
  const books = governments.filter((id) => mine.includes(id));
  return ok({ subject: { ...subject, books }, governments });
}

async function contentOf(
  tx: Tx,
  scope: Scope & Pick<Subject, "region">,
  lastCutAt: string | null,
): Promise<StatementContent> {
  const { cuts, governments } = scope;
  const told = await readVouchers(tx, scope, lastCutAt);
  const lines = withVouchers(
    claimLines(await readMovements(tx, scope), await readDisputedAt(tx, scope)),
    told,
  );
  const ofRegion = {
    books: cuts.map(({ book, since, head }) => ({ org: book, fromSize: since, head })),
    untold: governments.filter((id) => cuts.every(({ book }) => book !== id)),
    within: lines.filter(({ org }) => org !== undefined),
  };
  return {
    cutSeq: cuts[0]?.cutSeq ?? 0,
    head: scope.region === null ? (cuts[0]?.head ?? null) : null,
    ...(scope.region === null ? {} : ofRegion),
    fromSize: cuts.reduce((total, { since }) => total + since, 0),
    claims: lines.filter(({ org }) => org === undefined),
    goodsOut: await readGoodsOutAt(tx, scope),
    tasks: taskLines(await readOpenTasksAt(tx, scope)),
    ...(lastCutAt === null ? {} : { fromCutAt: lastCutAt, late: lateOf(told) }),
  };
}

const tellStatement = (
  tx: Tx,
  id: string,
  version: number,
  { org, counterparty, incidentId }: Omit<Subject, "books">,
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
