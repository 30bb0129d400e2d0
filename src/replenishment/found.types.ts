import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { AccountKind } from "../../schema/words/ledger.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { AccountKindEnum } from "../ledger/ledger.types.ts";
import { StockLot } from "../reserves/lot.types.ts";
import type { LossRow } from "./found.model.ts";

@ObjectType({
  simpleResolvers: true,
  description: "一笔盘亏或灭失,可予找回。 / A loss that may be found again.",
})
export class Loss {
  @Field(() => ID, { description: "分录凭证。 / The transfer that booked it." })
  transferId!: string;

  @Field(() => AccountKindEnum, { description: "在何处灭失。 / Where the goods were lost." })
  place!: AccountKind;

  @Field(() => AccountKindEnum, { description: "盘亏或灭失。 / SHORTAGE or DESTROYED." })
  kind!: AccountKind;

  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => Instant, { description: "发生时间。 / When it happened." })
  occurredAt!: Date;

  @Field(() => Instant, { description: "入账时间。 / When the hub was told." })
  recordedAt!: Date;

  @Field(() => Instant, {
    nullable: true,
    description: "找回的入账时间;空为未找回。 / When it was found again; null: it was not.",
  })
  foundAt!: Date | null;
}

export const lossOf = ({ sink, ...row }: LossRow): Loss =>
  Object.assign(new Loss(), { ...row, kind: sink });

@InputType({ description: "登记找回。 / Goods that were lost are found again." })
export class RecordFoundInput extends KeyedInput {
  @Field(() => ID, { description: "登记灭失的分录凭证。 / The transfer that booked the loss." })
  transferId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "哪一批;一次盘点亏缺多批时必填。 / Which lot, where one count missed several.",
  })
  lotId?: string;

  @Field(() => Quantity, {
    description: "找回数量,基本单位;调拨物资须全数。 / Base units; all, where an order lost them.",
  })
  quantity!: number;

  @Field(() => String, { description: "何处、如何找回,1–200 字。 / Where and how, 1–200 chars." })
  reason!: string;

  @Field(() => Instant, { description: "找回时间,不晚于现在。 / When; not in the future." })
  occurredAt!: Date;
}

export const RecordFoundPayload = payloadOf("RecordFound", StockLot);
