import type { Sink } from "../../schema/words/ledger.ts";
import { blocked, foundMore, lost, move, onHand, supplied } from "./account.rules.ts";
import { damagesFor, openLine } from "./claim-lines.rules.ts";
import type { AccountKey, ClaimOpening, Line, Posting, TaskOpening } from "./ledger.model.ts";
import { ownTask } from "./posting.refill.rules.ts";
import type { ClaimTerms, NewId, Occasion, ShelfFacts, TaskFacts } from "./posting.model.ts";

/** What a lot opens with; base units of the item. */
export interface OpeningLine {
  readonly lot: string;
  readonly item: string;
  readonly owner: string;
  readonly custodian: string;
  readonly depot: string;
  readonly quantity: number;
}

/** The opening count, with its source document as evidence. */
export const opening = (
  lines: readonly OpeningLine[],
  evidence: Occasion["evidence"],
): Posting => ({
  op: "OPENING",
  evidence,
  lines: lines.flatMap((line) => {
    const shelf = { ...line, underNorm: false };
    return move(supplied(shelf), onHand(shelf), line.quantity);
  }),
});

export interface Counted {
  readonly shelf: ShelfFacts;
  readonly booked: number;
  readonly counted: number;
  /** Where the difference lies; absent: free on the shelf. */
  readonly at?: "ON_HAND" | "BLOCKED";
  /** The custodian answers for what is missing. */
  readonly custodianAtFault?: boolean;
  readonly terms: ClaimTerms;
}

/** A stocktake: more than booked is a surplus, less is a shortage and empties the shelf. */
export function stocktake(occasion: Occasion, counts: readonly Counted[], newId: NewId): Posting {
  const lines: Line[] = [];
  const claims: ClaimOpening[] = [];
  const tasks: TaskOpening[] = [];
  for (const { shelf, booked, counted, at, custodianAtFault = false, terms } of counts) {
    const missing = Math.max(0, booked - counted);
    const place = at === "BLOCKED" ? blocked(shelf) : onHand(shelf);
    lines.push(...move(foundMore(shelf), place, Math.max(0, counted - booked)));
    lines.push(...move(place, lost(shelf, "SHORTAGE"), missing));
    tasks.push(...ownTask(shelf, missing, newId));
    if (missing === 0 || !custodianAtFault || shelf.custodian === shelf.owner) continue;
    const claim = damagesFor(shelf, shelf.custodian, { terms, id: newId() });
    claims.push(claim);
    lines.push(openLine(claim, missing));
  }
  return {
    ...occasion,
    op: "STOCKTAKE",
    lines,
    ...some("claims", claims),
    ...some("tasks", tasks),
  };
}

export interface ShelfMove {
  readonly shelf: ShelfFacts;
  readonly quantity: number;
}

/** Quality hold or recall: what lies free is put aside. */
export const block = (occasion: Occasion, moves: readonly ShelfMove[]): Posting => ({
  ...occasion,
  op: "BLOCK",
  lines: moves.flatMap(({ shelf, quantity }) => move(onHand(shelf), blocked(shelf), quantity)),
});

/** Inspected and released. */
export const unblock = (occasion: Occasion, moves: readonly ShelfMove[]): Posting => ({
  ...occasion,
  op: "BLOCK",
  lines: moves.flatMap(({ shelf, quantity }) => move(blocked(shelf), onHand(shelf), quantity)),
});

/** Expired or spoiled goods leave the shelf (SCRAPPED), or are sold on in time (ROTATED_OUT). */
export const writeOff = (
  occasion: Occasion,
  moves: readonly (ShelfMove & {
    readonly from: "ON_HAND" | "BLOCKED";
    readonly to: Extract<Sink, "SCRAPPED" | "ROTATED_OUT" | "SHORTAGE" | "DISTRIBUTED">;
  })[],
  newId: NewId,
): Posting => ({
  ...occasion,
  op: "STOCKTAKE",
  lines: moves.flatMap(({ shelf, quantity, from, to }) =>
    move(from === "ON_HAND" ? onHand(shelf) : blocked(shelf), lost(shelf, to), quantity),
  ),
  ...some(
    "tasks",
    moves.flatMap(({ shelf, quantity }) => ownTask(shelf, quantity, newId)),
  ),
});

export interface Gift extends ShelfMove {
  /** The receiver's new lot of the same item. */
  readonly to: ShelfFacts;
  /** Where the goods are now; absent: on the giver's shelf, and then on the receiver's. */
  readonly at?: { readonly from: AccountKey; readonly to: AccountKey };
}

/** 划转: the goods stay where they are, and are another's. The giver's norm opens a task. */
export const gift = (occasion: Occasion, gifts: readonly Gift[], newId: NewId): Posting => ({
  ...occasion,
  op: "GIFT",
  lines: gifts.flatMap(({ shelf, to, at, quantity }) => [
    ...move(at?.from ?? onHand(shelf), lost(shelf, "TRANSFERRED"), quantity),
    ...move(supplied(to), at?.to ?? onHand(to), quantity),
  ]),
  ...some(
    "tasks",
    gifts.flatMap(({ shelf, quantity }) => ownTask(shelf, quantity, newId)),
  ),
});

/**
 * Takes a transfer back by its mirror, once. Tasks that it opened are filled by the goods that
 * were found; if one was refilled meanwhile the database refuses, for then the goods belong to
 * whoever paid.
 */
export const reversal = (
  occasion: Occasion,
  reversed: { readonly transferId: string; readonly lines: readonly Line[] },
  tasks: readonly TaskFacts[],
): Posting => ({
  ...occasion,
  op: "REVERSAL",
  reverses: reversed.transferId,
  lines: reversed.lines.map(({ origin, target, quantity }) => ({
    origin: target,
    target: origin,
    quantity,
  })),
  ...some(
    "intake",
    tasks.map(({ id: taskId, quantity }) => ({ taskId, quantity })),
  ),
});

const some = <Name extends string, Item>(
  name: Name,
  list: readonly Item[],
): Partial<Record<Name, readonly Item[]>> =>
  list.length === 0 ? {} : ({ [name]: list } as Record<Name, readonly Item[]>);
