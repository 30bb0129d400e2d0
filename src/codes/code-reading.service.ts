import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { plainCode } from "./code-row.rules.ts";
import type { ChangedRow, CodeRow, CodeTableRow } from "./codes.model.ts";
import {
  readChangePage,
  readCodeTablePage,
  readEntryPage,
  readForeign,
  readMatches,
  type CodeTableFilter,
  type EntryFilter,
} from "./codes.store.ts";
import { ForeignCodes } from "./foreign.rules.ts";

export {
  readCodeTable,
  readCodeTables,
  readCodesOf,
  readEntries,
  readVersions,
} from "./codes.store.ts";

const key = ["text", "text", "text"] as const;

/** Tables that the reader may see, by owner, system and kind. */
export const listCodeTables = (
  tx: Tx,
  request: CodeTableFilter & PageRequest,
): Promise<Outcome<PageOf<CodeTableRow>>> =>
  listPage(
    request,
    key,
    (page) => readCodeTablePage(tx, request, page),
    ({ org, system, kind }) => [org, system, kind],
  );

/** How many codes one question may name. */
const codesMax = 100;

/** Rows of a table in one version, by code; of some codes or things only, where they are named. */
export async function listEntries(
  tx: Tx,
  { codes, ...filter }: EntryFilter,
  request: PageRequest,
): Promise<Outcome<PageOf<CodeRow>>> {
  for (const [path, named] of [
    ["codes", codes],
    ["targets", filter.targets],
  ] as const)
    if ((named?.length ?? 0) > codesMax) return tooMany(path);
  const asked = { ...filter, codes: codes?.map(plainCode) };
  return listPage(request, key, (page) => readEntryPage(tx, asked, page), keyOfRow);
}

const tooMany = (path: string): Outcome<never> =>
  refuseFor("QUANTITY_OUT_OF_RANGE", path, { min: 1, max: codesMax });

/** What each of some codes stands for today; a code that the table lacks is missing. */
export async function matchesOf(
  tx: Tx,
  id: string,
  codes: readonly string[],
): Promise<Outcome<ReadonlyMap<string, readonly CodeRow[]>>> {
  if (codes.length > codesMax) return tooMany("codes");
  const rows = await readMatches(tx, id, [...new Set(codes.map(plainCode))]);
  const found = new Map<string, CodeRow[]>();
  for (const row of rows) found.set(row.code, [...(found.get(row.code) ?? []), row]);
  return ok(found);
}

/** What a version changed, by code. */
export const listChanges = (
  tx: Tx,
  filter: EntryFilter,
  request: PageRequest,
): Promise<Outcome<PageOf<ChangedRow>>> =>
  listPage(
    request,
    key,
    (page) => readChangePage(tx, filter, page),
    ({ before, after }) => keyOfRow(after ?? before),
  );

const keyOfRow = (row: CodeRow | null): readonly string[] =>
  row === null ? [] : [row.code, row.target, row.unit];

/** What an organization's own tables say of the codes in its data. */
export const readForeignCodes = async (tx: Tx, org: string): Promise<ForeignCodes> =>
  new ForeignCodes(await readForeign(tx, org));
