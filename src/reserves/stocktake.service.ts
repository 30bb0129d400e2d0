import { word, type Word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import type { EventKind } from "../../schema/words/events.ts";
import { stocktakeState } from "../../schema/words/reserves.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readStocktakePage } from "./stocktake-sheet.store.ts";
import type { CountedDepot, CountInput, StocktakeRow } from "./stocktake.model.ts";
import { countRefusals, needsColleague } from "./stocktake.rules.ts";
import {
  insertCounts,
  insertLines,
  insertStocktake,
  lockLines,
  lockStocktake,
  readCountedDepot,
  readKeeperCount,
  readLotsInScope,
  readNamedInScope,
  updateStocktakeEnded,
  type Scope,
} from "./stocktake.store.ts";

/** More lots than this are several counts, by items or by bins. */
const linesMax = 500;

export interface OpenInput {
  readonly depotId: string;
  readonly items?: readonly string[] | null | undefined;
  readonly bins?: readonly string[] | null | undefined;
  readonly note?: string | null | undefined;
}

/** The sheet of a blind count: every lot with something on the shelf, and no figure. */
export const openStocktake = (
  database: Database,
  asking: Asking,
  input: OpenInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "openStocktake", input }, async (tx, principal) => {
    const depot = await readCountedDepot(tx, input.depotId);
    if (depot === undefined) return refuseFor("NOT_FOUND", "depotId");
    const allowed = may(principal, "stock:change", [depot.custodianOrg, depot.ownerOrg]);
    if (!allowed.ok) return allowed;
    const { items = [], bins = [], note = null } = input;
    const row = { depotId: depot.id, org: allowed.value, items: items ?? [], bins: bins ?? [] };
    const lots = await readLotsInScope(tx, scopeOf(row, depot), linesMax + 1);
    if (lots.length > linesMax) return refuseFor("TOO_MANY", "items", { max: linesMax });
    if (lots.length === 0)
      return refuseFor("INVALID_INPUT", "depotId", { why: "nothing lies there to be counted" });
    const id = randomUUID();
    await insertStocktake(tx, { id, ...row, note });
    const lines = lots.map(({ lotId }) => ({ id: randomUUID(), lotId }));
    const taken = await insertLines(tx, id, lines);
    if (taken.length > 0)
      return refuse(taken.map((lot) => refusal("COUNT_UNDER_WAY", "depotId", { lot })));
    await tell(tx, { id, version: 1 }, depot, "STOCKTAKE_OPENED", { lots: lots.length });
    return ok({ kind: "STOCKTAKE", id });
  });

/** The keeper counts all that it keeps; an owner of the depot counts its own lots there. */
const scopeOf = (
  { depotId, org, items, bins }: Pick<StocktakeRow, "depotId" | "org" | "items" | "bins">,
  depot: CountedDepot,
): Scope => ({ depotId, items, bins, ownerOrg: org === depot.custodianOrg ? null : org });

export interface RecordInput {
  readonly stocktakeId: string;
  readonly counts: readonly CountInput[];
}

/** What one counter found on some shelves. Lots that arrived meanwhile join the sheet. */
export const recordCounts = (
  database: Database,
  asking: Asking,
  input: RecordInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "recordCounts", input }, async (tx, principal) => {
    const opened = await lockOpen(tx, principal, input.stocktakeId, "share", word("点数", "count"));
    if (!opened.ok) return opened;
    const { row, depot } = opened.value;
    const wrong = countRefusals(input.counts, { openedAt: row.openedAt, now: tx.now });
    if (input.counts.length === 0 || input.counts.length > linesMax)
      wrong.push(refusal("QUANTITY_OUT_OF_RANGE", "counts", { min: 1, max: linesMax }));
    if (wrong.length > 0) return refuse(wrong);
    const lots = input.counts.map(({ lotId }) => lotId);
    const known = await readNamedInScope(tx, scopeOf(row, depot), lots);
    const strange = lots.flatMap((lot, at) =>
      known.has(lot) ? [] : [refusal("NOT_FOUND", `counts.${at}.lotId`)],
    );
    if (strange.length > 0) return refuse(strange);
    const joined = await joinSheet(tx, row.id, lots);
    if (joined.length > 0) return refuse(joined);
    const counted = await count(tx, row, input.counts);
    if (counted.length > 0) return refuse(counted);
    await tell(tx, row, depot, "STOCKTAKE_COUNTED", { lots: lots.length });
    return ok({ kind: "STOCKTAKE", id: row.id });
  });

/** Lots that are on no sheet yet come to this one. */
async function joinSheet(tx: Tx, id: string, lots: readonly string[]): Promise<Refusal[]> {
  const present = new Set((await lockLines(tx, id, lots)).map(({ lotId }) => lotId));
  const fresh = lots.filter((lot) => !present.has(lot));
  if (fresh.length === 0) return [];
  const lines = fresh.map((lotId) => ({ id: randomUUID(), lotId }));
  const taken = new Set(await insertLines(tx, id, lines));
  if (taken.size === 0) return [];
  // A colleague put the same lot on this sheet meanwhile, or it stands on another one.
  const mine = new Set((await lockLines(tx, id, [...taken])).map(({ lotId }) => lotId));
  return lots.flatMap((lot, at) =>
    taken.has(lot) && !mine.has(lot)
      ? [refusal("COUNT_UNDER_WAY", `counts.${at}.lotId`, { lot })]
      : [],
  );
}

async function count(
  tx: Tx,
  { id, org }: StocktakeRow,
  counts: readonly CountInput[],
): Promise<Refusal[]> {
  const keepers = await readKeeperCount(tx, org);
  const lines = await lockLines(
    tx,
    id,
    counts.map(({ lotId }) => lotId),
  );
  const wrong: Refusal[] = [];
  const found = counts.map(({ lotId, counted, countedAt }, at) => {
    const line = lines.find((one) => one.lotId === lotId);
    assert(line !== undefined, "every counted lot is on the sheet");
    if (needsColleague(line.counts, tx.reader.principal, keepers))
      wrong.push(refusal("RECOUNT_BY_ANOTHER", `counts.${at}.lotId`));
    const nth = line.counts.length + 1;
    return { id: randomUUID(), lineId: line.id, nth, counted, countedAt: countedAt ?? tx.now };
  });
  if (wrong.length === 0) await insertCounts(tx, found);
  return wrong;
}

/** A cancelled count changes nothing in the book. */
export const cancelStocktake = (
  database: Database,
  asking: Asking,
  input: { readonly stocktakeId: string },
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "cancelStocktake", input }, async (tx, principal) => {
    const opened = await lockOpen(
      tx,
      principal,
      input.stocktakeId,
      "update",
      word("取消", "cancel it"),
    );
    if (!opened.ok) return opened;
    const { row, depot } = opened.value;
    await updateStocktakeEnded(tx, row.id, "CANCELLED");
    await tell(tx, { id: row.id, version: row.version + 1 }, depot, "STOCKTAKE_CANCELLED");
    return ok({ kind: "STOCKTAKE", id: row.id });
  });

export interface OpenStocktake {
  readonly row: StocktakeRow;
  readonly depot: CountedDepot;
}

/** The open count, locked, for a keeper of the organization that counts. */
export async function lockOpen(
  tx: Tx,
  principal: Principal,
  id: string,
  how: "share" | "update",
  action: Word,
): Promise<Outcome<OpenStocktake>> {
  const row = await lockStocktake(tx, id, how);
  if (row === undefined) return refuseFor("NOT_FOUND", "stocktakeId");
  const allowed = may(principal, "stock:change", [row.org]);
  if (!allowed.ok) return allowed;
  const state = stocktakeState[row.state];
  if (row.state !== "OPEN")
    return refuseFor("ILLEGAL_TRANSITION", "stocktakeId", { state, action });
  const depot = await readCountedDepot(tx, row.depotId);
  assert(depot !== undefined, "who counts a depot sees it");
  return ok({ row, depot });
}

export const tell = (
  tx: Tx,
  { id, version }: { readonly id: string; readonly version: number },
  { id: depot, ownerOrg, custodianOrg }: CountedDepot,
  kind: EventKind,
  facts: Readonly<Record<string, string | number>> = {},
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "STOCKTAKE", id, version },
    parties: [ownerOrg, custodianOrg],
    facts: { depot, ...facts },
  });

export async function listStocktakes(
  tx: Tx,
  request: PageRequest,
  depotId: string | null,
): Promise<Outcome<PageOf<StocktakeRow>>> {
  return listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readStocktakePage(tx, depotId, page),
    ({ openedKey, id }) => [openedKey, id],
  );
}
