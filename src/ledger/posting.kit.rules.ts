import { assembled, blocked, move, onHand, supplied } from "./account.rules.ts";
import type { Posting } from "./ledger.model.ts";
import type { Occasion, ShelfFacts } from "./posting.model.ts";

export interface KitPart {
  readonly shelf: ShelfFacts;
  /** Base units of the component for all kits of the posting. */
  readonly quantity: number;
  /** For breaking: a component that was blocked or recalled meanwhile comes back aside. */
  readonly aside?: boolean;
}

export interface Kits {
  readonly kit: ShelfFacts;
  readonly quantity: number;
  readonly parts: readonly KitPart[];
  /** For breaking: the kits themselves lie blocked. */
  readonly aside?: boolean;
}

/**
 * 组装: components become kits on the same shelf. Nothing is lost by it, so no sink takes the
 * components (a sink under a norm would open a refill task for goods that are still there): they
 * move to ASSEMBLED of their own lot, where they can be neither promised nor counted twice, and
 * the kits enter by SUPPLY as a lot of their own. Each lot is conserved by itself, and the kit's
 * lot carries the norm of its parts, so that a kit that is used up opens the task.
 */
export const assemble = (occasion: Occasion, { kit, quantity, parts }: Kits): Posting => ({
  ...occasion,
  op: "KIT",
  lines: [
    ...parts.flatMap((part) => move(onHand(part.shelf), assembled(part.shelf), part.quantity)),
    ...move(supplied(kit), onHand(kit), quantity),
  ],
});

/** 拆分: the same backwards; no more than was assembled, so SUPPLY never turns positive. */
export const disassemble = (
  occasion: Occasion,
  { kit, quantity, parts, aside }: Kits,
): Posting => ({
  ...occasion,
  op: "KIT",
  lines: [
    ...move(aside ? blocked(kit) : onHand(kit), supplied(kit), quantity),
    ...parts.flatMap((part) =>
      move(
        assembled(part.shelf),
        part.aside ? blocked(part.shelf) : onHand(part.shelf),
        part.quantity,
      ),
    ),
  ],
});
