import { compare } from "../kernel/compare.ts";
import { pageFrom, pageOf, type Page, type PageOf } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { IncidentRow } from "./incident.model.ts";
import { isUuid } from "./incident.rules.ts";
import type { NeedView } from "./need.model.ts";
import {
  readIncidentKeys,
  readIncidents,
  readNeedKeys,
  readNeeds,
  type IncidentFilter,
  type NeedFilter,
} from "./page.store.ts";

export type { IncidentFilter, NeedFilter } from "./page.store.ts";

interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** A cursor is ours if its parts look as we write them; the database would throw on others. */
function ours(page: Page, parts: readonly ((part: string) => boolean)[]): boolean {
  return page.after?.every((part, at) => parts[at]?.(part) ?? false) ?? true;
}

const isInstant = (part: string): boolean => instant.test(part);
const isDigit = (part: string): boolean => /^[1-5]$/.test(part);

/** Incidents, newest report first. */
export async function listIncidents(
  tx: Tx,
  request: PageRequest & IncidentFilter,
): Promise<Outcome<PageOf<IncidentRow>>> {
  const page = pageOf(request, 2);
  if (!page.ok) return page;
  if (!ours(page.value, [isInstant, isUuid])) return refuseFor("FEED_CURSOR_INVALID", "after");
  const keys = await readIncidentKeys(tx, request, page.value);
  const rows = inOrder(keys, await readIncidents(tx, idsOf(keys)));
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ key }) => [key.key, key.id],
      ({ row }) => row,
    ),
  );
}

/** Needs, the most urgent first. */
export async function listNeeds(
  tx: Tx,
  request: PageRequest & NeedFilter,
): Promise<Outcome<PageOf<NeedView>>> {
  const page = pageOf(request, 3);
  if (!page.ok) return page;
  if (!ours(page.value, [isDigit, isInstant, isUuid]))
    return refuseFor("FEED_CURSOR_INVALID", "after");
  const keys = await readNeedKeys(tx, request, page.value);
  const rows = inOrder(keys, await readNeeds(tx, idsOf(keys)));
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ key }) => [String(key.priority), key.key, key.id],
      ({ row }) => row,
    ),
  );
}

const idsOf = (keys: readonly { readonly id: string }[]): string[] =>
  keys.map(({ id }) => id).toSorted(compare);

/** Rows as their keys stand; both were read in one transaction, but what is gone is left out. */
function inOrder<Key extends { readonly id: string }, Row extends { readonly id: string }>(
  keys: readonly Key[],
  rows: readonly Row[],
): { readonly key: Key; readonly row: Row }[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return keys.flatMap((key) => {
    const row = found.get(key.id);
    return row === undefined ? [] : [{ key, row }];
  });
}
