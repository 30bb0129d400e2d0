import { compare } from "../kernel/compare.ts";
import { pageFrom, pageOf, type PageOf, type PageRequest } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { IncidentRow } from "./incident.model.ts";
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

/** Incidents, newest report first. */
export async function listIncidents(
  tx: Tx,
  request: PageRequest & IncidentFilter,
): Promise<Outcome<PageOf<IncidentRow>>> {
  const page = pageOf(request, ["timestamptz", "uuid"]);
  if (!page.ok) return page;
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
  const page = pageOf(request, ["integer", "timestamptz", "uuid"]);
  if (!page.ok) return page;
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
