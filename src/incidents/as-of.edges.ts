import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { AsOf } from "../ledger/as-of.types.ts";
import { pageWith } from "../regions/page.types.ts";
import { listPastNeeds } from "./as-of.service.ts";
import { NeedAsOf, NeedAsOfConnection, NeedsAsOfArgs, pastNeedOf } from "./as-of.types.ts";
import { loadNeed } from "./need.resolver.ts";
import { Need } from "./need.types.ts";

@Resolver(() => AsOf)
export class AsOfNeeds {
  @FieldResolver(() => NeedAsOfConnection, {
    description: "彼时已申报的需求,新的在前。 / Needs declared by then, the newest first.",
  })
  async needs(
    @Root() { cut }: AsOf,
    @Args(() => NeedsAsOfArgs) { incidentId, ...page }: NeedsAsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<NeedAsOf>> {
    const of = incidentId == null ? undefined : idOf("Incident", incidentId);
    const request = { ...page, incidentId: of };
    const listed = await listPastNeeds(await context.reading.tx(), cut, request);
    return pageWith(granted(context, listed), pastNeedOf);
  }
}

@Resolver(() => NeedAsOf)
export class NeedAsOfEdges {
  @FieldResolver(() => Need, {
    nullable: true,
    description: "该需求今日的情形。 / The need as it is today.",
  })
  need(@Root() { needId }: NeedAsOf, @Ctx() context: Context): Promise<Need | null> {
    return loadNeed(context, needId);
  }
}
