import type { Sink } from "../../schema/words/ledger.ts";
import type { AccountKey, Line } from "./ledger.model.ts";
import type { LegFacts, LineFacts, ShelfFacts, WayBack, Whereabouts } from "./posting.model.ts";

/**
 * The keys of all accounts, in one place. Goods that are out carry the incident as counterparty,
 * so that one sum tells what an incident still has out, and the order line as `ref`, so that
 * claims convert exactly:
 *
 * - HELD: custodian and depot of the shelf, ref `soft:LINE` or `firm:LINE`
 * - IN_TRANSIT: custodian is the carrier, ref is the leg line
 * - ON_SITE, BORROWED: custodian is the holder, place its node or depot, ref is the order line
 * - RETURNING, INSPECTION, REPAIR: ref is the order line, or `unreceived:LINE` for goods that the
 *   receiver rejected or never saw: who bears their risk is another question. `relayed:LINE` for
 *   those of them whose own risk had passed at a relay
 * - sinks: counterparty and ref say what for
 */
const goods = ({ owner, item, lot }: ShelfFacts): Pick<AccountKey, "owner" | "item" | "lot"> => ({
  owner,
  item,
  lot,
});

export const onHand = (shelf: ShelfFacts): AccountKey => ({
  ...goods(shelf),
  kind: "ON_HAND",
  custodian: shelf.custodian,
  place: shelf.depot,
});

export type Firmness = "soft" | "firm";

export const held = (line: LineFacts, firmness: Firmness): AccountKey => ({
  ...goods(line),
  kind: "HELD",
  custodian: line.custodian,
  place: line.depot,
  ref: `${firmness}:${line.orderLineId}`,
});

export const inTransit = (line: LineFacts, { legLineId, carrierOrg }: LegFacts): AccountKey => ({
  ...goods(line),
  kind: "IN_TRANSIT",
  custodian: carrierOrg,
  counterparty: line.incidentId,
  ref: legLineId,
});

export const inUse = (line: LineFacts, { kind, holderOrg, place }: Whereabouts): AccountKey => ({
  ...goods(line),
  kind,
  custodian: holderOrg,
  place,
  counterparty: line.incidentId,
  ref: line.orderLineId,
});

export function backRef(
  { orderLineId, terms }: Pick<LineFacts, "orderLineId" | "terms">,
  { received, relayed = false }: WayBack,
): string {
  if (received) return orderLineId;
  return relayed && terms.riskPassesAt === "RELAY"
    ? `relayed:${orderLineId}`
    : `unreceived:${orderLineId}`;
}

/** What the ref of goods on their way home says: `backRef` read backwards. */
export const wayBackOf = (ref: string): Required<WayBack> => ({
  received: !/^(?:unreceived|relayed):/.test(ref),
  relayed: ref.startsWith("relayed:"),
});

export const returning = (line: LineFacts, carrierOrg: string, back: WayBack): AccountKey => ({
  ...goods(line),
  kind: "RETURNING",
  custodian: carrierOrg,
  counterparty: line.incidentId,
  ref: backRef(line, back),
});

export const inspected = (line: LineFacts, back: WayBack): AccountKey => ({
  ...goods(line),
  kind: "INSPECTION",
  custodian: line.custodian,
  place: line.depot,
  counterparty: line.incidentId,
  ref: backRef(line, back),
});

export const inRepair = (line: LineFacts, back: WayBack): AccountKey => ({
  ...inspected(line, back),
  kind: "REPAIR",
});

export const blocked = (shelf: ShelfFacts): AccountKey => ({
  ...goods(shelf),
  kind: "BLOCKED",
  custodian: shelf.custodian,
  place: shelf.depot,
});

/** Goods that come back to their shelf: what was blocked or recalled meanwhile is set aside. */
export const shelved = (line: LineFacts): AccountKey =>
  line.unfit === true ? blocked(line) : onHand(line);

/** Components inside kits on the same shelf: not lost, and not to be promised by themselves. */
export const assembled = (shelf: ShelfFacts): AccountKey => ({
  ...goods(shelf),
  kind: "ASSEMBLED",
  custodian: shelf.custodian,
  place: shelf.depot,
});

/** Bought goods before they are inspected; the new lot tells them from all others. */
export const arrived = (shelf: ShelfFacts): AccountKey => ({
  ...goods(shelf),
  kind: "INSPECTION",
  custodian: shelf.custodian,
  place: shelf.depot,
});

export const supplied = (shelf: ShelfFacts): AccountKey => ({ ...goods(shelf), kind: "SUPPLY" });
export const foundMore = (shelf: ShelfFacts): AccountKey => ({ ...goods(shelf), kind: "SURPLUS" });

/** Gone from an order line. */
export const gone = (line: LineFacts, kind: Sink): AccountKey => ({
  ...goods(line),
  kind,
  counterparty: line.incidentId,
  ref: line.orderLineId,
});

/** Gone from a shelf, with no order behind it. */
export const lost = (shelf: ShelfFacts, kind: Sink): AccountKey => ({
  ...goods(shelf),
  kind,
  custodian: shelf.custodian,
  place: shelf.depot,
});

/** Nothing moves as no line at all: the database refuses empty movements. */
export const move = (origin: AccountKey, target: AccountKey, quantity: number): Line[] =>
  quantity === 0 ? [] : [{ origin, target, quantity }];
