import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { LineChange } from "../solver/what-if.ts";

const LineChangeEnum = enumOf(
  "LineChange",
  {
    KEPT: { zh: "不变", en: "as before" },
    CHANGED: { zh: "数量改变", en: "another quantity" },
    DROPPED: { zh: "取消", en: "dropped" },
    NEW: { zh: "新增", en: "new" },
  },
  "一行与原方案相比。 / What became of a line.",
);
const LossKindEnum = enumOf(
  "LossKind",
  { LANE: { zh: "道路", en: "a road" }, SOURCE: { zh: "货源", en: "a depot or base" } },
  "失去的是什么。 / What is lost.",
);

@ObjectType({
  simpleResolvers: true,
  description: "一个阶段的前后值。 / A stage, before and after.",
})
export class TrialStage {
  @Field(() => String, { description: "阶段名。 / Name of the stage." })
  name!: string;

  @Field(() => Float, { description: "原值。 / Value of the proposal." })
  before!: number;

  @Field(() => Float, { description: "变化后的值。 / Value after the change." })
  after!: number;
}

@ObjectType({ simpleResolvers: true, description: "一行的前后数量。 / A line, before and after." })
export class TrialLine {
  @Field(() => LineChangeEnum, { description: "如何变化。 / What became of it." })
  change!: LineChange["change"];

  @Field(() => String, { description: "货源编号。 / Supply id." })
  supply!: string;

  @Field(() => ID, { description: "需求。 / Global id of the need." })
  needId!: string;

  @Field(() => Boolean, { description: "是否晚于时限。 / Whether it comes after the deadline." })
  late!: boolean;

  @Field(() => Quantity, { description: "原发出数量。 / Shipped before; 0: no such line." })
  before!: number;

  @Field(() => Quantity, { description: "现发出数量。 / Shipped after; 0: no such line." })
  after!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "一项需求的得失。 / What a need gains or loses.",
})
export class TrialNeed {
  @Field(() => ID, { description: "需求。 / Global id of the need." })
  needId!: string;

  @Field(() => Quantity, { description: "时限内原缺。 / Missing by its deadline before." })
  missingBefore!: number;

  @Field(() => Quantity, { description: "时限内现缺。 / Missing by its deadline after." })
  missingAfter!: number;

  @Field(() => Instant, { nullable: true, description: "原到齐时间。 / When the last came." })
  lastBefore!: Date | null;

  @Field(() => Instant, { nullable: true, description: "现到齐时间。 / When the last comes now." })
  lastAfter!: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "推演结果:情况变化后的方案与原方案对照;不写入任何数据。 / A plan that was only tried.",
})
export class ProposalTrial {
  @Field(() => String, { description: "OPTIMAL 或 FEASIBLE。 / How far it is proven." })
  status!: string;

  @Field(() => String, { description: "推演方案的指纹。 / SHA-256 of the plan tried." })
  planHash!: string;

  @Field(() => [TrialStage], { description: "各阶段。 / Its stages." })
  stages!: TrialStage[];

  @Field(() => [TrialLine], { description: "两个方案的全部行。 / Every line of either plan." })
  lines!: TrialLine[];

  @Field(() => [TrialNeed], { description: "有变化的需求。 / Needs that gain or lose." })
  needs!: TrialNeed[];

  @Field(() => Quantity, { description: "变动件数合计。 / Pieces that go otherwise, in sum." })
  moved!: number;

  @Field(() => [String], { description: "提示代码。 / Codes of what the plan warns of." })
  warnings!: string[];
}

@ObjectType({ simpleResolvers: true, description: "因失去而多缺。 / What a need misses more." })
export class LossNeed {
  @Field(() => ID, { description: "需求。 / Global id of the need." })
  needId!: string;

  @Field(() => Quantity, { description: "缺少。 / Missing with the loss." })
  missing!: number;

  @Field(() => Quantity, { description: "其中多缺。 / How much of it is more than before." })
  more!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "失去一条道路或一处货源的后果;各级之和以权重计。 / A loss; sums are weighted.",
})
export class ProposalLoss {
  @Field(() => LossKindEnum, { description: "失去的是什么。 / What is lost." })
  kind!: string;

  @Field(() => String, { description: "货源(求解文件中的编号)。 / The source, as in the file." })
  source!: string;

  @Field(() => String, { nullable: true, description: "道路通往的地点。 / Where the road leads." })
  to!: string | null;

  @Field(() => Int, { description: "受影响的方案行数。 / Lines of the plan that go with it." })
  lines!: number;

  @Field(() => [Float], { description: "原缺,一至五级。 / Missing before, priority 1…5." })
  missingBefore!: number[];

  @Field(() => [Float], { description: "现缺,一至五级。 / Missing after, priority 1…5." })
  missingAfter!: number[];

  @Field(() => [LossNeed], { description: "多缺的需求。 / Needs that miss more." })
  needs!: LossNeed[];
}

@ObjectType({
  simpleResolvers: true,
  description: "脆弱的一行:失去其道路或货源,一、二级需求即缺。 / A line that nothing can replace.",
})
export class FragileLine {
  @Field(() => String, { description: "货源编号。 / Supply id." })
  supply!: string;

  @Field(() => ID, { description: "需求。 / Global id of the need." })
  needId!: string;

  @Field(() => Quantity, { description: "发出数量。 / Shipped." })
  quantity!: number;

  @Field(() => LossKindEnum, { description: "失去何者即缺。 / What must not be lost." })
  lostWith!: string;

  @Field(() => Float, { description: "一、二级多缺,以权重计。 / Missing more of 1–2, weighted." })
  missing!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "方案的稳健性:逐一失去所用道路与货源。 / How a plan bears the loss of each road and depot.",
})
export class ProposalRobustness {
  @Field(() => Int, { description: "所用道路与货源数。 / Roads and depots that the plan uses." })
  candidates!: number;

  @Field(() => Int, { description: "已试算数。 / How many were tried." })
  tried!: number;

  @Field(() => String, { nullable: true, description: "提前结束的原因。 / Why it ended early." })
  stoppedBy!: string | null;

  @Field(() => [ProposalLoss], { description: "最坏者在前。 / Worst first." })
  losses!: ProposalLoss[];

  @Field(() => [FragileLine], { description: "脆弱的各行。 / The fragile lines." })
  fragile!: FragileLine[];
}

export const WhatIfPayload = payloadOf("WhatIf", ProposalTrial);
export const ProposalRobustnessPayload = payloadOf("ProposalRobustness", ProposalRobustness);
