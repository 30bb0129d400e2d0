import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import {
  DeclareNeedsInput,
  NeedsArgs,
  RenewNeedInput,
  WithdrawNeedInput,
} from "./need.args.types.ts";
import { needById } from "./incident.loader.ts";
import { changed } from "./incident.resolver.ts";
import type { Asking } from "./incident.service.ts";
import { DeclareNeedsPayload, type Incident } from "./incident.types.ts";
import { listNeeds } from "./listing.service.ts";
import { declareNeeds, renewNeed, withdrawNeed } from "./need.service.ts";
import {
  Need,
  NeedConnection,
  needOf,
  RenewNeedPayload,
  WithdrawNeedPayload,
} from "./need.types.ts";

export const loadNeed = async (context: Context, id: string): Promise<Need | null> => {
  const row = await context.load(needById).load(id);
  return row && needOf(row);
};
registerNode("Need", loadNeed);

const changedNeed = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Need | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => loadNeed(context, id),
  );

@Resolver()
export class NeedResolver {
  @Query(() => Need, { nullable: true, description: "按编号取需求。 / A need by its id." })
  need(
    @Arg("id", () => ID, { description: "需求编号。 / Global id of the need." }) id: string,
    @Ctx() context: Context,
  ): Promise<Need | null> {
    return loadNeed(context, idOf("Need", id));
  }

  @Query(() => NeedConnection, { description: "需求,最急在前。 / Needs, the most urgent first." })
  async needs(
    @Args(() => NeedsArgs) { incidentId, ...args }: NeedsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Need>> {
    const of = incidentId === undefined ? {} : { incidentId: idOf("Incident", incidentId) };
    const listed = await listNeeds(await context.reading.tx(), { ...args, ...of });
    return pageWith(granted(context, listed), needOf);
  }

  @Mutation(() => DeclareNeedsPayload, {
    description:
      "申报一批需求;有一行不对即全部退回并逐行说明。 / Declares a list; one wrong line refuses all.",
  })
  declareNeeds(
    @Arg("input", () => DeclareNeedsInput, { description: "需求清单。 / The list." })
    { idempotencyKey, incidentId, requestedById, needs }: DeclareNeedsInput,
    @Ctx() context: Context,
  ): Promise<Incident | Refused> {
    const requestedByOrg =
      requestedById === undefined ? undefined : idOf("Organization", requestedById);
    const input = { incidentId: idOf("Incident", incidentId), requestedByOrg, needs };
    return changed(context, idempotencyKey, (asking) =>
      declareNeeds(context.hub.database, asking, input),
    );
  }

  @Mutation(() => WithdrawNeedPayload, {
    description:
      "撤回需求;在途物资照常送达。 / Withdraws a need; what is on its way still arrives.",
  })
  withdrawNeed(
    @Arg("input", () => WithdrawNeedInput, { description: "需求。 / The need." })
    { idempotencyKey, needId }: WithdrawNeedInput,
    @Ctx() context: Context,
  ): Promise<Need | Refused> {
    return changedNeed(context, idempotencyKey, (asking) =>
      withdrawNeed(context.hub.database, asking, { needId: idOf("Need", needId) }),
    );
  }

  @Mutation(() => RenewNeedPayload, {
    description: "续报需求,延后其失效时间。 / Renews a need, so that it lapses later.",
  })
  renewNeed(
    @Arg("input", () => RenewNeedInput, { description: "需求。 / The need." })
    { idempotencyKey, needId, lapsesAt }: RenewNeedInput,
    @Ctx() context: Context,
  ): Promise<Need | Refused> {
    return changedNeed(context, idempotencyKey, (asking) =>
      renewNeed(context.hub.database, asking, { needId: idOf("Need", needId), lapsesAt }),
    );
  }
}
