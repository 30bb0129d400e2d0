import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  supervisionAction,
  type SupervisionAction,
  type SupervisionSource,
  type SupervisionState,
} from "../../schema/words/conference.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { SupervisionSourceEnum, SupervisionStateEnum } from "./agenda.types.ts";
import { lateBy, supervisionMay, type NoteRow, type SupervisionRow } from "./supervision.rules.ts";

const SupervisionActionEnum = enumOf(
  "SupervisionAction",
  supervisionAction,
  "督办的一步。 / A step of supervision.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "督办事项:谁在何日前办成何事。 / Who must have done what by which day.",
})
export class SupervisionItem extends Node {
  @Field(() => SupervisionStateEnum, { description: "状态。 / State." })
  state!: SupervisionState;

  @Field(() => [SupervisionActionEnum], {
    description: "按当前状态可办的事。 / What its state lets one do.",
  })
  may!: SupervisionAction[];

  @Field(() => String, { description: "事项。 / What is to be done." })
  titleZh!: string;

  @Field(() => SupervisionSourceEnum, { description: "来源种类。 / From what it came." })
  sourceKind!: SupervisionSource;

  @Field(() => ID, { description: "来源的全局编号。 / Global id of that." })
  source!: string;

  @Field(() => Day, { description: "期限(含)。 / Due day, inclusive." })
  dueOn!: string;

  @Field(() => Boolean, { description: "是否逾期。 / Whether it is overdue." })
  overdue!: boolean;

  @Field(() => Int, { description: "逾期天数;0 为未逾期。 / Days overdue; 0: not." })
  daysOverdue!: number;

  @Field(() => Instant, { description: "立项时间。 / Opened at." })
  openedAt!: Date;

  @Field(() => Instant, { nullable: true, description: "销号时间。 / Closed at." })
  closedAt!: Date | null;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  key!: string;
  org!: string;
  responsibleOrg!: string;
}

export const sourceTypes: Readonly<Record<SupervisionSource, string>> = {
  RESOLUTION: "Resolution",
  CLAIM: "Claim",
  REFILL_TASK: "RefillTask",
  DISCLOSURE: "Disclosure",
};

export function supervisionOf(row: SupervisionRow, today: string): SupervisionItem {
  const daysOverdue = lateBy(row, today);
  return Object.assign(new SupervisionItem(), row, {
    key: row.id,
    id: globalId("SupervisionItem", row.id),
    source: globalId(sourceTypes[row.sourceKind], row.sourceId),
    may: supervisionMay(row.state),
    ...{ daysOverdue, overdue: daysOverdue > 0 },
  });
}

@ObjectType({
  simpleResolvers: true,
  description: "督办的一步及其说明,永不更改。 / One step and what was said at it.",
})
export class SupervisionNote {
  @Field(() => SupervisionActionEnum, { description: "哪一步。 / Which step." })
  action!: SupervisionAction;

  @Field(() => String, { description: "说明。 / What was said." })
  textZh!: string;

  @Field(() => String, { description: "单位代码。 / Code of the organization." })
  org!: string;

  @Field(() => Instant, { description: "时间。 / When." })
  writtenAt!: Date;
}

export const noteOf = (row: NoteRow): SupervisionNote => Object.assign(new SupervisionNote(), row);

export const SupervisionItemConnection = connectionOf("SupervisionItem", SupervisionItem);

@InputType({ description: "督办立项。 / Puts something under supervision." })
export class OpenSupervisionInput extends KeyedInput {
  @Field(() => ID, {
    nullable: true,
    description: "以哪个单位的名义。 / In whose name; absent: the first that may.",
  })
  organizationId?: string;

  @Field(() => SupervisionSourceEnum, { description: "来源种类。 / From what it comes." })
  sourceKind!: SupervisionSource;

  @Field(() => ID, { description: "来源的全局编号。 / Global id of that." })
  sourceId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "责任单位;仅决议需填。 / Who is to do it; for a resolution only.",
  })
  responsibleOrganizationId?: string;

  @Field(() => String, { description: "事项,1–80 字。 / What is to be done." })
  titleZh!: string;

  @Field(() => Day, { description: "期限,不早于今天。 / Due day, not in the past." })
  dueOn!: string;
}

@InputType({ description: "督办的一步。 / A step of supervision." })
export class SupervisionStepInput extends KeyedInput {
  @Field(() => ID, { description: "哪一督办事项。 / Which item." })
  supervisionId!: string;

  @Field(() => String, { description: "说明,1–4000 字。 / What is to be said." })
  textZh!: string;
}

@ArgsType()
export class SupervisionItemsArgs extends PageArgs {
  @Field(() => [SupervisionStateEnum], {
    nullable: true,
    description: "只看这些状态。 / In these states only.",
  })
  states?: SupervisionState[];

  @Field(() => ID, { nullable: true, description: "只看该责任单位。 / Of this organization only." })
  responsibleOrganizationId?: string;

  @Field(() => Boolean, { defaultValue: false, description: "只看逾期。 / Only what is overdue." })
  overdueOnly!: boolean;
}

export const OpenSupervisionPayload = payloadOf("OpenSupervision", SupervisionItem);
export const ReportProgressPayload = payloadOf("ReportProgress", SupervisionItem);
export const ReturnSupervisionPayload = payloadOf("ReturnSupervision", SupervisionItem);
export const CloseSupervisionPayload = payloadOf("CloseSupervision", SupervisionItem);
