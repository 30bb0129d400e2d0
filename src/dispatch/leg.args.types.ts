import { Field, ID, InputType } from "type-graphql";
import { Instant, Quantity } from "../graph/scalars.ts";
import { LegStepInput } from "./order.args.types.ts";

@InputType({ description: "中转安排。 / Where and to whom a leg is handed over." })
export class RelayInput {
  @Field(() => ID, { description: "中转节点,须在警戒区外。 / The node; outside the hazard zone." })
  nodeId!: string;

  @Field(() => ID, { description: "接续承运单位。 / The carrier that takes over." })
  carrierId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "中转点保管单位;空则由接续承运单位点收。 / Who keeps the point and counts there.",
  })
  keeperId?: string;
}

@InputType({ description: "安排或撤销中转。 / Plans a relay, or takes it back." })
export class PlanRelayInput extends LegStepInput {
  @Field(() => RelayInput, {
    nullable: true,
    description: "中转安排;空为直达。 / The relay; absent: it goes through.",
  })
  relay?: RelayInput;
}

@InputType({ description: "中转点收的一行。 / One line counted over at a relay." })
export class RelayLineInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => Quantity, {
    description:
      "点收数量(基本单位),其余为缺失。 / Taken over, in base units; the rest is missing.",
  })
  taken!: number;
}

@InputType({ description: "中转交接。 / A hand-over at a relay." })
export class HandOverLegInput extends LegStepInput {
  @Field(() => String, { description: "交付方出示的交接码。 / The code that the giver shows." })
  code!: string;

  @Field(() => [ID], {
    nullable: true,
    description: "接续车辆;空则自动选择。 / The vehicles; absent: as few as hold the load.",
  })
  vehicleIds?: string[];

  @Field(() => [RelayLineInput], { description: "逐行清点。 / Every line, counted." })
  lines!: RelayLineInput[];

  @Field(() => Instant, { nullable: true, description: "交接时间;空为现在。 / When; absent: now." })
  occurredAt?: Date;
}

@InputType({ description: "折返。 / Turns a leg back." })
export class TurnBackLegInput extends LegStepInput {
  @Field(() => String, { description: "理由,1–500 字。 / The reason, 1–500 characters." })
  reason!: string;

  @Field(() => Instant, { nullable: true, description: "折返时间;空为现在。 / When; absent: now." })
  occurredAt?: Date;
}

@InputType({ description: "否认差异的一行。 / One line of which less is missing." })
export class DeniedLineInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => Quantity, {
    description: "发出方认定的缺失(基本单位)。 / Missing as the sender has it, in base units.",
  })
  missing!: number;
}

@InputType({ description: "否认差异。 / Denies a difference." })
export class DenyDifferenceInput extends LegStepInput {
  @Field(() => String, { description: "理由,1–500 字。 / The reason, 1–500 characters." })
  reason!: string;

  @Field(() => [DeniedLineInput], { description: "所否认的各行。 / The lines that it denies." })
  lines!: DeniedLineInput[];
}
