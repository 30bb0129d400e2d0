import { pageFrom, pageOf, type Page, type PageOf } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { searchTerms } from "../regions/search.rules.ts";
import { readDepotPage, type DepotFilter, type DepotRow } from "./depot.store.ts";
import { readExpiringPage, type LotRow } from "./lot.store.ts";
import type { CommitmentRow, NearRow, PositionRow } from "./reserves.model.ts";
import { readCommitmentPage, readNear, readPosition } from "./stock.store.ts";

export type { DepotRow, TargetLine } from "./depot.store.ts";
export type { LotRow } from "./lot.store.ts";

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

export async function listDepots(
  tx: Tx,
  request: PageRequest,
  {
    search,
    ...filter
  }: Omit<DepotFilter, "terms"> & { readonly search?: string | null | undefined },
): Promise<Outcome<PageOf<DepotRow>>> {
  const page = pageOf(request, 1);
  const terms = searchTerms(search);
  if (!page.ok) return page;
  if (!terms.ok) return terms;
  const rows = await readDepotPage(tx, { ...filter, terms: terms.value }, page.value);
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ id }) => [id],
      (row) => row,
    ),
  );
}

/** The page of a depot's lots; the key is item and id. */
export const lotPage = (request: PageRequest): Outcome<Page> => pageOf(request, 2);

export const depotPage = (request: PageRequest): Outcome<Page> => pageOf(request, 1);

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
  const page = pageOf(request, 2);
  if (!page.ok) return page;
  if (!whole(page.value.after?.[0])) return refuseFor("FEED_CURSOR_INVALID", "after");
  const { item, minQuantity } = request;
  const { lon, lat } = from;
  const rows = await readNear(tx, { item, lon, lat, minQuantity }, page.value);
  return ok(pageFrom(rows, page.value, nearKey, (row) => row));
}

const outOfRange = (path: string, min: number, max: number): Outcome<never> =>
  refuseFor("QUANTITY_OUT_OF_RANGE", path, { min, max });

const nearKey = ({ metres, depotId }: NearRow): string[] => [String(metres), depotId];

/** A cursor comes from outside: what SQL would choke on is refused first. */
const whole = (part: string | undefined): boolean => part === undefined || /^\d{1,15}$/.test(part);

export async function listPosition(
  tx: Tx,
  request: PageRequest & { readonly regionCode: string; readonly item?: string | null | undefined },
): Promise<Outcome<PageOf<PositionRow>>> {
  const page = pageOf(request, 1);
  if (!page.ok) return page;
  const rows = await readPosition(tx, request.regionCode, request.item ?? null, page.value);
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ item }) => [item],
      (row) => row,
    ),
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
  const page = pageOf(request, 2);
  if (!page.ok) return page;
  const day = page.value.after?.[0];
  if (day !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))))
    return refuseFor("FEED_CURSOR_INVALID", "after");
  const rows = await readExpiringPage(tx, { withinDays, regionCode, item }, page.value);
  const keyOf = ({ expiresOn, id }: LotRow): string[] => [expiresOn ?? "", id];
  return ok(pageFrom(rows, page.value, keyOf, (row) => row));
}

export async function listCommitments(
  tx: Tx,
  request: PageRequest,
  item: string | null,
): Promise<Outcome<PageOf<CommitmentRow>>> {
  const page = pageOf(request, 1);
  if (!page.ok) return page;
  const rows = await readCommitmentPage(tx, item, page.value);
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ id }) => [id],
      (row) => row,
    ),
  );
}
