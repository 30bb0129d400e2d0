import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  stocktakeReason,
  stocktakeStage,
  stocktakeState,
  type StocktakeReason,
  type StocktakeStage,
  type StocktakeState,
} from "../../schema/words/reserves.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { LineView, StocktakeRow } from "./stocktake.model.ts";

const StocktakeStateEnum = enumOf(
  "StocktakeState",
  stocktakeState,
  "盘点的状态。 / How far a stocktake is.",
);
const StocktakeStageEnum = enumOf(
  "StocktakeStage",
  stocktakeStage,
  "一个批次点到哪一步;不透露数量。 / Where one lot of a stocktake stands; it tells no figure.",
);
const StocktakeReasonEnum = enumOf(
  "StocktakeReason",
  stocktakeReason,
  "账实不符的原因。 / Why a count differs from the book.",
);

@ObjectType({
  simpleResolvers: true,
  description:
    "盘点表的一行;点完之前不显示任何数量。 / A line of the sheet; blind until it is counted out.",
})
export class StocktakeLine {
  @Field(() => ID, { description: "批次编号。 / Global id of the lot." })
  lotId!: string;

  @Field(() => String, { description: "批次编码。 / Code of the lot." })
  lotCode!: string;

  @Field(() => String, { nullable: true, description: "货位。 / Bin." })
  bin!: string | null;

  @Field(() => String, { description: "生产批号。 / Maker's batch." })
  batch!: string;

  @Field(() => StocktakeStageEnum, { description: "进度。 / Where it stands." })
  stage!: StocktakeStage;

  @Field(() => Int, { description: "已点次数。 / How often it was counted." })
  counts!: number;

  @Field(() => Quantity, {
    nullable: true,
    description: "实点数量;点完之前为空。 / What was counted; null until it is counted out.",
  })
  counted!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "点数时刻的账面数量(含预占、封存);点完之前为空。 / The book at that instant, held and blocked included.",
  })
  booked!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "实点减账面;点完之前为空。 / Counted less booked; null until counted out.",
  })
  difference!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "结束时入账的盘盈(正)或盘亏(负)。 / What closing booked: surplus above zero, shortage below.",
  })
  posted!: number | null;

  @Field(() => StocktakeReasonEnum, { nullable: true, description: "原因。 / The reason." })
  reason!: StocktakeReason | null;

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note!: string | null;

  sku!: string;
}

export const stocktakeLineOf = ({ item, lotId, ...row }: LineView): StocktakeLine =>
  Object.assign(new StocktakeLine(), row, { sku: item, lotId: globalId("StockLot", lotId) });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "盘点:盲点、复点、说明原因、入账。 / A blind count of a depot's shelves.",
})
export class Stocktake extends Node {
  @Field(() => StocktakeStateEnum, { description: "状态。 / State." })
  state!: StocktakeState;

  @Field(() => [String], { description: "只点这些物资;空为全部。 / Only these skus; empty: all." })
  items!: readonly string[];

  @Field(() => [String], { description: "只点这些货位;空为全部。 / Only these bins; empty: all." })
  bins!: readonly string[];

  @Field(() => Instant, { description: "开始时间。 / Opened at." })
  openedAt!: Date;

  @Field(() => Instant, { nullable: true, description: "结束或取消时间。 / Ended at." })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note!: string | null;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  key!: string;
  depotId!: string;
  org!: string;
}

export const stocktakeOf = (row: StocktakeRow): Stocktake =>
  Object.assign(new Stocktake(), row, { key: row.id, id: globalId("Stocktake", row.id) });

export const StocktakeConnection = connectionOf("Stocktake", Stocktake);

@InputType()
export class ReserveInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;
}

@InputType({ description: "开始盘点。 / Opens a count." })
export class OpenStocktakeInput extends ReserveInput {
  @Field(() => String, { description: "库编码。 / Code of the depot." })
  depot!: string;

  @Field(() => [String], { nullable: true, description: "只点这些物资。 / Only these skus." })
  items?: string[];

  @Field(() => [String], { nullable: true, description: "只点这些货位。 / Only these bins." })
  bins?: string[];

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note?: string;
}

@InputType({ description: "一个批次的实点数量。 / What was found of one lot." })
export class LotCountInput {
  @Field(() => ID, { description: "批次编号。 / Global id of the lot." })
  lotId!: string;

  @Field(() => Quantity, { description: "实点数量,基本单位。 / How many, in base units." })
  counted!: number;

  @Field(() => Instant, {
    nullable: true,
    description: "点数时刻;空为现在。 / When it was counted; absent: now.",
  })
  countedAt?: Date;
}

@InputType({ description: "录入实点数量。 / Records counts." })
export class RecordCountsInput extends ReserveInput {
  @Field(() => ID, { description: "盘点编号。 / Global id of the stocktake." })
  stocktakeId!: string;

  @Field(() => [LotCountInput], { description: "各批次,1–500。 / The lots, 1–500." })
  counts!: LotCountInput[];
}

@InputType({ description: "一个批次账实不符的原因。 / Why one lot differs." })
export class LotReasonInput {
  @Field(() => ID, { description: "批次编号。 / Global id of the lot." })
  lotId!: string;

  @Field(() => StocktakeReasonEnum, { description: "原因。 / The reason." })
  reason!: StocktakeReason;

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note?: string;
}

@InputType({ description: "结束盘点并入账。 / Closes a count and books it." })
export class CloseStocktakeInput extends ReserveInput {
  @Field(() => ID, { description: "盘点编号。 / Global id of the stocktake." })
  stocktakeId!: string;

  @Field(() => [LotReasonInput], {
    defaultValue: [],
    description: "每个不符的批次一条。 / One for each lot that differs.",
  })
  reasons!: LotReasonInput[];
}

@InputType({ description: "取消盘点,账面不变。 / Cancels a count; the book stays as it is." })
export class CancelStocktakeInput extends ReserveInput {
  @Field(() => ID, { description: "盘点编号。 / Global id of the stocktake." })
  stocktakeId!: string;
}

@ArgsType()
export class StocktakesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "只看该库。 / Of this depot only." })
  depot?: string;
}

export const OpenStocktakePayload = payloadOf("OpenStocktake", Stocktake);
export const RecordCountsPayload = payloadOf("RecordCounts", Stocktake);
export const CloseStocktakePayload = payloadOf("CloseStocktake", Stocktake);
export const CancelStocktakePayload = payloadOf("CancelStocktake", Stocktake);
