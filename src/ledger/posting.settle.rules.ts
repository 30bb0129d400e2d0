import {
  bookUnit,
  type ClaimKind,
  type ClaimSide,
  type LiabilityRule,
  type SettlementMeans,
} from "../../schema/words/ledger.ts";
import { assert } from "../kernel/assert.ts";
import { openLine, settleLine } from "./claim-lines.rules.ts";
import type { ClaimOpening, Line, Posting, TaskSplit } from "./ledger.model.ts";
import type { ClaimTerms, NewId, Occasion, OpenClaim, TaskFacts } from "./posting.model.ts";
import { splitByWeight } from "./share.rules.ts";

export interface Settlement {
  readonly claim: OpenClaim;
  /** In the claim's own unit: base units of goods, or 分. */
  readonly quantity: number;
  readonly means: SettlementMeans;
  /** Open tasks that name the claim; they pass to the owner, because the shelf stays empty. */
  readonly tasks?: readonly TaskFacts[];
  /** What the firm at fault owes the debtor for the same loss: it shrinks by what is not borne. */
  readonly recourse?: readonly OpenClaim[];
}

/**
 * Cash equivalent, invoice, waiver, netting: the claims shrink, the refill tasks do not. Several
 * settlements in one posting hold together or not at all, as the claims of a netting cycle must.
 */
export const settle = (
  occasion: Occasion,
  settlements: readonly Settlement[],
  newId: NewId,
): Posting => {
  const splits = settlements.flatMap((one) => toOwner(one, newId));
  return {
    ...occasion,
    op: "SETTLE",
    lines: settlements.flatMap(settleLines),
    ...(splits.length === 0 ? {} : { splits }),
  };
};

function settleLines({ claim, quantity, means, recourse = [] }: Settlement): Line[] {
  const total = recourse.reduce((sum, { outstanding }) => sum + outstanding, 0);
  const parts =
    total === 0
      ? []
      : splitByWeight(
          Math.min(quantity, total),
          recourse.map(({ outstanding }) => outstanding),
        );
  return [
    settleLine(claim, quantity, means),
    ...recourse.flatMap((one, at) => {
      const part = parts[at] ?? 0;
      return part === 0 ? [] : [settleLine(one, part, means)];
    }),
  ];
}

/** 裁决: what a resolution does not uphold was never owed; its owner refills that part. */
export const deny = (
  occasion: Occasion,
  denied: Omit<Settlement, "means">,
  newId: NewId,
): Posting => ({
  ...settle(occasion, [{ ...denied, means: "BY_RESOLUTION" }], newId),
  op: "DECIDE",
});

/** The owner performs and funds from now on what it was paid or forgave. */
function toOwner({ claim, quantity, tasks = [] }: Settlement, newId: NewId): TaskSplit[] {
  if (claim.kind !== "REFILL") return [];
  return partTasks(tasks, quantity, newId, ({ ownerOrg }) => ({
    performerOrg: ownerOrg,
    funderOrg: ownerOrg,
  }));
}

/** Takes a quantity of what the tasks still miss, in their order, and hands it on. */
function partTasks(
  tasks: readonly TaskFacts[],
  quantity: number,
  newId: NewId,
  to: (task: TaskFacts) => Pick<TaskSplit, "performerOrg" | "funderOrg" | "claimId">,
): TaskSplit[] {
  let left = quantity;
  return tasks.flatMap((task) => {
    const part = Math.min(left, task.quantity - task.done);
    if (part === 0) return [];
    left -= part;
    return [{ taskId: task.id, newTaskId: newId(), quantity: part, ...to(task) }];
  });
}

export interface ClaimSplit {
  readonly parent: OpenClaim & Omit<ClaimOpening, "mirrors" | "state">;
  readonly quantity: number;
  /** Who owes the child; absent: the same debtor. */
  readonly debtorOrg?: string;
  /** The side that denies the part. */
  readonly disputedBy?: ClaimSide;
  /** Open tasks of the debtor that name the parent; the child's part of them goes with it. */
  readonly tasks?: readonly TaskFacts[];
}

/**
 * To dispute, waive or re-attribute a part, it becomes a claim of its own first. A refill task
 * splits with its claim, or its part could never be done.
 */
export function splitClaim(
  occasion: Occasion,
  { parent, quantity, debtorOrg = parent.debtorOrg, disputedBy, tasks = [] }: ClaimSplit,
  newId: NewId,
): Posting {
  const { outstanding, state, mirrors, ...rest } = parent;
  assert(quantity <= outstanding && state !== "REVERSED", "a child is a part of its parent");
  const child: ClaimOpening = {
    ...rest,
    ...(mirrors === null ? {} : { mirrors }),
    ...(disputedBy === undefined ? {} : { state: "DISPUTED" as const, disputedBy }),
    id: newId(),
    debtorOrg,
    // Another debtor has signed nothing, so it does not inherit the parent's signatures.
    ...(debtorOrg === parent.debtorOrg ? { parentId: parent.id } : {}),
  };
  const by = { performerOrg: debtorOrg, funderOrg: debtorOrg, claimId: child.id };
  const splits = parent.kind === "REFILL" ? partTasks(tasks, quantity, newId, () => by) : [];
  return {
    ...occasion,
    op: "SPLIT",
    lines: [settleLine(parent, quantity, "CONVERTED"), openLine(child, quantity)],
    claims: [child],
    ...(splits.length === 0 ? {} : { splits }),
  };
}

/** Money owed for work or storage: hours by rate, or a handling fee; 分. */
export interface Charge {
  readonly kind: Extract<ClaimKind, "SERVICE" | "PAY">;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
  readonly amountFen: number;
  readonly liability: LiabilityRule;
  readonly terms: ClaimTerms;
  readonly incidentId?: string;
  readonly orderLineId?: string;
  /** The firm at fault for the accident, if the debtor may recover it. */
  readonly recourseFrom?: string;
}

export function charge(occasion: Occasion, charges: readonly Charge[], newId: NewId): Posting {
  const opened = charges.flatMap((one) => {
    const claim = chargeClaim(one, newId());
    const { recourseFrom, debtorOrg } = one;
    if (recourseFrom === undefined || recourseFrom === debtorOrg) return [{ claim, one }];
    return [
      { claim, one },
      { claim: recourseOf(claim, recourseFrom, newId()), one },
    ];
  });
  return {
    ...occasion,
    op: "SERVICE",
    lines: opened.map(({ claim, one }) => openLine(claim, one.amountFen)),
    claims: opened.map(({ claim }) => claim),
  };
}

function chargeClaim(one: Charge, id: string): ClaimOpening {
  const { kind, debtorOrg, creditorOrg, liability, terms, incidentId, orderLineId } = one;
  const { dueAnchor, dueDays, dueOn, anchorOn } = terms;
  return {
    ...{ id, kind, debtorOrg, creditorOrg, liability, dueAnchor, dueDays },
    item: bookUnit.MONEY,
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(anchorOn === undefined ? {} : { anchorOn }),
    ...(incidentId === undefined ? {} : { incidentId }),
    ...(orderLineId === undefined ? {} : { orderLineId }),
  };
}

/** The same figure again, from the firm at fault to the one who bears it. */
const recourseOf = (claim: Omit<ClaimOpening, "id" | "creditorOrg">, firm: string, id: string) => ({
  ...claim,
  id,
  kind: "RECOURSE" as const,
  mirrors: claim.kind,
  debtorOrg: firm,
  creditorOrg: claim.debtorOrg,
});

/** A loss that nobody recovers yet: `debtorOrg` bears it, and `firm` is to answer for it. */
export interface Unmirrored extends Omit<ClaimOpening, "id" | "creditorOrg"> {
  /** In the unit of `item`. */
  readonly quantity: number;
  readonly firm: string;
}

/** RECOURSE for losses booked before the firm at fault was known; never for RETURN. */
export function recourse(occasion: Occasion, losses: readonly Unmirrored[], newId: NewId): Posting {
  const opened = losses
    .filter(({ kind, debtorOrg, firm }) => kind !== "RETURN" && debtorOrg !== firm)
    .map(({ quantity, firm, ...loss }) => ({ claim: recourseOf(loss, firm, newId()), quantity }));
  return {
    ...occasion,
    op: "RECOURSE",
    lines: opened.map(({ claim, quantity }): Line => openLine(claim, quantity)),
    claims: opened.map(({ claim }) => claim),
  };
}
