import type { Cut } from "../feed/cut.service.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import {
  readPastAccounts,
  readPastTasks,
  type PastAccountFilter,
  type PastTaskFilter,
  type PastTaskRow,
} from "./as-of-book.store.ts";
import type { AccountSight } from "./ledger.loader.ts";
import { readPastClaims, type PastClaimFilter, type PastClaimRow } from "./as-of.store.ts";

export type { PastTaskRow } from "./as-of-book.store.ts";
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

export const listPastTasks = (
  tx: Tx,
  cut: Cut,
  filter: PastTaskFilter,
  request: PageRequest,
): Promise<Outcome<PageOf<PastTaskRow>>> =>
  listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readPastTasks(tx, cut, filter, page),
    ({ openedKey, id }) => [openedKey, id],
  );

/** Balances of one book or of one incident: all books at once is not a question of anyone's. */
export async function listPastAccounts(
  tx: Tx,
  cut: Cut,
  filter: PastAccountFilter,
  request: PageRequest,
): Promise<Outcome<PageOf<AccountSight>>> {
  if (filter.owner === undefined && filter.incidentId === undefined)
    return refuseFor("INVALID_INPUT", "ownerId", { why: "ownerId | incidentId" });
  return listPage(
    request,
    ["text", "text", "text", "text", "text", "text"],
    (page) => readPastAccounts(tx, cut, filter, page),
    ({ owner, kind, itemCode, place, custodian, lot }) => [
      ...[owner, kind, itemCode ?? "", place, custodian, lot],
    ],
  );
}
