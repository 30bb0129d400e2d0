import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { Instant, Quantity } from "../graph/scalars.ts";
import { PinInput } from "./proposal.types.ts";

@InputType({ description: "一条路:货源所在地至需求地点。 / The way from a supply to a need." })
export class WayInput {
  @Field(() => String, { description: "货源编号。 / Supply id." })
  supply!: string;

  @Field(() => ID, { description: "需求。 / Global id of the need." })
  needId!: string;
}

@InputType({ description: "保底数量的增减。 / More or less that must stay." })
export class FloorInput {
  @Field(() => String, { description: "货源编号(物资批次)。 / Supply id of a lot." })
  supply!: string;

  @Field(() => Int, { description: "增减数量,负数为降低。 / By how much; negative lowers it." })
  by!: number;
}

@InputType({ description: "与某批次同样的更多物资。 / More goods like those of a lot." })
export class MoreStockInput {
  @Field(() => String, { description: "货源编号(物资批次)。 / Supply id of a lot." })
  supply!: string;

  @Field(() => Quantity, { description: "数量。 / How much more, in base units." })
  quantity!: number;
}

@InputType({ description: "另一个时限。 / Another deadline." })
export class DeadlineInput {
  @Field(() => ID, { description: "需求。 / Global id of the need." })
  needId!: string;

  @Field(() => Instant, { nullable: true, description: "新时限,空为不限。 / Absent: none." })
  deadlineAt?: Date | null;
}

@InputType({ description: "假设的变化,至少一项。 / What is supposed; one thing at least." })
export class WhatIfEdits {
  @Field(() => [String], { nullable: true, description: "不可动用的货源。 / Supplies not to use." })
  forbid?: string[];

  @Field(() => [WayInput], { nullable: true, description: "封闭的路。 / Ways that are closed." })
  close?: WayInput[];

  @Field(() => [PinInput], { nullable: true, description: "谈定的各笔。 / What is agreed." })
  pins?: PinInput[];

  @Field(() => [FloorInput], { nullable: true, description: "保底增减。 / Floors moved." })
  floors?: FloorInput[];

  @Field(() => [MoreStockInput], { nullable: true, description: "增加的库存。 / More stock." })
  stock?: MoreStockInput[];

  @Field(() => [DeadlineInput], { nullable: true, description: "改动的时限。 / Deadlines moved." })
  deadlines?: DeadlineInput[];
}

@ArgsType()
export class WhatIfArgs {
  @Field(() => ID, { description: "方案编号。 / Global id of the proposal." })
  proposalId!: string;

  @Field(() => WhatIfEdits, { description: "假设的变化。 / What is supposed." })
  edits!: WhatIfEdits;
}

@ArgsType()
export class RobustnessArgs {
  @Field(() => ID, { description: "方案编号。 / Global id of the proposal." })
  proposalId!: string;

  @Field(() => Int, {
    defaultValue: 40,
    description: "试算几项,1 至 100,紧急者在前。 / How many losses to try, 1–100, urgent first.",
  })
  losses!: number;
}
