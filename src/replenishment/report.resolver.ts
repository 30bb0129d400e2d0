import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { idOf, localId } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import { loadIncident } from "../incidents/incident.resolver.ts";
import { Incident } from "../incidents/incident.types.ts";
import type { Share } from "../ledger/posting.model.ts";
import { Claim } from "../ledger/ledger.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { attributeRecourse } from "./report.service.ts";
import { recourseDecisionOfClaim, reportById, reportsOfIncident } from "./report.loader.ts";
import {
  AttributeRecourseInput,
  AttributeRecoursePayload,
  InvestigationReport,
  RecourseDecision,
  recourseDecisionOf,
  reportOf,
  ReportShare,
  type ReportShareInput,
} from "./report.types.ts";

const sharesOf = (shares: readonly ReportShareInput[]): Share[] =>
  shares.map(({ organizationId, basisPoints }) => ({
    orgId: idOf("Organization", organizationId),
    basisPoints,
  }));

@Resolver()
export class ReportResolver {
  @Mutation(() => AttributeRecoursePayload, {
    description:
      "登记事故调查报告,认定各笔追偿;出借方的应收不变。 / Records a report; every recourse follows it.",
  })
  attributeRecourse(
    @Arg("input", () => AttributeRecourseInput, { description: "报告。 / The report." })
    input: AttributeRecourseInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    const { idempotencyKey: key, number, issuedBy, decidedOn } = input;
    const document = input.document ?? undefined;
    const asked = {
      ...{ incidentId: idOf("Incident", input.incidentId), number, issuedBy, decidedOn, document },
      shares: sharesOf(input.shares),
      exceptions: input.exceptions.map(({ claimId, shares }) => ({
        claimId: idOf("Claim", claimId),
        shares: sharesOf(shares),
      })),
    };
    return answer(
      context,
      () => attributeRecourse(context.hub.database, { principal: context.principal, key }, asked),
      ({ id }) => loadIncident(context, id),
    );
  }
}

@Resolver(() => Incident)
export class IncidentReports {
  @FieldResolver(() => [InvestigationReport], {
    description: "已登记的调查报告,先后为序。 / Investigation reports, the oldest first.",
  })
  async investigationReports(
    @Root() { id }: Incident,
    @Ctx() context: Context,
  ): Promise<InvestigationReport[]> {
    return (await context.load(reportsOfIncident).load(localId(id)?.id ?? "")).map(reportOf);
  }
}

@Resolver(() => ReportShare)
export class ReportShareEdges {
  @FieldResolver(() => Organization, { description: "责任单位。 / The party." })
  organization(@Root() { orgId }: ReportShare, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, orgId);
  }
}

@Resolver(() => Claim)
export class ClaimReport {
  @FieldResolver(() => RecourseDecision, {
    nullable: true,
    description: "调查报告对它的认定;无则空。 / What a report decided of it; null: none did.",
  })
  async attribution(
    @Root() { id }: Claim,
    @Ctx() context: Context,
  ): Promise<RecourseDecision | null> {
    const row = await context.load(recourseDecisionOfClaim).load(localId(id)?.id ?? "");
    return row && recourseDecisionOf(row);
  }
}

@Resolver(() => RecourseDecision)
export class RecourseDecisionEdges {
  @FieldResolver(() => InvestigationReport, {
    nullable: true,
    description: "所依报告;与己无关为空。 / The report; null to whom it does not concern.",
  })
  async report(
    @Root() { reportId }: RecourseDecision,
    @Ctx() context: Context,
  ): Promise<InvestigationReport | null> {
    const row = await context.load(reportById).load(reportId);
    return row && reportOf(row);
  }
}
