import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import { Incident } from "../incidents/incident.types.ts";
import type { Share } from "../ledger/posting.model.ts";
import type { RecourseDecisionRow, ReportRow } from "./report.model.ts";

@ObjectType({
  simpleResolvers: true,
  description: "调查报告认定的责任份额。 / A party's part of the responsibility.",
})
export class ReportShare {
  @Field(() => Int, { description: "万分之几。 / Basis points of 10,000." })
  basisPoints!: number;

  orgId!: string;
}

const shareOf = (share: Share): ReportShare => Object.assign(new ReportShare(), share);

@ObjectType({
  simpleResolvers: true,
  description: "事故调查报告,永不更改。 / An investigation report, as it was recorded.",
})
export class InvestigationReport {
  @Field(() => String, { description: "文号。 / Its number." })
  number!: string;

  @Field(() => String, { description: "出具单位。 / Who issued it." })
  issuedBy!: string;

  @Field(() => Day, { description: "出具日期。 / Its day." })
  decidedOn!: string;

  @Field(() => String, { nullable: true, description: "存放处。 / Where it can be read." })
  document!: string | null;

  @Field(() => [ReportShare], {
    description: "责任份额,先列者在前;不足部分无人承担。 / Shares; what they lack is nobody's.",
  })
  shares!: ReportShare[];

  @Field(() => Int, { description: "另行认定的往来笔数。 / Claims with shares of their own." })
  exceptions!: number;

  @Field(() => Instant, { description: "登记时间。 / Recorded at." })
  recordedAt!: Date;

  org!: string;
}

export const reportOf = ({ shares, exceptions, ...row }: ReportRow): InvestigationReport =>
  Object.assign(new InvestigationReport(), row, {
    shares: shares.map(shareOf),
    exceptions: exceptions.length,
  });

@ObjectType({
  simpleResolvers: true,
  description: "调查报告对一笔追偿的认定。 / What a report decided of one recourse.",
})
export class RecourseDecision {
  @Field(() => Quantity, { description: "认定由应办方承担,往来的单位。 / Its debtor's." })
  upheld!: number;

  @Field(() => Quantity, { description: "改由其他责任方承担。 / Others' from then on." })
  elsewhere!: number;

  @Field(() => Quantity, { description: "无人承担,已冲销。 / Nobody's: it left the book." })
  denied!: number;

  reportId!: string;
}

export const recourseDecisionOf = (row: RecourseDecisionRow): RecourseDecision =>
  Object.assign(new RecourseDecision(), row);

@InputType({ description: "责任份额。 / A party's part." })
export class ReportShareInput {
  @Field(() => ID, { description: "责任单位。 / The party." })
  organizationId!: string;

  @Field(() => Int, { description: "万分之几,1–10000。 / Basis points." })
  basisPoints!: number;
}

@InputType({ description: "另行认定的一笔追偿。 / A recourse with shares of its own." })
export class ReportExceptionInput {
  @Field(() => ID, { description: "往来编号。 / Global id of the claim." })
  claimId!: string;

  @Field(() => [ReportShareInput], {
    description: "该笔的份额;空列表为全部冲销。 / Its shares; none: all of it goes.",
  })
  shares!: ReportShareInput[];
}

@InputType({ description: "依调查报告认定追偿。 / Attributes recourse by a report." })
export class AttributeRecourseInput extends KeyedInput {
  @Field(() => ID, { description: "事件。 / The incident." })
  incidentId!: string;

  @Field(() => String, { description: "报告文号。 / Number of the report." })
  number!: string;

  @Field(() => String, { description: "出具单位。 / Who issued it." })
  issuedBy!: string;

  @Field(() => Day, { description: "出具日期,不晚于今天。 / Its day, not in the future." })
  decidedOn!: string;

  @Field(() => String, { nullable: true, description: "存放处。 / Where it can be read." })
  document?: string;

  @Field(() => [ReportShareInput], {
    description: "责任份额,先列者得尾差,合计不超过 10000。 / Shares, first-named first.",
  })
  shares!: ReportShareInput[];

  @Field(() => [ReportExceptionInput], {
    defaultValue: [],
    description: "另行认定的往来。 / Claims that the report judges otherwise.",
  })
  exceptions!: ReportExceptionInput[];
}

export const AttributeRecoursePayload = payloadOf("AttributeRecourse", Incident);
