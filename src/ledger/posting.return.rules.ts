import { gone, inRepair, inspected, inUse, move, returning, shelved } from "./account.rules.ts";
import type { Posting } from "./ledger.model.ts";
import type { LineFacts, Load, NewId, Occasion, WayBack, Whereabouts } from "./posting.model.ts";
import { bornOut } from "./posting.road.rules.ts";
import { draw } from "./posting.rules.ts";

export interface ReturnStart extends Load {
  readonly from: Whereabouts;
  readonly carrierOrg: string;
}

/** Goods start back; RETURN shrinks only by what the inspection finds. */
export const returnStart = (occasion: Occasion, returns: readonly ReturnStart[]): Posting => ({
  ...occasion,
  op: "RETURN_START",
  lines: returns.flatMap(({ line, from, carrierOrg, quantity }) =>
    move(inUse(line, from), returning(line, carrierOrg, { received: true }), quantity),
  ),
});

export interface ReturnArrival extends Load, WayBack {
  readonly carrierOrg: string;
}

export const returnArrive = (occasion: Occasion, returns: readonly ReturnArrival[]): Posting => ({
  ...occasion,
  op: "RETURN_ARRIVE",
  lines: returns.flatMap(({ line, carrierOrg, quantity, ...back }) =>
    move(returning(line, carrierOrg, back), inspected(line, back), quantity),
  ),
});

export interface Inspection extends WayBack {
  readonly line: LineFacts;
  readonly good: number;
  /** To be repaired first. */
  readonly repair: number;
  readonly scrap: number;
  /** Of the good ones: so many must be recharged, decontaminated or tested. */
  readonly restore: number;
  /** Who spoiled what is scrapped, where that is known: it owes damages to whoever bears it. */
  readonly spoiledBy?: string;
}

/**
 * The keeper decides: good goods are free again and RETURN shrinks, the rest of RETURN becomes
 * REPAIR and the claim for losses; RESTORE is a claim for work, beside the goods.
 */
export const inspect = (
  occasion: Occasion,
  inspections: readonly Inspection[],
  newId: NewId,
): Posting =>
  draw(occasion, "INSPECT", inspections, newId, (one, claims) => {
    const { line, good, repair, scrap, restore, spoiledBy } = one;
    const atRisk = bornOut(line, one);
    if (atRisk) {
      claims.settleReturn(good);
      mend(claims, repair);
      claims.add("RESTORE", restore);
    }
    const owed = claims.lose(scrap, atRisk ? "DEBTOR" : "OWNER");
    if (spoiledBy !== undefined && scrap > 0) claims.damages(spoiledBy, scrap, owed);
    const from = inspected(line, one);
    return [
      ...move(from, shelved(line), good),
      ...move(from, inRepair(line, one), repair),
      ...move(from, gone(line, "SCRAPPED"), scrap),
    ];
  });

const mend = (claims: Parameters<Parameters<typeof draw>[4]>[1], units: number): void => {
  if (claims.owing) claims.convert("REPAIR", units);
  else claims.add("REPAIR", units);
};

export interface Repaired extends WayBack {
  readonly line: LineFacts;
  readonly fixed: number;
  /** Beyond repair after all. */
  readonly scrapped: number;
}

/** REPAIR shrinks by what was fixed, against the invoice in the evidence; the rest is lost. */
export const repaired = (occasion: Occasion, repairs: readonly Repaired[], newId: NewId): Posting =>
  draw(occasion, "INSPECT", repairs, newId, ({ line, fixed, scrapped, ...back }, claims) => {
    const atRisk = bornOut(line, back);
    if (atRisk) claims.settle("REPAIR", fixed, "INVOICE");
    claims.lose(scrapped, atRisk ? "DEBTOR" : "OWNER", "REPAIR");
    const from = inRepair(line, back);
    return [...move(from, shelved(line), fixed), ...move(from, gone(line, "SCRAPPED"), scrapped)];
  });
