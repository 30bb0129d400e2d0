import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { modeChangesOfRegion } from "./mode.loader.ts";
import { listModeApprovers, listModeCriteria } from "./mode.service.ts";
import { ModeChange, modeChangeOf, ModeCriterion, modeCriterionOf } from "./mode.types.ts";
import { loadOrganization } from "./regions.edges.ts";
import { Organization, Region } from "./regions.types.ts";

@Resolver(() => Region)
export class RegionMode {
  @FieldResolver(() => [ModeCriterion], {
    description: "平急转换的条件与是否具备。 / When its mode may change, and whether that holds.",
  })
  async modeCriteria(@Root() { code }: Region, @Ctx() context: Context): Promise<ModeCriterion[]> {
    const listed = await listModeCriteria(await context.reading.tx(), code);
    return listed.map(modeCriterionOf);
  }

  @FieldResolver(() => [Organization], {
    description: "其审批人可办理平急转换的单位。 / Whose approvers may change its mode.",
  })
  async modeApprovers(@Root() { code }: Region, @Ctx() context: Context): Promise<Organization[]> {
    const orgs = await listModeApprovers(await context.reading.tx(), code);
    return Promise.all(orgs.map((org) => loadOrganization(context, org)));
  }

  @FieldResolver(() => [ModeChange], {
    description: "近 50 次平急转换;公众为空表。 / Its last 50 changes; none for the public.",
  })
  async modeChanges(@Root() { code }: Region, @Ctx() context: Context): Promise<ModeChange[]> {
    return (await context.load(modeChangesOfRegion).load(code)).map(modeChangeOf);
  }
}

@Resolver(() => ModeChange)
export class ModeChangeEdges {
  @FieldResolver(() => Organization, { description: "办理单位。 / The organization." })
  organization(@Root() { byOrg }: ModeChange, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, byOrg);
  }
}
