import { Field, Float, ID, InputType, Int } from "type-graphql";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { ApprovalKind } from "../../schema/words/dispatch.ts";
import {
  approvalTier,
  type ApprovalTier,
  type DueAnchor,
  type PriceBasis,
  type RefillQuality,
  type Regime,
  type RiskPassesAt,
} from "../../schema/words/regions.ts";
import { codesOf } from "../../schema/words/word.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { Agreement } from "./agreement.types.ts";
import { ServiceRateInput } from "./service-rate.types.ts";
import {
  ApprovalKindEnum,
  ApprovalTierEnum,
  DueAnchorEnum,
  PriceBasisEnum,
  RefillQualityEnum,
  RegimeEnum,
  RiskPassesAtEnum,
} from "./terms.types.ts";
import { EquivalentItemInput } from "./equivalent.types.ts";

@InputType({ description: "某一层级须经的审批。 / The approvals that one tier asks for." })
export class TierApprovalsInput {
  @Field(() => ApprovalTierEnum, { description: "层级。 / The tier." })
  tier!: ApprovalTier;

  @Field(() => [ApprovalKindEnum], { description: "须经的审批。 / Whose approval is needed." })
  kinds!: ApprovalKind[];
}

@InputType({ description: "先调后补的条件。 / On which terms goods may leave before the papers." })
export class ActFirstTermsInput {
  @Field(() => Quantity, { description: "每单上限。 / At most so much per order, base units." })
  maxQuantity!: number;

  @Field(() => Int, { description: "补办手续期限(天)。 / Days until the papers must be there." })
  papersWithinDays!: number;

  @Field(() => Int, { description: "响应级别至少为(1 最高)。 / The level must be this or graver." })
  minResponseLevel!: number;
}

@InputType({ description: "何为等值。 / What equals what was lent." })
export class EquivalenceTermsInput {
  @Field(() => RefillQualityEnum, { description: "补库物资品质。 / Quality of refill goods." })
  quality!: RefillQuality;

  @Field(() => Int, { description: "等值结算为单价的百分比。 / Per cent of the price, in cash." })
  cashPercent!: number;

  @Field(() => Int, { description: "剩余保质期下限(%)。 / Least storage life left, per cent." })
  shelfLifePercent!: number;

  @Field(() => [EquivalentItemInput], {
    nullable: true,
    description: "可抵补物资;空为仅限原物资。 / Substitutes; null: the item itself alone.",
  })
  substitutes?: EquivalentItemInput[];
}

@InputType({ description: "分担比例。 / How much of a claim one party bears." })
export class ClaimShareInput {
  @Field(() => String, { description: "单位编码。 / Code of the organization." })
  orgId!: string;

  @Field(() => Int, { description: "万分比,合计 10000。 / Basis points; together 10,000." })
  basisPoints!: number;
}

@InputType({ description: "可执行的条款。 / The executable part of an agreement." })
export class AgreementTermsInput {
  @Field(() => RegimeEnum, { description: "清偿方式。 / How what is owed is settled." })
  regime!: Regime;

  @Field(() => [String], { description: "涵盖的物资编码。 / Skus that it covers." })
  items!: string[];

  @Field(() => [String], { description: "涵盖的品类;均空则全部。 / Categories; both empty: all." })
  categories!: string[];

  @Field(() => Float, { description: "出借方保底比例(0–1)。 / Share that the lender keeps." })
  lenderFloorShare!: number;

  @Field(() => Int, { description: "预占时长(分钟)。 / How long a soft hold lasts." })
  holdMinutes!: number;

  @Field(() => Float, {
    description: "未批准可预占比例(0–1)。 / Share that may be held unapproved.",
  })
  holdShare!: number;

  @Field(() => [TierApprovalsInput], { description: "分层级审批。 / Approvals by tier." })
  approvals!: TierApprovalsInput[];

  @Field(() => ActFirstTermsInput, {
    nullable: true,
    description: "先调后补;空为不适用。 / Act first.",
  })
  actFirst?: ActFirstTermsInput | null;

  @Field(() => RiskPassesAtEnum, { description: "风险转移。 / Where the risk passes." })
  riskPassesAt!: RiskPassesAt;

  @Field(() => DueAnchorEnum, { description: "起算日。 / From when the term runs." })
  dueAnchor!: DueAnchor;

  @Field(() => Int, { description: "期限(天)。 / The term, in days." })
  dueDays!: number;

  @Field(() => Day, { nullable: true, description: "约定日期,仅用于 DATE。 / The agreed day." })
  dueOn?: string | null;

  @Field(() => Int, { description: "差异确认时限(小时)。 / Hours to confirm a difference." })
  differenceWindowHours!: number;

  @Field(() => Int, { description: "补库物资剩余保质期下限(月)。 / Months of life for refills." })
  refillShelfMonths!: number;

  @Field(() => PriceBasisEnum, { nullable: true, description: "计价依据。 / The price basis." })
  priceBasis?: PriceBasis | null;

  @Field(() => EquivalenceTermsInput, { nullable: true, description: "等值条款。 / Equivalence." })
  equivalence?: EquivalenceTermsInput | null;

  @Field(() => Int, { nullable: true, description: "视同消耗期限(天)。 / Days until deemed used." })
  deemedUsedAfterDays?: number | null;

  @Field(() => [ServiceRateInput], { nullable: true, description: "费率表。 / Rate table." })
  serviceRates?: ServiceRateInput[] | null;

  @Field(() => [ClaimShareInput], { nullable: true, description: "分担;空为负担单位。 / Shares." })
  shares?: ClaimShareInput[] | null;
}

/** A tier that is named twice asks for all that is named, one that is not named for nothing. */
export function termsFrom(input: AgreementTermsInput): AgreementTerms {
  const { approvals, actFirst, dueOn, priceBasis, equivalence, deemedUsedAfterDays } = input;
  const { serviceRates, shares } = input;
  const kindsOf = (tier: ApprovalTier): readonly ApprovalKind[] =>
    approvals.filter((one) => one.tier === tier).flatMap(({ kinds }) => kinds);
  const given = {
    ...{ actFirst, dueOn, priceBasis, equivalence, deemedUsedAfterDays, serviceRates, shares },
  };
  const optional = Object.entries(given).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return {
    ...{ regime: input.regime, items: input.items, categories: input.categories },
    ...{ lenderFloorShare: input.lenderFloorShare, holdMinutes: input.holdMinutes },
    ...{ holdShare: input.holdShare, riskPassesAt: input.riskPassesAt },
    ...{ dueAnchor: input.dueAnchor, dueDays: input.dueDays },
    differenceWindowHours: input.differenceWindowHours,
    refillShelfMonths: input.refillShelfMonths,
    approvals: Object.fromEntries(
      codesOf(approvalTier).map((tier) => [tier, kindsOf(tier)]),
    ) as unknown as AgreementTerms["approvals"],
    ...(JSON.parse(JSON.stringify(Object.fromEntries(optional))) as Partial<AgreementTerms>),
  };
}

@InputType({ description: "协议的一方。 / A party: it lends, borrows, or both." })
export class AgreementPartyInput {
  @Field(() => String, { description: "单位编码。 / Code of the organization." })
  orgId!: string;

  @Field(() => Boolean, { description: "可出借。 / It may lend." })
  lends!: boolean;

  @Field(() => Boolean, { description: "可借用。 / It may borrow." })
  borrows!: boolean;
}

@InputType()
class KeyedInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;
}

@InputType({ description: "提出协议的新版本。 / Proposes a version of an agreement." })
export class ProposeAgreementVersionInput extends KeyedInput {
  @Field(() => String, { description: "协议编码,各版本相同。 / Code, the same for all versions." })
  code!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;

  @Field(() => Day, { description: "生效日。 / First day of validity." })
  validFrom!: string;

  @Field(() => Day, { description: "届满日(含)。 / Last day of validity." })
  validTo!: string;

  @Field(() => [AgreementPartyInput], { description: "各方及方向。 / Parties and direction." })
  parties!: AgreementPartyInput[];

  @Field(() => AgreementTermsInput, { description: "条款。 / The terms." })
  terms!: AgreementTermsInput;
}

@InputType({ description: "签署协议的一个版本。 / Signs a version of an agreement." })
export class SignAgreementInput extends KeyedInput {
  @Field(() => ID, { description: "协议版本编号。 / Global id of the version." })
  agreementId!: string;
}

@InputType()
class ReasonedAgreementInput extends SignAgreementInput {
  @Field(() => String, { description: "理由,1–500 字。 / The reason, 1–500 characters." })
  reason!: string;
}

@InputType({ description: "撤回提案或拒签。 / Withdraws a proposal, or declines to sign it." })
export class WithdrawAgreementVersionInput extends ReasonedAgreementInput {}

@InputType({ description: "中止协议。 / Suspends an agreement." })
export class SuspendAgreementInput extends ReasonedAgreementInput {
  @Field(() => Instant, { nullable: true, description: "自何时;空为即时。 / From when; now." })
  from?: Date | null;
}

@InputType({ description: "恢复由本单位中止的协议。 / Resumes what one suspended." })
export class ResumeAgreementInput extends ReasonedAgreementInput {}

@InputType({ description: "退出协议。 / Leaves an agreement." })
export class LeaveAgreementInput extends ReasonedAgreementInput {
  @Field(() => Day, { description: "作为缔约方的最后一日。 / The last day as a party." })
  lastDay!: string;
}

export const ProposeAgreementVersionPayload = payloadOf("ProposeAgreementVersion", Agreement);
export const SignAgreementPayload = payloadOf("SignAgreement", Agreement);
export const WithdrawAgreementVersionPayload = payloadOf("WithdrawAgreementVersion", Agreement);
export const SuspendAgreementPayload = payloadOf("SuspendAgreement", Agreement);
export const ResumeAgreementPayload = payloadOf("ResumeAgreement", Agreement);
export const LeaveAgreementPayload = payloadOf("LeaveAgreement", Agreement);
