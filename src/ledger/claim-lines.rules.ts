import type { ClaimKind, SettlementMeans } from "../../schema/words/ledger.ts";
import type { AccountKey, ClaimOpening, Line } from "./ledger.model.ts";
import type { ClaimTerms, LineFacts, ShelfFacts } from "./posting.model.ts";

/** The two accounts of a claim: what the debtor owes and what the creditor is owed. */
export const claimAccounts = (
  claim: Pick<ClaimOpening, "id" | "kind" | "debtorOrg" | "creditorOrg" | "item">,
): { payable: AccountKey; receivable: AccountKey } => {
  const { id: ref, kind: claimKind, debtorOrg, creditorOrg, item } = claim;
  const side = { item, claimKind, ref };
  return {
    payable: { ...side, kind: "PAYABLE", owner: debtorOrg, counterparty: creditorOrg },
    receivable: { ...side, kind: "RECEIVABLE", owner: creditorOrg, counterparty: debtorOrg },
  };
};

/** A claim grows by so much. */
export function openLine(claim: Parameters<typeof claimAccounts>[0], quantity: number): Line {
  const { payable, receivable } = claimAccounts(claim);
  return { origin: payable, target: receivable, quantity };
}

/** A claim shrinks by so much. */
export function settleLine(
  claim: Parameters<typeof claimAccounts>[0],
  quantity: number,
  means: SettlementMeans,
): Line {
  const { payable, receivable } = claimAccounts(claim);
  return { origin: receivable, target: payable, quantity, means };
}

const atDepot: ReadonlySet<ClaimKind> = new Set<ClaimKind>([
  "RETURN",
  "REFILL",
  "REPAIR",
  "RESTORE",
]);

/** What a claim of an order line's goods says beside its parties and its figure. */
export function particularsOf(line: LineFacts, kind: ClaimKind) {
  const { liability, terms, orderLineId, incidentId, lot, depot, custodian, unitPriceFen } = line;
  const { dueAnchor, dueDays, dueOn, anchorOn } = terms;
  return {
    liability: kind === "DAMAGES" ? ("AT_FAULT" as const) : liability.rule,
    dueAnchor,
    dueDays,
    orderLineId,
    incidentId,
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(anchorOn === undefined ? {} : { anchorOn }),
    ...(lot === "" ? {} : { lotId: lot }),
    ...(atDepot.has(kind) ? { depotId: depot, custodianOrg: custodian } : {}),
    ...(unitPriceFen === undefined ? {} : { unitPriceFen }),
  };
}

/** Whoever caused a loss from an owner's shelf, or on the way to another, makes it good. */
export const damagesFor = (
  { owner, item, lot, depot }: ShelfFacts,
  debtorOrg: string,
  { terms, id }: { readonly terms: ClaimTerms; readonly id: string },
): ClaimOpening => ({
  ...{ id, item, kind: "DAMAGES", liability: "AT_FAULT", depotId: depot },
  dueAnchor: terms.dueAnchor,
  dueDays: terms.dueDays,
  debtorOrg,
  creditorOrg: owner,
  ...(lot === "" ? {} : { lotId: lot }),
  ...(terms.dueOn === undefined ? {} : { dueOn: terms.dueOn }),
  ...(terms.anchorOn === undefined ? {} : { anchorOn: terms.anchorOn }),
});
