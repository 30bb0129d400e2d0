import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { BriefingChange } from "./agenda.types.ts";
import {
  changesSince,
  issueBriefing,
  listBriefings,
  listEarlier,
  findByNumber,
  type BriefingFilter,
} from "./briefing.service.ts";
import {
  briefingOf,
  ConferenceArgs,
  ConferenceBriefing,
  ConferenceBriefingConnection,
  IssueBriefingInput,
  IssueBriefingPayload,
  type ConferenceInput,
} from "./briefing.types.ts";
import { briefingById } from "./conference.loader.ts";

const readBriefing = async (context: Context, id: string): Promise<ConferenceBriefing | null> => {
  const row = await context.load(briefingById).load(id);
  return row && briefingOf(row);
};

registerNode("ConferenceBriefing", readBriefing);

/** The input's global ids as the service knows them. */
export const subjectOf = ({ organizationId, regionCode, clusterId }: ConferenceInput) => ({
  organizationId: organizationId === undefined ? undefined : idOf("Organization", organizationId),
  regionCode,
  clusterId: clusterId === undefined ? undefined : idOf("Cluster", clusterId),
});

export function subjectFilter({
  regionCode,
  clusterId,
}: ConferenceArgs): Pick<BriefingFilter, "subjectKind" | "subjectCode"> {
  if (regionCode !== undefined) return { subjectKind: "REGION", subjectCode: regionCode };
  if (clusterId === undefined) return { subjectKind: null, subjectCode: null };
  return { subjectKind: "CLUSTER", subjectCode: idOf("Cluster", clusterId) };
}

@Resolver()
export class BriefingResolver {
  @Query(() => ConferenceBriefing, {
    nullable: true,
    description: "一份简报,按编号或全局编号;无权与没有相同。 / One briefing; unseen is absent.",
  })
  async briefing(
    @Arg("id", () => ID, { nullable: true, description: "全局编号。 / Global id." })
    id: string | null | undefined,
    @Arg("number", () => String, { nullable: true, description: "编号 LX-…。 / Its number." })
    number: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ConferenceBriefing | null> {
    if (id) return readBriefing(context, idOf("ConferenceBriefing", id));
    const row = number ? await findByNumber(await context.reading.tx(), number) : undefined;
    return row === undefined ? null : briefingOf(row);
  }

  @Query(() => ConferenceBriefingConnection, {
    description: "简报,新的在前。 / Briefings, the newest first.",
  })
  async briefings(
    @Args(() => ConferenceArgs) args: ConferenceArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ConferenceBriefing>> {
    const filter = { org: null, ...subjectFilter(args) };
    const listed = await listBriefings(await context.reading.tx(), args, filter);
    return pageWith(granted(context, listed), briefingOf);
  }

  @Mutation(() => IssueBriefingPayload, {
    description:
      "出具简报(联席会议秘书办理),冻结所见并给出摘要。 / Freezes what the secretary sees, with its digest.",
  })
  issueBriefing(
    @Arg("input", () => IssueBriefingInput, { description: "哪里的简报。 / On what." })
    input: IssueBriefingInput,
    @Ctx() context: Context,
  ): Promise<ConferenceBriefing | Refused> {
    const asking = { principal: context.principal, key: input.idempotencyKey };
    const asked = { ...subjectOf(input), titleZh: input.titleZh };
    return answer(
      context,
      () => issueBriefing(context.hub.database, asking, asked),
      ({ id }) => readBriefing(context, id),
    );
  }
}

@Resolver(() => ConferenceBriefing)
export class BriefingEdges {
  @FieldResolver(() => Organization, { description: "出具单位。 / Who issued it." })
  issuer(@Root() { org }: ConferenceBriefing, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => ConferenceBriefing, {
    nullable: true,
    description: "同一单位、同一范围的上期;首期为空。 / The one before; null: it is the first.",
  })
  async previous(
    @Root() { previousId }: ConferenceBriefing,
    @Ctx() context: Context,
  ): Promise<ConferenceBriefing | null> {
    return previousId === null ? null : readBriefing(context, previousId);
  }

  @FieldResolver(() => [ConferenceBriefing], {
    description:
      "同一单位、同一范围更早的各期,新的在前,至多 100 期。 / Those before it, newest first, at most 100.",
  })
  async earlier(
    @Root() briefing: ConferenceBriefing,
    @Ctx() context: Context,
  ): Promise<ConferenceBriefing[]> {
    const id = idOf("ConferenceBriefing", briefing.id);
    const rows = await listEarlier(await context.reading.tx(), briefing, id);
    return rows.map(briefingOf);
  }

  @FieldResolver(() => [BriefingChange], {
    nullable: true,
    description:
      "与上期或所选一期相比的变化;首期为空。 / What changed since; null: it is the first.",
  })
  async changes(
    @Root() briefing: ConferenceBriefing,
    @Arg("since", () => String, {
      nullable: true,
      description: "更早一期的编号 LX-…;空为上期。 / Number of an earlier one; null: the last.",
    })
    since: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<BriefingChange[] | null> {
    const tx = await context.reading.tx();
    const found = granted(context, await changesSince(tx, briefing, since ?? undefined));
    return found?.map((change) => Object.assign(new BriefingChange(), change)) ?? null;
  }
}
