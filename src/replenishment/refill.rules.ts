import { word, type Word } from "../../schema/words/word.ts";
import { claimState } from "../../schema/words/ledger.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { OpenClaim, ShelfFacts } from "../ledger/posting.model.ts";
import { countedAt, giftRefusals, leastFor, ratioOf } from "./substitute.rules.ts";
import type { BoughtInput, NewLot, RefillGround } from "./refill.model.ts";

/**
 * The claim that these goods settle. A task that passed to its owner, because it was paid or
 * forgave, still names the claim, but what it takes in settles nothing.
 */
export function settledClaim({ task, claim }: RefillGround): OpenClaim | undefined {
  if (claim === undefined) return undefined;
  return task === undefined || task.performerOrg === claim.debtorOrg ? claim : undefined;
}

/** How much may still come: what the task misses, and no more than the claim is for. */
export function refillRoom(ground: RefillGround): number {
  const claim = settledClaim(ground);
  const rooms = [
    ...(ground.task === undefined ? [] : [ground.task.quantity - ground.task.done]),
    ...(claim === undefined ? [] : [claim.outstanding]),
  ];
  return rooms.length === 0 ? 0 : Math.min(...rooms);
}

/** Of what passed: what was owed, and what comes for as many ageing goods of the creditor. */
export function partSwap(ground: RefillGround, counted: number) {
  const owed = Math.min(counted, refillRoom(ground));
  return { owed, exchanged: counted - owed };
}

export function groundRefusals(ground: RefillGround): readonly Refusal[] {
  const { claim } = ground;
  if (claim === undefined || settledClaim(ground) === undefined) return [];
  const open = ["PROVISIONAL", "CONFIRMED", "PART_SETTLED"].includes(claim.state);
  return [
    ...(claim.kind === "REFILL"
      ? []
      : [
          refusal("INVALID_INPUT", "claimId", {
            why: word("不是补库往来", "not a claim to refill"),
          }),
        ]),
    ...(open
      ? []
      : [
          refusal("ILLEGAL_TRANSITION", "claimId", {
            state: claimState[claim.state],
            action: word("补库", "refill it"),
          }),
        ]),
  ];
}

/** More than is missing is refused, or it is a gift and says so elsewhere. */
export function roomRefusals(max: number, quantity: number, path: string): Refusal[] {
  if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= max) return [];
  return [refusal("QUANTITY_OUT_OF_RANGE", path, { min: 1, max })];
}

const dayShape = /^\d{4}-\d\d-\d\d$/;

/** Old goods do not refill a shelf: the pact says how long they must still be good. */
export function shelfLifeRefusals(
  { expires, goodUntil }: RefillGround,
  { madeOn, expiresOn }: Pick<NewLot, "madeOn" | "expiresOn">,
  today: string,
): readonly Refusal[] {
  const wrong = (path: string, why: Word): Refusal => refusal("INVALID_INPUT", path, { why });
  const unknown = expires && expiresOn === undefined;
  return [
    ...(madeOn !== undefined && (!dayShape.test(madeOn) || madeOn > today)
      ? [wrong("lot.madeOn", word("生产日期无效", "not a past day"))]
      : []),
    ...(unknown ? [wrong("lot.expiresOn", word("有效期未知,不合格", "unknown expiry"))] : []),
    ...(expiresOn !== undefined && !dayShape.test(expiresOn)
      ? [wrong("lot.expiresOn", word("日期无效", "not a day"))]
      : []),
    ...(expiresOn !== undefined && dayShape.test(expiresOn) && expiresOn < goodUntil
      ? [refusal("REFILL_TOO_OLD", "lot.expiresOn", { expiresOn, goodUntil })]
      : []),
  ];
}

export function boughtRefusals(
  ground: RefillGround,
  input: BoughtInput,
  today: string,
): readonly Refusal[] {
  const { arrived, passed, gift = 0, lot, voucher, item = ground.item } = input;
  const paths = { item: "item", quantity: "passed" };
  const owed = { item, quantity: passed - gift };
  return [
    ...groundRefusals(ground),
    ...giftRefusals(gift, passed),
    ...takenRefusals(ground, refillRoom(ground), owed, paths),
    ...(Number.isSafeInteger(arrived) && arrived >= passed
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", "arrived", { min: passed, max: limit })]),
    ...shelfLifeRefusals(ground, lot, today),
    ...(lot.batch.trim() === ""
      ? [refusal("INVALID_INPUT", "lot.batch", { why: word("必填", "required") })]
      : []),
    ...(voucher.trim() === ""
      ? [refusal("INVALID_INPUT", "voucher", { why: word("必填", "required") })]
      : []),
  ];
}

interface Came {
  readonly item: string;
  readonly quantity: number;
}

/** What comes counts in the item owed: itself, or a substitute at the agreed ratio. */
export function takenRefusals(
  ground: RefillGround,
  room: number,
  { item, quantity }: Came,
  paths: Readonly<Record<keyof Came, string>>,
): Refusal[] {
  if (item === ground.item) return roomRefusals(room, quantity, paths.quantity);
  const ratio = ratioOf(ground, item);
  if (ratio === undefined) return [notAllowed(ground, item, paths.item)];
  const { counted, least } = countedAt(ratio, quantity);
  if (!(counted >= 1 && counted <= room)) {
    const [min, most] = [leastFor(ratio, 1), leastFor(ratio, room)];
    const fits = countedAt(ratio, most).counted <= room;
    const max = fits ? most : Math.floor((room * ratio.give) / ratio.counts);
    return [refusal("QUANTITY_OUT_OF_RANGE", paths.quantity, { min, max })];
  }
  const excess = quantity - least;
  const facts = { passed: quantity, counted, excess, least };
  return excess === 0 ? [] : [refusal("SUBSTITUTE_EXCESS", paths.quantity, facts)];
}

function notAllowed(
  { item: owed, substitutes = [] }: RefillGround,
  item: string,
  path: string,
): Refusal {
  const allowed = [owed, ...substitutes.map(({ substitute }) => substitute)];
  const told = { allowed: allowed.join("、"), allowedEn: allowed.join(", ") };
  return refusal("SUBSTITUTE_NOT_ALLOWED", path, { item, owed, ...told });
}

const limit = Number.MAX_SAFE_INTEGER;

/** The creditor's shelf with the new lot on it; under a norm because a task waits for it. */
export const shelfOf = (ground: RefillGround, lotId: string, item = ground.item): ShelfFacts => ({
  owner: ground.ownerOrg,
  custodian: ground.custodianOrg,
  depot: ground.depotId,
  lot: lotId,
  item,
  underNorm: ground.task !== undefined,
});
