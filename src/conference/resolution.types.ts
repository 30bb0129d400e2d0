import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  resolutionAction,
  resolutionReference,
  type ConferenceSubject,
  type ResolutionAction,
  type ResolutionReference,
  type ResolutionState,
} from "../../schema/words/conference.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { ConferenceSubjectEnum, ResolutionStateEnum } from "./agenda.types.ts";
import { ConferenceArgs, ConferenceInput } from "./briefing.types.ts";
import { resolutionMay, type PastResolution, type ResolutionRow } from "./resolution.rules.ts";

const ResolutionActionEnum = enumOf(
  "ResolutionAction",
  resolutionAction,
  "对决议可办的事。 / What can be done about a resolution.",
);
const ResolutionReferenceEnum = enumOf(
  "ResolutionReference",
  resolutionReference,
  "决议所涉。 / What a resolution is about.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "会议决议的现行版本。 / A resolution as it stands.",
})
export class Resolution extends Node {
  @Field(() => ResolutionStateEnum, { description: "状态。 / State." })
  state!: ResolutionState;

  @Field(() => [ResolutionActionEnum], {
    description: "按当前状态可办的事。 / What its state lets one do.",
  })
  may!: ResolutionAction[];

  @Field(() => ConferenceSubjectEnum, { description: "范围种类。 / Region or cluster." })
  subjectKind!: ConferenceSubject;

  @Field(() => String, { description: "区划或片区代码。 / Code of the region or cluster." })
  subjectCode!: string;

  @Field(() => String, {
    nullable: true,
    description: "决议文号;旧版本提出的为空。 / Its number; null if proposed by an older version.",
  })
  number!: string | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "对所涉争议往来裁定的数额,往来的单位。 / What the disputed claim is found to be.",
  })
  decidedQuantity!: number | null;

  @Field(() => String, { description: "标题。 / Title." })
  titleZh!: string;

  @Field(() => String, { description: "正文。 / Text." })
  textZh!: string;

  @Field(() => ResolutionReferenceEnum, { description: "所涉种类。 / What it is about." })
  referenceKind!: ResolutionReference;

  @Field(() => ID, {
    nullable: true,
    description: "所涉之物的全局编号;其他事项为空。 / Global id of that; null: another matter.",
  })
  reference!: string | null;

  @Field(() => Day, { nullable: true, description: "办结期限。 / To be done by." })
  dueOn!: string | null;

  @Field(() => Int, { description: "正文版本。 / Version of the text." })
  version!: number;

  @Field(() => Instant, { description: "本版提出时间。 / When this text was proposed." })
  proposedAt!: Date;

  @Field(() => Instant, { nullable: true, description: "表决时间。 / Decided at." })
  decidedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "办结时间。 / Closed at." })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note!: string | null;

  key!: string;
  org!: string;
  agreed!: readonly string[];
}

const referenceTypes: Readonly<Record<ResolutionReference, string>> = {
  BRIEFING: "ConferenceBriefing",
  CLAIM: "Claim",
  NEED: "Need",
  AGREEMENT: "Agreement",
  TEXT: "",
};

export const resolutionOf = (row: ResolutionRow): Resolution =>
  Object.assign(new Resolution(), row, {
    key: row.id,
    id: globalId("Resolution", row.id),
    may: resolutionMay(row.state),
    reference: row.referenceId && globalId(referenceTypes[row.referenceKind], row.referenceId),
  });

@ObjectType({
  simpleResolvers: true,
  description: "修订前的版本,永不更改。 / A version before an amendment.",
})
export class ResolutionVersion {
  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  @Field(() => ResolutionStateEnum, { description: "被取代时的状态。 / How far it had come." })
  state!: ResolutionState;

  @Field(() => String, { description: "标题。 / Title." })
  titleZh!: string;

  @Field(() => String, { description: "正文。 / Text." })
  textZh!: string;

  @Field(() => Day, { nullable: true, description: "办结期限。 / To be done by." })
  dueOn!: string | null;

  @Field(() => Quantity, { nullable: true, description: "裁定的数额。 / The figure decided." })
  decidedQuantity!: number | null;

  @Field(() => [String], { description: "当时同意的单位代码。 / Who had agreed." })
  agreed!: readonly string[];

  @Field(() => Instant, { description: "被取代时间。 / When it was replaced." })
  replacedAt!: Date;
}

export const versionOf = (row: PastResolution): ResolutionVersion =>
  Object.assign(new ResolutionVersion(), row);

export const ResolutionConnection = connectionOf("Resolution", Resolution);

@InputType({ description: "提出或修订决议。 / Proposes or amends a resolution." })
export class ProposeResolutionInput extends ConferenceInput {
  @Field(() => String, { description: "标题,1–80 字。 / Title, 1–80 characters." })
  titleZh!: string;

  @Field(() => String, { description: "正文,1–4000 字。 / Text, 1–4000 characters." })
  textZh!: string;

  @Field(() => Day, { nullable: true, description: "办结期限。 / To be done by." })
  dueOn?: string;

  @Field(() => ID, { nullable: true, description: "所涉简报。 / About this briefing." })
  briefingId?: string;

  @Field(() => ID, { nullable: true, description: "所涉往来。 / About this claim." })
  claimId?: string;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "对该争议往来裁定的数额,往来的单位;修订时须重填。 / With it: what the disputed claim is found to be.",
  })
  decidedQuantity?: number;

  @Field(() => ID, { nullable: true, description: "所涉需求。 / About this need." })
  needId?: string;

  @Field(() => ID, { nullable: true, description: "所涉协议。 / About this agreement." })
  agreementId?: string;

  @Field(() => ID, {
    nullable: true,
    description: "修订哪一决议;范围与所涉不变。 / Amends this one; what it is about stays.",
  })
  amendsId?: string;

  @Field(() => Int, {
    nullable: true,
    description: "修订时所见版本。 / With it: the version seen.",
  })
  version?: number;
}

@InputType()
class ResolutionInput extends KeyedInput {
  @Field(() => ID, { description: "哪一决议。 / Which resolution." })
  resolutionId!: string;
}

@InputType({ description: "记录决议通过。 / Records an adoption." })
export class AdoptResolutionInput extends ResolutionInput {
  @Field(() => Int, { description: "表决的版本。 / The version that was voted on." })
  version!: number;

  @Field(() => [ID], { description: "同意的成员单位。 / Members that agreed." })
  agreedOrganizationIds!: string[];

  @Field(() => String, { nullable: true, description: "说明。 / A note." })
  note?: string;
}

@InputType({ description: "否决或办结决议。 / Rejects or closes a resolution." })
export class EndResolutionInput extends ResolutionInput {
  @Field(() => String, { description: "说明,1–4000 字。 / Why, or what came of it." })
  note!: string;
}

@ArgsType()
export class ResolutionsArgs extends ConferenceArgs {
  @Field(() => [ResolutionStateEnum], {
    nullable: true,
    description: "只看这些状态。 / In these states only.",
  })
  states?: ResolutionState[];
}

export const ProposeResolutionPayload = payloadOf("ProposeResolution", Resolution);
export const AdoptResolutionPayload = payloadOf("AdoptResolution", Resolution);
export const RejectResolutionPayload = payloadOf("RejectResolution", Resolution);
export const CloseResolutionPayload = payloadOf("CloseResolution", Resolution);
