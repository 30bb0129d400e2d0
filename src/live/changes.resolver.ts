import { Args, ArgsType, Ctx, Field, Query, Resolver, Root, Subscription } from "type-graphql";
import {
  readFeed,
  readHubIn,
  readLatestCursor,
  type ChangeFilter,
  type ChangeRow,
} from "../feed/feed.service.ts";
import { PageArgs, type Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { globalId, localId } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { Change, ChangeConnection, ChangeFilterInput, HubStatus } from "./changes.types.ts";
import { follow, type Delivery, type Following } from "./follow.ts";
import { subjectTypes } from "./subjects.ts";

@ArgsType()
class ChangesArgs extends PageArgs {
  @Field(() => ChangeFilterInput, { nullable: true, description: "筛选。 / Which changes." })
  filter?: ChangeFilterInput | null;
}

@ArgsType()
class FollowArgs {
  @Field(() => String, {
    nullable: true,
    description:
      "从该游标之后开始;不填为保留期之初。 / Continue after it; absent: from the first day kept.",
  })
  after?: string | null;

  @Field(() => ChangeFilterInput, { nullable: true, description: "筛选。 / Which changes." })
  filter?: ChangeFilterInput | null;
}

@Resolver(() => Change)
export class ChangesResolver {
  @Query(() => HubStatus, { description: "本枢纽及其时间。 / This hub and its time." })
  async hub(@Ctx() { reading }: Context): Promise<HubStatus> {
    const tx = await reading.tx();
    const { kind, createdAt } = await readHubIn(tx);
    const latestCursor = await readLatestCursor(tx);
    const { now, today } = tx;
    return Object.assign(new HubStatus(), { kind, createdAt, now, today, latestCursor });
  }

  @Query(() => ChangeConnection, {
    description:
      "动态的一页,按记录封存的次序;只含您有权知道的。 / A page of the feed in sealed order, as far as you may know it.",
  })
  async changes(
    @Args(() => ChangesArgs) { filter, ...args }: ChangesArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Change>> {
    const tx = await context.reading.tx();
    const days = context.hub.feedDays;
    const page = granted(context, await readFeed(tx, { ...args, filter: filterOf(filter), days }));
    return {
      edges: page.edges.map(({ node, cursor }) => ({ node: changeOf(node, cursor), cursor })),
      pageInfo: page.pageInfo,
    };
  }

  @Subscription(() => Change, {
    name: "changes",
    subscribe: ({ args, context }) => {
      const { after, filter } = args as FollowArgs;
      const { hub, ...following } = context as Context & Following;
      return follow(following, { after, filter: filterOf(filter), days: hub.feedDays });
    },
    description:
      "从游标起持续推送动态,断线后可续读。 / The feed from a cursor on, pushed; resume after a lost line.",
  })
  changed(@Args(() => FollowArgs) _args: FollowArgs, @Root() { change, cursor }: Delivery): Change {
    return changeOf(change, cursor);
  }
}

const changeOf = (row: ChangeRow, cursor: string): Change =>
  Object.assign(new Change(), {
    cursor,
    kind: row.kind,
    subjectKind: row.subjectKind,
    subjectId: globalId(subjectTypes[row.subjectKind], row.subjectId),
    version: row.version,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    facts: row.facts,
  });

const filterOf = (filter: ChangeFilterInput | null | undefined): ChangeFilter => ({
  kinds: filter?.kinds ?? undefined,
  subjectKinds: filter?.subjectKinds ?? undefined,
  subjectIds: filter?.subjectIds?.map((id) => localId(id)?.id ?? ""),
});
