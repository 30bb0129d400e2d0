import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  rotationMode,
  rotationState,
  type RotationMode,
  type RotationState,
} from "../../schema/words/reserves.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { stateOf, type OfferRow } from "./rotation.rules.ts";
import { ReserveInput } from "./stocktake.types.ts";

const RotationModeEnum = enumOf(
  "RotationMode",
  rotationMode,
  "轮换条件。 / On which terms goods that expire soon are offered.",
);
const RotationStateEnum = enumOf(
  "RotationState",
  rotationState,
  "轮换要约的状态。 / How far a rotation offer is.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "轮换要约:临期物资提供给协作区邻市。 / Goods that expire soon, offered to neighbours.",
})
export class RotationOffer extends Node {
  @Field(() => RotationStateEnum, { description: "状态。 / State." })
  state!: RotationState;

  @Field(() => RotationModeEnum, { description: "条件。 / Terms." })
  mode!: RotationMode;

  @Field(() => Quantity, { description: "提供数量,基本单位。 / Offered, in base units." })
  quantity!: number;

  @Field(() => Quantity, { description: "已承接数量。 / Taken so far." })
  taken!: number;

  @Field(() => Int, {
    nullable: true,
    description: "以新换旧的归还期限(天)。 / Days to give fresh goods back; null: a gift.",
  })
  refillDays!: number | null;

  @Field(() => Day, { description: "要约截止日(含)。 / Last day of the offer." })
  untilOn!: string;

  @Field(() => Day, { nullable: true, description: "物资有效期至。 / The goods' last day." })
  expiresOn!: string | null;

  @Field(() => Instant, { description: "发布时间。 / Offered at." })
  offeredAt!: Date;

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note!: string | null;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  sku!: string;
  ownerOrg!: string;
  /** For a swap: the refill with which the goods are swapped. */
  claimId!: string | null;
}

export const offerOf = ({ item, ...row }: OfferRow, today: string): RotationOffer =>
  Object.assign(new RotationOffer(), row, {
    sku: item,
    state: stateOf(row, today),
    id: globalId("RotationOffer", row.id),
  });

export const RotationOfferConnection = connectionOf("RotationOffer", RotationOffer);

@InputType({ description: "发布轮换要约。 / Offers goods for rotation." })
export class OfferRotationInput extends ReserveInput {
  @Field(() => ID, { description: "批次编号。 / Global id of the lot." })
  lotId!: string;

  @Field(() => Quantity, { description: "数量,基本单位。 / How many, in base units." })
  quantity!: number;

  @Field(() => RotationModeEnum, { description: "条件。 / Terms." })
  mode!: RotationMode;

  @Field(() => Int, {
    nullable: true,
    description: "以新换旧的归还期限,1–730 天。 / For an exchange: 1–730 days.",
  })
  refillDays?: number;

  @Field(() => ID, {
    nullable: true,
    description:
      "互换:随哪笔补库往来,应收方为本单位、同品种、同一储备库。 / " +
      "For a swap: the claim to refill that comes in where the lot lies.",
  })
  claimId?: string;

  @Field(() => Day, { description: "截止日,不晚于有效期。 / Last day, not after they expire." })
  untilOn!: string;

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note?: string;
}

@InputType({ description: "承接轮换物资。 / Takes part of an offer." })
export class TakeOfferInput extends ReserveInput {
  @Field(() => ID, { description: "要约编号。 / Global id of the offer." })
  offerId!: string;

  @Field(() => Quantity, { description: "数量,基本单位。 / How many, in base units." })
  quantity!: number;

  @Field(() => String, {
    nullable: true,
    description:
      "存入本单位的库;空为留在原库。 / Into which depot of one's own; absent: they stay.",
  })
  depot?: string;
}

@InputType({ description: "撤回轮换要约。 / Withdraws an offer." })
export class WithdrawOfferInput extends ReserveInput {
  @Field(() => ID, { description: "要约编号。 / Global id of the offer." })
  offerId!: string;
}

@ArgsType()
export class RotationOffersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "只看该物资。 / This sku only." })
  item?: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "只看可承接的。 / Only those that can still be taken.",
  })
  openOnly!: boolean;
}

export const OfferRotationPayload = payloadOf("OfferRotation", RotationOffer);
export const TakeOfferPayload = payloadOf("TakeOffer", RotationOffer);
export const WithdrawOfferPayload = payloadOf("WithdrawOffer", RotationOffer);
