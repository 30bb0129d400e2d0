import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { dayInChina } from "../kernel/day.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Posting } from "../ledger/ledger.model.ts";
import { post } from "../ledger/ledger.service.ts";
import type { ClaimTerms, ShelfFacts } from "../ledger/posting.model.ts";
import {
  refill,
  refillAccept,
  refillReceive,
  refillReject,
  refillSend,
  refillTakeBack,
} from "../ledger/posting.refill.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { timeRefusals } from "./goods.rules.ts";
import { lockUnfit, readIsCarrier } from "./goods.store.ts";
import type {
  BoughtInput,
  LotRow,
  RefillGround,
  RefillOf,
  SendInput,
  SentInput,
  SourceLot,
  TakeBackInput,
} from "./refill.model.ts";
import {
  boughtRefusals,
  performerOf,
  sendRefusals,
  sentRefusals,
  settledClaim,
  shelfOf,
  takeBackRefusals,
} from "./refill.rules.ts";
import { countedIn } from "./substitute.rules.ts";
import { insertLot, lockGround, readSent, readShipment, readSourceLot } from "./refill.store.ts";

/** 采购补库: bought goods at the creditor's gate, inspected by its keeper, on the shelf. */
export const receiveRefill = (
  database: Database,
  asking: Asking,
  input: BoughtInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "receiveRefill", input }, async (tx, principal) => {
    const ground = await lockGround(tx, input);
    if (ground === undefined) return refuseFor("NOT_FOUND", "taskId");
    const allowed = may(principal, "goods:inspect", [ground.custodianOrg]);
    if (!allowed.ok) return allowed;
    const wrong = [
      ...boughtRefusals(ground, input, tx.today),
      ...timeRefusals(input.occurredAt, tx.now),
    ];
    if (wrong.length > 0) return refuse(wrong);
    const { lot, passed, arrived, voucher, occurredAt } = input;
    const shelf = shelfOf(ground, randomUUID(), input.item);
    await insertLot(tx, { ...lotOn(shelf, voucher), ...lot, origin: "PURCHASED" });
    const { counted, said } = countedIn(ground, shelf.item, input);
    const evidence = { ...input.evidence, arrived, passed, voucher, ...said };
    const posting = refill({ evidence, occurredAt }, [
      { shelf, quantity: passed, counted, ...answered(ground) },
    ]);
    return bookRefill(tx, allowed.value, { ground, shelf, posting, kind: "REFILL_RECEIVED" });
  });

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
    const { quantity, carrierOrg, occurredAt } = input;
    const carries = carrierOrg === performerOf(ground) || (await readIsCarrier(tx, carrierOrg));
    const wrong = [
      ...sendRefusals(ground, source, input, tx.today),
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
    const evidence = { ...input.evidence, ...answers, ...road, ...said };
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
    const { lot, carrierOrg } = shipment;
    const ground = await groundFor(tx, input, asked, lot);
    const { occurredAt, shipmentId, passed: quantity, rejected, missing } = input;
    const wrong = [
      ...sentRefusals(ground, shipment, input, tx.today),
      ...timeRefusals(occurredAt, tx.now),
    ];
    if (wrong.length > 0) return refuse(wrong);
    const shelf = shelfOf(ground, randomUUID(), lot.shelf.item);
    await insertLot(tx, { ...lotOn(shelf, `补库 ${shipmentId}`), ...lot, bin: input.bin });
    const { counted: worth, said } = countedIn(ground, shelf.item, input);
    const goods = { shelf, shipmentId, from: lot.shelf, carrierOrg, quantity };
    const one = { ...goods, counted: worth, ...answered(ground) };
    const counts = { passed: quantity, rejected, missing };
    const evidence = { ...input.evidence, shipment: shipmentId, counts, ...said };
    const occasion = { evidence, occurredAt };
    const accepted = refillAccept(occasion, [one], randomUUID);
    const counted = refillReceive(occasion, [one]);
    const away = refillReject(occasion, [{ ...one, quantity: rejected }]);
    const lines = [...counted.lines, ...accepted.lines, ...away.lines];
    const posting = { ...accepted, lines };
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
    const road = { from: shelf, carrierOrg, shipmentId, rejected, returned, missing };
    const back = { ...road, unfit, terms: lossTerms(occurredAt) };
    const booked = await post(tx, allowed.value, refillTakeBack(occasion, back, randomUUID));
    return booked.ok ? ok({ kind: "LOT", id: shelf.lot }) : booked;
  });

/** No agreement governs what is lost on the way to a refill: 30 days from when it was found. */
const lossTerms = (at: Date): ClaimTerms => ({
  riskPassesAt: "ARRIVAL",
  dueAnchor: "RECEIPT",
  dueDays: 30,
  anchorOn: dayInChina(at),
});

const lotOn = (
  { lot, item, owner, depot, underNorm }: ShelfFacts,
  source: string,
): Omit<LotRow, "batch" | "origin"> => ({
  ...{ id: lot, item, underNorm, ownerOrg: owner, depotId: depot, countSource: source },
  code: `${depot}-${item}-R${lot.slice(0, 8)}`,
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

/** What of task and claim shrinks by these goods. */
function answered(ground: RefillGround) {
  const claim = settledClaim(ground);
  return {
    ...(ground.task === undefined ? {} : { task: ground.task }),
    ...(claim === undefined ? {} : { claim }),
  };
}

interface Refilling {
  readonly ground: RefillGround;
  readonly shelf: ShelfFacts;
  readonly posting: Posting;
  readonly kind: EventKind;
}

async function bookRefill(
  tx: Tx,
  org: string,
  { ground, shelf, posting, kind }: Refilling,
): Promise<Outcome<Written>> {
  const { task, claim } = ground;
  await appendFact(tx, {
    kind,
    subject: { kind: "LOT", id: shelf.lot, version: 1 },
    parties: [ground.ownerOrg, ground.custodianOrg, ...performers(ground)],
    facts: { taskId: task?.id ?? null, claimId: claim?.id ?? null, depot: shelf.depot },
  });
  const booked = await post(tx, org, posting);
  return booked.ok ? ok({ kind: "LOT", id: shelf.lot }) : booked;
}

const performers = ({ task, claim }: RefillGround): readonly string[] => [
  ...(task === undefined ? [] : [task.performerOrg]),
  ...(claim === undefined ? [] : [claim.debtorOrg]),
];
