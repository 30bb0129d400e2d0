import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import { searchTerms } from "./search.rules.ts";
import {
  readOrganizationPage,
  readRegionPage,
  type OrganizationFilter,
  type OrganizationRow,
  type RegionFilter,
  type RegionRow,
} from "./regions.store.ts";

export { readClusters } from "./regions.store.ts";
export type { ClusterRow, OrganizationRow, RegionRow } from "./regions.store.ts";

export async function listRegions(
  tx: Tx,
  request: PageRequest & RegionFilter,
): Promise<Outcome<PageOf<RegionRow>>> {
  return listPage(
    request,
    ["text"],
    (page) => readRegionPage(tx, request, page),
    ({ code }) => [code],
  );
}

export async function listOrganizations(
  tx: Tx,
  request: PageRequest & Omit<OrganizationFilter, "terms"> & { readonly search?: string | null },
): Promise<Outcome<PageOf<OrganizationRow>>> {
  const terms = searchTerms(request.search);
  if (!terms.ok) return terms;
  const filter = { ...request, terms: terms.value };
  return listPage(
    request,
    ["text"],
    (page) => readOrganizationPage(tx, filter, page),
    ({ id }) => [id],
  );
}
