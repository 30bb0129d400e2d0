import { gone, held, inTransit, inUse, move, returning, supplied } from "./account.rules.ts";
import type { ClaimDraft } from "./claims.rules.ts";
import type { Posting } from "./ledger.model.ts";
import type {
  ClaimTerms,
  LegFacts,
  LineFacts,
  Load,
  NewId,
  Occasion,
  WayBack,
  Whereabouts,
} from "./posting.model.ts";
import { draw, Drafts, posted } from "./posting.rules.ts";

/** Where goods are on their way; a relay hand-over is counted when it is made. */
export type Stage = "DEPARTED" | "RELAYED" | "ARRIVED";

/**
 * Whether the risk has passed to the debtors by then. Without a relay on the route a pact that
 * says RELAY means the arrival, the only hand-over there is.
 */
export function riskPassed({ riskPassesAt }: ClaimTerms, stage: Stage): boolean {
  if (stage === "ARRIVED") return true;
  return riskPassesAt === "DEPARTURE" || (riskPassesAt === "RELAY" && stage === "RELAYED");
}

export interface Departure extends Load {
  readonly leg: LegFacts;
}

/**
 * Counted out at the gate. Goods under a commitment have no shelf (`lot` is empty): they enter
 * here from SUPPLY. RETURN opens for what was loaded if the risk passes now.
 */
export const depart = (
  occasion: Occasion,
  departures: readonly Departure[],
  newId: NewId,
): Posting =>
  draw(occasion, "DEPART", departures, newId, ({ line, leg, quantity }, claims) => {
    if (riskPassed(line.terms, "DEPARTED")) claims.openReturn(quantity);
    const from = line.lot === "" ? supplied(line) : held(line, "firm");
    return move(from, inTransit(line, leg), quantity);
  });

export interface Relay extends Load {
  readonly from: LegFacts;
  readonly to: LegFacts;
  /** The first relay of the order line: the risk passes at one of them only. */
  readonly first: boolean;
}

/** Counted over from one carrier to the next; what is missing stays with the first. */
export const handOver = (occasion: Occasion, relays: readonly Relay[], newId: NewId): Posting =>
  draw(occasion, "HAND_OVER", relays, newId, ({ line, from, to, first, quantity }, claims) => {
    if (first && line.terms.riskPassesAt === "RELAY") claims.openReturn(quantity);
    return move(inTransit(line, from), inTransit(line, to), quantity);
  });

export interface Receipt {
  readonly line: Load["line"];
  readonly leg: LegFacts;
  readonly to: Whereabouts;
  readonly accepted: number;
  readonly rejected: number;
  /** Whether a relay hand-over was counted before. */
  readonly relayed: boolean;
}

/** Accepted goods are in use, rejected ones turn round; missing ones wait for `difference`. */
export const receive = (occasion: Occasion, receipts: readonly Receipt[], newId: NewId): Posting =>
  draw(occasion, "RECEIVE", receipts, newId, (receipt, claims) => {
    const { line, leg, to, accepted, rejected, relayed } = receipt;
    if (!riskPassed(line.terms, relayed ? "RELAYED" : "DEPARTED")) claims.openReturn(accepted);
    return [
      ...move(inTransit(line, leg), inUse(line, to), accepted),
      ...move(
        inTransit(line, leg),
        returning(line, leg.carrierOrg, { received: false, relayed }),
        rejected,
      ),
    ];
  });

export interface Difference extends Load {
  /** Where the goods went missing: a leg towards the incident, or the way back. */
  readonly where:
    | { readonly way: "OUT"; readonly leg: LegFacts; readonly relayed: boolean }
    | (WayBack & { readonly way: "BACK"; readonly carrierOrg: string });
}

/**
 * The window is over and the goods stay missing: they are destroyed, whoever bears the risk
 * refills, and the carrier owes damages to that party.
 */
export const difference = (
  occasion: Occasion,
  differences: readonly Difference[],
  newId: NewId,
): Posting =>
  draw(occasion, "DIFFERENCE", differences, newId, ({ line, where, quantity }, claims) => {
    const carrier = where.way === "OUT" ? where.leg.carrierOrg : where.carrierOrg;
    const from = where.way === "OUT" ? inTransit(line, where.leg) : returning(line, carrier, where);
    loseAt(claims, quantity, carrier, bearerOf(line, where));
    return move(from, gone(line, "DESTROYED"), quantity);
  });

function bearerOf(line: LineFacts, where: Difference["where"]): "DEBTOR" | "OWNER" {
  const passed =
    where.way === "BACK"
      ? bornOut(line, where)
      : riskPassed(line.terms, where.relayed ? "RELAYED" : "DEPARTED");
  return passed ? "DEBTOR" : "OWNER";
}

/** Goods that were never accepted are at the debtors' risk if it passed on their own way out. */
export const bornOut = ({ terms }: LineFacts, { received, relayed = false }: WayBack): boolean =>
  received || riskPassed(terms, relayed ? "RELAYED" : "DEPARTED");

/** A loss that someone on the road caused. */
export function loseAt(
  claims: ClaimDraft,
  quantity: number,
  causedBy: string,
  bearer: "DEBTOR" | "OWNER",
): void {
  const owed = claims.lose(quantity, bearer);
  claims.damages(causedBy, quantity, owed);
}

export interface Diversion {
  readonly quantity: number;
  /** The goods had passed a relay on their way to the first incident. */
  readonly relayed: boolean;
  readonly from: { readonly line: LineFacts; readonly leg: LegFacts };
  /** The order line of the other incident, with its own payer and its own claims. */
  readonly to: { readonly line: LineFacts; readonly leg: LegFacts };
}

/** Diverted: RETURN closes as far as it was open, and opens anew as on a departure. */
export function divert(
  occasion: Occasion,
  diversions: readonly Diversion[],
  newId: NewId,
): Posting {
  const drafts = new Drafts(newId);
  const goods = diversions.flatMap(({ quantity, relayed, from, to }) => {
    if (riskPassed(from.line.terms, relayed ? "RELAYED" : "DEPARTED"))
      drafts.of(from.line).settle("RETURN", quantity, "CONVERTED");
    if (riskPassed(to.line.terms, "DEPARTED")) drafts.of(to.line).openReturn(quantity);
    return move(inTransit(from.line, from.leg), inTransit(to.line, to.leg), quantity);
  });
  return posted(occasion, "MOVE", goods, drafts.all);
}

export interface TurnBack extends Load {
  readonly leg: LegFacts;
  /** Whether a relay hand-over was counted before. */
  readonly relayed: boolean;
}

/** Turned round on the road: the goods go home, and the inspection decides about RETURN. */
export const turnBack = (occasion: Occasion, turned: readonly TurnBack[]): Posting => ({
  ...occasion,
  op: "TURN_BACK",
  lines: turned.flatMap(({ line, leg, quantity, relayed }) =>
    move(
      inTransit(line, leg),
      returning(line, leg.carrierOrg, { received: false, relayed }),
      quantity,
    ),
  ),
});
