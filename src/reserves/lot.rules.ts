import type { LotCondition, WriteOffOutcome } from "../../schema/words/reserves.ts";
import { refuseFor } from "../kernel/refusal.ts";

const reasonMax = 500;

/** A reason stays in the book, so there is one, and it is a sentence and no document. */
export const isReason = (text: string): boolean =>
  text.trim() !== "" && text.trim().length <= reasonMax;

export const reasonRefusal = refuseFor("INVALID_INPUT", "reason", {
  why: `1–${reasonMax} characters`,
});

export interface Disposal {
  readonly from: "ON_HAND" | "BLOCKED";
  readonly quantity: number;
}

/**
 * From which part of a lot goods are disposed of. What was set aside goes first, be it the whole
 * lot's or pieces that a picker found spoilt in a good one; only sound goods are rotated out of a
 * good lot. Undefined: there is not so much that no order holds.
 */
export function disposalsOf(
  { condition, outcome }: { readonly condition: LotCondition; readonly outcome: WriteOffOutcome },
  { onHand, blocked }: { readonly onHand: number; readonly blocked: number },
  quantity: number,
): readonly Disposal[] | undefined {
  if (quantity > onHand + blocked) return undefined;
  const shelves: readonly (readonly [Disposal["from"], number])[] =
    condition === "GOOD" && outcome === "ROTATED_OUT"
      ? [
          ["ON_HAND", onHand],
          ["BLOCKED", blocked],
        ]
      : [
          ["BLOCKED", blocked],
          ["ON_HAND", onHand],
        ];
  let rest = quantity;
  return shelves.flatMap(([from, there]) => {
    const taken = Math.min(rest, there);
    rest -= taken;
    return taken === 0 ? [] : [{ from, quantity: taken }];
  });
}
