import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { measure } from "./kpi.service.ts";
import { Kpi, kpiFrom, KpisArgs } from "./kpi.types.ts";

@Resolver()
export class KpiResolver {
  @Query(() => [Kpi], {
    description:
      "四项指标,按动态与台账实测。 / The four figures, measured from the feed and the book.",
  })
  async kpis(
    @Args(() => KpisArgs) { incidentId, from, to }: KpisArgs,
    @Ctx() context: Context,
  ): Promise<Kpi[]> {
    const filter = {
      incidentId: incidentId === undefined ? null : idOf("Incident", incidentId),
      from: from ?? null,
      to: to ?? null,
      codes: null,
    };
    return granted(context, await measure(await context.reading.tx(), filter)).map(kpiFrom);
  }
}
