import { pageFrom, pageOf, type PageOf } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { dayAfter } from "./clock.rules.ts";
import type { DisclosureRow } from "./donation.model.ts";
import { isRead, readDay } from "./import-cell.rules.ts";
import * as store from "./public.store.ts";

export type {
  InventoryRow,
  PublicDistributionRow,
  PublicFilter,
  PublicLineRow,
} from "./public.store.ts";

interface Paging {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** One page of rows by a key whose first part is a day. */
async function paged<Row>(
  args: Paging,
  read: (page: { first: number; after: readonly string[] | undefined }) => Promise<Row[]>,
  keyOf: (row: Row) => readonly string[],
): Promise<Outcome<PageOf<Row>>> {
  const page = pageOf(args, 2);
  if (!page.ok) return page;
  const [day] = page.value.after ?? [];
  if (day !== undefined && !isRead(readDay(day))) return refuseFor("FEED_CURSOR_INVALID", "after");
  return ok(pageFrom(await read(page.value), page.value, keyOf, (row) => row));
}

export const listPublicLines = (tx: Tx, args: Paging, filter: store.PublicFilter) =>
  paged(
    args,
    (page) => store.readPublicLines(tx, filter, page),
    ({ receivedOn, number }) => [receivedOn, number],
  );

export const listLinesAt = (tx: Tx, args: Paging, disclosureId: string, version: number) =>
  paged(
    args,
    (page) => store.readLinesAt(tx, disclosureId, version, page),
    ({ receivedOn, number }) => [receivedOn, number],
  );

export const listPublicDistributions = (tx: Tx, args: Paging, filter: store.PublicFilter) =>
  paged(
    args,
    (page) => store.readPublicDistributions(tx, filter, page),
    ({ day, source }) => [day, source],
  );

export async function listInventory(
  tx: Tx,
  args: Paging,
  filter: store.PublicFilter,
): Promise<Outcome<PageOf<store.InventoryRow>>> {
  const page = pageOf(args, 1);
  if (!page.ok) return page;
  const rows = await store.readInventory(tx, filter, page.value);
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ item }) => [item],
      (row) => row,
    ),
  );
}

export const listDisclosures = (
  tx: Tx,
  args: Paging,
  filter: { readonly org?: string | undefined; readonly published: boolean },
): Promise<Outcome<PageOf<DisclosureRow>>> =>
  paged(
    args,
    (page) => store.readDisclosurePage(tx, filter, page),
    ({ openedOn, number }) => [openedOn, number],
  );

const withinDaysMax = 400;

/** 即将到期与已逾期: of the reader's own charities and of those that it watches over. */
export function listDue(
  tx: Tx,
  args: Paging,
  withinDays: number,
): Promise<Outcome<PageOf<DisclosureRow>>> {
  if (!Number.isInteger(withinDays) || withinDays < 0 || withinDays > withinDaysMax)
    return Promise.resolve(
      refuseFor("QUANTITY_OUT_OF_RANGE", "withinDays", { min: 0, max: withinDaysMax }),
    );
  const until = dayAfter(tx.today, { days: withinDays, months: 0 });
  return paged(
    args,
    (page) => store.readDuePage(tx, until, page),
    ({ dueOn, number }) => [dueOn ?? "", number],
  );
}
