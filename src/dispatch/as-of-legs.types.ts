import { Field, ID, ObjectType } from "type-graphql";
import type { ApprovalKind, ApprovalState, LegState } from "../../schema/words/dispatch.ts";
import { globalId } from "../graph/node.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { ApprovalKindEnum } from "../regions/terms.types.ts";
import { ApprovalStateEnum } from "./approval.types.ts";
import type { PastApproval, PastLeg, PastLegLine } from "./as-of-legs.service.ts";
import { LegStateEnum } from "./leg.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "一项审批彼时的情形。 / How an approval stood then.",
})
export class ApprovalAsOf {
  @Field(() => ApprovalKindEnum, { description: "种类。 / Its kind." })
  kind!: ApprovalKind;

  @Field(() => ApprovalStateEnum, { description: "彼时状态。 / Its state then." })
  state!: ApprovalState;

  @Field(() => String, { nullable: true, description: "彼时理由。 / The reason given by then." })
  reason!: string | null;

  @Field(() => Instant, { description: "彼时的期限。 / When it was to lapse, as it stood then." })
  lapsesAt!: Date;

  @Field(() => Instant, { nullable: true, description: "决定时间。 / When it was decided." })
  decidedAt!: Date | null;

  approvalId!: string;
}

export const pastApprovalOf = ({ id, kind, state, ...row }: PastApproval): ApprovalAsOf => {
  const { reason, lapsesAt, decidedAt } = row;
  const told = { approvalId: id, kind, state, reason, lapsesAt, decidedAt };
  return Object.assign(new ApprovalAsOf(), told);
};

@ObjectType({
  simpleResolvers: true,
  description:
    "运段一行彼时的点数(基本单位)。 / What was counted of a line by then, in base units.",
})
class LegLineAsOf {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => Quantity, { description: "启运数量。 / Departed." })
  departed!: number;

  @Field(() => Quantity, { description: "签收合格,或中转点收。 / Accepted, or taken over." })
  accepted!: number;

  @Field(() => Quantity, { description: "拒收。 / Rejected." })
  rejected!: number;

  @Field(() => Quantity, { description: "缺失。 / Missing." })
  missing!: number;

  @Field(() => Quantity, {
    nullable: true,
    description: "发出方主张的缺失;空为未否认。 / Missing as the sender had it; null: not denied.",
  })
  deniedMissing!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "一程运段彼时的情形。 / How a leg stood then.",
})
export class LegAsOf {
  @Field(() => LegStateEnum, { description: "彼时状态。 / Its state then." })
  state!: LegState;

  @Field(() => Instant, { nullable: true, description: "到达时间。 / When it arrived." })
  arrivedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "差异确认期限。 / End of the window." })
  differenceWindowEndsAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "差异确认时间。 / When it was settled." })
  differenceSettledAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "差异否认时间。 / When it was denied." })
  differenceDeniedAt!: Date | null;

  @Field(() => [LegLineAsOf], { description: "各行彼时的点数。 / Its lines then." })
  lines!: LegLineAsOf[];

  legId!: string;
}

const legLineAsOf = ({ orderLineId, departed, accepted, ...row }: PastLegLine): LegLineAsOf => {
  const { rejected, missing, deniedMissing } = row;
  const counts = { departed, accepted, rejected, missing, deniedMissing };
  return Object.assign(new LegLineAsOf(), counts, {
    orderLineId: globalId("OrderLine", orderLineId),
  });
};

export const pastLegOf = ({ id, state, arrivedAt, lines, ...row }: PastLeg): LegAsOf => {
  const { differenceWindowEndsAt, differenceSettledAt, differenceDeniedAt } = row;
  const told = { differenceWindowEndsAt, differenceSettledAt, differenceDeniedAt };
  return Object.assign(new LegAsOf(), told, {
    ...{ legId: id, state, arrivedAt, lines: lines.map(legLineAsOf) },
  });
};
