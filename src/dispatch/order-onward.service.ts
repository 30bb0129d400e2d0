import { word } from "../../schema/words/word.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { readItems } from "../catalog/dispatchable.service.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { lockNeeds } from "../incidents/need.service.ts";
import { incidentState } from "../../schema/words/incidents.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readAgreementInForce, readUnitAgreement } from "../regions/agreement.service.ts";
import { readIncidentFacts, type IncidentFacts } from "./adoption.store.ts";
import { lockLeg } from "./leg-receive.service.ts";
import { illegalLeg } from "./leg.rules.ts";
import {
  onwardGround,
  onwardRefusals,
  type OnwardGround,
  type OnwardLine,
} from "./order-onward.rules.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { transferRefusals } from "./order-onward-units.service.ts";
import { writeOnward, type Offer } from "./order-onward-write.service.ts";
import { reasonRefusals } from "./order.service.ts";
import { lockOrder, readLines, readLinesById } from "./order.store.ts";

export interface DivertInput {
  readonly legId: string;
  /** Every line of the leg, and the need to which it goes: a vehicle is diverted whole. */
  readonly lines: readonly { readonly orderLineId: string; readonly needId: string }[];
  readonly reason: string;
}

/**
 * 改道: a leg on the road is offered to needs of another incident. Drafts an order of the same
 * lender for whoever asked there; the goods turn when that requester issues it, and until then
 * they drive on. By the lender's approver, whose consent this is, or by the requester, and then
 * the lender is asked; what was commanded is diverted by the commander alone.
 */
export function divertLeg(
  database: Database,
  asking: Asking,
  input: DivertInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "divertLeg", input };
  return asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const { leg, order, lines, legLines } = locked;
    const allowed = mayOffer(principal, order, [order.requesterOrg]);
    if (!allowed.ok) return allowed;
    const wrong = illegalLeg(leg.state, "DIVERT", word("改道", "redirect it"));
    const named = legLines.every(({ orderLineId }) => namesOnce(input.lines, orderLineId));
    if (!named || input.lines.length !== legLines.length)
      wrong.push(
        refusal("INVALID_INPUT", "lines", { why: word("须逐行指明需求", "name every line") }),
      );
    if (wrong.length > 0) return refuse(wrong);
    const wishes = input.lines.map(({ orderLineId, needId }, at) => {
      const line = lines.find(({ id }) => id === orderLineId);
      const quantity = legLines.find((one) => one.orderLineId === orderLineId)?.departed;
      assert(line !== undefined && quantity !== undefined, "a leg carries lines of its order");
      return { line, quantity, needId, path: `lines.${at}.` };
    });
    const offer = {
      reason: input.reason,
      fromLegId: leg.id,
      holders: [allowed.value, leg.carrierOrg],
    };
    return draftOnward(tx, principal, order, wishes, offer);
  });
}

const namesOnce = (lines: DivertInput["lines"], id: string): boolean =>
  lines.filter(({ orderLineId }) => orderLineId === id).length === 1;

export interface MoveGoodsInput {
  readonly orderLineId: string;
  readonly needId: string;
  /** Base units that are on site now. */
  readonly quantity: number;
  readonly reason: string;
}

/**
 * 转用: goods on site are offered to a need of another incident. Drafts an order as a diversion
 * does; the goods are booked there, with another payer, when its requester issues it.
 */
export function moveGoods(
  database: Database,
  asking: Asking,
  input: MoveGoodsInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "moveGoods", input };
  return asked(database, asking, request, async (tx, principal) => {
    const [found] = await readLinesById(tx, [input.orderLineId]);
    const order = found && (await lockOrder(tx, found.orderId));
    const line = order && (await readLines(tx, [order.id])).find(({ id }) => id === found.id);
    if (line === undefined || line.item === null || order === undefined)
      return refuseFor("NOT_FOUND", "orderLineId");
    const allowed = mayOffer(principal, order, [order.requesterOrg, order.receiverOrg]);
    if (!allowed.ok) return allowed;
    const { quantity, needId, reason } = input;
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > line.accepted)
      return refuseFor("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max: line.accepted });
    const wish = { line, quantity, needId, path: "" };
    const holders = [allowed.value, order.receiverOrg];
    return draftOnward(tx, principal, order, [wish], { reason, fromLegId: null, holders });
  });
}

export interface TransferUnitInput {
  readonly orderLineId: string;
  readonly needId: string;
  readonly reason: string;
}

/**
 * 转场: a team or a machine that is out is offered to a need of another incident, as goods are. It
 * goes over to the new order, and to its payer, when the requester there issues it.
 */
export function transferUnit(
  database: Database,
  asking: Asking,
  input: TransferUnitInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "transferUnit", input };
  return asked(database, asking, request, async (tx, principal) => {
    const [found] = await readLinesById(tx, [input.orderLineId]);
    const order = found && (await lockOrder(tx, found.orderId));
    const line = order && (await readLines(tx, [order.id])).find(({ id }) => id === found.id);
    if (line === undefined || line.item !== null || order === undefined)
      return refuseFor("NOT_FOUND", "orderLineId");
    const allowed = mayOffer(principal, order, [order.requesterOrg, order.receiverOrg]);
    if (!allowed.ok) return allowed;
    const unfit = await transferRefusals(tx, line, input.needId);
    if (unfit.length > 0) return refuse(unfit);
    const wish = { line, quantity: 1, needId: input.needId, path: "" };
    const holders = [allowed.value, order.receiverOrg];
    const offer = { reason: input.reason, fromLegId: null, holders };
    return draftOnward(tx, principal, order, [wish], offer);
  });
}

/** The lender's approver consents by offering; those who hold the goods may offer and then ask. */
function mayOffer(
  principal: Principal,
  { authority, lenderOrg }: OrderRow,
  holders: readonly string[],
): Outcome<string> {
  const consents = may(principal, "approval:decide", [lenderOrg]);
  if (consents.ok && authority !== "COMMAND") return consents;
  return may(principal, "order:issue", holders);
}

interface Wish {
  readonly line: LineRow;
  readonly quantity: number;
  readonly needId: string;
  readonly path: string;
}

async function draftOnward(
  tx: Tx,
  principal: Principal,
  order: OrderRow,
  wishes: readonly Wish[],
  offer: Offer,
): Promise<Outcome<Written>> {
  const needs = await lockNeeds(
    tx,
    wishes.map(({ needId }) => needId),
  );
  const onward = wishes.map(({ needId, ...wish }): OnwardLine => {
    return { ...wish, need: needs.find(({ id }) => id === needId) };
  });
  const wrong = [...onwardRefusals(onward, tx.now), ...reasonRefusals(offer.reason)];
  const need = onward[0]?.need;
  if (need === undefined || wrong.length > 0) return refuse(wrong);
  const incident = await readIncidentFacts(tx, need.incidentId);
  const grounds = await readGrounds(tx, order, onward, need.requestedByOrg);
  const refused = [...incidentRefusals(incident), ...(grounds.ok ? [] : grounds.refused)];
  if (!grounds.ok || refused.length > 0) return refuse(refused);
  const asker = need.requestedByOrg;
  const [ground] = grounds.value;
  assert(ground !== undefined, "an offer has a line");
  const draft = { order, onward, offer, incident, asker, destination: need.node, ground };
  return writeOnward(tx, principal, { ...draft, grounds: grounds.value });
}

function incidentRefusals({ state }: IncidentFacts): Refusal[] {
  if (state === "ACTIVE" || state === "REPORTED") return [];
  const facts = { state: incidentState[state], action: word("转用", "send goods on to it") };
  return [refusal("ILLEGAL_TRANSITION", "needId", facts)];
}

/** One order leans on one agreement: lines on different grounds go in different offers. */
async function readGrounds(
  tx: Tx,
  order: OrderRow,
  onward: readonly OnwardLine[],
  asker: string,
): Promise<Outcome<readonly OnwardGround[]>> {
  const items = await readItems(tx, [...new Set(onward.flatMap(({ line }) => line.item ?? []))]);
  const grounds: OnwardGround[] = [];
  const refused: Refusal[] = [];
  for (const { line, path } of onward) {
    const category = items.find(({ sku }) => sku === line.item)?.category ?? "";
    const pact =
      line.item === null
        ? await readUnitAgreement(tx, order.lenderOrg, asker)
        : await readAgreementInForce(tx, order.lenderOrg, asker, line.item, category);
    const ground = onwardGround(order, line, asker, pact);
    const same = grounds[0] === undefined || grounds[0].agreement?.id === ground?.agreement?.id;
    if (ground === undefined || !same) refused.push(refusal("AGREEMENT", `${path}needId`));
    else grounds.push(ground);
  }
  return refused.length > 0 ? refuse(refused) : ok(grounds);
}
