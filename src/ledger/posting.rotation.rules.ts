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
