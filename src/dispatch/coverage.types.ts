import { Field, Int, ObjectType } from "type-graphql";
import { Instant, Quantity } from "../graph/scalars.ts";

@ObjectType({
  simpleResolvers: true,
  description: "一项需求能满足到何处,按需求的单位。 / How far a need is met, in its own unit.",
})
export class Reached {
  @Field(() => Quantity, { description: "时限内到达。 / There by the deadline." })
  inTime!: number;

  @Field(() => Quantity, { description: "晚到。 / There after it." })
  late!: number;

  @Field(() => Quantity, {
    description: "时限内缺少,含晚到者。 / Missing at the deadline; what comes late is part of it.",
  })
  missing!: number;

  @Field(() => Instant, {
    nullable: true,
    description: "最后一批到达时间;空为无货可到。 / When the last is there; null: nothing comes.",
  })
  lastArrivesAt!: Date | null;

  @Field(() => Int, { description: "货源数。 / How many sources send it." })
  sources!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "一项需求:本方案与就近调拨对照。 / One need: the plan beside nearest-first.",
})
export class NeedCoverage {
  @Field(() => Quantity, { description: "求解数量。 / How much was asked of the solver." })
  wanted!: number;

  @Field(() => Reached, { description: "本方案。 / This plan." })
  plan!: Reached;

  @Field(() => Reached, { description: "就近调拨。 / Nearest-first." })
  nearestFirst!: Reached;

  needKey!: string;
}
