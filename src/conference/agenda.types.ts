import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type {
  BriefedDecision,
  BriefedOverdue,
  BriefedResolution,
  BriefedSupervision,
  BriefingHead,
} from "../../schema/shapes/briefing.ts";
import {
  briefingSection,
  changeKind,
  conferenceSubject,
  decisionKind,
  resolutionState,
  supervisionSource,
  supervisionState,
  type BriefingSection,
  type ChangeKind,
  type DecisionKind,
  type ResolutionState,
  type SupervisionState,
} from "../../schema/words/conference.ts";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { ClaimKindEnum } from "../ledger/ledger.types.ts";
import type { BriefingChange as Change } from "./changes.rules.ts";

export const ConferenceSubjectEnum = enumOf(
  "ConferenceSubject",
  conferenceSubject,
  "会议所议的范围。 / What a conference looks at.",
);
export const ResolutionStateEnum = enumOf(
  "ResolutionState",
  resolutionState,
  "决议的状态。 / How far a resolution is.",
);
export const SupervisionStateEnum = enumOf(
  "SupervisionState",
  supervisionState,
  "督办的状态;逾期另计。 / How far a supervision item is; overdue is told apart.",
);
export const SupervisionSourceEnum = enumOf(
  "SupervisionSource",
  supervisionSource,
  "督办的来源。 / From what it came under supervision.",
);
const DecisionKindEnum = enumOf(
  "DecisionKind",
  decisionKind,
  "待决的种类。 / What waits for a decision.",
);
const BriefingSectionEnum = enumOf(
  "BriefingSection",
  briefingSection,
  "简报的部分。 / A part of a briefing.",
);
const ChangeKindEnum = enumOf(
  "BriefingChangeKind",
  changeKind,
  "与上期相比。 / How it stands to the briefing before.",
);

const maybe = (description: string) => ({ nullable: true, description });

@ObjectType({ simpleResolvers: true, description: "一笔逾期往来或补库任务。 / One overdue duty." })
export class BriefingOverdue implements Omit<BriefedOverdue, "source"> {
  @Field(() => ID, { description: "往来或补库任务编号。 / Global id of the claim or task." })
  id!: string;

  @Field(() => SupervisionSourceEnum, { description: "往来或补库任务。 / Claim or refill task." })
  source!: string;

  @Field(() => ClaimKindEnum, maybe("往来种类;补库任务为空。 / Kind of claim; null: a task."))
  kind!: ClaimKind | null;

  @Field(() => String, { description: "应办单位代码。 / Who is to do it." })
  debtor!: string;

  @Field(() => String, { description: "应收单位代码。 / To whom it is due." })
  creditor!: string;

  @Field(() => String, maybe("物资代码;金额为空。 / Sku; null: money."))
  item!: string | null;

  @Field(() => String, { description: "名称。 / Name." })
  nameZh!: string;

  @Field(() => String, { description: "单位。 / Unit." })
  unit!: string;

  @Field(() => Quantity, { description: "未清。 / Outstanding." })
  outstanding!: number;

  @Field(() => Instant, { description: "产生时间。 / Opened at." })
  openedAt!: string;

  @Field(() => Day, { description: "到期日。 / Due day." })
  dueOn!: string;

  @Field(() => Int, { description: "逾期天数。 / Days overdue." })
  daysOverdue!: number;
}

@ObjectType({ simpleResolvers: true, description: "简报中一项未了决议。 / One open resolution." })
export class BriefingResolution implements BriefedResolution {
  @Field(() => ID, { description: "决议编号。 / Global id of the resolution." })
  id!: string;

  @Field(() => String, { description: "标题。 / Title." })
  titleZh!: string;

  @Field(() => ResolutionStateEnum, { description: "当时状态。 / State at the issue." })
  state!: ResolutionState;

  @Field(() => Int, { description: "当时版本。 / Version at the issue." })
  version!: number;

  @Field(() => Instant, { description: "提出时间。 / Proposed at." })
  proposedAt!: string;

  @Field(() => Day, maybe("办结期限。 / To be done by."))
  dueOn!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "简报中一项督办。 / One supervision item." })
export class BriefingSupervision implements BriefedSupervision {
  @Field(() => ID, { description: "督办编号。 / Global id of the item." })
  id!: string;

  @Field(() => String, { description: "事项。 / Title." })
  titleZh!: string;

  @Field(() => String, { description: "责任单位代码。 / Who is to do it." })
  responsible!: string;

  @Field(() => SupervisionStateEnum, { description: "当时状态。 / State at the issue." })
  state!: SupervisionState;

  @Field(() => Instant, { description: "立项时间。 / Opened at." })
  openedAt!: string;

  @Field(() => Day, { description: "期限。 / Due day." })
  dueOn!: string;

  @Field(() => Int, { description: "逾期天数;0 为未逾期。 / Days overdue; 0: not." })
  daysOverdue!: number;
}

@ObjectType({ simpleResolvers: true, description: "一件待决事项。 / One decision due." })
export class BriefingDecision implements BriefedDecision {
  @Field(() => DecisionKindEnum, { description: "种类。 / What it is." })
  kind!: DecisionKind;

  @Field(() => ID, {
    description:
      "审批、往来、协议或决议编号。 / Global id of the approval, claim, pact, resolution.",
  })
  id!: string;

  @Field(() => String, { description: "调拨单号、物资或标题。 / Order number, item or title." })
  titleZh!: string;

  @Field(() => String, maybe("应由谁决定;空为共同决定。 / Who is to decide; null: all together."))
  org!: string | null;

  @Field(() => Instant, { description: "自何时起。 / Since when." })
  since!: string;

  @Field(() => Day, maybe("期限。 / Until when."))
  dueOn!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "与上期简报的一处不同。 / One change." })
export class BriefingChange implements Change {
  @Field(() => BriefingSectionEnum, { description: "哪一部分。 / Which part." })
  section!: BriefingSection;

  @Field(() => ChangeKindEnum, { description: "新增、变化或不再列出。 / How it changed." })
  kind!: ChangeKind;

  @Field(() => String, { description: "所指之物的稳定键。 / Stable key of what it is about." })
  key!: string;

  @Field(() => String, { description: "名称。 / Name." })
  nameZh!: string;

  @Field(() => String, { description: "哪个数。 / Which figure." })
  field!: string;

  @Field(() => String, maybe("单位;状态为空。 / Unit; null: a state."))
  unit!: string | null;

  @Field(() => String, maybe("上期;未知或未列为空。 / Before; null: unknown or not listed."))
  before!: string | null;

  @Field(() => String, maybe("本期;未知或不再列出为空。 / Now; null: unknown or no longer listed."))
  after!: string | null;

  @Field(() => Float, maybe("增减;非数或未知为空。 / Difference of two numbers."))
  difference!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "简报所据的封存头。 / Head that it stands on." })
export class BriefingLedgerHead implements BriefingHead {
  @Field(() => String, { description: "账簿单位代码。 / Whose book." })
  book!: string;

  @Field(() => Quantity, { description: "已封存分录数。 / Entries sealed." })
  size!: number;

  @Field(() => String, { description: "默克尔根。 / Merkle root." })
  root!: string;

  @Field(() => String, { description: "封存头哈希。 / Hash of the head." })
  hash!: string;

  @Field(() => Instant, { description: "封存时间。 / Sealed at." })
  sealedAt!: string;
}
