import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { isUuid } from "../dispatch/order.rules.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import {
  confirmClaim as confirmInBook,
  disputeClaim as disputeInBook,
  post,
  readClaims,
  readTasks,
} from "../ledger/ledger.service.ts";
import type { ClaimSide } from "../ledger/ledger.model.ts";
import { settle, splitClaim } from "../ledger/posting.settle.rules.ts";
import type { ClaimRow, TaskRow } from "../ledger/ledger.service.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { CashInput, ConfirmInput, DisputeInput, WaiveInput } from "./claims.model.ts";
import {
  cashEquivalent,
  cashMeans,
  cashRefusals,
  disputeRefusals,
  parentOf,
  waiveRefusals,
} from "./claims.rules.ts";
import { readPactOf } from "./claims.store.ts";

async function findClaim(tx: Tx, claimId: string): Promise<ClaimRow | undefined> {
  return isUuid(claimId) ? (await readClaims(tx, { ids: [claimId] }))[0] : undefined;
}

const creditors = ({ creditorOrg, custodianOrg }: ClaimRow): readonly string[] =>
  custodianOrg === null ? [creditorOrg] : [creditorOrg, custodianOrg];

interface Side {
  readonly side: ClaimSide;
  readonly org: string;
}

/** The sides for which the principal may sign; a treasury may serve both. */
function sidesOf(principal: Principal, claim: ClaimRow): Outcome<readonly [Side, ...Side[]]> {
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
async function firstOf<T>(
  [first, ...more]: readonly [Side, ...Side[]],
  act: (side: Side) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let outcome = await act(first);
  for (const side of more) if (!outcome.ok) outcome = await act(side);
  return outcome;
}

/** Open tasks that the debtor still performs; what passed to the owner before stays there. */
async function readDebtorTasks(tx: Tx, claimId: string): Promise<TaskRow[]> {
  const tasks = await readTasks(tx, { claimIds: [claimId] });
  return tasks.filter(({ performerOrg, ownerOrg }) => performerOrg !== ownerOrg);
}

/** 确认往来: each side signs the figure; with both signatures it stands. */
export const confirmClaim = (
  database: Database,
  asking: Asking,
  input: ConfirmInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "confirmClaim", input }, async (tx, principal) => {
    const claim = await findClaim(tx, input.claimId);
    if (claim === undefined) return refuseFor("NOT_FOUND", "claimId");
    const sides = sidesOf(principal, claim);
    if (!sides.ok) return sides;
    const signed = await firstOf(sides.value, ({ side }) => confirmInBook(tx, claim.id, side));
    return signed.ok ? ok({ kind: "CLAIM", id: claim.id }) : signed;
  });

/** 提出异议, or taking it back; a part is split off first and disputed as a claim of its own. */
export const disputeClaim = (
  database: Database,
  asking: Asking,
  input: DisputeInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "disputeClaim", input }, async (tx, principal) => {
    const parent = await findClaim(tx, input.claimId);
    if (parent === undefined) return refuseFor("NOT_FOUND", "claimId");
    const sides = sidesOf(principal, parent);
    if (!sides.ok) return sides;
    const wrong = disputeRefusals(parent, input);
    if (wrong.length > 0) return refuse(wrong);
    const { quantity = parent.outstanding, disputed, reason } = input;
    if (!disputed || quantity === parent.outstanding) {
      const told = await firstOf(sides.value, ({ side }) =>
        disputeInBook(tx, { claimId: parent.id, side }, disputed),
      );
      return told.ok ? ok({ kind: "CLAIM", id: parent.id }) : told;
    }
    const occasion = { evidence: { reason } };
    const [{ side: disputedBy, org }] = sides.value;
    const tasks = await readDebtorTasks(tx, parent.id);
    const split = splitClaim(
      occasion,
      { parent: parentOf(parent), quantity, disputedBy, tasks },
      randomUUID,
    );
    const booked = await post(tx, org, split);
    const child = split.claims?.[0]?.id ?? parent.id;
    return booked.ok ? ok({ kind: "CLAIM", id: child }) : booked;
  });

/** 等值结算: the creditor has the money; its shelf stays empty, and the task becomes its own. */
export const settleInCash = (
  database: Database,
  asking: Asking,
  input: CashInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "settleInCash", input }, async (tx, principal) => {
    const found = await findClaim(tx, input.claimId);
    if (found === undefined) return refuseFor("NOT_FOUND", "claimId");
    const allowed = may(principal, "claim:confirm", [found.creditorOrg]);
    if (!allowed.ok) return allowed;
    const pact = await readPactOf(tx, found.id);
    const cashFen = cashEquivalent(pact?.terms ?? null, found.unitPriceFen);
    const claim = { ...found, regime: pact?.terms.regime ?? null, pact, cashFen };
    const wrong = cashRefusals(claim, input);
    if (wrong.length > 0) return refuse(wrong);
    const { quantity, unitPriceFen = 1, voucher, occurredAt } = input;
    const evidence = {
      ...input.evidence,
      ...{ quantity, unitPriceFen, amountFen: quantity * unitPriceFen, voucher },
    };
    const tasks = await readDebtorTasks(tx, found.id);
    const settlement = { claim: found, quantity, means: cashMeans(claim), tasks };
    const posting = settle({ evidence, occurredAt }, [settlement], randomUUID);
    const booked = await post(tx, allowed.value, posting);
    return booked.ok ? ok({ kind: "CLAIM", id: found.id }) : booked;
  });

/** 豁免: the creditor forgives so much, and refills its own shelf itself. */
export const waiveClaim = (
  database: Database,
  asking: Asking,
  input: WaiveInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "waiveClaim", input }, async (tx, principal) => {
    const claim = await findClaim(tx, input.claimId);
    if (claim === undefined) return refuseFor("NOT_FOUND", "claimId");
    const allowed = may(principal, "claim:waive", [claim.creditorOrg]);
    if (!allowed.ok) return allowed;
    const wrong = waiveRefusals({ ...claim, regime: null }, input);
    if (wrong.length > 0) return refuse(wrong);
    const { quantity, reason, occurredAt } = input;
    const evidence = { ...input.evidence, reason };
    const tasks = await readDebtorTasks(tx, claim.id);
    const settlement = { claim, quantity, means: "WAIVED" as const, tasks };
    const posting = settle({ evidence, occurredAt }, [settlement], randomUUID);
    const booked = await post(tx, allowed.value, posting);
    return booked.ok ? ok({ kind: "CLAIM", id: claim.id }) : booked;
  });
