import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { notesOfSupervision, supervisionById } from "./conference.loader.ts";
import {
  closeSupervision,
  listSupervision,
  openSupervision,
  reportProgress,
  returnSupervision,
} from "./supervision.service.ts";
import {
  CloseSupervisionPayload,
  noteOf,
  OpenSupervisionInput,
  OpenSupervisionPayload,
  ReportProgressPayload,
  ReturnSupervisionPayload,
  sourceTypes,
  SupervisionItem,
  SupervisionItemConnection,
  SupervisionItemsArgs,
  SupervisionNote,
  supervisionOf,
  SupervisionStepInput,
} from "./supervision.types.ts";

const readItem = async (context: Context, id: string): Promise<SupervisionItem | null> => {
  const row = await context.load(supervisionById).load(id);
  return row && supervisionOf(row, (await context.reading.tx()).today);
};

registerNode("SupervisionItem", readItem);

const takeStep = (
  context: Context,
  { idempotencyKey: key, supervisionId, textZh }: SupervisionStepInput,
  step: typeof reportProgress,
): Promise<SupervisionItem | Refused> => {
  const input = { supervisionId: idOf("SupervisionItem", supervisionId), textZh };
  return answer(
    context,
    () => step(context.hub.database, { principal: context.principal, key }, input),
    ({ id }) => readItem(context, id),
  );
};

const organizationOf = (id: string | undefined): string | undefined =>
  id === undefined ? undefined : idOf("Organization", id);

@Resolver()
export class SupervisionResolver {
  @Query(() => SupervisionItemConnection, {
    description: "督办事项,先到期的在前。 / Supervision items, the first to be due first.",
  })
  async supervisionItems(
    @Args(() => SupervisionItemsArgs) args: SupervisionItemsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<SupervisionItem>> {
    const { states = null, responsibleOrganizationId, overdueOnly } = args;
    const responsible = organizationOf(responsibleOrganizationId) ?? null;
    const tx = await context.reading.tx();
    const listed = await listSupervision(tx, args, { states, responsible, overdueOnly });
    return pageWith(granted(context, listed), (row) => supervisionOf(row, tx.today));
  }

  @Mutation(() => OpenSupervisionPayload, {
    description:
      "督办立项:已通过的决议,或逾期的往来、补库、公示。 / Supervises a resolution, or what is overdue.",
  })
  openSupervision(
    @Arg("input", () => OpenSupervisionInput, { description: "何事、何时。 / What, by when." })
    input: OpenSupervisionInput,
    @Ctx() context: Context,
  ): Promise<SupervisionItem | Refused> {
    const { idempotencyKey: key, sourceKind: kind, titleZh, dueOn } = input;
    const asked = {
      organizationId: organizationOf(input.organizationId),
      source: { kind, id: idOf(sourceTypes[kind], input.sourceId) },
      responsibleId: organizationOf(input.responsibleOrganizationId),
      ...{ titleZh, dueOn },
    };
    return answer(
      context,
      () => openSupervision(context.hub.database, { principal: context.principal, key }, asked),
      ({ id }) => readItem(context, id),
    );
  }

  @Mutation(() => ReportProgressPayload, {
    description: "报告进展(责任单位办理)。 / Reports progress; by whoever is to do it.",
  })
  reportProgress(
    @Arg("input", () => SupervisionStepInput, { description: "进展。 / The progress." })
    input: SupervisionStepInput,
    @Ctx() context: Context,
  ): Promise<SupervisionItem | Refused> {
    return takeStep(context, input, reportProgress);
  }

  @Mutation(() => ReturnSupervisionPayload, {
    description: "退回,须再办再报。 / Sends it back to be done and reported again.",
  })
  returnSupervision(
    @Arg("input", () => SupervisionStepInput, { description: "为何退回。 / Why." })
    input: SupervisionStepInput,
    @Ctx() context: Context,
  ): Promise<SupervisionItem | Refused> {
    return takeStep(context, input, returnSupervision);
  }

  @Mutation(() => CloseSupervisionPayload, { description: "销号。 / Closes the item as done." })
  closeSupervision(
    @Arg("input", () => SupervisionStepInput, { description: "结论。 / The conclusion." })
    input: SupervisionStepInput,
    @Ctx() context: Context,
  ): Promise<SupervisionItem | Refused> {
    return takeStep(context, input, closeSupervision);
  }
}

@Resolver(() => SupervisionItem)
export class SupervisionEdges {
  @FieldResolver(() => Organization, { description: "督办单位。 / Who supervises." })
  supervisor(@Root() { org }: SupervisionItem, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => Organization, { description: "责任单位。 / Who is to do it." })
  responsible(
    @Root() { responsibleOrg }: SupervisionItem,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, responsibleOrg);
  }

  @FieldResolver(() => [SupervisionNote], {
    description: "历次办理记录,旧的在前。 / Its steps, the oldest first.",
  })
  async notes(
    @Root() { key }: SupervisionItem,
    @Ctx() context: Context,
  ): Promise<SupervisionNote[]> {
    return (await context.load(notesOfSupervision).load(key)).map(noteOf);
  }
}
