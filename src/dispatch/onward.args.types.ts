import { Field, ID, InputType } from "type-graphql";
import { Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { LegStepInput } from "./order.args.types.ts";

@InputType({ description: "改道的一行及其去向。 / One line of a leg, and the need it goes to." })
export class DivertLineInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => ID, { description: "转用的需求编号。 / Global id of the need that it goes to." })
  needId!: string;
}

@InputType({ description: "改道:整程转用于其他需求。 / Diverts a leg, whole, to other needs." })
export class DivertLegInput extends LegStepInput {
  @Field(() => [DivertLineInput], { description: "逐行去向。 / Every line of the leg." })
  lines!: DivertLineInput[];

  @Field(() => String, { description: "理由,1–500 字。 / The reason, 1–500 characters." })
  reason!: string;
}

@InputType({ description: "现场物资转用于其他事件。 / Moves goods on site to another incident." })
export class MoveGoodsInput extends KeyedInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => ID, { description: "转用的需求编号。 / Global id of the need that it goes to." })
  needId!: string;

  @Field(() => Quantity, { description: "数量(基本单位)。 / How much, in base units." })
  quantity!: number;

  @Field(() => String, { description: "理由,1–500 字。 / The reason, 1–500 characters." })
  reason!: string;
}

@InputType({ description: "转场:队伍、装备转往其他事件。 / Moves a unit to another incident." })
export class TransferUnitInput extends KeyedInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => ID, { description: "转往的需求编号。 / Global id of the need that it goes to." })
  needId!: string;

  @Field(() => String, { description: "理由,1–500 字。 / The reason, 1–500 characters." })
  reason!: string;
}
