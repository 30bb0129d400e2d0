import type { SettlementMeans } from "../../schema/words/ledger.ts";
import type { AccountKey, ClaimOpening, Line } from "./ledger.model.ts";

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
