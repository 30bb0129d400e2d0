import { Field, ID, InputType } from "type-graphql";
import { Day, Fen, Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { EvidenceInput } from "./goods.args.types.ts";

@InputType({ description: "补库的对象:任务、往来或二者。 / A refill task, a claim, or both." })
export class RefillOfInput extends KeyedInput {
  @Field(() => ID, { nullable: true, description: "补库任务。 / The refill task." })
  taskId?: string;

  @Field(() => ID, { nullable: true, description: "补库往来。 / The claim to refill." })
  claimId?: string;

  @Field(() => EvidenceInput, { nullable: true, description: "凭证。 / Evidence." })
  evidence?: EvidenceInput;

  @Field(() => Instant, { description: "发生时间。 / When it happened." })
  occurredAt!: Date;
}

@InputType({ description: "采购补库入库。 / Bought goods at the gate, and what of them passes." })
export class ReceiveRefillInput extends RefillOfInput {
  @Field(() => String, {
    nullable: true,
    description: "到货物资代码;空为所欠物资。 / Sku that came; null: the item owed.",
  })
  item?: string;

  @Field(() => Quantity, { description: "到货数量,基本单位。 / Arrived, base units." })
  arrived!: number;

  @Field(() => Quantity, { description: "验收合格数量,基本单位。 / Passed, base units." })
  passed!: number;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "其中超出应补、写明为赠与的数量,不抵销往来。 / Of it, an explicit gift: settles nothing.",
  })
  gift?: number;

  @Field(() => String, { description: "批号。 / Batch." })
  batch!: string;

  @Field(() => Day, { nullable: true, description: "生产日期。 / Day of making." })
  madeOn?: string;

  @Field(() => Day, { nullable: true, description: "有效期至。 / Good to the end of this day." })
  expiresOn?: string;

  @Field(() => String, { nullable: true, description: "货位。 / Bin." })
  bin?: string;

  @Field(() => Fen, { nullable: true, description: "单价,分/基本单位。 / 分 per base unit." })
  unitPriceFen?: number;

  @Field(() => String, { description: "采购发票号。 / Number of the invoice." })
  voucher!: string;
}

@InputType({ description: "以库存补库启运。 / Sends own stock to the shelf." })
export class SendRefillInput extends RefillOfInput {
  @Field(() => ID, {
    description:
      "本单位批次:所欠物资,或协议可抵补的物资。 / A lot of one's own: the item owed, or an agreed substitute.",
  })
  lotId!: string;

  @Field(() => Quantity, { description: "数量,批次的基本单位。 / In base units of the lot." })
  quantity!: number;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "其中超出应补、写明为赠与的数量,不抵销往来。 / Of it, an explicit gift: settles nothing.",
  })
  gift?: number;

  @Field(() => ID, {
    nullable: true,
    description:
      "应收方为该笔补库发布的互换要约:超出应补的部分换回其临期物资。 / " +
      "A swap offered for this refill: what is more than owed goes for its ageing goods.",
  })
  offerId?: string;

  @Field(() => ID, { description: "承运单位。 / Who carries them." })
  carrierId!: string;
}

@InputType({ description: "以库存补库入库。 / Takes sent goods in; title changes." })
export class AcceptRefillInput extends RefillOfInput {
  @Field(() => String, { description: "补库运单号。 / Number of the shipment." })
  shipmentId!: string;

  @Field(() => Quantity, { description: "验收合格数量,基本单位。 / Passed, base units." })
  passed!: number;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "其中超出应补、写明为赠与的数量,不抵销往来。 / Of it, an explicit gift: settles nothing.",
  })
  gift?: number;

  @Field(() => Quantity, { defaultValue: 0, description: "拒收。 / Turned away, base units." })
  rejected!: number;

  @Field(() => Quantity, { defaultValue: 0, description: "缺失。 / Missing, base units." })
  missing!: number;

  @Field(() => String, { nullable: true, description: "货位。 / Bin." })
  bin?: string;
}

@InputType({ description: "退回的补库物资。 / Refill goods that were not taken in." })
export class TakeBackRefillInput extends KeyedInput {
  @Field(() => String, { description: "补库运单号。 / Number of the shipment." })
  shipmentId!: string;

  @Field(() => Quantity, { defaultValue: 0, description: "已退回。 / Back, base units." })
  returned!: number;

  @Field(() => Quantity, { defaultValue: 0, description: "已灭失。 / Lost, base units." })
  missing!: number;

  @Field(() => EvidenceInput, { nullable: true, description: "凭证。 / Evidence." })
  evidence?: EvidenceInput;

  @Field(() => Instant, { description: "发生时间。 / When it happened." })
  occurredAt!: Date;
}
