import type { Cut } from "../feed/cut.service.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import {
  readPastLots,
  readPastPosition,
  readPastShelves,
  type PastLotRow,
  type PastPositionRow,
  type PastShelfRow,
} from "./as-of.store.ts";

export type { PastLotRow, PastPositionRow, PastShelfRow } from "./as-of.store.ts";

type Maybe = string | null | undefined;

export const listPastPosition = (
  tx: Tx,
  cut: Cut,
  request: PageRequest & { readonly regionCode: string; readonly item?: Maybe },
): Promise<Outcome<PageOf<PastPositionRow>>> => {
  const wish = { regionCode: request.regionCode, item: request.item ?? null };
  return listPage(
    request,
    ["text"],
    (page) => readPastPosition(tx, cut, wish, page),
    ({ item }) => [item],
  );
};

export const listPastShelves = (
  tx: Tx,
  cut: Cut,
  request: PageRequest & { readonly item: string; readonly regionCode?: Maybe },
): Promise<Outcome<PageOf<PastShelfRow>>> => {
  const wish = { item: request.item, regionCode: request.regionCode ?? null };
  return listPage(
    request,
    ["text"],
    (page) => readPastShelves(tx, cut, wish, page),
    ({ depotId }) => [depotId],
  );
};

export const listPastLots = (
  tx: Tx,
  cut: Cut,
  request: PageRequest & { readonly depotCode: string; readonly item?: Maybe },
): Promise<Outcome<PageOf<PastLotRow>>> => {
  const wish = { depotId: request.depotCode, item: request.item ?? null };
  return listPage(
    request,
    ["text", "uuid"],
    (page) => readPastLots(tx, cut, wish, page),
    ({ item, id }) => [item, id],
  );
};
