import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { dayInChina } from "../kernel/day.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { postEach } from "../ledger/ledger.service.ts";
import type { ClaimTerms } from "../ledger/posting.model.ts";
import {
  refillAccept,
  refillReceive,
  refillReject,
  refillSend,
  refillLose,
  refillTakeBack,
} from "../ledger/posting.refill.rules.ts";
import { swapped } from "../ledger/posting.rotation.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockSwap, takeSwap } from "../reserves/rotation-swap.service.ts";
import { timeRefusals } from "./goods.rules.ts";
import { lockUnfit, readIsCarrier } from "./goods.store.ts";
import type {
  RefillGround,
  RefillOf,
  SendInput,
  SentInput,
  SourceLot,
  TakeBackInput,
} from "./refill.model.ts";
import { partSwap, settledClaim, shelfOf } from "./refill.rules.ts";
import { answered, bookRefill, lotOn } from "./refill.service.ts";
import { performerOf, sendRefusals, sentRefusals, takeBackRefusals } from "./refill-stock.rules.ts";
import { insertLot, lockGround, readSent, readShipment, readSourceLot } from "./refill.store.ts";
import { countedIn } from "./substitute.rules.ts";

/** 以库存补库, first half: the debtor's keeper sends its own goods, which stay the debtor's. */
export const sendRefill = (
  database: Database,
  asking: Asking,
  input: SendInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "sendRefill", input }, async (tx, principal) => {
    const asked = await lockGround(tx, input);
    if (asked === undefined) return refuseFor("NOT_FOUND", "taskId");
    const source = await readSourceLot(tx, input.lotId);
    if (source === undefined) return refuseFor("NOT_FOUND", "lotId");
    const ground = await groundFor(tx, input, asked, source);
    // The owner may send what an enterprise keeps for it; that keeper may not see the other shelf.
    const { custodian, owner } = source.shelf;
    const allowed = may(principal, "stock:change", [custodian, owner]);
    if (!allowed.ok) return allowed;
    const { quantity, carrierOrg, occurredAt, offerId } = input;
    const swap = offerId === undefined ? undefined : await lockSwap(tx, offerId);
    if (offerId !== undefined) {
      if (swap === undefined) return refuseFor("NOT_FOUND", "offerId");
      // More than is owed leaves for other goods: that is the owner's approver's to say.
      const disposes = may(principal, "stock:dispose", [owner]);
      if (!disposes.ok) return disposes;
    }
    const carries = carrierOrg === performerOf(ground) || (await readIsCarrier(tx, carrierOrg));
    const wrong = [
      ...sendRefusals(ground, source, input, { today: tx.today, swap }),
      ...timeRefusals(occurredAt, tx.now),
      ...(carries ? [] : [refusal("UNKNOWN_CODE", "carrierOrg", { code: carrierOrg })]),
    ];
    if (wrong.length > 0) return refuse(wrong);
    const shelf = shelfOf(ground, randomUUID(), source.shelf.item);
    const shipmentId = shelf.lot;
    const sent = { shelf, shipmentId, from: source.shelf, carrierOrg, quantity };
    const answers = { task: ground.task?.id, claim: settledClaim(ground)?.id };
    const { said } = countedIn(ground, shelf.item, { passed: quantity, gift: input.gift });
    const road = { shipment: shipmentId, depot: shelf.depot };
    const under = offerId === undefined ? {} : { offer: offerId };
    const evidence = { ...input.evidence, ...answers, ...road, ...under, ...said };
    const posting = refillSend({ evidence, occurredAt }, [sent]);
    return bookRefill(tx, allowed.value, { ground, shelf, posting, kind: "REFILL_SENT" });
  });

/** Second half: the creditor's keeper counts, and title to what it passes changes. */
export const acceptRefill = (
  database: Database,
  asking: Asking,
  input: SentInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "acceptRefill", input }, async (tx, principal) => {
    const asked = await lockGround(tx, input);
    if (asked === undefined) return refuseFor("NOT_FOUND", "taskId");
    const allowed = may(principal, "goods:inspect", [asked.custodianOrg]);
    if (!allowed.ok) return allowed;
    const shipment = await readShipment(tx, input.shipmentId, asked.depotId);
    if (shipment === undefined) return refuseFor("NOT_FOUND", "shipmentId");
    const { lot, carrierOrg, offerId } = shipment;
    const ground = await groundFor(tx, input, asked, lot);
    const swap = offerId === null ? undefined : await lockSwap(tx, offerId);
    const { occurredAt, shipmentId, passed: quantity, rejected, missing } = input;
    const wrong = [
      ...sentRefusals(ground, shipment, input, { today: tx.today, swap }),
      ...timeRefusals(occurredAt, tx.now),
    ];
    if (wrong.length > 0) return refuse(wrong);
    const shelf = shelfOf(ground, randomUUID(), lot.shelf.item);
    await insertLot(tx, { ...lotOn(shelf, `补库 ${shipmentId}`), ...lot, bin: input.bin });
    const { counted: worth, said } = countedIn(ground, shelf.item, input);
    const { owed, exchanged } = partSwap(ground, worth);
    const goods = { shelf, shipmentId, from: lot.shelf, carrierOrg, quantity };
    const one = { ...goods, counted: owed, ...answered(ground) };
    const counts = { passed: quantity, rejected, missing };
    const traded = exchanged === 0 ? {} : { offer: offerId, exchanged };
    const evidence = { ...input.evidence, shipment: shipmentId, counts, ...said, ...traded };
    const occasion = { evidence, occurredAt };
    const accepted = refillAccept(occasion, [one], randomUUID);
    const counted = refillReceive(occasion, [one]);
    const away = refillReject(occasion, [{ ...one, quantity: rejected }]);
    const lines = [...counted.lines, ...accepted.lines, ...away.lines];
    const plain = { ...accepted, lines };
    const posting =
      swap === undefined || exchanged === 0
        ? plain
        : swapped(plain, await takeSwap(tx, swap, exchanged), randomUUID);
    return bookRefill(tx, allowed.value, { ground, shelf, posting, kind: "REFILL_RECEIVED" });
  });

/** 补库物资退回: what the creditor's keeper did not take in is the sender's again, or is lost. */
export const takeBackRefill = (
  database: Database,
  asking: Asking,
  input: TakeBackInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "takeBackRefill", input }, async (tx, principal) => {
    const sent = await readSent(tx, input.shipmentId);
    if (sent === undefined) return refuseFor("NOT_FOUND", "shipmentId");
    const { shelf } = sent.lot;
    const allowed = may(principal, "stock:change", [shelf.custodian, shelf.owner]);
    if (!allowed.ok) return allowed;
    const { shipmentId, returned, missing, occurredAt } = input;
    const wrong = [...takeBackRefusals(sent, input), ...timeRefusals(occurredAt, tx.now)];
    if (wrong.length > 0) return refuse(wrong);
    const { carrierOrg, rejected } = sent;
    const unfit = await lockUnfit(tx, shelf.lot);
    await appendFact(tx, {
      kind: "GOODS_RETURNED",
      subject: { kind: "LOT", id: shelf.lot, version: 1 },
      parties: [shelf.owner, shelf.custodian, carrierOrg],
      facts: { shipmentId, returned, missing },
      occurredAt,
    });
    const occasion = { evidence: { ...input.evidence, shipment: shipmentId }, occurredAt };
    const road = { from: shelf, carrierOrg, shipmentId };
    const lost = { ...road, missing, terms: lossTerms(occurredAt) };
    const back = refillTakeBack(occasion, { ...road, rejected, returned, unfit });
    // Apart, so that what is lost is taken back alone if it is found again.
    const postings = [back, refillLose(occasion, lost, randomUUID)];
    const some = postings.filter(({ lines }) => lines.length > 0);
    const booked = await postEach(tx, allowed.value, some);
    return booked.ok ? ok({ kind: "LOT", id: shelf.lot }) : booked;
  });

/** No agreement governs what is lost on the way to a refill: 30 days from when it was found. */
const lossTerms = (at: Date): ClaimTerms => ({
  riskPassesAt: "ARRIVAL",
  dueAnchor: "RECEIPT",
  dueDays: 30,
  anchorOn: dayInChina(at),
});

/** The same shelf, held to the storage life of what comes: it may be a substitute. */
async function groundFor(
  tx: Tx,
  of: RefillOf,
  asked: RefillGround,
  { shelf: { item } }: SourceLot,
): Promise<RefillGround> {
  return item === asked.item ? asked : ((await lockGround(tx, { ...of, item })) ?? asked);
}
