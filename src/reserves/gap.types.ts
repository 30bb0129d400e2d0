import { ArgsType, Field, InputType, Int, ObjectType } from "type-graphql";
import { confidence } from "../../schema/words/reserves.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { GapRow } from "./gap.rules.ts";
import { ReserveInput } from "./stocktake.types.ts";

export const ConfidenceEnum = enumOf(
  "Confidence",
  confidence,
  "数量的可信度,按盘点时间长短。 / How far a figure is trusted, by the age of its count.",
);

@ObjectType({
  simpleResolvers: true,
  description:
    "一库一物资的定额与缺口,基本单位;未知为空,不为零。 / A target against what there is; null: unknown.",
})
export class GapLine {
  @Field(() => Quantity, { description: "定额。 / The target." })
  target!: number;

  @Field(() => String, { description: "依据。 / On which ground." })
  basis!: string;

  @Field(() => String, { description: "依据的状态。 / Whether it is in force." })
  status!: string;

  @Field(() => Int, { description: "定额版本。 / Version of the target." })
  version!: number;

  @Field(() => Quantity, {
    nullable: true,
    description: "在库未预占。 / Free and not set aside, expired or not.",
  })
  onHand!: number | null;

  @Field(() => Quantity, { nullable: true, description: "其中可用。 / Good and unexpired." })
  usable!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "可用中将在所问天数内到期的。 / Of that, expiring within the days asked for.",
  })
  expiring!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "已预占;仅物权与保管单位可见。 / Promised; for owner and keeper only.",
  })
  promised!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "归还途中、待检与补库在途;仅物权与保管单位可见。 / Coming back, in inspection or sent as refill.",
  })
  onTheWay!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "缺口:定额减可用。 / Target less usable, never below zero.",
  })
  gap!: number | null;

  @Field(() => Int, { description: "批次数。 / Lots." })
  lots!: number;

  @Field(() => Int, { description: "其中从未盘点的。 / Of these, never counted." })
  uncountedLots!: number;

  @Field(() => Instant, {
    nullable: true,
    description: "最早的盘点时间。 / The oldest count among the counted lots.",
  })
  countedAt!: Date | null;

  depotId!: string;
  sku!: string;
}

export const gapLineOf = ({ item, ...row }: GapRow): GapLine =>
  Object.assign(new GapLine(), row, { sku: item });

export const GapLineConnection = connectionOf("GapLine", GapLine);

@InputType({ description: "缺口的筛选条件,同时满足。 / Which gaps; all conditions hold." })
export class GapFilter {
  @Field(() => String, { nullable: true, description: "区划代码,含下级。 / In this region." })
  regionCode?: string;

  @Field(() => String, { nullable: true, description: "库编码。 / Of this depot." })
  depot?: string;

  @Field(() => String, { nullable: true, description: "物资编码。 / Of this sku." })
  item?: string;

  @Field(() => Boolean, { defaultValue: false, description: "只看有缺口的。 / Only gaps." })
  onlyShort!: boolean;

  @Field(() => Int, {
    defaultValue: 90,
    description: "多少天内到期,0–3650。 / Expiring within so many days, 0–3650.",
  })
  expiringWithinDays!: number;
}

@ArgsType()
export class GapsArgs extends PageArgs {
  @Field(() => GapFilter, { nullable: true, description: "筛选条件。 / Which gaps." })
  filter?: GapFilter;
}

@InputType({ description: "设定储备定额。 / Sets a target." })
export class SetTargetInput extends ReserveInput {
  @Field(() => String, { description: "库编码。 / Code of the depot." })
  depot!: string;

  @Field(() => String, { description: "物资编码。 / Sku." })
  item!: string;

  @Field(() => Quantity, { description: "应储数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => String, { description: "依据,如文件名称。 / On which ground." })
  basis!: string;

  @Field(() => Int, {
    nullable: true,
    description: "办理时所见版本;不符则不予办理。 / The version seen; another one is refused.",
  })
  version?: number;
}

export const SetTargetPayload = payloadOf("SetTarget", GapLine);
