import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  lotCondition,
  lotOrigin,
  type LotCondition,
  type LotOrigin,
} from "../../schema/words/reserves.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Fen, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { LotInPart } from "./reserves.service.ts";
import { sourceSaid } from "./count-source.rules.ts";

export const LotConditionEnum = enumOf(
  "LotCondition",
  lotCondition,
  "批次状态。 / Whether a lot may be used.",
);
export const LotOriginEnum = enumOf("LotOrigin", lotOrigin, "来源。 / Where a lot came from.");
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "一个货架上一种物资的一个批次。 / One batch of one item on one shelf.",
})
export class StockLot extends Node {
  @Field(() => String, { description: "批次编码。 / Code of the lot." })
  code!: string;

  @Field(() => String, { nullable: true, description: "货位。 / Bin." })
  bin!: string | null;

  @Field(() => String, { description: "生产批号。 / Maker's batch." })
  batch!: string;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "可用数量:未预占、完好、未过期;未知为空。 / Free, good and unexpired; null: unknown.",
  })
  quantity!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "在库未预占、未封存数量,含过期;未知为空。 / Free and not set aside, expired or not; null: unknown.",
  })
  onHand!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "在库而封存的数量;物权与保管单位以外为空。 / Set aside; null for all but owner and keeper.",
  })
  blocked!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "已预占数量;物权与保管单位以外为空。 / Held; null for all but owner and keeper.",
  })
  held!: number | null;

  @Field(() => Day, { nullable: true, description: "生产日期。 / Made on." })
  madeOn!: string | null;

  @Field(() => Day, {
    nullable: true,
    description: "有效期至(含当日);空为不过期。 / Good to the end of this day; null: for ever.",
  })
  expiresOn!: string | null;

  @Field(() => Boolean, { description: "是否已过期。 / Whether it has expired." })
  expired!: boolean;

  @Field(() => LotConditionEnum, { description: "状态。 / Its condition." })
  condition!: LotCondition;

  @Field(() => LotOriginEnum, { description: "来源。 / Where it came from." })
  origin!: LotOrigin;

  @Field(() => String, {
    nullable: true,
    description: "定向用途(灾种代码);空为不限。 / A donor's purpose, a hazard code; null: any.",
  })
  earmark!: string | null;

  @Field(() => Boolean, {
    description: "是否列入定额,消耗须补库。 / Under a norm: what is lost must be refilled.",
  })
  underNorm!: boolean;

  @Field(() => Fen, { nullable: true, description: "单价(分)。 / Value per base unit, in 分." })
  unitValueFen!: number | null;

  @Field(() => Instant, {
    nullable: true,
    description: "最近盘点时间;从未盘点为空。 / Last counted; null: never.",
  })
  countedAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: "距最近盘点天数;从未盘点为空。 / Days since it was counted; null: never.",
  })
  countAgeDays!: number | null;

  @Field(() => String, { description: "数量来源。 / Where the figure comes from." })
  countSource!: string;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  sku!: string;
  ownerOrg!: string;
  depotId!: string;
}

/**
 * A page has hundreds of them: the row is copied once, its item among what is not a field. What was
 * not asked for is missing from a row that was read in part, and from what is made of it.
 */
export const lotOf = (row: LotInPart): StockLot =>
  Object.assign(new StockLot(), row, {
    sku: row.item,
    id: globalId("StockLot", row.id),
    countSource: row.countSource && sourceSaid(row.countSource),
  });

export const StockLotConnection = connectionOf("StockLot", StockLot);

@InputType({ description: "封存、召回或放行一个批次。 / Blocks, recalls or releases a lot." })
export class ChangeLotInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: "批次编号。 / Global id of the lot." })
  lotId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "办理时所见版本;不符则不予办理。 / The version seen; another one is refused.",
  })
  version?: number | null;

  @Field(() => String, { description: "原因或凭据,记入台账。 / Why; it stays in the book." })
  reason!: string;
}

export const BlockLotPayload = payloadOf("BlockLot", StockLot);
export const RecallLotPayload = payloadOf("RecallLot", StockLot);
export const ReleaseLotPayload = payloadOf("ReleaseLot", StockLot);
