import { assert } from "../kernel/assert.ts";
import { pageFrom, pageOf, encodeCursor, type PageOf } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, publicReader, withTx, type Tx } from "../postgres/transaction.ts";
import {
  feedEndSql,
  readChanges,
  readHubRow,
  readIsForgotten,
  readSealLag,
  readSealedTo,
  readTold,
  type ChangeFilter,
  type ChangeRow,
  type FeedEnd,
  type HubRow,
  type SealLag,
  type ToldFact,
} from "./feed.store.ts";
import { updateEpoch } from "./hub.store.ts";

export type { ChangeFilter, ChangeRow, HubRow, SealLag, ToldFact } from "./feed.store.ts";
export { insertHub as foundHubRow } from "./hub.store.ts";

/** What this hub is. A database without the row was migrated but never made a hub. */
export const readHub = (database: Database): Promise<HubRow> =>
  withTx(database, publicReader, readHubIn);

/** Whether the migrated database was made a hub yet. */
export const isFounded = (database: Database): Promise<boolean> =>
  withTx(database, publicReader, async (tx) => (await readHubRow(tx)) !== undefined);

/**
 * Begins a new epoch if the server was promoted or copied since the last look. The sealer looks
 * again before each batch, so a hub that runs on through a promotion does the same.
 */
export const keepEpoch = (database: Database): Promise<boolean> =>
  database.shape === "EMBEDDED"
    ? Promise.resolve(false)
    : withTx(database, hubReader, (tx) => updateEpoch(tx));

export async function readHubIn(tx: Tx): Promise<HubRow> {
  const row = await readHubRow(tx);
  assert(row !== undefined, "the database is a hub");
  return row;
}

export const keptDays = 90;

export interface FeedArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly filter?: ChangeFilter | undefined;
  /** How many days the feed is kept for readers. */
  readonly days?: number | undefined;
}

export interface FeedPage extends PageOf<ChangeRow> {
  /** Where to go on from: past all that was looked at, also where nothing was for this reader. */
  readonly resume: string;
  /** The same as a number, and the epoch that it counts in. */
  readonly reached: number;
  readonly epoch: string;
}

/** A place in the order of seals, as readers hold it: of this epoch, and of no other. */
export const cursorOf = (epoch: string, seq: number): string => encodeCursor([epoch, String(seq)]);

/** One page of the feed, in the order in which facts were sealed, under the reader's rights. */
export async function readFeed(tx: Tx, args: FeedArgs): Promise<Outcome<FeedPage>> {
  const { filter = {}, days = keptDays } = args;
  const page = pageOf(args, ["text", "text"]);
  if (!page.ok) return page;
  const { epoch } = await readHubIn(tx);
  const after = await resumedAt(tx, epoch, page.value.after, days);
  if (!after.ok) return after;
  const to = await readSealedTo(tx);
  const limit = page.value.first + 1;
  const rows = await readChanges(tx, { after: after.value, to, days, limit }, filter);
  const read = pageFrom(
    rows,
    page.value,
    ({ seq }) => [epoch, String(seq)],
    (row) => row,
  );
  const { endCursor, hasNextPage } = read.pageInfo;
  const isLast = !hasNextPage || endCursor === null;
  const reached = isLast ? Math.max(to, after.value ?? 0) : (rows[page.value.first - 1]?.seq ?? 0);
  return ok({ ...read, resume: cursorOf(epoch, reached), reached, epoch });
}

/** A cursor that this reader holds now if it has read everything up to now. */
export async function readLatestCursor(tx: Tx): Promise<string> {
  const { epoch } = await readHubIn(tx);
  return cursorOf(epoch, await readSealedTo(tx));
}

/** The seq that a cursor stands for, or why one cannot go on from it. */
async function resumedAt(
  tx: Tx,
  epoch: string,
  cursor: readonly string[] | undefined,
  days: number,
): Promise<Outcome<number | undefined>> {
  if (cursor === undefined) return ok(undefined);
  const place = placeOf(cursor);
  if (place === undefined) return refuseFor("FEED_CURSOR_INVALID", "after");
  if (place.epoch !== epoch) return refuseFor("FEED_EPOCH_CHANGED", "after");
  const forgotten = await readIsForgotten(tx, place.seq, days);
  return forgotten ? refuseFor("FEED_CURSOR_EXPIRED", "after", { days }) : ok(place.seq);
}

/** What a decoded cursor stands for; undefined if it is none of a feed. */
export function placeOf(
  key: readonly string[] | undefined,
): { readonly epoch: string; readonly seq: number } | undefined {
  const [epoch = "", text = "", ...more] = key ?? [];
  const isPlace = /^\d{1,15}$/.test(text) && isUuid(epoch) && more.length === 0;
  return isPlace ? { epoch, seq: Number(text) } : undefined;
}

const isUuid = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

/** The facts of a stretch of the feed, whoever they are for, and up to where that is all. */
export interface Stretch {
  readonly epoch: string;
  readonly facts: readonly ToldFact[];
  readonly to: number;
  /** Whether more is sealed than was read. */
  readonly more: boolean;
}

const stretchMax = 1_000;

/**
 * What was sealed after `at`, read once for all who follow, in a transaction of the hub's own in
 * which `beside` reads what goes with it. Without `at`: where the feed ends.
 */
export const readStretch = <T>(
  database: Database,
  at: { readonly epoch: string; readonly to: number } | undefined,
  beside: (tx: Tx, stretch: Stretch) => Promise<T>,
): Promise<readonly [Stretch, T]> =>
  withTx(
    database,
    hubReader,
    async (tx, rows) => {
      const stretch = await stretchOf(tx, (rows as readonly FeedEnd[])[0], at);
      return [stretch, await beside(tx, stretch)] as const;
    },
    { first: feedEndSql },
  );

async function stretchOf(
  tx: Tx,
  found: FeedEnd | undefined,
  at: { readonly epoch: string; readonly to: number } | undefined,
): Promise<Stretch> {
  assert(found !== undefined, "the database is a hub");
  const { epoch, end } = found;
  const isNew = at?.epoch === epoch && end > at.to;
  if (!isNew) return { epoch, facts: [], to: end, more: false };
  const facts = await readTold(tx, at.to, end, stretchMax);
  const more = facts.length === stretchMax;
  return { epoch, facts, to: more ? (facts.at(-1)?.seq ?? end) : end, more };
}

/** Where the feed ends, and how far the sealer is behind what has committed. */
export const readSealing = (
  database: Database,
): Promise<{ readonly end: number; readonly lag: SealLag | undefined }> =>
  withTx(database, hubReader, async (tx) => ({
    end: await readSealedTo(tx),
    lag: await readSealLag(tx),
  }));
