import { gone, inUse, move } from "./account.rules.ts";
import type { Posting } from "./ledger.model.ts";
import type { LineFacts, Load, NewId, Occasion, Whereabouts } from "./posting.model.ts";
import { draw, Drafts, posted } from "./posting.rules.ts";

export interface Use {
  readonly line: LineFacts;
  readonly from: Whereabouts;
  readonly consumed: number;
  readonly distributed: number;
  /** Worn out or spoiled where it stood. */
  readonly scrapped: number;
  readonly destroyed: number;
  /** Donated goods used against their earmark, or lost by the holder: it owes damages. */
  readonly againstEarmark?: number;
}

/**
 * Goods in use are gone: consumed, given out, worn out, destroyed, or deemed used because nobody
 * said otherwise (the evidence says which). RETURN becomes what the line's liability says.
 */
export const use = (occasion: Occasion, uses: readonly Use[], newId: NewId): Posting =>
  draw(occasion, "USE", uses, newId, (one, claims) => {
    const { line, from, consumed, distributed, scrapped, destroyed, againstEarmark = 0 } = one;
    claims.lose(consumed + distributed + scrapped + destroyed);
    if (line.liability.rule === "DONATED" && againstEarmark > 0)
      claims.damages(from.holderOrg, againstEarmark, []);
    const at = inUse(line, from);
    return [
      ...move(at, gone(line, "CONSUMED"), consumed),
      ...move(at, gone(line, "DISTRIBUTED"), distributed),
      ...move(at, gone(line, "SCRAPPED"), scrapped),
      ...move(at, gone(line, "DESTROYED"), destroyed),
    ];
  });

export interface Keep extends Load {
  readonly from: Whereabouts;
  /** The holder's own depot, from which the goods are to be returned one day. */
  readonly depot: string;
}

/** Kept by the holder after the response: RETURN stays, and so does its date. */
export const keep = (occasion: Occasion, kept: readonly Keep[]): Posting => ({
  ...occasion,
  op: "KEEP",
  lines: kept.flatMap(({ line, from, depot, quantity }) =>
    move(
      inUse(line, from),
      inUse(line, { kind: "BORROWED", holderOrg: from.holderOrg, place: depot }),
      quantity,
    ),
  ),
});

export interface MoveOn {
  readonly from: Load & { readonly at: Whereabouts };
  /** The order line of the other incident, with its own payer and its own claims. */
  readonly to: { readonly line: LineFacts; readonly at: Whereabouts };
}

/** To another incident, with the owner's consent: RETURN closes, and opens with the new payer. */
export function moveOn(occasion: Occasion, moves: readonly MoveOn[], newId: NewId): Posting {
  const drafts = new Drafts(newId);
  const goods = moves.flatMap(({ from, to }) => {
    drafts.of(from.line).settle("RETURN", from.quantity, "CONVERTED");
    drafts.of(to.line).openReturn(from.quantity);
    return move(inUse(from.line, from.at), inUse(to.line, to.at), from.quantity);
  });
  return posted(occasion, "MOVE", goods, drafts.all);
}
