import { CatalogResolver } from "../catalog/catalog.resolver.ts";
import {
  EquipmentTypeEdges,
  ItemEdges,
  KitComponentEdges,
  SubstituteEdges,
} from "../catalog/catalog.edges.ts";
import { KeyResolver } from "../graph/key.resolver.ts";
import { NodeResolver } from "../graph/node.resolver.ts";
import { ViewerResolver } from "../graph/viewer.resolver.ts";
import { RoadLinkEdges, RouteEdges } from "../network/network.edges.ts";
import { NetworkResolver } from "../network/network.resolver.ts";
import {
  AgreementEdges,
  AgreementPartyEdges,
  StorageAgreementEdges,
} from "../regions/agreement.edges.ts";
import { AgreementResolver } from "../regions/agreement.resolver.ts";
import { ClusterEdges, OrganizationEdges, RegionEdges } from "../regions/regions.edges.ts";
import { RegionsResolver } from "../regions/regions.resolver.ts";

/** Every class that gives the schema a field, in the order of the stream. */
export const resolvers = [
  NodeResolver,
  ViewerResolver,
  KeyResolver,
  RegionsResolver,
  RegionEdges,
  ClusterEdges,
  OrganizationEdges,
  AgreementResolver,
  AgreementEdges,
  AgreementPartyEdges,
  StorageAgreementEdges,
  CatalogResolver,
  ItemEdges,
  KitComponentEdges,
  SubstituteEdges,
  EquipmentTypeEdges,
  NetworkResolver,
  RoadLinkEdges,
  RouteEdges,
] as const;
