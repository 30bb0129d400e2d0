import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import { dayAfter } from "./clock.rules.ts";
import type { DisclosureRow } from "./donation.model.ts";
import * as store from "./public.store.ts";

export type {
  InventoryRow,
  PublicDistributionRow,
  PublicFilter,
  PublicLineRow,
} from "./public.store.ts";

export const listPublicLines = (tx: Tx, args: PageRequest, filter: store.PublicFilter) =>
  listPage(
    args,
    ["date", "text"],
    (page) => store.readPublicLines(tx, filter, page),
    ({ receivedOn, number }) => [receivedOn, number],
  );

export const listLinesAt = (tx: Tx, args: PageRequest, disclosureId: string, version: number) =>
  listPage(
    args,
    ["date", "text"],
    (page) => store.readLinesAt(tx, disclosureId, version, page),
    ({ receivedOn, number }) => [receivedOn, number],
  );

export const listPublicDistributions = (tx: Tx, args: PageRequest, filter: store.PublicFilter) =>
  listPage(
    args,
    ["date", "text"],
    (page) => store.readPublicDistributions(tx, filter, page),
    ({ day, source }) => [day, source],
  );

export async function listInventory(
  tx: Tx,
  args: PageRequest,
  filter: store.PublicFilter,
): Promise<Outcome<PageOf<store.InventoryRow>>> {
  return listPage(
    args,
    ["text"],
    (page) => store.readInventory(tx, filter, page),
    ({ item }) => [item],
  );
}

export const listDisclosures = (
  tx: Tx,
  args: PageRequest,
  filter: { readonly org?: string | undefined; readonly published: boolean },
): Promise<Outcome<PageOf<DisclosureRow>>> =>
  listPage(
    args,
    ["date", "text"],
    (page) => store.readDisclosurePage(tx, filter, page),
    ({ openedOn, number }) => [openedOn, number],
  );

const withinDaysMax = 400;

/** 即将到期与已逾期: of the reader's own charities and of those that it watches over. */
export function listDue(
  tx: Tx,
  args: PageRequest,
  withinDays: number,
): Promise<Outcome<PageOf<DisclosureRow>>> {
  if (!Number.isInteger(withinDays) || withinDays < 0 || withinDays > withinDaysMax)
    return Promise.resolve(
      refuseFor("QUANTITY_OUT_OF_RANGE", "withinDays", { min: 0, max: withinDaysMax }),
    );
  const until = dayAfter(tx.today, { days: withinDays, months: 0 });
  return listPage(
    args,
    ["date", "text"],
    (page) => store.readDuePage(tx, until, page),
    ({ dueOn, number }) => [dueOn ?? "", number],
  );
}
