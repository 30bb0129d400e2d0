import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { loadNeed } from "../incidents/need.resolver.ts";
import { Need } from "../incidents/need.types.ts";
import { coverageOf } from "./coverage.rules.ts";
import { NeedCoverage, Reached } from "./coverage.types.ts";
import { Proposal } from "./proposal.types.ts";

@Resolver(() => Proposal)
export class ProposalCoverageEdges {
  @FieldResolver(() => [NeedCoverage], {
    description: "逐项需求:本方案与就近调拨对照;求解中为空。 / Need by need, beside nearest-first.",
  })
  coverage(@Root() { plan, zeroAt }: Proposal): NeedCoverage[] {
    if (plan === null) return [];
    return coverageOf(plan, zeroAt).map((row) =>
      Object.assign(new NeedCoverage(), row, {
        plan: Object.assign(new Reached(), row.plan),
        nearestFirst: Object.assign(new Reached(), row.nearestFirst),
      }),
    );
  }
}

@Resolver(() => NeedCoverage)
export class NeedCoverageEdges {
  @FieldResolver(() => Need, { nullable: true, description: "需求。 / The need." })
  need(@Root() { needKey }: NeedCoverage, @Ctx() context: Context): Promise<Need | null> {
    return loadNeed(context, needKey);
  }
}
