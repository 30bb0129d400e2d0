import { Field, Float, Int, ObjectType } from "type-graphql";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import { approvalKind, type ApprovalKind } from "../../schema/words/dispatch.ts";
import {
  approvalTier,
  dueAnchor,
  priceBasis,
  refillQuality,
  regime,
  riskPassesAt,
  type ApprovalTier,
  type DueAnchor,
  type PriceBasis,
  type RefillQuality,
  type Regime,
  type RiskPassesAt,
} from "../../schema/words/regions.ts";
import { codesOf } from "../../schema/words/word.ts";
import { Day, Quantity } from "../graph/scalars.ts";
import { EquivalentItem, equivalentItemOf } from "./equivalent.types.ts";
import { ServiceRate, serviceRateOf } from "./service-rate.types.ts";
import { enumOf } from "../graph/words.ts";

export const RegimeEnum = enumOf(
  "Regime",
  regime,
  "往来如何清偿。 / What happens to what is owed under an agreement.",
);
export const RiskPassesAtEnum = enumOf(
  "RiskPassesAt",
  riskPassesAt,
  "毁损风险何时转移。 / Where the risk of loss passes to the borrower.",
);
export const DueAnchorEnum = enumOf(
  "DueAnchor",
  dueAnchor,
  "期限自何日起算。 / The day from which a term is counted.",
);
export const PriceBasisEnum = enumOf(
  "PriceBasis",
  priceBasis,
  "损耗按何价计。 / By what price a loss is valued.",
);
export const RefillQualityEnum = enumOf(
  "RefillQuality",
  refillQuality,
  "补库物资的品质要求。 / What refill goods must be.",
);
export const ApprovalTierEnum = enumOf(
  "ApprovalTier",
  approvalTier,
  "双方相距层级,决定由谁审批。 / How far apart two parties stand: who must approve.",
);
export const ApprovalKindEnum = enumOf(
  "ApprovalKind",
  approvalKind,
  "审批种类。 / Who must agree before an order may be issued.",
);
@ObjectType({
  simpleResolvers: true,
  description: "某一层级须经的审批。 / The approvals that one tier asks for.",
})
export class TierApprovals {
  @Field(() => ApprovalTierEnum, { description: "层级。 / The tier." })
  tier!: ApprovalTier;

  @Field(() => [ApprovalKindEnum], { description: "须经的审批。 / Whose approval is needed." })
  kinds!: readonly ApprovalKind[];
}

@ObjectType({
  simpleResolvers: true,
  description: "先调后补的条件。 / On which terms goods may leave before the papers.",
})
export class ActFirstTerms {
  @Field(() => Quantity, { description: "每单上限。 / At most so much per order, base units." })
  maxQuantity!: number;

  @Field(() => Int, { description: "补办手续期限(天)。 / Days until the papers must be there." })
  papersWithinDays!: number;

  @Field(() => Int, {
    description: "响应级别须达到该级或更高(1 最高)。 / The response level must be this or graver.",
  })
  minResponseLevel!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "分担比例。 / How much of a claim one party bears.",
})
export class ClaimShare {
  @Field(() => String, { description: "单位编码。 / Code of the organization." })
  orgId!: string;

  @Field(() => Int, { description: "万分比。 / Basis points; all together 10,000." })
  basisPoints!: number;
}

@ObjectType("EquivalenceTerms", {
  simpleResolvers: true,
  description: "何为等值:实物与现金。 / What equals what was lent, in kind and in money.",
})
export class EquivalenceTermsType {
  @Field(() => RefillQualityEnum, { description: "补库物资品质。 / Quality of refill goods." })
  quality!: RefillQuality;

  @Field(() => Int, {
    description: "等值结算为单价的百分比。 / Cash equivalent, per cent of the price.",
  })
  cashPercent!: number;

  @Field(() => Int, {
    description: "补库物资剩余保质期下限(占全期百分比)。 / Least storage life left, per cent.",
  })
  shelfLifePercent!: number;

  @Field(() => [EquivalentItem], {
    description: "可抵补物资;空为仅限原物资。 / Substitutes; empty: the item itself alone.",
  })
  substitutes!: readonly EquivalentItem[];
}

@ObjectType("AgreementTerms", {
  simpleResolvers: true,
  description: "协议中可执行的条款。 / The executable part of an agreement.",
})
export class Terms {
  @Field(() => RegimeEnum, { description: "清偿方式。 / How what is owed is settled." })
  regime!: Regime;

  @Field(() => [String], { description: "涵盖的物资编码。 / Skus that it covers." })
  items!: readonly string[];

  @Field(() => [String], {
    description: "涵盖的品类;与物资均为空则全部涵盖。 / Categories; both empty: it covers all.",
  })
  categories!: readonly string[];

  @Field(() => Float, {
    description: "出借方保底比例(0–1)。 / Share of each shelf that the lender keeps, 0–1.",
  })
  lenderFloorShare!: number;

  @Field(() => Int, { description: "预占时长(分钟)。 / How long a soft hold lasts, in minutes." })
  holdMinutes!: number;

  @Field(() => Float, {
    description: "未批准可预占比例(0–1)。 / Share of free stock that may be held unapproved, 0–1.",
  })
  holdShare!: number;

  @Field(() => [TierApprovals], { description: "分层级审批。 / Approvals by tier." })
  approvals!: TierApprovals[];

  @Field(() => ActFirstTerms, {
    nullable: true,
    description: "先调后补;空表示不适用。 / Act first, papers later; null: never.",
  })
  actFirst!: ActFirstTerms | null;

  @Field(() => RiskPassesAtEnum, { description: "风险转移。 / Where the risk passes." })
  riskPassesAt!: RiskPassesAt;

  @Field(() => DueAnchorEnum, { description: "起算日。 / From when the term runs." })
  dueAnchor!: DueAnchor;

  @Field(() => Int, { description: "期限(天)。 / The term, in days." })
  dueDays!: number;

  @Field(() => Day, {
    nullable: true,
    description: "约定日期,仅用于 DATE。 / The agreed day, with DATE only.",
  })
  dueOn!: string | null;

  @Field(() => PriceBasisEnum, {
    nullable: true,
    description: "计价依据;空为账面价值,结算时另议。 / Price basis; null: agreed at settlement.",
  })
  priceBasis!: PriceBasis | null;

  @Field(() => EquivalenceTermsType, {
    nullable: true,
    description: "等值条款;空为未约定。 / What counts as equal; null: not agreed.",
  })
  equivalence!: EquivalenceTermsType | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "视同消耗期限(天);0 为响应解除即视同,空为 30。 / Days until what is left on site counts as used.",
  })
  deemedUsedAfterDays!: number | null;

  @Field(() => Int, {
    description: "差异确认时限(小时)。 / Hours to confirm a difference; then it counts as agreed.",
  })
  differenceWindowHours!: number;

  @Field(() => Int, {
    description: "补库物资剩余保质期下限(月)。 / Months of shelf life that refill goods must have.",
  })
  refillShelfMonths!: number;

  @Field(() => [ServiceRate], {
    description: "费率表;空为由工时单写明。 / Rate table; empty: each time sheet names its rates.",
  })
  serviceRates!: readonly ServiceRate[];

  @Field(() => [ClaimShare], {
    description: "分担;空为由负担单位全额。 / Shares; none: the payer.",
  })
  shares!: readonly ClaimShare[];
}

export const termsOf = (terms: AgreementTerms): Terms =>
  Object.assign(new Terms(), terms, {
    approvals: codesOf(approvalTier).map((tier) =>
      Object.assign(new TierApprovals(), { tier, kinds: terms.approvals[tier] }),
    ),
    actFirst:
      terms.actFirst === undefined ? null : Object.assign(new ActFirstTerms(), terms.actFirst),
    dueOn: terms.dueOn ?? null,
    priceBasis: terms.priceBasis ?? null,
    equivalence:
      terms.equivalence === undefined
        ? null
        : Object.assign(new EquivalenceTermsType(), terms.equivalence, {
            substitutes: (terms.equivalence.substitutes ?? []).map(equivalentItemOf),
          }),
    deemedUsedAfterDays: terms.deemedUsedAfterDays ?? null,
    serviceRates: (terms.serviceRates ?? []).map(serviceRateOf),
    shares: (terms.shares ?? []).map((share) => Object.assign(new ClaimShare(), share)),
  });
