import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Written } from "../feed/write.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { beginAftermath, closeIncident, endResponse } from "./ending.service.ts";
import {
  IncidentsArgs,
  IncidentStageInput,
  ReportIncidentInput,
  ResponseLevelInput,
  SetHazardZoneInput,
} from "./incident.args.types.ts";
import { incidentById } from "./incident.loader.ts";
import { reportIncident, type Asking } from "./incident.service.ts";
import {
  BeginAftermathPayload,
  CloseIncidentPayload,
  EndResponsePayload,
  Incident,
  IncidentConnection,
  incidentOf,
  ReportIncidentPayload,
  SetHazardZonePayload,
  SetResponseLevelPayload,
  StartResponsePayload,
} from "./incident.types.ts";
import { listIncidents } from "./listing.service.ts";
import { setHazardZone, setResponseLevel, startResponse } from "./response.service.ts";

export const loadIncident = async (context: Context, id: string): Promise<Incident | null> => {
  const row = await context.load(incidentById).load(id);
  return row && incidentOf(row);
};
registerNode("Incident", loadIncident);

const orgOf = (id: string | undefined) => (id === undefined ? id : idOf("Organization", id));

/** Runs a write about an incident and reads the incident again. */
export const changed = (
  context: Context,
  idempotencyKey: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Incident | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key: idempotencyKey }),
    ({ id }) => loadIncident(context, id),
  );

const levelOf = ({ incidentId, payerId, ...rest }: Omit<ResponseLevelInput, "idempotencyKey">) => ({
  ...rest,
  incidentId: idOf("Incident", incidentId),
  payerOrg: orgOf(payerId),
});

const stageOf = ({ incidentId, reason }: IncidentStageInput) => ({
  incidentId: idOf("Incident", incidentId),
  reason,
});

@Resolver()
export class IncidentResolver {
  @Query(() => Incident, { nullable: true, description: "按编号取事件。 / An incident by its id." })
  incident(
    @Arg("id", () => ID, { description: "事件编号。 / Global id of the incident." }) id: string,
    @Ctx() context: Context,
  ): Promise<Incident | null> {
    return loadIncident(context, idOf("Incident", id));
  }

  @Query(() => IncidentConnection, { description: "事件,新报在前。 / Incidents, newest first." })
  async incidents(
    @Args(() => IncidentsArgs) args: IncidentsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Incident>> {
    const listed = await listIncidents(await context.reading.tx(), args);
    return pageWith(granted(context, listed), incidentOf);
  }

  @Mutation(() => ReportIncidentPayload, {
    description: "报告事件(值班调度员)。 / Reports an incident; by a dispatcher.",
  })
  reportIncident(
    @Arg("input", () => ReportIncidentInput, { description: "报告内容。 / The report." })
    { idempotencyKey, leadId, responsibleId, ...rest }: ReportIncidentInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    const input = { ...rest, leadOrg: orgOf(leadId), responsibleOrg: orgOf(responsibleId) };
    return changed(context, idempotencyKey, (asking) =>
      reportIncident(context.hub.database, asking, input),
    );
  }

  @Mutation(() => StartResponsePayload, {
    description:
      "启动应急响应(属地政府或牵头单位审批人),同时确定负担单位。 / Starts the response and fixes the payer; by an approver.",
  })
  startResponse(
    @Arg("input", () => ResponseLevelInput, { description: "级别。 / The level." })
    { idempotencyKey, ...rest }: ResponseLevelInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    return changed(context, idempotencyKey, (asking) =>
      startResponse(context.hub.database, asking, levelOf(rest)),
    );
  }

  @Mutation(() => SetResponseLevelPayload, {
    description:
      "调整响应级别;负担单位的变更只及于此后下达的调拨单。 / Changes the level; a new payer counts for orders issued later.",
  })
  setResponseLevel(
    @Arg("input", () => ResponseLevelInput, { description: "级别。 / The level." })
    { idempotencyKey, ...rest }: ResponseLevelInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    return changed(context, idempotencyKey, (asking) =>
      setResponseLevel(context.hub.database, asking, levelOf(rest)),
    );
  }

  @Mutation(() => SetHazardZonePayload, {
    description:
      "划定或解除警戒区、登记封闭道路。 / Sets or lifts the hazard zone, and the roads that are shut.",
  })
  setHazardZone(
    @Arg("input", () => SetHazardZoneInput, { description: "警戒区。 / The zone." })
    { idempotencyKey, incidentId, closedRoadIds, ...rest }: SetHazardZoneInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    const closedRoads = closedRoadIds?.map((road) => idOf("RoadLink", road));
    const input = { ...rest, incidentId: idOf("Incident", incidentId), closedRoads };
    return changed(context, idempotencyKey, (asking) =>
      setHazardZone(context.hub.database, asking, input),
    );
  }

  @Mutation(() => EndResponsePayload, {
    description: "解除应急响应(审批人)。 / Ends the response; by an approver.",
  })
  endResponse(
    @Arg("input", () => IncidentStageInput, { description: "事件。 / The incident." })
    input: IncidentStageInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    return changed(context, input.idempotencyKey, (asking) =>
      endResponse(context.hub.database, asking, stageOf(input)),
    );
  }

  @Mutation(() => BeginAftermathPayload, {
    description: "转入善后(审批人)。 / Begins the aftermath; by an approver.",
  })
  beginAftermath(
    @Arg("input", () => IncidentStageInput, { description: "事件。 / The incident." })
    input: IncidentStageInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    return changed(context, input.idempotencyKey, (asking) =>
      beginAftermath(context.hub.database, asking, stageOf(input)),
    );
  }

  @Mutation(() => CloseIncidentPayload, {
    description:
      "办结;仍有物资在外即退回。 / Closes the incident; refused while any of its goods is still out.",
  })
  closeIncident(
    @Arg("input", () => IncidentStageInput, { description: "事件。 / The incident." })
    input: IncidentStageInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    return changed(context, input.idempotencyKey, (asking) =>
      closeIncident(context.hub.database, asking, stageOf(input)),
    );
  }
}
