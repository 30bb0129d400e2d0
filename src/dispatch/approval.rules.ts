import { word, type Word } from "../../schema/words/word.ts";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { ApprovalState } from "../../schema/words/dispatch.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { ActFirstFacts, ApprovalEvent, ApprovalRow } from "./approval.model.ts";
import type { OrderRow } from "./order.model.ts";
import type { ApprovalNeeded, Ground } from "./proposal.model.ts";

/**
 * LAPSE is the end of the soft hold or of the order, EXPIRE the end of the term for papers. What
 * was acted on first is decided afterwards, in time or late; a decision once made stays. An order
 * that ends before departure moved nothing: nobody owes papers for it.
 */
const table: Readonly<
  Record<ApprovalState, Readonly<Partial<Record<ApprovalEvent, ApprovalState>>>>
> = {
  PENDING: { GRANT: "GRANTED", REFUSE: "REFUSED", DEEM: "DEEMED", LAPSE: "LAPSED" },
  GRANTED: {},
  REFUSED: {},
  LAPSED: {},
  DEEMED: {
    GRANT: "RATIFIED",
    REFUSE: "REFUSED_AFTERWARDS",
    LAPSE: "LAPSED",
    EXPIRE: "PAPERS_OVERDUE",
  },
  RATIFIED: {},
  REFUSED_AFTERWARDS: {},
  PAPERS_OVERDUE: { GRANT: "RATIFIED", REFUSE: "REFUSED_AFTERWARDS", LAPSE: "LAPSED" },
};

/** The state after an event, or undefined when it is illegal. Total: each pair has an answer. */
export const next = (state: ApprovalState, event: ApprovalEvent): ApprovalState | undefined =>
  table[state][event];

/** An order may be issued when none of its approvals is in another state than these. */
const enough: readonly ApprovalState[] = ["GRANTED", "DEEMED", "RATIFIED", "PAPERS_OVERDUE"];

export const missingOf = <A extends Pick<ApprovalRow, "state">>(approvals: readonly A[]): A[] =>
  approvals.filter(({ state }) => !enough.includes(state));

/**
 * Whose approval a line needs. Own goods need none, and a command asks nobody who lends; but a
 * requisition, which is commanded too, waits for the payer's pledge. Under a pact the terms in
 * force today say which, by how far apart the two stand; else what the ground says. The owner's
 * word is the lender's; a keeper is asked only where it is neither owner, lender nor borrower; a
 * pledge is the payer's, and a lender that pays itself pledges nothing to itself.
 */
export function approvalsFor(
  ground: Pick<
    Ground,
    "authority" | "tier" | "approvals" | "lenderOrg" | "ownerOrg" | "custodianOrg"
  >,
  terms: AgreementTerms | undefined,
  requesterOrg: string,
  payerOrg: string,
): readonly ApprovalNeeded[] {
  const { authority, lenderOrg, ownerOrg, custodianOrg } = ground;
  if (lenderOrg === requesterOrg) return [];
  const kinds =
    terms !== undefined && authority === "PACT"
      ? terms.approvals[ground.tier]
      : ground.approvals.map(({ kind }) => kind);
  const outside = ![ownerOrg, lenderOrg, requesterOrg].includes(custodianOrg);
  return kinds.flatMap((kind): ApprovalNeeded[] => {
    if (authority === "COMMAND" && kind !== "REFILL_PLEDGE") return [];
    if (kind === "OWNER") return [{ kind, org: lenderOrg }];
    if (kind === "KEEPER") return outside ? [{ kind, org: custodianOrg }] : [];
    return payerOrg === lenderOrg ? [] : [{ kind, org: payerOrg }];
  });
}

/** What the change of an order's payer is judged by. */
type Pledging = Pick<OrderRow, "authority" | "lenderOrg" | "requesterOrg" | "payerOrg">;

/** The approvals that count: a pledge is the payer's of this moment, and nobody else's. */
export const approvalsNow = <A extends Pick<ApprovalRow, "kind" | "org">>(
  approvals: readonly A[],
  payerOrg: string,
): A[] => approvals.filter(({ kind, org }) => kind !== "REFILL_PLEDGE" || org === payerOrg);

/**
 * Whether another payer than the one at adoption must pledge before the order is issued: nobody
 * owes for what it did not promise. Own goods and commands need no pledge of anyone.
 */
export function pledgeUnasked(
  { authority, lenderOrg, requesterOrg, payerOrg }: Pledging,
  approvals: readonly Pick<ApprovalRow, "kind" | "org">[],
  payerNow: string,
): boolean {
  if (payerNow === payerOrg || payerNow === lenderOrg) return false;
  const pledges = approvals.filter(({ kind }) => kind === "REFILL_PLEDGE");
  if (lenderOrg === requesterOrg || (authority === "COMMAND" && pledges.length === 0)) return false;
  return !pledges.some(({ org }) => org === payerNow);
}

/**
 * Why an order may not go first and be papered later (先调后补); empty when it may. Enterprise
 * goods need a requisition decision and charity goods consent: neither is ever deemed.
 */
export function actFirstRefusals(facts: ActFirstFacts): readonly Refusal[] {
  const { terms, responseLevel, setByApprover, lines } = facts;
  if (terms === undefined)
    return [notFirst(word("协议未约定", "the pact does not provide for it"))];
  const found: Refusal[] = [];
  if (responseLevel === undefined || responseLevel > terms.minResponseLevel)
    found.push(notFirst(word("响应级别不够", "the response level is too low")));
  if (!setByApprover)
    found.push(notFirst(word("响应级别未经审批人设定", "no approver set the response level")));
  if (lines.some(({ ownerSector, lotOrigin }) => isPrivate(ownerSector, lotOrigin)))
    found.push(notFirst(word("含企业或捐赠物资", "enterprise or charity goods")));
  for (const [item, total] of totalsOf(lines))
    if (total > terms.maxQuantity) {
      const why = `${item}:${total} > ${terms.maxQuantity}`;
      found.push(notFirst(word(`超过限额,${why}`, `over the limit, ${why}`)));
    }
  return found;
}

const notFirst = (why: Word): Refusal => refusal("ACT_FIRST_NOT_ALLOWED", "", { why });

const isPrivate = (sector: string, origin: string | null): boolean =>
  sector !== "GOVERNMENT" || origin === "DONATED" || origin === "COMMERCIAL";

function totalsOf(lines: ActFirstFacts["lines"]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { item, ordered } of lines)
    if (item !== null) totals.set(item, (totals.get(item) ?? 0) + ordered);
  return totals;
}
