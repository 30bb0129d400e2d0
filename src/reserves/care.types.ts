import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { writeOffOutcome, type WriteOffOutcome } from "../../schema/words/reserves.ts";
import { payloadOf } from "../graph/refused.ts";
import { Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { StockLot } from "./lot.types.ts";
import { ReserveInput } from "./stocktake.types.ts";

const WriteOffOutcomeEnum = enumOf(
  "WriteOffOutcome",
  writeOffOutcome,
  "库存如何处置。 / What becomes of goods that leave a shelf without an order.",
);

@ObjectType({
  simpleResolvers: true,
  description: "一次整批召回所及的批次。 / The lots that a recall of a batch reached.",
})
export class BatchRecall {
  @Field(() => [StockLot], {
    description: "有权查看的批次,含装有该批次的套件。 / Lots in sight, kits with a part of it too.",
  })
  lots!: StockLot[];
}

@InputType({ description: "整批召回。 / Recalls a maker's batch wherever it lies." })
export class RecallBatchInput extends ReserveInput {
  @Field(() => String, { description: "物资编码。 / Sku." })
  item!: string;

  @Field(() => String, { description: "生产批号。 / Maker's batch." })
  batch!: string;

  @Field(() => String, { description: "原因或凭据,记入台账。 / Why; it stays in the book." })
  reason!: string;
}

@InputType({ description: "报废或轮出。 / Disposes of goods on a shelf." })
export class WriteOffLotInput extends ReserveInput {
  @Field(() => ID, { description: "批次编号。 / Global id of the lot." })
  lotId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "办理时所见版本;不符则不予办理。 / The version seen; another one is refused.",
  })
  version?: number;

  @Field(() => Quantity, { description: "数量,基本单位。 / How many, in base units." })
  quantity!: number;

  @Field(() => WriteOffOutcomeEnum, { description: "处置方式。 / What becomes of them." })
  outcome!: WriteOffOutcome;

  @Field(() => String, { description: "原因或凭据,记入台账。 / Why; it stays in the book." })
  reason!: string;
}

@InputType({ description: "组装套件。 / Builds kits." })
export class AssembleKitsInput extends ReserveInput {
  @Field(() => String, { description: "套件编码。 / Sku of the kit." })
  kit!: string;

  @Field(() => Quantity, { description: "套数。 / How many kits." })
  quantity!: number;

  @Field(() => [ID], {
    description:
      "每种组件一个批次,同一物权单位、同一库。 / One lot per component, one owner and depot.",
  })
  lotIds!: string[];

  @Field(() => String, { nullable: true, description: "货位。 / Bin." })
  bin?: string;
}

@InputType({ description: "拆分套件。 / Breaks kits up." })
export class BreakKitsInput extends ReserveInput {
  @Field(() => ID, { description: "套件批次编号。 / Global id of the lot of kits." })
  lotId!: string;

  @Field(() => Quantity, { description: "套数。 / How many kits." })
  quantity!: number;
}

export const RecallBatchPayload = payloadOf("RecallBatch", BatchRecall);
export const WriteOffLotPayload = payloadOf("WriteOffLot", StockLot);
export const AssembleKitsPayload = payloadOf("AssembleKits", StockLot);
export const BreakKitsPayload = payloadOf("BreakKits", StockLot);
