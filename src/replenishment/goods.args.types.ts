import { Field, ID, InputType } from "type-graphql";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";

@InputType({ description: "凭证与说明。 / What an auditor would ask for." })
export class EvidenceInput {
  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note?: string;

  @Field(() => [String], { nullable: true, description: "单据编号。 / Numbers of documents." })
  documents?: string[];
}

@InputType()
export class LineInput extends KeyedInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => EvidenceInput, { nullable: true, description: "凭证。 / Evidence." })
  evidence?: EvidenceInput;

  @Field(() => Instant, {
    description: "发生时间,不晚于现在。 / When it happened; not in the future.",
  })
  occurredAt!: Date;
}

@InputType({
  description: "一次发放:只记地点、单位类别、数量和日期。 / One distribution; no names.",
})
export class DistributionInput {
  @Field(() => String, { description: "地点。 / Where." })
  place!: string;

  @Field(() => String, { description: "单位类别,如社区。 / Kind of unit, e.g. a community." })
  unit!: string;

  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => Day, { description: "日期。 / Day." })
  day!: string;
}

@InputType({ description: "登记使用。 / What became of goods on site." })
export class RecordUseInput extends LineInput {
  @Field(() => Quantity, { defaultValue: 0, description: "消耗。 / Consumed, base units." })
  consumed!: number;

  @Field(() => [DistributionInput], { defaultValue: [], description: "发放。 / Given out." })
  distributed!: DistributionInput[];

  @Field(() => Quantity, { defaultValue: 0, description: "报废。 / Worn out, base units." })
  scrapped!: number;

  @Field(() => Quantity, { defaultValue: 0, description: "灭失。 / Destroyed, base units." })
  destroyed!: number;

  @Field(() => Quantity, {
    defaultValue: 0,
    description: "其中未按捐赠意愿使用的数量。 / Of these, used against the donor's wish.",
  })
  againstEarmark!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "取自留存物资,而非现场物资。 / Taken from goods kept at a depot.",
  })
  fromKept!: boolean;
}

@InputType({ description: "留存物资。 / Keeps goods at a depot of the holder." })
export class KeepGoodsInput extends LineInput {
  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => ID, { description: "本单位的储备库。 / A depot of the holder." })
  depotId!: string;
}

@InputType({ description: "归还启运。 / Sends goods back." })
export class StartReturnInput extends LineInput {
  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => ID, { description: "承运单位。 / Who carries them." })
  carrierId!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "取自留存物资。 / Taken from goods kept at a depot.",
  })
  fromKept!: boolean;
}

const relayedSays =
  "未签收物资的风险是否已在中转时转移;该行两类都有时必填。 / Of goods not accepted: whether their " +
  "risk passed at a relay; needed where the line has both kinds there.";

@InputType({ description: "归途中的物资。 / Goods on their way back." })
export class ReturnedInput extends LineInput {
  @Field(() => Boolean, {
    defaultValue: true,
    description: "曾被签收;拒收或折返的为否。 / False: rejected at arrival or turned back.",
  })
  received!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: relayedSays,
  })
  relayed?: boolean;

  @Field(() => ID, { description: "承运单位。 / Who carries them." })
  carrierId!: string;

  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;
}

@InputType({ description: "归还验收结果。 / What the keeper found." })
export class InspectReturnInput extends LineInput {
  @Field(() => Boolean, { defaultValue: true, description: "曾被签收。 / Was accepted before." })
  received!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: relayedSays,
  })
  relayed?: boolean;

  @Field(() => Quantity, { defaultValue: 0, description: "完好。 / Good, base units." })
  good!: number;

  @Field(() => Quantity, { defaultValue: 0, description: "待修。 / To be repaired, base units." })
  repair!: number;

  @Field(() => Quantity, { defaultValue: 0, description: "报废。 / Scrapped, base units." })
  scrapped!: number;

  @Field(() => Quantity, {
    defaultValue: 0,
    description: "完好中须复原(充气、洗消、检测)的数量。 / Of the good: to be restored first.",
  })
  restore!: number;

  @Field(() => ID, {
    nullable: true,
    description: "造成报废的承运或签收单位。 / Who spoiled what is scrapped.",
  })
  spoiledById?: string;
}

@InputType({ description: "修复验收。 / What came back from the workshop." })
export class RecordRepairInput extends LineInput {
  @Field(() => Boolean, { defaultValue: true, description: "曾被签收。 / Was accepted before." })
  received!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: relayedSays,
  })
  relayed?: boolean;

  @Field(() => Quantity, { defaultValue: 0, description: "修好。 / Fixed, base units." })
  fixed!: number;

  @Field(() => Quantity, { defaultValue: 0, description: "报废。 / Beyond repair, base units." })
  scrapped!: number;

  @Field(() => String, { description: "修理发票号。 / Number of the invoice." })
  voucher!: string;
}
