import { and, asc, eq, gt, ilike, inArray, type SQL } from "drizzle-orm";
import { cluster, clusterMember, organization, region } from "../../schema/tables/regions.ts";
import type { OperatingMode, RegionLevel, Sector } from "../../schema/words/regions.ts";
import type { Page } from "../kernel/page.ts";
import { rowsBy } from "../postgres/rows.ts";
import type { Tx } from "../postgres/transaction.ts";
import { likePattern } from "./search.rules.ts";

export type RegionRow = typeof region.$inferSelect;
export type ClusterRow = typeof cluster.$inferSelect;
export type OrganizationRow = typeof organization.$inferSelect;

export interface RegionFilter {
  readonly level?: RegionLevel | null | undefined;
  readonly parentCode?: string | null | undefined;
}

export interface OrganizationFilter {
  readonly terms: readonly string[];
  readonly sector?: Sector | null | undefined;
  readonly regionCode?: string | null | undefined;
}

export const readRegions = rowsBy(region, region.code);

export const readChildren = (tx: Tx, parents: readonly string[]): Promise<RegionRow[]> =>
  tx.db.select().from(region).where(inArray(region.parentCode, parents)).orderBy(asc(region.code));

export const readRegionPage = (
  tx: Tx,
  { level, parentCode }: RegionFilter,
  { first, after }: Page,
): Promise<RegionRow[]> =>
  tx.db
    .select()
    .from(region)
    .where(
      and(
        level ? eq(region.level, level) : undefined,
        parentCode ? eq(region.parentCode, parentCode) : undefined,
        after?.[0] === undefined ? undefined : gt(region.code, after[0]),
      ),
    )
    .orderBy(asc(region.code))
    .limit(first + 1);

export const readClusters = (tx: Tx, ids?: readonly string[]): Promise<ClusterRow[]> =>
  tx.db
    .select()
    .from(cluster)
    .where(ids === undefined ? undefined : inArray(cluster.id, ids))
    .orderBy(asc(cluster.id));

/** Members of clusters, each row with the cluster that it is a member of. */
export const readClusterMembers = (
  tx: Tx,
  ids: readonly string[],
): Promise<{ clusterId: string; region: RegionRow }[]> =>
  tx.db
    .select({ clusterId: clusterMember.clusterId, region })
    .from(clusterMember)
    .innerJoin(region, eq(region.code, clusterMember.regionCode))
    .where(inArray(clusterMember.clusterId, ids))
    .orderBy(asc(region.code));

/** Clusters of regions, each row with the region that is its member. */
export const readClustersOf = (
  tx: Tx,
  codes: readonly string[],
): Promise<{ regionCode: string; cluster: ClusterRow }[]> =>
  tx.db
    .select({ regionCode: clusterMember.regionCode, cluster })
    .from(clusterMember)
    .innerJoin(cluster, eq(cluster.id, clusterMember.clusterId))
    .where(inArray(clusterMember.regionCode, codes))
    .orderBy(asc(cluster.id));

export const readOrganizations = rowsBy(organization, organization.id);

export const readOrganizationPage = (
  tx: Tx,
  { terms, sector, regionCode }: OrganizationFilter,
  { first, after }: Page,
): Promise<OrganizationRow[]> =>
  tx.db
    .select()
    .from(organization)
    .where(
      and(
        ...terms.map((term): SQL => ilike(organization.searchText, likePattern(term))),
        sector ? eq(organization.sector, sector) : undefined,
        regionCode ? eq(organization.regionCode, regionCode) : undefined,
        after?.[0] === undefined ? undefined : gt(organization.id, after[0]),
      ),
    )
    .orderBy(asc(organization.id))
    .limit(first + 1);

export async function lockRegion(tx: Tx, code: string): Promise<RegionRow | undefined> {
  const rows = await tx.db.select().from(region).where(eq(region.code, code)).for("update");
  return rows[0];
}

/** Governments of a region and of those above it: whose duty its operating mode is. */
export async function readGovernments(tx: Tx, code: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `with recursive above(code, parent_code) as (
       select code, parent_code from qipan.region where code = $1
       union
       select r.code, r.parent_code from qipan.region r join above on r.code = above.parent_code)
     select id from qipan.organization
     where sector = 'GOVERNMENT' and region_code in (select code from above) order by id`,
    [code],
  );
  return rows.map(({ id }) => id);
}

export async function updateOperatingMode(
  tx: Tx,
  code: string,
  operatingMode: OperatingMode,
): Promise<void> {
  await tx.db.update(region).set({ operatingMode }).where(eq(region.code, code));
}
