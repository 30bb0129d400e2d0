import { word } from "../../schema/words/word.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import { fresherRefusals, swapLeft, type SwapOffer } from "../reserves/rotation-swap.rules.ts";
import { countRefusals, drawRefusals, emptyRefusals } from "./goods.rules.ts";
import type {
  RefillGround,
  SendInput,
  Sent,
  SentInput,
  Shipment,
  SourceLot,
  TakeBackInput,
} from "./refill.model.ts";
import {
  groundRefusals,
  refillRoom,
  settledClaim,
  shelfLifeRefusals,
  takenRefusals,
} from "./refill.rules.ts";
import { giftRefusals } from "./substitute.rules.ts";

/** How much may still be sent: what is on its way already is not missing twice. */
export function sendRoom(ground: RefillGround): number {
  const { task, underway } = ground;
  const claim = settledClaim(ground);
  const rooms = [
    ...(task === undefined ? [] : [task.quantity - task.done - underway.task]),
    ...(claim === undefined ? [] : [claim.outstanding - underway.claim]),
  ];
  return rooms.length === 0 ? 0 : Math.max(0, Math.min(...rooms));
}

/** Goods that are blocked, recalled or too old refill nothing, wherever they were meanwhile. */
export const sourceRefusals = (
  ground: RefillGround,
  lot: SourceLot,
  path: string,
  today: string,
): readonly Refusal[] => [
  ...(lot.condition === "GOOD" ? [] : [refusal("LOT_BLOCKED", path, { lot: lot.batch })]),
  ...(ground.newOnly === true
    ? [
        refusal("REFILL_NEW_ONLY", path, {
          agreement: ground.pact?.id ?? "",
          version: ground.pact?.version ?? "",
        }),
      ]
    : []),
  ...shelfLifeRefusals(ground, lot, today),
];

/** Who is to refill: only its goods settle what it owes. */
export const performerOf = ({ task, claim }: RefillGround): string | undefined =>
  task?.performerOrg ?? claim?.debtorOrg;

/** The day, and the offer under which more comes than is owed. */
interface Now {
  readonly today: string;
  readonly swap?: SwapOffer | undefined;
}

const leftOf = (ground: RefillGround, { swap, today }: Now): number =>
  swap === undefined || swap.claimId !== settledClaim(ground)?.id ? 0 : swapLeft(swap, today);

/** An offer stands for one refill, while it is open and its goods may be used. */
function swapRefusals(ground: RefillGround, lot: SourceLot, now: Now): readonly Refusal[] {
  const { swap } = now;
  if (swap === undefined) return [];
  if (swap.claimId !== settledClaim(ground)?.id)
    return [
      refusal("INVALID_INPUT", "offerId", { why: word("不是该笔补库的互换", "another refill's") }),
    ];
  return [
    ...(leftOf(ground, now) > 0
      ? []
      : [refusal("OFFER_LEFT", "offerId", { available: 0, wanted: 1 })]),
    ...fresherRefusals(swap, lot.expiresOn, "lotId"),
  ];
}

/** Own stock of whoever is to refill: what is owed, or what the agreement lets come instead. */
export const sendRefusals = (
  ground: RefillGround,
  source: SourceLot,
  { lotId, quantity, gift = 0 }: Pick<SendInput, "lotId" | "quantity" | "gift">,
  now: Now,
): readonly Refusal[] => [
  ...groundRefusals(ground),
  ...swapRefusals(ground, source, now),
  ...giftRefusals(gift, quantity),
  ...(source.shelf.owner === performerOf(ground)
    ? takenRefusals(
        ground,
        sendRoom(ground) + leftOf(ground, now),
        { item: source.shelf.item, quantity: quantity - gift },
        sendPaths,
      )
    : [refusal("UNKNOWN_CODE", "lotId", { code: lotId })]),
  ...sourceRefusals(ground, source, "lotId", now.today),
];

const sendPaths = { item: "lotId", quantity: "quantity" };

/** The keeper counts a shipment of whoever is to refill; what it passes refills the shelf. */
export function sentRefusals(
  ground: RefillGround,
  { lot, quantity: shipped }: Shipment,
  { passed, gift = 0, rejected, missing }: SentInput,
  now: Now,
): readonly Refusal[] {
  const came = { item: lot.shelf.item, quantity: passed - gift };
  const paths = { item: "shipmentId", quantity: "passed" };
  return [
    ...(lot.shelf.owner === performerOf(ground) ? [] : [refusal("NOT_FOUND", "shipmentId")]),
    ...groundRefusals(ground),
    ...giftRefusals(gift, passed),
    ...takenRefusals(ground, refillRoom(ground) + leftOf(ground, now), came, paths),
    ...countRefusals({ rejected, missing }),
    ...(passed + rejected + missing === shipped
      ? []
      : [refusal("COUNTS_DO_NOT_ADD_UP", "passed", { shipped })]),
    ...sourceRefusals(ground, lot, "shipmentId", now.today),
  ];
}

export const takeBackRefusals = (
  { underway, rejected }: Sent,
  { returned, missing }: TakeBackInput,
): readonly Refusal[] => [
  ...countRefusals({ returned, missing }),
  ...emptyRefusals(returned + missing, "returned"),
  ...drawRefusals("RETURNING", underway + rejected, returned + missing, "returned"),
  ...(missing > underway
    ? [refusal("QUANTITY_OUT_OF_RANGE", "missing", { min: 0, max: underway })]
    : []),
];
