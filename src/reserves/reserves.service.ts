import { readItems } from "../catalog/catalog.service.ts";
import { listPage, pageOf, type Page, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import { searchTerms } from "../regions/search.rules.ts";
import { readDepotPage, type DepotFilter, type DepotRow } from "./depot.store.ts";
import { readExpiringPage, type LotRow } from "./lot.store.ts";
import type { CommitmentRow, NearRow, PositionRow } from "./reserves.model.ts";
import { readPublicSums, type PublicSumRow } from "./public-sum.store.ts";
import { readCommitmentPage, readNear, readPosition } from "./stock.store.ts";

export type { DepotRow, TargetLine } from "./depot.store.ts";
export { lotParts } from "./lot.store.ts";
export type { LotInPart } from "./lot-page.store.ts";
export type { LotPart, LotRow } from "./lot.store.ts";
export type { PublicSumRow } from "./public-sum.store.ts";

export async function listDepots(
  tx: Tx,
  request: PageRequest,
  {
    search,
    ...filter
  }: Omit<DepotFilter, "terms"> & { readonly search?: string | null | undefined },
): Promise<Outcome<PageOf<DepotRow>>> {
  const terms = searchTerms(search);
  if (!terms.ok) return terms;
  return listPage(
    request,
    ["text"],
    (page) => readDepotPage(tx, { ...filter, terms: terms.value }, page),
    ({ id }) => [id],
  );
}

/** The page of a depot's lots; the key is item and id. */
export const lotPage = (request: PageRequest): Outcome<Page> => pageOf(request, ["text", "uuid"]);

export const depotPage = (request: PageRequest): Outcome<Page> => pageOf(request, ["text"]);

export interface StockRequest extends PageRequest {
  readonly item: string;
  readonly minQuantity: number;
}

/** Who has enough of an item near here. */
export async function listStock(
  tx: Tx,
  request: StockRequest,
  from: { readonly lon: number; readonly lat: number } | null | undefined,
): Promise<Outcome<PageOf<NearRow>>> {
  if (!from) return refuseFor("INVALID_INPUT", "near", { why: "give near or a known node" });
  if (!(Math.abs(from.lon) <= 180)) return outOfRange("near.lon", -180, 180);
  if (!(Math.abs(from.lat) <= 90)) return outOfRange("near.lat", -90, 90);
  if (request.minQuantity < 1) return outOfRange("minQuantity", 1, Number.MAX_SAFE_INTEGER);
  const { item, minQuantity } = request;
  const near = { item, lon: from.lon, lat: from.lat, minQuantity };
  const keys = ["bigint", "text"] as const;
  const listed = await listPage(request, keys, (page) => readNear(tx, near, page), nearKey);
  // Nobody has what does not exist: a misspelt code must not read like an empty region.
  if (!listed.ok || listed.value.edges.length > 0) return listed;
  const known = await readItems(tx, [item]);
  return known.length > 0 ? listed : refuseFor("UNKNOWN_CODE", "item", { code: item });
}

const outOfRange = (path: string, min: number, max: number): Outcome<never> =>
  refuseFor("QUANTITY_OUT_OF_RANGE", path, { min, max });

const nearKey = ({ metres, depotId }: NearRow): string[] => [String(metres), depotId];

export async function listPosition(
  tx: Tx,
  request: PageRequest & { readonly regionCode: string; readonly item?: string | null | undefined },
): Promise<Outcome<PageOf<PositionRow>>> {
  return listPage(
    request,
    ["text"],
    (page) => readPosition(tx, request.regionCode, request.item ?? null, page),
    ({ item }) => [item],
  );
}

/** What a city's depots that are public in aggregate hold together. */
export async function listPublicSums(
  tx: Tx,
  request: PageRequest & { readonly cityCode: string; readonly item?: string | null | undefined },
): Promise<Outcome<PageOf<PublicSumRow>>> {
  return listPage(
    request,
    ["text"],
    (page) => readPublicSums(tx, request.cityCode, request.item ?? null, page),
    ({ item }) => [item],
  );
}

const daysMax = 3650;

export async function listExpiring(
  tx: Tx,
  request: PageRequest & {
    readonly withinDays: number;
    readonly regionCode?: string | null | undefined;
    readonly item?: string | null | undefined;
  },
): Promise<Outcome<PageOf<LotRow>>> {
  const { withinDays, regionCode = null, item = null } = request;
  if (withinDays < 0 || withinDays > daysMax) return outOfRange("withinDays", 0, daysMax);
  return listPage(
    request,
    ["date", "uuid"],
    (page) => readExpiringPage(tx, { withinDays, regionCode, item }, page),
    ({ expiresOn, id }) => [expiresOn ?? "", id],
  );
}

export async function listCommitments(
  tx: Tx,
  request: PageRequest,
  item: string | null,
): Promise<Outcome<PageOf<CommitmentRow>>> {
  return listPage(
    request,
    ["text"],
    (page) => readCommitmentPage(tx, item, page),
    ({ id }) => [id],
  );
}
