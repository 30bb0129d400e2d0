import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { BatchResolver } from "../graph/batch.ts";
import type { Context } from "../graph/context.ts";
import {
  childrenOfRegion,
  clustersOfRegion,
  membersOfCluster,
  organizationById,
  regionByCode,
} from "./regions.loader.ts";
import { usccWarning } from "./regions.rules.ts";
import type { RegionRow } from "./regions.service.ts";
import { loadEach } from "./rows.loader.ts";
import {
  Cluster,
  clusterOf,
  Organization,
  organizationOf,
  Region,
  regionOf,
} from "./regions.types.ts";

/** The region that something of another slice lies in; it must be there, by foreign key. */
export const loadRegion = async (context: Context, code: string): Promise<Region> =>
  regionAt(await context.load(regionByCode).load(code), code);

/** The regions of many things at once. */
export const loadRegions: BatchResolver<{ readonly regionCode: string }, Region> = (
  things,
  context,
) =>
  loadEach(
    context.load(regionByCode),
    things.map(({ regionCode }) => regionCode),
    regionAt,
  );

function regionAt(row: RegionRow | null, code: string): Region {
  if (row === null) throw new Error(`no region ${code}`);
  return regionOf(row);
}

/** The organization that something of another slice belongs to; there by foreign key. */
export async function loadOrganization(context: Context, id: string): Promise<Organization> {
  const row = await context.load(organizationById).load(id);
  if (row === null) throw new Error(`no organization ${id}`);
  return organizationOf(row);
}

@Resolver(() => Region)
export class RegionEdges {
  @FieldResolver(() => Region, { nullable: true, description: "上级区划。 / The region above." })
  async parent(@Root() { parentCode }: Region, @Ctx() context: Context): Promise<Region | null> {
    const row = parentCode === null ? null : await context.load(regionByCode).load(parentCode);
    return row && regionOf(row);
  }

  @FieldResolver(() => [Region], { description: "下级区划。 / The regions directly below." })
  async children(@Root() { code }: Region, @Ctx() context: Context): Promise<Region[]> {
    return (await context.load(childrenOfRegion).load(code)).map(regionOf);
  }

  @FieldResolver(() => [Cluster], { description: "所在片区。 / Clusters that it belongs to." })
  async clusters(@Root() { code }: Region, @Ctx() context: Context): Promise<Cluster[]> {
    const rows = await context.load(clustersOfRegion).load(code);
    return rows.map(({ cluster }) => clusterOf(cluster));
  }
}

@Resolver(() => Cluster)
export class ClusterEdges {
  @FieldResolver(() => Region, {
    description: "中心城市。 / The city that the cluster is named for.",
  })
  hub(@Root() { hubCode }: Cluster, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, hubCode);
  }

  @FieldResolver(() => [Region], { description: "成员。 / Its members." })
  async members(@Root() { key }: Cluster, @Ctx() context: Context): Promise<Region[]> {
    const rows = await context.load(membersOfCluster).load(key);
    return rows.map(({ region }) => regionOf(region));
  }
}

@Resolver(() => Organization)
export class OrganizationEdges {
  @FieldResolver(() => Region, { description: "所在区划。 / Where it is." })
  region(@Root() { regionCode }: Organization, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, regionCode);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "同一指挥线上的上级;可下达调令。 / Its superior in the same line of command.",
  })
  async superior(
    @Root() { superiorOrg }: Organization,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    const row =
      superiorOrg === null ? null : await context.load(organizationById).load(superiorOrg);
    return row && organizationOf(row);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "信用代码校验提示;正确或未填为空。 / What is wrong with the USCC; null: nothing.",
  })
  usccWarning(@Root() { uscc }: Organization, @Ctx() { locale }: Context): string | null {
    return usccWarning(uscc, locale);
  }
}
