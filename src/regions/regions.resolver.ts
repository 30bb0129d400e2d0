import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import { pageWith } from "./page.types.ts";
import { clusterById, organizationById, regionByCode } from "./regions.loader.ts";
import { listOrganizations, listRegions, readClusters } from "./regions.service.ts";
import { setOperatingMode } from "./mode.service.ts";
import {
  Cluster,
  clusterOf,
  OrganizationConnection,
  organizationOf,
  OrganizationsArgs,
  Organization,
  Region,
  RegionConnection,
  regionOf,
  RegionsArgs,
  SetOperatingModeInput,
  SetOperatingModePayload,
} from "./regions.types.ts";

const readRegion = async (context: Context, code: string): Promise<Region | null> => {
  const row = await context.load(regionByCode).load(code);
  return row && regionOf(row);
};

registerNode("Region", readRegion);
registerNode("Cluster", async (context, id) => {
  const row = await context.load(clusterById).load(id);
  return row && clusterOf(row);
});
const readOrganization = async (context: Context, id: string): Promise<Organization | null> => {
  const row = await context.load(organizationById).load(id);
  return row && organizationOf(row);
};
registerNode("Organization", readOrganization);

@Resolver()
export class RegionsResolver {
  @Query(() => Region, { nullable: true, description: "按代码取区划。 / A region by its code." })
  region(
    @Arg("code", () => String, { description: "行政区划代码。 / GB/T 2260 code." }) code: string,
    @Ctx() context: Context,
  ): Promise<Region | null> {
    return readRegion(context, code);
  }

  @Query(() => RegionConnection, { description: "行政区划,按代码排序。 / Regions by code." })
  async regions(
    @Args(() => RegionsArgs) args: RegionsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Region>> {
    const listed = await listRegions(await context.reading.tx(), args);
    return pageWith(granted(context, listed), regionOf);
  }

  @Query(() => [Cluster], { description: "互助片区。 / Clusters that pool reserves." })
  async clusters(@Ctx() context: Context): Promise<Cluster[]> {
    return (await readClusters(await context.reading.tx())).map(clusterOf);
  }

  @Query(() => Organization, {
    nullable: true,
    description: "按编码取单位。 / An organization by its code.",
  })
  organization(
    @Arg("code", () => String, { description: "单位编码。 / The hub's code of it." }) code: string,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return readOrganization(context, code);
  }

  @Query(() => OrganizationConnection, {
    description: "参与单位,按编码排序。 / Organizations by code.",
  })
  async organizations(
    @Args(() => OrganizationsArgs) args: OrganizationsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Organization>> {
    const listed = await listOrganizations(await context.reading.tx(), args);
    return pageWith(granted(context, listed), organizationOf);
  }

  @Mutation(() => SetOperatingModePayload, {
    description:
      "平急转换(审批人办理,公开可见)。 / Changes the operating mode; by an approver, seen by all.",
  })
  setOperatingMode(
    @Arg("input", () => SetOperatingModeInput, { description: "转换内容。 / What to change." })
    { regionId, ...change }: SetOperatingModeInput,
    @Ctx() context: Context,
  ): Promise<Region | Refused> {
    const { database } = context.hub;
    const asked = { ...change, regionCode: idOf("Region", regionId) };
    return answer(
      context,
      () => setOperatingMode(database, context.principal, asked),
      ({ id }) => readRegion(context, id),
    );
  }
}
