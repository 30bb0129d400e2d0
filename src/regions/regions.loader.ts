import { keptByKey, manyByKey, oneByKey } from "./rows.loader.ts";
import {
  readChildren,
  readClusterMembers,
  readClusters,
  readClustersOf,
  readOrganizations,
  readRegions,
} from "./regions.store.ts";

export const regionByCode = keptByKey("region", readRegions, ({ code }) => code);
export const childrenOfRegion = manyByKey(readChildren, ({ parentCode }) => parentCode ?? "");
export const clusterById = oneByKey(readClusters, ({ id }) => id);
export const membersOfCluster = manyByKey(readClusterMembers, ({ clusterId }) => clusterId);
export const clustersOfRegion = manyByKey(readClustersOf, ({ regionCode }) => regionCode);
export const organizationById = keptByKey("organization", readOrganizations, ({ id }) => id);
