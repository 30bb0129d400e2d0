import type { ShortReason } from "../../schema/words/dispatch.ts";
import { blocked, gone, held, move, onHand, shelved, type Firmness } from "./account.rules.ts";
import type { Posting } from "./ledger.model.ts";
import type { LineFacts, Load, NewId, Occasion } from "./posting.model.ts";
import { draw } from "./posting.rules.ts";

/** Adopted: free stock is promised softly, for as long as the agreement's hold lasts. */
export const hold = (occasion: Occasion, loads: readonly Load[]): Posting => ({
  ...occasion,
  op: "HOLD",
  lines: loads.flatMap(({ line, quantity }) => move(onHand(line), held(line, "soft"), quantity)),
});

/** Issued: the promise is firm and ends only by departure, cancellation or a short pick. */
export const firm = (occasion: Occasion, loads: readonly Load[]): Posting => ({
  ...occasion,
  op: "FIRM",
  lines: loads.flatMap(({ line, quantity }) =>
    move(held(line, "soft"), held(line, "firm"), quantity),
  ),
});

/** Refused, lapsed (`soft`) or cancelled (`firm`): the goods are free again. */
export const release = (
  occasion: Occasion,
  loads: readonly Load[],
  firmness: Firmness,
): Posting => ({
  ...occasion,
  op: "RELEASE",
  lines: loads.flatMap(({ line, quantity }) => move(held(line, firmness), shelved(line), quantity)),
});

export interface ShortPick extends Load {
  readonly reason: ShortReason;
}

/**
 * Less was loaded than was ordered: damaged goods are blocked until someone decides, goods that
 * are not there are a shortage of the owner, goods for which there was no room are free again.
 */
export const shortPick = (occasion: Occasion, picks: readonly ShortPick[], newId: NewId): Posting =>
  draw(occasion, "SHORT_PICK", picks, newId, ({ line, quantity, reason }, claims) => {
    if (reason === "NOT_FOUND") claims.lose(quantity, "OWNER");
    return move(held(line, "firm"), leftBehind(line, reason), quantity);
  });

function leftBehind(line: LineFacts, reason: ShortReason) {
  switch (reason) {
    case "DAMAGED":
      return blocked(line);
    case "NOT_FOUND":
      return gone(line, "SHORTAGE");
    case "NO_ROOM":
      return shelved(line);
  }
}
