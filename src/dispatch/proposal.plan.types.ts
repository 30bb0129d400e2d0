import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { Authority, Basis } from "../../schema/words/dispatch.ts";
import type { ApprovalKind } from "../../schema/words/dispatch.ts";
import type { ApprovalTier } from "../../schema/words/regions.ts";
import { connectionOf } from "../graph/connection.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { ApprovalKindEnum, ApprovalTierEnum } from "../regions/terms.types.ts";
import type { Ground } from "./proposal.model.ts";
import { AuthorityEnum, BasisEnum } from "./proposal.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "代码与中英文说明。 / A code with its sentence in both languages.",
})
export class Explained {
  @Field(() => String, { description: "稳定的代码。 / The stable code." })
  code!: string;

  @Field(() => String, { description: "中文说明。 / The sentence in Chinese." })
  zh!: string;

  @Field(() => String, { description: "英文说明。 / The sentence in English." })
  en!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "一个求解阶段的数值,与就近调拨对照。 / One stage, beside nearest-first.",
})
export class ProposalStage {
  @Field(() => String, { description: "阶段名。 / Name of the stage." })
  name!: string;

  @Field(() => Float, { description: "本方案的值,越小越好。 / This plan's value; less is better." })
  value!: number;

  @Field(() => Float, { nullable: true, description: "就近调拨的值。 / Value of nearest-first." })
  baseline!: number | null;

  @Field(() => Float, { description: "已证下界。 / Proven bound." })
  bound!: number;

  @Field(() => Float, { description: "与最优的差距,0 为已证最优。 / Gap; 0 is proven optimal." })
  gap!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "一项须经的审批。 / An approval that a line waits for.",
})
export class LineApproval {
  @Field(() => ApprovalKindEnum, { description: "审批种类。 / Its kind." })
  kind!: ApprovalKind;

  org!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "方案的一行:谁的什么、凭何依据、何时到达。 / Who sends what, on which ground, when.",
})
export class ProposalLine {
  @Field(() => String, { description: "货源编号,可用于谈定。 / Supply id, to pin it." })
  supply!: string;

  @Field(() => Boolean, {
    description: "是否晚于需求时限(晚到胜于不到)。 / Whether it comes after the deadline.",
  })
  late!: boolean;

  @Field(() => ID, { nullable: true, description: "批次。 / Global id of the lot." })
  lotId!: string | null;

  @Field(() => ID, { nullable: true, description: "协议额度。 / Global id of the commitment." })
  commitmentId!: string | null;

  @Field(() => ID, { nullable: true, description: "队伍。 / Global id of the team." })
  teamId!: string | null;

  @Field(() => ID, { nullable: true, description: "装备。 / Global id of the machine." })
  equipmentId!: string | null;

  @Field(() => Quantity, { description: "发出数量,基本单位。 / Shipped, in base units." })
  quantity!: number;

  @Field(() => Quantity, { description: "折合需求数量。 / How much of the need it fills." })
  counted!: number;

  @Field(() => Int, {
    nullable: true,
    description: "成套需求的第几套。 / Which of the need's sets it is part of; null: of none.",
  })
  set!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "补齐的那一套的编号。 / Code of the broken set that it fills up; null: of none.",
  })
  fills!: string | null;

  @Field(() => Instant, { description: "启运时间。 / When it leaves." })
  leavesAt!: Date;

  @Field(() => Instant, { description: "到达时间。 / When it arrives." })
  arrivesAt!: Date;

  @Field(() => BasisEnum, { description: "调用依据。 / Its legal ground." })
  basis!: Basis;

  @Field(() => AuthorityEnum, { description: "调用方式。 / How the lender is asked." })
  authority!: Authority;

  @Field(() => Int, { description: "调用顺序,1 先 5 后。 / Legal order, 1 first … 5 last." })
  rank!: number;

  @Field(() => ApprovalTierEnum, { description: "同市、同省或跨省。 / How far apart they stand." })
  tier!: ApprovalTier;

  @Field(() => String, { nullable: true, description: "协议编号。 / Code of the agreement." })
  agreementCode!: string | null;

  @Field(() => Int, { nullable: true, description: "协议版本。 / Version of the agreement." })
  agreementVersion!: number | null;

  @Field(() => [LineApproval], { description: "须经的审批。 / Approvals that it waits for." })
  approvals!: LineApproval[];

  @Field(() => [Explained], { description: "为何选它。 / Why this line and not the next best." })
  reasons!: Explained[];

  needKey!: string;
  coverCodes!: readonly string[];
  ground!: Ground;
}

@ObjectType({ simpleResolvers: true, description: "缺口的一条原因。 / What keeps how much away." })
export class ShortageLimit extends Explained {
  @Field(() => Quantity, { description: "受限数量。 / How much it keeps away, in base units." })
  quantity!: number;
}

@ObjectType({ simpleResolvers: true, description: "一条补救措施及其效果。 / A cure, tried." })
export class ShortageMeasure extends Explained {
  @Field(() => Float, { description: "力度,单位随代码。 / How far; unit by code." })
  amount!: number;

  @Field(() => Quantity, { description: "现缺。 / Missing now." })
  missingBefore!: number;

  @Field(() => Quantity, { description: "采取后仍缺。 / Missing with it." })
  missingAfter!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "缺口证明:需求减可供等于缺口,人工可核。 / A proof that a clerk can add up.",
})
export class ShortageCertificate {
  @Field(() => String, { description: "中文说明。 / The sentence in Chinese." })
  zh!: string;

  @Field(() => String, { description: "英文说明。 / The sentence in English." })
  en!: string;

  @Field(() => Float, {
    description: "相关需求合计;按分折算时为分。 / What these needs want together, or points.",
  })
  demand!: number;

  @Field(() => Float, { description: "能到货源合计。 / All that may reach them." })
  supply!: number;

  @Field(() => Float, { description: "差额。 / The difference." })
  missing!: number;

  @Field(() => Int, { description: "涉及需求数。 / How many needs it adds up." })
  needs!: number;

  @Field(() => Int, { description: "涉及货源数。 / How many stocks it adds up." })
  stocks!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "一项需求的缺口。 / What a need misses by its deadline.",
})
export class ProposalShortage {
  @Field(() => String, {
    nullable: true,
    description:
      "未能补齐的那一套。 / Code of the broken set that is not filled up; null: of none.",
  })
  fills!: string | null;

  @Field(() => Quantity, { description: "时限内缺少。 / Missing by the deadline." })
  missing!: number;

  @Field(() => Quantity, { description: "其中晚到可补。 / How much of it comes late." })
  arrivesLate!: number;

  @Field(() => [ShortageLimit], { description: "原因。 / What keeps goods away." })
  limits!: ShortageLimit[];

  @Field(() => Explained, {
    nullable: true,
    description: "未列出的其余原因,按代码计数。 / What is not listed, counted by code.",
  })
  limitsBeyond!: Explained | null;

  @Field(() => ShortageCertificate, { description: "证明。 / The proof." })
  certificate!: ShortageCertificate;

  @Field(() => [ShortageMeasure], { description: "补救措施。 / Cures that were tried." })
  measures!: ShortageMeasure[];

  needKey!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "未予采用的货源与原因。 / A source that may not be used, and why.",
})
export class ProposalExclusion extends Explained {
  @Field(() => String, { description: "货源编号。 / Supply id." })
  supply!: string;

  @Field(() => String, { description: "货源名称(中文)。 / Name of the source, in Chinese." })
  sourceZh!: string;

  needKey!: string;
}

export const ProposalExclusionConnection = connectionOf("ProposalExclusion", ProposalExclusion);
