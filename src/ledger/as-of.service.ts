import type { Cut } from "../feed/cut.service.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readPastClaims, type PastClaimFilter, type PastClaimRow } from "./as-of.store.ts";

export { readOwed, type OwedRow, type PastClaimRow } from "./as-of.store.ts";

export const listPastClaims = (
  tx: Tx,
  cut: Cut,
  filter: PastClaimFilter,
  request: PageRequest,
): Promise<Outcome<PageOf<PastClaimRow>>> =>
  listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readPastClaims(tx, cut, filter, page),
    ({ openedKey, id }) => [openedKey, id],
  );
