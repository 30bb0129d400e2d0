import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Asking } from "../access/asking.service.ts";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { subjectFilter, subjectOf } from "./briefing.resolver.ts";
import { pastOfResolution, resolutionById } from "./conference.loader.ts";
import {
  adoptResolution,
  closeResolution,
  listResolutions,
  proposeResolution,
  rejectResolution,
  type Reference,
} from "./resolution.service.ts";
import {
  AdoptResolutionInput,
  AdoptResolutionPayload,
  CloseResolutionPayload,
  EndResolutionInput,
  ProposeResolutionInput,
  ProposeResolutionPayload,
  RejectResolutionPayload,
  Resolution,
  ResolutionConnection,
  resolutionOf,
  ResolutionsArgs,
  ResolutionVersion,
  versionOf,
} from "./resolution.types.ts";

const readResolution = async (context: Context, id: string): Promise<Resolution | null> => {
  const row = await context.load(resolutionById).load(id);
  return row && resolutionOf(row);
};

registerNode("Resolution", readResolution);

const onResolution = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Resolution | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => readResolution(context, id),
  );

const referencesOf = (input: ProposeResolutionInput): Reference[] => [
  ...of("BRIEFING", "ConferenceBriefing", input.briefingId),
  ...of("CLAIM", "Claim", input.claimId),
  ...of("NEED", "Need", input.needId),
  ...of("AGREEMENT", "Agreement", input.agreementId),
];

const of = (kind: Reference["kind"], type: string, id: string | undefined): Reference[] =>
  id === undefined ? [] : [{ kind, id: idOf(type, id) }];

const ended = ({ resolutionId, note }: EndResolutionInput) => ({
  resolutionId: idOf("Resolution", resolutionId),
  note,
});

@Resolver()
export class ResolutionResolver {
  @Query(() => ResolutionConnection, {
    description: "会议决议,新提出的在前。 / Resolutions, the newest first.",
  })
  async resolutions(
    @Args(() => ResolutionsArgs) args: ResolutionsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Resolution>> {
    const filter = { states: args.states ?? null, ...subjectFilter(args) };
    const listed = await listResolutions(await context.reading.tx(), args, filter);
    return pageWith(granted(context, listed), resolutionOf);
  }

  @Mutation(() => ProposeResolutionPayload, {
    description:
      "提出决议,或修订已有决议(保留历次版本)。 / Proposes, or amends; older versions are kept.",
  })
  proposeResolution(
    @Arg("input", () => ProposeResolutionInput, { description: "决议。 / The resolution." })
    input: ProposeResolutionInput,
    @Ctx() context: Context,
  ): Promise<Resolution | Refused> {
    const { titleZh, textZh, dueOn, decidedQuantity, amendsId, version = 0 } = input;
    const amends =
      amendsId === undefined ? undefined : { id: idOf("Resolution", amendsId), version };
    const text = { titleZh, textZh, dueOn, decidedQuantity };
    const asked = { ...subjectOf(input), ...text, references: referencesOf(input), amends };
    return onResolution(context, input.idempotencyKey, (asking) =>
      proposeResolution(context.hub.database, asking, asked),
    );
  }

  @Mutation(() => AdoptResolutionPayload, {
    description: "记录决议通过与同意的成员单位。 / Records an adoption and who agreed.",
  })
  adoptResolution(
    @Arg("input", () => AdoptResolutionInput, { description: "表决结果。 / The vote." })
    { idempotencyKey, resolutionId, version, agreedOrganizationIds, note }: AdoptResolutionInput,
    @Ctx() context: Context,
  ): Promise<Resolution | Refused> {
    const agreed = agreedOrganizationIds.map((id) => idOf("Organization", id));
    const input = { resolutionId: idOf("Resolution", resolutionId), version, agreed, note };
    return onResolution(context, idempotencyKey, (asking) =>
      adoptResolution(context.hub.database, asking, input),
    );
  }

  @Mutation(() => RejectResolutionPayload, {
    description: "记录决议未通过。 / Records a rejection.",
  })
  rejectResolution(
    @Arg("input", () => EndResolutionInput, { description: "哪一决议,为何。 / Which, and why." })
    input: EndResolutionInput,
    @Ctx() context: Context,
  ): Promise<Resolution | Refused> {
    return onResolution(context, input.idempotencyKey, (asking) =>
      rejectResolution(context.hub.database, asking, ended(input)),
    );
  }

  @Mutation(() => CloseResolutionPayload, {
    description: "办结已通过的决议。 / Closes an adopted resolution.",
  })
  closeResolution(
    @Arg("input", () => EndResolutionInput, { description: "哪一决议,结果。 / Which, and how." })
    input: EndResolutionInput,
    @Ctx() context: Context,
  ): Promise<Resolution | Refused> {
    return onResolution(context, input.idempotencyKey, (asking) =>
      closeResolution(context.hub.database, asking, ended(input)),
    );
  }
}

@Resolver(() => Resolution)
export class ResolutionEdges {
  @FieldResolver(() => Organization, { description: "提出单位。 / Who proposed it." })
  proposer(@Root() { org }: Resolution, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => [Organization], { description: "同意的成员单位。 / Members that agreed." })
  agreed(@Root() resolution: Resolution, @Ctx() context: Context): Promise<Organization[]> {
    return Promise.all(resolution.agreed.map((org) => loadOrganization(context, org)));
  }

  @FieldResolver(() => [ResolutionVersion], {
    description: "历次被修订的版本,旧的在前。 / Versions before, the oldest first.",
  })
  async past(@Root() { key }: Resolution, @Ctx() context: Context): Promise<ResolutionVersion[]> {
    return (await context.load(pastOfResolution).load(key)).map(versionOf);
  }
}
