import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import type { BriefingContent } from "../../schema/shapes/briefing.ts";
import type { ConferenceSubject, DecisionKind } from "../../schema/words/conference.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import {
  BriefingDecision,
  BriefingLedgerHead,
  BriefingOverdue,
  BriefingResolution,
  BriefingSupervision,
  ConferenceSubjectEnum,
} from "./agenda.types.ts";
import type { BriefingRow } from "./briefing.model.ts";
import { citationOf } from "./briefing.rules.ts";
import { Kpi } from "./kpi.types.ts";
import {
  BriefingGaps,
  BriefingIncident,
  BriefingItem,
  BriefingOnTheWay,
  BriefingOwed,
} from "./section.types.ts";

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "联席会议简报:冻结的态势,可引用、可重开,永不更改。 / A frozen picture for the joint conference.",
})
export class ConferenceBriefing extends Node {
  @Field(() => String, { description: "编号,如 LX-2026-0003。 / Number." })
  number!: string;

  @Field(() => String, { description: "标题。 / Title." })
  titleZh!: string;

  @Field(() => ConferenceSubjectEnum, { description: "范围种类。 / Region or cluster." })
  subjectKind!: ConferenceSubject;

  @Field(() => String, { description: "区划或片区代码。 / Code of the region or cluster." })
  subjectCode!: string;

  @Field(() => String, { description: "区划或片区名称。 / Name of the region or cluster." })
  subjectZh!: string;

  @Field(() => Boolean, { description: "演练枢纽出具。 / Issued by an exercise hub." })
  exercise!: boolean;

  @Field(() => Instant, { description: "冻结时间。 / When it was frozen." })
  recordedAt!: Date;

  @Field(() => Quantity, { description: "所据动态序号。 / Up to where the feed was sealed." })
  feedSeq!: number;

  @Field(() => BriefingLedgerHead, {
    nullable: true,
    description: "所据账簿封存头;尚无封存为空。 / The issuer's sealed head; null: none.",
  })
  ledgerHead!: BriefingLedgerHead | null;

  @Field(() => String, {
    description: "规范 JSON 原文(RFC 8785),摘要即其 SHA-256。 / The canonical JSON itself.",
  })
  content!: string;

  @Field(() => String, { description: "内容的 SHA-256,十六进制。 / SHA-256 of the content." })
  digest!: string;

  @Field(() => String, { description: "中文引用文字。 / How to cite it in Chinese." })
  citationZh!: string;

  @Field(() => String, { description: "英文引用文字。 / How to cite it in English." })
  citationEn!: string;

  @Field(() => [BriefingItem], { description: "物资态势。 / Position by item." })
  position!: BriefingItem[];

  @Field(() => BriefingGaps, { description: "定额缺口。 / Gaps against targets." })
  gaps!: BriefingGaps;

  @Field(() => [BriefingIncident], { description: "未办结事件。 / Open incidents." })
  incidents!: BriefingIncident[];

  @Field(() => [BriefingOnTheWay], { description: "在途调拨。 / Orders on the way." })
  onTheWay!: BriefingOnTheWay[];

  @Field(() => [BriefingOwed], { description: "区域间应还应补应付。 / Owed between regions." })
  owed!: BriefingOwed[];

  @Field(() => [BriefingOverdue], { description: "逾期往来与补库。 / What is overdue." })
  overdue!: BriefingOverdue[];

  @Field(() => [Kpi], { description: "四项指标(出具方所见)。 / The four figures." })
  kpis!: Kpi[];

  @Field(() => [BriefingResolution], { description: "未了决议。 / Open resolutions." })
  resolutions!: BriefingResolution[];

  @Field(() => [BriefingSupervision], { description: "督办事项。 / Supervision items." })
  supervision!: BriefingSupervision[];

  @Field(() => [BriefingDecision], { description: "待决事项。 / Decisions due." })
  decisions!: BriefingDecision[];

  org!: string;
  previousId!: string | null;
}

const decided: Readonly<Record<DecisionKind, string>> = {
  APPROVAL_WAITING: "Approval",
  PAPERS_OVERDUE: "Approval",
  CLAIM_DISPUTED: "Claim",
  AGREEMENT_ENDING: "Agreement",
  RESOLUTION_PROPOSED: "Resolution",
};

/** Rows of the frozen content under the ids that `node` reads. */
function sectionsOf(content: BriefingContent) {
  const { position, gaps, owed, kpis } = content;
  const named = <Row extends { readonly id: string }>(type: string, rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, id: globalId(type, row.id) }));
  return {
    ...{ position, gaps, owed, kpis },
    incidents: named("Incident", content.incidents),
    onTheWay: content.onTheWay.map((row) => ({
      ...row,
      orderId: globalId("DispatchOrder", row.orderId),
    })),
    overdue: content.overdue.map((row) => ({
      ...row,
      id: globalId(row.source === "CLAIM" ? "Claim" : "RefillTask", row.id),
    })),
    resolutions: named("Resolution", content.resolutions),
    supervision: named("SupervisionItem", content.supervision),
    decisions: content.decisions.map((row) => ({
      ...row,
      id: globalId(decided[row.kind], row.id),
    })),
  };
}

export function briefingOf(row: BriefingRow): ConferenceBriefing {
  const content = JSON.parse(row.content) as BriefingContent;
  return Object.assign(new ConferenceBriefing(), row, sectionsOf(content), {
    id: globalId("ConferenceBriefing", row.id),
    subjectZh: content.subject.nameZh,
    exercise: content.hub === "EXERCISE",
    citationZh: citationOf(content, row.digest, "zh"),
    citationEn: citationOf(content, row.digest, "en"),
  });
}

export const ConferenceBriefingConnection = connectionOf("ConferenceBriefing", ConferenceBriefing);

/** Whose conference, on which region or cluster. */
@InputType()
export class ConferenceInput extends KeyedInput {
  @Field(() => ID, {
    nullable: true,
    description:
      "以哪个单位的名义;空为本人首个有权的单位。 / In whose name; absent: the first that may.",
  })
  organizationId?: string;

  @Field(() => String, { nullable: true, description: "区划代码,二选一。 / Region, or:" })
  regionCode?: string;

  @Field(() => ID, { nullable: true, description: "片区编号。 / Global id of the cluster." })
  clusterId?: string;
}

@InputType({ description: "出具联席会议简报。 / Issues a briefing." })
export class IssueBriefingInput extends ConferenceInput {
  @Field(() => String, { description: "标题,1–80 字。 / Title, 1–80 characters." })
  titleZh!: string;
}

@ArgsType()
export class ConferenceArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "只看该区划的。 / On this region only." })
  regionCode?: string;

  @Field(() => ID, { nullable: true, description: "只看该片区的。 / On this cluster only." })
  clusterId?: string;
}

export const IssueBriefingPayload = payloadOf("IssueBriefing", ConferenceBriefing);
