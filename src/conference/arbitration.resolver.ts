import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, localId, readNode } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import { Claim, RefillTask } from "../ledger/ledger.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { arbitrateClaim } from "./arbitration.service.ts";
import {
  ArbitrateClaimInput,
  ArbitrateClaimPayload,
  ClaimDecision,
  decisionOf,
} from "./arbitration.types.ts";
import {
  decisionByResolution,
  decisionOfClaim,
  itemsOfSource,
  resolutionById,
} from "./conference.loader.ts";
import { Resolution, resolutionOf } from "./resolution.types.ts";
import { SupervisionItem, supervisionOf } from "./supervision.types.ts";

@Resolver()
export class ArbitrationResolver {
  @Mutation(() => ArbitrateClaimPayload, {
    description:
      "依决议裁决争议往来;争议一方不得单独办理。 / Decides a disputed claim by a resolution; never one side alone.",
  })
  arbitrateClaim(
    @Arg("input", () => ArbitrateClaimInput, { description: "哪一决议。 / Which resolution." })
    { idempotencyKey: key, resolutionId }: ArbitrateClaimInput,
    @Ctx() context: Context,
  ): Promise<Resolution | Refused> {
    const input = { resolutionId: idOf("Resolution", resolutionId) };
    return answer(
      context,
      () => arbitrateClaim(context.hub.database, { principal: context.principal, key }, input),
      async ({ id }) => (await readNode(context, globalId("Resolution", id))) as Resolution | null,
    );
  }
}

@Resolver(() => Resolution)
export class ResolutionDecision {
  @FieldResolver(() => ClaimDecision, {
    nullable: true,
    description: "已办理的裁决;未办理为空。 / What was carried out of it; null: not yet.",
  })
  async decision(
    @Root() { key }: Resolution,
    @Ctx() context: Context,
  ): Promise<ClaimDecision | null> {
    const row = await context.load(decisionByResolution).load(key);
    return row && decisionOf(row);
  }
}

@Resolver(() => ClaimDecision)
export class ClaimDecisionEdges {
  @FieldResolver(() => Organization, { description: "办理单位。 / Who carried it out." })
  organization(@Root() { org }: ClaimDecision, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => Resolution, {
    nullable: true,
    description: "所依决议;非会议成员不可见。 / The resolution; null to who is no member.",
  })
  async resolution(
    @Root() { resolutionId }: ClaimDecision,
    @Ctx() context: Context,
  ): Promise<Resolution | null> {
    const row = await context.load(resolutionById).load(resolutionId);
    return row && resolutionOf(row);
  }
}

async function itemsOf(context: Context, id: string): Promise<SupervisionItem[]> {
  const { today } = await context.reading.tx();
  const rows = await context.load(itemsOfSource).load(localId(id)?.id ?? "");
  return rows.map((row) => supervisionOf(row, today));
}

@Resolver(() => Claim)
export class ClaimConference {
  @FieldResolver(() => [SupervisionItem], {
    description: "对它的督办,先后为序。 / Supervision of it, the oldest first.",
  })
  supervision(@Root() { id }: Claim, @Ctx() context: Context): Promise<SupervisionItem[]> {
    return itemsOf(context, id);
  }

  @FieldResolver(() => ClaimDecision, {
    nullable: true,
    description: "对它的裁决;无则空。 / What a resolution decided of it; null: nothing.",
  })
  async decision(@Root() { id }: Claim, @Ctx() context: Context): Promise<ClaimDecision | null> {
    const row = await context.load(decisionOfClaim).load(localId(id)?.id ?? "");
    return row && decisionOf(row);
  }
}

@Resolver(() => RefillTask)
export class RefillTaskConference {
  @FieldResolver(() => [SupervisionItem], {
    description: "对它的督办,先后为序。 / Supervision of it, the oldest first.",
  })
  supervision(@Root() { id }: RefillTask, @Ctx() context: Context): Promise<SupervisionItem[]> {
    return itemsOf(context, id);
  }
}

@Resolver(() => SupervisionItem)
export class SupervisionSourceEdges {
  @FieldResolver(() => Claim, {
    nullable: true,
    description:
      "所督办的往来;其他来源或无权查看为空。 / The claim; null: another source, or unseen.",
  })
  async claim(
    @Root() { sourceKind, source }: SupervisionItem,
    @Ctx() context: Context,
  ): Promise<Claim | null> {
    return sourceKind === "CLAIM" ? ((await readNode(context, source)) as Claim | null) : null;
  }

  @FieldResolver(() => RefillTask, {
    nullable: true,
    description:
      "所督办的补库任务;其他来源或无权查看为空。 / The refill task; null: another, or unseen.",
  })
  async refillTask(
    @Root() { sourceKind, source }: SupervisionItem,
    @Ctx() context: Context,
  ): Promise<RefillTask | null> {
    if (sourceKind !== "REFILL_TASK") return null;
    return (await readNode(context, source)) as RefillTask | null;
  }
}
