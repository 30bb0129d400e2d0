import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { confirmClaim as confirmInBook, post } from "../ledger/ledger.service.ts";
import { settle } from "../ledger/posting.settle.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { findClaim, firstOf, readDebtorTasks, sidesOf } from "./claim-sides.service.ts";
import type { CashInput, ConfirmInput, WaiveInput } from "./claims.model.ts";
import { cashEquivalent, cashMeans, cashRefusals, waiveRefusals } from "./claims.rules.ts";
import { readMirrors, readPactOf } from "./claims.store.ts";

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

/**
 * 豁免: the creditor forgives so much, and refills its own shelf itself. What the debtor does not
 * bear any more it does not recover from the firm at fault either.
 */
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
    const recourse = await readMirrors(tx, claim.id);
    const settlement = { claim, quantity, means: "WAIVED" as const, tasks, recourse };
    const posting = settle({ evidence, occurredAt }, [settlement], randomUUID);
    const booked = await post(tx, allowed.value, posting);
    return booked.ok ? ok({ kind: "CLAIM", id: claim.id }) : booked;
  });
