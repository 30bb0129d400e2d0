import { openLine } from "./claim-lines.rules.ts";
import type { ClaimOpening, Posting } from "./ledger.model.ts";
import type { NewId, Occasion } from "./posting.model.ts";
import { gift, type Gift } from "./posting.stock.rules.ts";

/**
 * 以新换旧: title changes as with a gift, and the taker owes the giver as many fresh goods on the
 * giver's shelf. The giver's task under a norm is the taker's to pay and to perform.
 */
export function exchange(occasion: Occasion, given: Gift, dueOn: string, newId: NewId): Posting {
  const { shelf, to, quantity } = given;
  const claim: ClaimOpening = {
    ...{ id: newId(), kind: "REFILL", liability: "USER_REFILLS", item: shelf.item },
    ...{ debtorOrg: to.owner, creditorOrg: shelf.owner, lotId: shelf.lot },
    ...{ depotId: shelf.depot, custodianOrg: shelf.custodian },
    ...{ dueAnchor: "DATE", dueDays: 0, dueOn },
  };
  const plain = gift(occasion, [given], newId);
  const tasks = (plain.tasks ?? []).map((task) => ({
    ...task,
    ...{ funderOrg: to.owner, performerOrg: to.owner, claimId: claim.id, dueOn },
  }));
  return {
    ...plain,
    lines: [...plain.lines, openLine(claim, quantity)],
    claims: [claim],
    ...(tasks.length === 0 ? {} : { tasks }),
  };
}

/**
 * 轮换互换: with a refill that passes, ageing goods of the creditor go to the debtor. The task that
 * their leaving opens under a norm is filled at once, by the fresh goods beyond what was owed.
 */
export function swapped(accepted: Posting, given: Gift, newId: NewId): Posting {
  // Goods beyond the norm open no task: those of the refill are not to be found here.
  const occasion: Occasion = {
    evidence: accepted.evidence,
    ...(accepted.occurredAt === undefined ? {} : { occurredAt: accepted.occurredAt }),
  };
  const { lines, tasks = [] } = gift(occasion, [given], newId);
  const intake = tasks.map(({ id: taskId, quantity }) => ({ taskId, quantity }));
  return {
    ...accepted,
    lines: [...accepted.lines, ...lines],
    ...(tasks.length === 0
      ? {}
      : {
          tasks: [...(accepted.tasks ?? []), ...tasks],
          intake: [...(accepted.intake ?? []), ...intake],
        }),
  };
}
