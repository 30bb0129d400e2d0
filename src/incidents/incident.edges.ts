import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { loadItem, loadSkills } from "../catalog/catalog.edges.ts";
import { Skill } from "../catalog/capability.types.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { assert } from "../kernel/assert.ts";
import { loadNode } from "../network/network.edges.ts";
import { RoadNode } from "../network/network.types.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization, loadRegion } from "../regions/regions.edges.ts";
import { Organization, Region } from "../regions/regions.types.ts";
import { NeedsOfArgs } from "./need.args.types.ts";
import { levelsOfIncident, setsOfNeed } from "./incident.loader.ts";
import { loadIncident } from "./incident.resolver.ts";
import { Incident, IncidentLevel, levelOf } from "./incident.types.ts";
import { NeedSet, needSetOf } from "./need-set.types.ts";
import { listNeeds } from "./listing.service.ts";
import { Need, NeedConnection, needOf } from "./need.types.ts";

const maybeOrganization = async (
  context: Context,
  id: string | null,
): Promise<Organization | null> => (id === null ? null : loadOrganization(context, id));

@Resolver(() => Incident)
export class IncidentEdges {
  @FieldResolver(() => Region, { description: "所在区划。 / Its region." })
  region(@Root() { regionCode }: Incident, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, regionCode);
  }

  @FieldResolver(() => RoadNode, { description: "送达节点。 / Where help is taken to." })
  place(@Root() { node }: Incident, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, node);
  }

  @FieldResolver(() => Organization, { description: "牵头单位。 / Who leads the response." })
  lead(@Root() { leadOrg }: Incident, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, leadOrg);
  }

  @FieldResolver(() => Organization, { description: "属地政府。 / The region's government." })
  government(@Root() { governmentOrg }: Incident, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, governmentOrg);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "负担单位;启动响应前为空。 / Who bears the cost; null before the response.",
  })
  payer(@Root() { payerOrg }: Incident, @Ctx() context: Context): Promise<Organization | null> {
    return maybeOrganization(context, payerOrg);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "事故责任单位。 / The firm responsible for the accident.",
  })
  responsible(
    @Root() { responsibleOrg }: Incident,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return maybeOrganization(context, responsibleOrg);
  }

  @FieldResolver(() => [IncidentLevel], {
    description: "定级记录,新者在前。 / History of its levels, latest first.",
  })
  async levels(@Root() { key }: Incident, @Ctx() context: Context): Promise<IncidentLevel[]> {
    return (await context.load(levelsOfIncident).load(key)).map(levelOf);
  }

  @FieldResolver(() => NeedConnection, {
    description: "需求,最急在前。 / Needs, most urgent first.",
  })
  async needs(
    @Root() { key: incidentId }: Incident,
    @Args(() => NeedsOfArgs) { first, after, states }: NeedsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Need>> {
    const listed = await listNeeds(await context.reading.tx(), {
      incidentId,
      first,
      after,
      states,
    });
    return pageWith(granted(context, listed), needOf);
  }
}

@Resolver(() => IncidentLevel)
export class IncidentLevelEdges {
  @FieldResolver(() => Organization, { nullable: true, description: "负担单位。 / The payer." })
  payer(
    @Root() { payerOrg }: IncidentLevel,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return maybeOrganization(context, payerOrg);
  }
}

@Resolver(() => Need)
export class NeedEdges {
  @FieldResolver(() => Incident, { description: "所属事件。 / Its incident." })
  async incident(@Root() { incidentKey }: Need, @Ctx() context: Context): Promise<Incident> {
    const found = await loadIncident(context, incidentKey);
    assert(found !== null, "whoever sees a need sees its incident");
    return found;
  }

  @FieldResolver(() => Item, { nullable: true, description: "物资;要能力时为空。 / The item." })
  async item(@Root() { sku }: Need, @Ctx() context: Context): Promise<Item | null> {
    return sku === null ? null : loadItem(context, sku);
  }

  @FieldResolver(() => Skill, { nullable: true, description: "能力;要物资时为空。 / Capability." })
  async capability(@Root() { capability }: Need, @Ctx() context: Context): Promise<Skill | null> {
    return capability === null ? null : ((await loadSkills(context, [capability]))[0] ?? null);
  }

  @FieldResolver(() => [Skill], {
    description: "成套能力,一套须齐备;不成套为空。 / What each set must cover; empty: no sets.",
  })
  capabilities(@Root() { capabilityCodes }: Need, @Ctx() context: Context): Promise<Skill[]> {
    return loadSkills(context, capabilityCodes);
  }

  @FieldResolver(() => [NeedSet], {
    description: "已编配的各套;不成套为空。 / The sets that are put together; empty: none.",
  })
  async sets(@Root() need: Need, @Ctx() context: Context): Promise<NeedSet[]> {
    if (need.capabilityCodes.length === 0) return [];
    const sets = await context.load(setsOfNeed).load(need.key);
    const skills = await loadSkills(context, need.capabilityCodes);
    return sets.map((set) => needSetOf(skills, set));
  }

  @FieldResolver(() => RoadNode, { description: "送达节点。 / Where it is wanted." })
  place(@Root() { node }: Need, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, node);
  }

  @FieldResolver(() => Organization, { description: "申报单位。 / Who asks for it." })
  requestedBy(@Root() { requestedByOrg }: Need, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, requestedByOrg);
  }
}
