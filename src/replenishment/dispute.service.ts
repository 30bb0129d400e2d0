import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { disputeClaim as disputeInBook, post, type ClaimRow } from "../ledger/ledger.service.ts";
import { splitClaim } from "../ledger/posting.settle.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { findClaim, firstOf, readDebtorTasks, sidesOf, type Side } from "./claim-sides.service.ts";
import type { DisputeInput, FigureInput } from "./claims.model.ts";
import { disputeRefusals, figureRefusals, parentOf } from "./claims.rules.ts";
import { insertFigure, readDecided } from "./claims.store.ts";

/** 提出异议, or taking it back; a part is split off first and disputed as a claim of its own. */
export const disputeClaim = (
  database: Database,
  asking: Asking,
  input: DisputeInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "disputeClaim", input }, async (tx, principal) => {
    const claim = await findClaim(tx, input.claimId);
    if (claim === undefined) return refuseFor("NOT_FOUND", "claimId");
    const sides = sidesOf(principal, claim);
    if (!sides.ok) return sides;
    const wrong = disputeRefusals(claim, input);
    if (wrong.length > 0) return refuse(wrong);
    const { quantity = claim.outstanding, disputed } = input;
    if (await readDecided(tx, claim.id)) return refuseFor("ALREADY_DECIDED", "claimId");
    return disputed && quantity < claim.outstanding
      ? disputePart(tx, { claim, quantity }, sides.value[0], input)
      : disputeWhole(tx, claim, sides.value, input);
  });

async function disputeWhole(
  tx: Tx,
  claim: ClaimRow,
  sides: readonly [Side, ...Side[]],
  input: DisputeInput,
): Promise<Outcome<Written>> {
  const { disputed } = input;
  const told = await firstOf(sides, async (side) => {
    const done = await disputeInBook(tx, { claimId: claim.id, side: side.side }, disputed);
    if (done.ok && disputed)
      await state(tx, { claimId: claim.id, quantity: claim.outstanding }, side, input);
    return done;
  });
  return told.ok ? ok({ kind: "CLAIM", id: claim.id }) : told;
}

async function disputePart(
  tx: Tx,
  { claim, quantity }: { readonly claim: ClaimRow; readonly quantity: number },
  side: Side,
  input: DisputeInput,
): Promise<Outcome<Written>> {
  const { side: disputedBy, org } = side;
  const tasks = await readDebtorTasks(tx, claim.id);
  const parent = parentOf(claim);
  const occasion = { evidence: { reason: input.reason } };
  const split = splitClaim(occasion, { parent, quantity, disputedBy, tasks }, randomUUID);
  const claimId = split.claims?.[0]?.id ?? claim.id;
  const booked = await post(tx, org, split);
  if (!booked.ok) return booked;
  await state(tx, { claimId, quantity }, side, input);
  return ok({ kind: "CLAIM", id: claimId });
}

/** What the side that denies says: its own figure, else none of it; a creditor, the book's. */
const state = (
  tx: Tx,
  { claimId, quantity: booked }: { readonly claimId: string; readonly quantity: number },
  { side, org }: Side,
  { says, reason }: Pick<DisputeInput, "says" | "reason">,
): Promise<void> => {
  const quantity = says ?? (side === "DEBTOR" ? 0 : booked);
  return insertFigure(tx, { id: randomUUID(), claimId, side, org, quantity, reason });
};

/** 陈述数额: while a claim is disputed, each side says what it holds to be owed, and why. */
export const stateFigure = (
  database: Database,
  asking: Asking,
  input: FigureInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "stateFigure", input }, async (tx, principal) => {
    const claim = await findClaim(tx, input.claimId);
    if (claim === undefined) return refuseFor("NOT_FOUND", "claimId");
    const sides = sidesOf(principal, claim);
    if (!sides.ok) return sides;
    const wrong = figureRefusals(claim, input);
    if (wrong.length > 0) return refuse(wrong);
    const [{ side, org }] = sides.value;
    const { quantity, reason } = input;
    await insertFigure(tx, { id: randomUUID(), claimId: claim.id, side, org, quantity, reason });
    await appendFact(tx, {
      kind: "CLAIM_FIGURE_STATED",
      subject: { kind: "CLAIM", id: claim.id, version: claim.version },
      parties: [claim.debtorOrg, claim.creditorOrg, claim.custodianOrg ?? claim.creditorOrg],
      facts: { side, quantity },
    });
    return ok({ kind: "CLAIM", id: claim.id });
  });
