import type { OperatingMode } from "../../schema/words/regions.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { appendFact } from "../feed/append.ts";
import { write, type Written } from "../feed/write.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { searchTerms } from "./search.rules.ts";
import {
  lockRegion,
  readGovernments,
  readOrganizationPage,
  readRegionPage,
  updateOperatingMode,
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

export interface ModeChange {
  readonly idempotencyKey: string;
  readonly regionCode: string;
  readonly operatingMode: OperatingMode;
  readonly reason: string;
}

const reasonMax = 500;

/** 平急转换: by an approver of the region's government, or of one above it. */
export async function setOperatingMode(
  database: Database,
  principal: Principal | undefined,
  { idempotencyKey: key, ...change }: ModeChange,
): Promise<Outcome<Written>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const reason = change.reason.trim();
  if (reason === "" || reason.length > reasonMax)
    return refuseFor("INVALID_INPUT", "reason", { why: `1–${reasonMax} characters` });
  const request = { mutation: "setOperatingMode", key, org: principal.orgId, input: change };
  return write(database, readerOf(principal), request, async (tx) => {
    const region = await lockRegion(tx, change.regionCode);
    if (region === undefined) return refuseFor("NOT_FOUND", "regionId");
    const allowed = may(principal, "region:mode", await readGovernments(tx, region.code));
    if (!allowed.ok) return allowed;
    if (region.operatingMode === change.operatingMode)
      return refuseFor("ALREADY_DECIDED", "operatingMode");
    await updateOperatingMode(tx, region.code, change.operatingMode);
    await appendFact(tx, {
      kind: "REGION_MODE_CHANGED",
      // A region's row carries no version: the feed's order tells which change was last.
      subject: { kind: "REGION", id: region.code, version: 0 },
      parties: ["public"],
      facts: { operatingMode: change.operatingMode, reason, byOrg: allowed.value },
    });
    return ok({ kind: "REGION", id: region.code });
  });
}
