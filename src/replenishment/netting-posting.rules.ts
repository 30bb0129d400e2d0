import { bookUnit } from "../../schema/words/ledger.ts";
import { openLine } from "../ledger/claim-lines.rules.ts";
import type { ClaimOpening, Posting } from "../ledger/ledger.model.ts";
import type { NewId, Occasion, OpenClaim, TaskFacts } from "../ledger/posting.model.ts";
import { settle, splitClaim } from "../ledger/posting.settle.rules.ts";
import { parentOf } from "./claims.rules.ts";
import type { NettingMove } from "./netting.model.ts";
import { isNettable } from "./netting-scope.rules.ts";

/** Why a round cannot be booked any more: what of its claims has changed; undefined: it can. */
export function staleMove(
  moves: readonly NettingMove[],
  claims: readonly NettedClaim[],
): NettingMove | undefined {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const taken = new Map<string, number>();
  return moves.find(({ claimId, quantity, debtorOrg, creditorOrg }) => {
    const claim = byId.get(claimId);
    const all = (taken.get(claimId) ?? 0) + quantity;
    taken.set(claimId, all);
    return (
      claim === undefined ||
      !isNettable(claim.kind, claim.state) ||
      claim.outstanding < all ||
      claim.debtorOrg !== debtorOrg ||
      claim.creditorOrg !== creditorOrg
    );
  });
}

/**
 * A round in one posting: every claim of it shrinks, or none does. The refill tasks stay what they
 * are, for a shelf is not filled by netting: what is netted the owner performs itself, what has a
 * new debtor that one performs.
 */
export function nettingPosting(
  occasion: Occasion,
  { moves, claims, tasks }: Round,
  newId: NewId,
): Posting {
  const shelves = new Shelves(tasks);
  const parts = moves.map((move) => {
    const claim = claims.find(({ id }) => id === move.claimId);
    if (claim === undefined) throw new RangeError(`no claim ${move.claimId}`);
    const part = partOf(occasion, move, claim, shelves.of(claim.id), newId);
    shelves.without(part.splits);
    return part;
  });
  const opened = parts.flatMap(({ claims: children = [] }) => children);
  const splits = parts.flatMap((part) => part.splits ?? []);
  return {
    ...occasion,
    op: "SETTLE",
    lines: parts.flatMap(({ lines }) => lines),
    ...(opened.length === 0 ? {} : { claims: opened }),
    ...(splits.length === 0 ? {} : { splits }),
  };
}

/** A claim as the round needs it, whatever else was read of it. */
export interface NettedClaim
  extends OpenClaim, Pick<ClaimOpening, "liability" | "dueAnchor" | "dueDays"> {
  readonly dueOn: string | null;
  readonly incidentId: string | null;
  readonly orderLineId: string | null;
}

interface NettedTask extends TaskFacts {
  readonly claimId: string | null;
}

export interface Round {
  readonly moves: readonly NettingMove[];
  readonly claims: readonly NettedClaim[];
  /** Open tasks that name one of the claims and are its debtor's to perform. */
  readonly tasks: readonly NettedTask[];
}

function partOf(
  occasion: Occasion,
  { quantity, newDebtorOrg: debtorOrg, residueFen = 0 }: NettingMove,
  claim: NettedClaim,
  tasks: readonly TaskFacts[],
  newId: NewId,
): Posting {
  if (debtorOrg !== undefined)
    return splitClaim(occasion, { parent: parentOf(claim), quantity, debtorOrg, tasks }, newId);
  const settled = settle(occasion, [{ claim, quantity, means: "NETTED", tasks }], newId);
  if (residueFen === 0) return settled;
  const residue = residueOf(claim, newId());
  return {
    ...settled,
    lines: [...settled.lines, openLine(residue, residueFen)],
    claims: [residue],
  };
}

/** What netting by whole units took too much is owed in money, on the same ground and day. */
function residueOf(claim: NettedClaim, id: string): ClaimOpening {
  const { debtorOrg, creditorOrg, liability, dueAnchor, dueDays, dueOn } = claim;
  return {
    ...{ id, debtorOrg, creditorOrg, liability, dueAnchor, dueDays },
    kind: "PAY",
    item: bookUnit.MONEY,
    ...(dueOn === null ? {} : { dueOn }),
    ...(claim.incidentId === null ? {} : { incidentId: claim.incidentId }),
    ...(claim.orderLineId === null ? {} : { orderLineId: claim.orderLineId }),
  };
}

/** Open tasks by claim, less what earlier parts of the same posting have handed on. */
class Shelves {
  readonly #rows: (TaskFacts & { readonly claimId: string | null; quantity: number })[];

  constructor(tasks: readonly NettedTask[]) {
    this.#rows = tasks.map((task) => ({ ...task }));
  }

  of(claimId: string): TaskFacts[] {
    return this.#rows.filter((task) => task.claimId === claimId);
  }

  without(splits: Posting["splits"]): void {
    for (const { taskId, quantity } of splits ?? [])
      for (const task of this.#rows) if (task.id === taskId) task.quantity -= quantity;
  }
}
