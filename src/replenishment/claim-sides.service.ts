import type { ClaimSide } from "../../schema/words/ledger.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { isUuid } from "../dispatch/order.rules.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { readClaims, readTasks, type ClaimRow, type TaskRow } from "../ledger/ledger.service.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockClaims } from "./claims.store.ts";

/** The claim once nobody else decides about it or about its goods; then it stays so. */
export async function findClaim(tx: Tx, claimId: string): Promise<ClaimRow | undefined> {
  if (!isUuid(claimId)) return undefined;
  await lockClaims(tx, [claimId]);
  return (await readClaims(tx, { ids: [claimId] }))[0];
}

const creditors = ({ creditorOrg, custodianOrg }: ClaimRow): readonly string[] =>
  custodianOrg === null ? [creditorOrg] : [creditorOrg, custodianOrg];

export interface Side {
  readonly side: ClaimSide;
  readonly org: string;
}

/** The sides for which the principal may sign; a treasury may serve both. */
export function sidesOf(
  principal: Principal,
  claim: ClaimRow,
): Outcome<readonly [Side, ...Side[]]> {
  const debtor = may(principal, "claim:confirm", [claim.debtorOrg]);
  const creditor = may(principal, "claim:confirm", creditors(claim));
  const sides: Side[] = [];
  if (debtor.ok) sides.push({ side: "DEBTOR", org: debtor.value });
  if (creditor.ok) sides.push({ side: "CREDITOR", org: creditor.value });
  const [first, ...more] = sides;
  if (first !== undefined) return ok([first, ...more]);
  const either = may(principal, "claim:confirm", [claim.debtorOrg, ...creditors(claim)]);
  return either.ok ? refuseFor("NOT_FOUND") : either;
}

/** What the first side that may do it did, or why the last could not. */
export async function firstOf<T>(
  [first, ...more]: readonly [Side, ...Side[]],
  act: (side: Side) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let outcome = await act(first);
  for (const side of more) if (!outcome.ok) outcome = await act(side);
  return outcome;
}

/** Open tasks that the debtor still performs; what passed to the owner before stays there. */
export async function readDebtorTasks(tx: Tx, claimId: string): Promise<TaskRow[]> {
  const tasks = await readTasks(tx, { claimIds: [claimId] });
  return tasks.filter(({ performerOrg, ownerOrg }) => performerOrg !== ownerOrg);
}
