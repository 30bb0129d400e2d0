import { arrived, blocked, lost, move, onHand, supplied } from "./account.rules.ts";
import { damagesFor, openLine, settleLine } from "./claim-lines.rules.ts";
import type { AccountKey, Line, Posting, TaskOpening } from "./ledger.model.ts";
import type {
  ClaimTerms,
  NewId,
  Occasion,
  OpenClaim,
  ShelfFacts,
  TaskFacts,
} from "./posting.model.ts";

/** What a refill answers: a task, the claim that pays for it, or both. */
export interface RefillFacts {
  /** The new lot on the creditor's shelf. */
  readonly shelf: ShelfFacts;
  readonly task?: TaskFacts;
  readonly claim?: OpenClaim;
}

export interface RefillArrival extends RefillFacts {
  readonly quantity: number;
  /** In the item owed, where a substitute came; absent: as many as `quantity`. */
  readonly counted?: number;
}

/** Bought goods stand at the creditor's gate; nothing is settled before they are inspected. */
export const refillArrive = (occasion: Occasion, arrivals: readonly RefillArrival[]): Posting => ({
  ...occasion,
  op: "REFILL",
  lines: arrivals.flatMap(({ shelf, quantity }) => move(supplied(shelf), arrived(shelf), quantity)),
});

export interface RefillInspection extends RefillFacts {
  readonly passed: number;
  /** Goes back to the seller: it was never ours. */
  readonly failed: number;
}

/** Claim and task shrink by what passes. More than either misses is refused, or is a gift. */
export const refillInspect = (
  occasion: Occasion,
  inspections: readonly RefillInspection[],
): Posting => ({
  ...occasion,
  op: "INSPECT",
  lines: inspections.flatMap(({ shelf, claim, passed, failed }) => [
    ...move(arrived(shelf), onHand(shelf), passed),
    ...move(arrived(shelf), supplied(shelf), failed),
    ...settled(claim, passed),
  ]),
  ...intakeOf(inspections.map(({ task, passed }) => ({ task, quantity: passed }))),
});

/** Bought, delivered and inspected in one go. */
export const refill = (occasion: Occasion, arrivals: readonly RefillArrival[]): Posting => ({
  ...occasion,
  op: "REFILL",
  lines: arrivals.flatMap(({ shelf, claim, quantity, counted = quantity }) => [
    ...move(supplied(shelf), arrived(shelf), quantity),
    ...move(arrived(shelf), onHand(shelf), quantity),
    ...settled(claim, counted),
  ]),
  ...intakeOf(
    arrivals.map(({ task, quantity, counted = quantity }) => ({ task, quantity: counted })),
  ),
});

/** The debtor's own goods on their way to the creditor, still the debtor's. */
export interface RefillFromStock extends RefillArrival {
  readonly from: ShelfFacts;
  readonly carrierOrg: string;
  /** What tells its goods from others on the road. */
  readonly shipmentId: string;
}

type OnTheRoad = Pick<RefillFromStock, "from" | "carrierOrg" | "shipmentId">;

const underway = ({ from, carrierOrg, shipmentId }: OnTheRoad): AccountKey => ({
  owner: from.owner,
  item: from.item,
  lot: from.lot,
  kind: "IN_TRANSIT",
  custodian: carrierOrg,
  ref: `refill:${shipmentId}`,
});

const turnedAway = (one: OnTheRoad): AccountKey => ({ ...underway(one), kind: "RETURNING" });

const atCreditor = ({ from, shelf, shipmentId }: RefillFromStock): AccountKey => ({
  owner: from.owner,
  item: from.item,
  lot: from.lot,
  kind: "INSPECTION",
  custodian: shelf.custodian,
  place: shelf.depot,
  ref: `refill:${shipmentId}`,
});

export const refillSend = (occasion: Occasion, sent: readonly RefillFromStock[]): Posting => ({
  ...occasion,
  op: "REFILL",
  lines: sent.flatMap((one) => move(onHand(one.from), underway(one), one.quantity)),
});

export const refillReceive = (
  occasion: Occasion,
  received: readonly RefillFromStock[],
): Posting => ({
  ...occasion,
  op: "REFILL",
  lines: received.flatMap((one) => move(underway(one), atCreditor(one), one.quantity)),
});

/** What the keeper turns away goes back; it was the debtor's all the time. */
export const refillReject = (occasion: Occasion, sent: readonly RefillFromStock[]): Posting => ({
  ...occasion,
  op: "REFILL",
  lines: sent.flatMap((one) => move(underway(one), turnedAway(one), one.quantity)),
});

export interface RefillTakenBack extends OnTheRoad {
  /** Turned away by the keeper; this comes first, then what was still on its way there. */
  readonly rejected: number;
  readonly returned: number;
  /** The lot was blocked or recalled meanwhile. */
  readonly unfit: boolean;
}

/**
 * Back at the debtor, who owned the goods all the time: on the shelf, or set aside with the rest
 * of their lot.
 */
export function refillTakeBack(occasion: Occasion, one: RefillTakenBack): Posting {
  const { from, rejected, returned, unfit } = one;
  const to = unfit ? blocked(from) : onHand(from);
  const first = Math.min(rejected, returned);
  return {
    ...occasion,
    op: "TURN_BACK",
    lines: [...move(turnedAway(one), to, first), ...move(underway(one), to, returned - first)],
  };
}

export interface RefillLost extends OnTheRoad {
  readonly missing: number;
  readonly terms: ClaimTerms;
}

/** Lost on the way to a refill: destroyed, and the carrier owes damages for it. */
export function refillLose(occasion: Occasion, one: RefillLost, newId: NewId): Posting {
  const { from, carrierOrg, missing, terms } = one;
  const owes = missing > 0 && carrierOrg !== from.owner;
  const damages = owes ? [damagesFor(from, carrierOrg, { terms, id: newId() })] : [];
  const tasks = ownTask(from, missing, newId);
  return {
    ...occasion,
    op: "TURN_BACK",
    lines: [
      ...move(underway(one), lost(from, "DESTROYED"), missing),
      ...damages.map((claim) => openLine(claim, missing)),
    ],
    ...(damages.length === 0 ? {} : { claims: damages }),
    ...(tasks.length === 0 ? {} : { tasks }),
  };
}

/**
 * They pass, and title changes: they leave the debtor's book as TRANSFERRED, so that the debtor's
 * own shelf under a norm opens a task of its own, and enter the creditor's book as a new lot.
 */
export const refillAccept = (
  occasion: Occasion,
  accepted: readonly RefillFromStock[],
  newId: NewId,
): Posting => {
  const tasks = accepted.flatMap(({ from, quantity }) => ownTask(from, quantity, newId));
  return {
    ...occasion,
    op: "REFILL",
    lines: accepted.flatMap((one) => [
      ...move(atCreditor(one), lost(one.from, "TRANSFERRED"), one.quantity),
      ...move(supplied(one.shelf), onHand(one.shelf), one.quantity),
      ...settled(one.claim, one.counted ?? one.quantity),
    ]),
    ...intakeOf(
      accepted.map(({ task, quantity, counted = quantity }) => ({ task, quantity: counted })),
    ),
    ...(tasks.length === 0 ? {} : { tasks }),
  };
};

/** A loss from the owner's own shelf: it funds and performs its refill itself. */
export const ownTask = (shelf: ShelfFacts, quantity: number, newId: NewId): TaskOpening[] =>
  shelf.underNorm && quantity > 0
    ? [
        {
          id: newId(),
          ownerOrg: shelf.owner,
          depotId: shelf.depot,
          item: shelf.item,
          lotId: shelf.lot,
          quantity,
          funderOrg: shelf.owner,
          performerOrg: shelf.owner,
        },
      ]
    : [];

const settled = (claim: OpenClaim | undefined, quantity: number): Line[] =>
  claim === undefined || quantity === 0 ? [] : [settleLine(claim, quantity, "GOODS")];

function intakeOf(
  passed: readonly { readonly task?: TaskFacts | undefined; readonly quantity: number }[],
): Pick<Posting, "intake"> {
  const intake = passed.flatMap(({ task, quantity }) =>
    task === undefined || quantity === 0 ? [] : [{ taskId: task.id, quantity }],
  );
  return intake.length === 0 ? {} : { intake };
}
