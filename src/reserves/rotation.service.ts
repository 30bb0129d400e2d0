import { word, type Word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { rotationState } from "../../schema/words/reserves.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post, readClaims, readFree, type ClaimRow } from "../ledger/ledger.service.ts";
import { exchange } from "../ledger/posting.rotation.rules.ts";
import { gift } from "../ledger/posting.stock.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockPartLots } from "./kit.store.ts";
import { isUuid } from "./reserves.rules.ts";
import { swapOfferRefusals } from "./rotation-swap.rules.ts";
import {
  fitRefusals,
  isOpen,
  offerRefusals,
  stateOf,
  type OfferRow,
  type OfferTerms,
} from "./rotation.rules.ts";
import {
  insertOffer,
  insertTake,
  lockOffer,
  lockOfferedLot,
  readNeighbours,
  readOfferPage,
  updateOffer,
} from "./rotation.store.ts";
import { readCountedDepot } from "./stocktake.store.ts";

export interface OfferInput extends OfferTerms {
  readonly lotId: string;
  /** For a swap: the refill with which the goods are swapped. */
  readonly claimId?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** The owner's approver offers goods that expire soon to the neighbours of its cluster. */
export const offerRotation = (
  database: Database,
  asking: Asking,
  input: OfferInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "offerRotation", input }, async (tx, principal) => {
    const [lot] = await lockPartLots(tx, [input.lotId]);
    if (lot === undefined) return refuseFor("NOT_FOUND", "lotId");
    const allowed = may(principal, "stock:dispose", [lot.ownerOrg]);
    if (!allowed.ok) return allowed;
    const free = await readFree(tx, { lots: [lot.id] });
    const there = free.reduce((sum, { balance }) => sum + balance, 0);
    const wrong = offerRefusals(input, lot, there, tx.today);
    const claim = await claimOf(tx, input.claimId);
    if (input.mode === "SWAP")
      wrong.push(...(claim === undefined ? [unknownClaim] : swapOfferRefusals(claim, lot)));
    if (wrong.length > 0) return refuse(wrong);
    const parties = claim ? [claim.debtorOrg] : await readNeighbours(tx, lot.ownerOrg);
    if (parties.length === 0) return refuseFor("NOT_A_NEIGHBOUR", "lotId", { org: "" });
    const { quantity, mode, untilOn, refillDays = null, note = null } = input;
    const { ownerOrg, item, expiresOn } = lot;
    const id = randomUUID();
    const offer = { id, lotId: lot.id, ownerOrg, item, quantity, mode, refillDays, untilOn, note };
    await insertOffer(tx, { ...offer, parties, expiresOn, claimId: claim?.id ?? null });
    const facts = { item, quantity, mode, expiresOn, untilOn };
    await tell(tx, { ...offer, parties, version: 1 }, "ROTATION_OFFERED", facts);
    return ok({ kind: "ROTATION_OFFER", id });
  });

const unknownClaim = refusal("NOT_FOUND", "claimId");

async function claimOf(tx: Tx, id: string | null | undefined): Promise<ClaimRow | undefined> {
  return id && isUuid(id) ? (await readClaims(tx, { ids: [id] }))[0] : undefined;
}

export interface TakeInput {
  readonly offerId: string;
  readonly quantity: number;
  /** Where the taker has put them; absent: they stay on the giver's shelf, in its keeping. */
  readonly depotId?: string | null | undefined;
}

/** A neighbour's approver takes part of an offer: title changes in one transfer. */
export const takeOffer = (
  database: Database,
  asking: Asking,
  input: TakeInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "takeOffer", input }, async (tx, principal) => {
    const { offerId, quantity } = input;
    const offer = await lockOffer(tx, offerId);
    if (offer === undefined) return refuseFor("NOT_FOUND", "offerId");
    const allowed = may(principal, "stock:dispose", offer.parties);
    if (!allowed.ok) return allowed;
    if (!isOpen(stateOf(offer, tx.today))) return illegal(offer, tx.today, word("承接", "take it"));
    if (offer.mode === "SWAP") return refuse([onlySwapped]);
    const from = await lockOfferedLot(tx, offerId);
    assert(from !== undefined, "whoever sees an offer learns of its lot");
    const wrong = fitRefusals(from, tx.today, "offerId");
    if (wrong.length > 0) return refuse(wrong);
    const available = offer.quantity - offer.taken;
    if (quantity < 1)
      return refuseFor("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max: available });
    if (quantity > available)
      return refuseFor("OFFER_LEFT", "quantity", { available, wanted: quantity });
    const takerOrg = allowed.value;
    const place = await placeOf(tx, input.depotId ?? null, takerOrg, from);
    if (place === undefined) return refuseFor("NOT_FOUND", "depotId");
    const take = { id: randomUUID(), offerId, takerOrg, quantity, ...place, lotId: randomUUID() };
    await insertTake(tx, take, from);
    await updateOffer(tx, offerId, { taken: offer.taken + quantity, withdrawn: false });
    const version = offer.version + 1;
    const facts = { item: offer.item, quantity, taker: takerOrg };
    await tell(tx, { ...offer, version, parties: [takerOrg] }, "ROTATION_TAKEN", facts);
    const shelf = { ...from, lot: from.lotId };
    // Nobody is obliged to buy anew what it took because it was about to expire.
    const to = { ...shelf, owner: takerOrg, custodian: place.custodian, depot: place.depotId };
    const given = { shelf, quantity, to: { ...to, lot: take.lotId, underNorm: false } };
    const occasion = { evidence: { offer: offerId, mode: offer.mode } };
    const posting =
      offer.refillDays === null
        ? gift(occasion, [given], randomUUID)
        : exchange(occasion, given, dayAfter(tx.today, offer.refillDays), randomUUID);
    const booked = await post(tx, takerOrg, posting);
    return booked.ok ? ok({ kind: "ROTATION_OFFER", id: offerId }) : booked;
  });

const onlySwapped = refusal("INVALID_INPUT", "offerId", {
  why: word("随补库入库互换,不单独承接", "it goes over with the refill, and is not taken alone"),
});

/** The giver's shelf, or one that the taker owns or keeps. */
async function placeOf(
  tx: Tx,
  depotId: string | null,
  taker: string,
  from: { readonly depot: string; readonly custodian: string },
): Promise<{ readonly depotId: string; readonly custodian: string } | undefined> {
  if (depotId === null || depotId === from.depot)
    return { depotId: from.depot, custodian: from.custodian };
  const depot = await readCountedDepot(tx, depotId);
  if (depot === undefined || ![depot.ownerOrg, depot.custodianOrg].includes(taker))
    return undefined;
  return { depotId, custodian: depot.custodianOrg };
}

const dayMs = 86_400_000;

/** Days count without a clock: a calendar day has no hours. */
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

export const withdrawOffer = (
  database: Database,
  asking: Asking,
  input: { readonly offerId: string },
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "withdrawOffer", input }, async (tx, principal) => {
    const offer = await lockOffer(tx, input.offerId);
    if (offer === undefined) return refuseFor("NOT_FOUND", "offerId");
    const allowed = may(principal, "stock:dispose", [offer.ownerOrg]);
    if (!allowed.ok) return allowed;
    if (!isOpen(stateOf(offer, tx.today)))
      return illegal(offer, tx.today, word("撤回", "withdraw it"));
    await updateOffer(tx, offer.id, { taken: offer.taken, withdrawn: true });
    await tell(tx, { ...offer, version: offer.version + 1 }, "ROTATION_WITHDRAWN", {});
    return ok({ kind: "ROTATION_OFFER", id: offer.id });
  });

const illegal = (offer: OfferRow, today: string, action: Word): Outcome<never> =>
  refuseFor("ILLEGAL_TRANSITION", "offerId", {
    state: rotationState[stateOf(offer, today)],
    action,
  });

const tell = (
  tx: Tx,
  { id, version, ownerOrg, parties }: Pick<OfferRow, "id" | "version" | "ownerOrg" | "parties">,
  kind: EventKind,
  facts: Readonly<Record<string, string | number | null>>,
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "ROTATION_OFFER", id, version },
    parties: [ownerOrg, ...parties],
    facts,
  });

export async function listOffers(
  tx: Tx,
  request: PageRequest,
  filter: { readonly item: string | null; readonly openOnly: boolean },
): Promise<Outcome<PageOf<OfferRow>>> {
  return listPage(
    request,
    ["date", "uuid"],
    (page) => readOfferPage(tx, filter, page),
    ({ untilOn, id }) => [untilOn, id],
  );
}
