import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { ok } from "../kernel/result.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Head, JournalEntry } from "./book.model.ts";
import { leafWriter } from "./book.service.ts";
import { joined, leafHash } from "./merkle.ts";
import type { BookSize, Consistency, Inclusion, Stretch, Subtree } from "./proof.model.ts";
import {
  consistencyStretches,
  inclusionStretches,
  isTransferId,
  subtreesOf,
} from "./proof.rules.ts";
import {
  readEntriesOf,
  readHashes,
  readHeadAt,
  readHeadsAfter,
  readLastHeads,
  readPlaces,
  readSizes,
} from "./proof.store.ts";

/**
 * Proofs about sealed books (RFC 6962 §2.1.1, §2.1.2). Heads of any book are seen by every member
 * of the hub, so that others than its owner can keep them; an entry by whoever may see both its
 * sides. What one may not see is null, like what is not there; a size beyond the sealed book is
 * refused with QUANTITY_OUT_OF_RANGE at `size` or `fromSize`.
 */
export async function headAt(
  tx: Tx,
  book: string,
  size: number | undefined,
): Promise<Outcome<Head | null>> {
  const latest = await latestOf(tx, book);
  if (latest === null) return ok(null);
  const sized = inRange("size", size ?? latest, 1, latest);
  return sized.ok ? ok((await readHeadAt(tx, book, sized.value)) ?? null) : sized;
}

/** The last heads of some books; a book without entries has none. */
export const lastHeads = (tx: Tx, books: readonly string[]): Promise<Head[]> =>
  readLastHeads(tx, [...new Set(books)].sort());

/** All heads of a book, oldest first: what a partner keeps. */
export const listHeads = (
  tx: Tx,
  book: string,
  request: PageRequest,
): Promise<Outcome<PageOf<Head>>> =>
  listPage(
    request,
    ["bigint"],
    ({ first, after }) => readHeadsAfter(tx, book, Number(after?.[0] ?? 0), first + 1),
    ({ size }) => [String(size)],
  );

const latestOf = async (tx: Tx, book: string): Promise<number | null> =>
  (await readSizes(tx, [book])).get(book) ?? null;

const inRange = (path: string, size: number, min: number, max: number): Outcome<number> =>
  size < min || size > max ? refuseFor("QUANTITY_OUT_OF_RANGE", path, { min, max }) : ok(size);

export async function proveConsistency(
  tx: Tx,
  book: string,
  asked: { readonly fromSize: number; readonly size?: number | undefined },
): Promise<Outcome<Consistency | null>> {
  const latest = await latestOf(tx, book);
  if (latest === null) return ok(null);
  const sized = inRange("size", asked.size ?? latest, 1, latest);
  if (!sized.ok) return sized;
  const size = sized.value;
  const from = inRange("fromSize", asked.fromSize, 1, size);
  if (!from.ok) return from;
  const fromSize = from.value;
  const [fromRoot = "", root = "", ...path] = await hashesOf(tx, [
    { book, stretch: [0, fromSize] },
    { book, stretch: [0, size] },
    ...consistencyStretches(fromSize, size).map((stretch) => ({ book, stretch })),
  ]);
  return ok({ book, fromSize, fromRoot, size, root, path });
}

export interface InclusionAsked {
  readonly transferId: string;
  readonly line: number;
  readonly size?: number | undefined;
}

export async function proveInclusion(
  tx: Tx,
  book: string,
  { transferId, line, size }: InclusionAsked,
): Promise<Outcome<Inclusion | null>> {
  const latest = await latestOf(tx, book);
  if (latest === null || !isTransferId(transferId)) return ok(null);
  const [found] = await placed(tx, [book], await readEntriesOf(tx, [transferId], line));
  if (found === undefined) return ok(null);
  const sized = inRange("size", size ?? latest, found.index + 1, latest);
  if (!sized.ok) return sized;
  const [proof] = await inclusionsOf(tx, [{ ...found, size: sized.value }]);
  return ok(proof ?? null);
}

/** An entry that was shown to the reader, where it stands in one book. */
interface Placed {
  readonly entry: JournalEntry;
  readonly book: string;
  readonly index: number;
}

/** Entries that are to be proved in books, each up to a size of its own. */
export interface Wanted {
  readonly entries: readonly JournalEntry[];
  readonly cuts: readonly BookSize[];
}

/** Proofs for each of the wanted, all in one read; what lies beyond a size is left out. */
export async function proveEach(tx: Tx, wanted: readonly Wanted[]): Promise<Inclusion[][]> {
  const books = [...new Set(wanted.flatMap(({ cuts }) => cuts.map(({ book }) => book)))];
  const entries = wanted.flatMap((one) => one.entries);
  const byEntry = new Map<number, Placed[]>();
  for (const one of await placed(tx, books, entries))
    byEntry.set(one.entry.entryId, [...(byEntry.get(one.entry.entryId) ?? []), one]);
  const asked = wanted.map((one) =>
    one.cuts.flatMap(({ book, size }) =>
      one.entries
        .flatMap(({ entryId }) => byEntry.get(entryId) ?? [])
        .filter((place) => place.book === book && place.index < size)
        .map((place) => ({ ...place, size })),
    ),
  );
  const proofs = await inclusionsOf(tx, asked.flat());
  let at = 0;
  return asked.map(({ length }) => proofs.slice(at, (at += length)));
}

/** What of a transfer is to be proved. */
export interface TransferAsked {
  readonly transferId: string;
  readonly includes: (entry: JournalEntry) => boolean;
  readonly cuts: readonly BookSize[];
}

export async function proveTransfers(
  tx: Tx,
  asked: readonly TransferAsked[],
): Promise<Inclusion[][]> {
  const ids = [...new Set(asked.map(({ transferId }) => transferId))];
  const entries = await readEntriesOf(tx, ids);
  const wanted = asked.map(({ transferId, includes, cuts }) => ({
    entries: entries.filter((entry) => entry.transferId === transferId && includes(entry)),
    cuts,
  }));
  return proveEach(tx, wanted);
}

async function placed(
  tx: Tx,
  books: readonly string[],
  entries: readonly JournalEntry[],
): Promise<Placed[]> {
  if (entries.length === 0 || books.length === 0) return [];
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]));
  const places = await readPlaces(tx, books, [...byId.keys()]);
  return places.flatMap(({ entryId, book, index }) => {
    const entry = byId.get(entryId);
    return entry === undefined ? [] : [{ entry, book, index }];
  });
}

/** Proofs of many entries in one read; each size is sealed and beyond its entry. */
async function inclusionsOf(tx: Tx, asked: readonly (Placed & BookSize)[]): Promise<Inclusion[]> {
  const bytesOf = leafWriter();
  const plans = asked.map(({ book, index, size }) => [
    { book, stretch: [0, size] as const },
    ...inclusionStretches(index, size).map((stretch) => ({ book, stretch })),
  ]);
  const hashes = await hashesOf(tx, plans.flat());
  let at = 0;
  return asked.map(({ entry, book, index, size }, nth) => {
    const count = plans[nth]?.length ?? 0;
    const [root = "", ...path] = hashes.slice(at, (at += count));
    const leaf = bytesOf(entry);
    const { transferId, line } = entry;
    return { book, transferId, line, leaf, leafHash: leafHash(leaf), index, size, root, path };
  });
}

/** The hash over each stretch of its book, in one read; proofs of one book share most of theirs. */
async function hashesOf(
  tx: Tx,
  asked: readonly { readonly book: string; readonly stretch: Stretch }[],
): Promise<string[]> {
  const trees = asked.map(({ book, stretch }) =>
    subtreesOf(stretch).map((tree) => ({ book, ...tree })),
  );
  const distinct = new Map(trees.flat().map((tree) => [keyOf(tree), tree]));
  if (distinct.size === 0) return [];
  const hashes = await readHashes(tx, [...distinct.values()]);
  const known = new Map([...distinct.keys()].map((key, at) => [key, hashes[at]]));
  return trees.map((mine) =>
    joined(
      mine.map((tree) => {
        const hash = known.get(keyOf(tree));
        assert(hash, "a book has all its leaves below a sealed size");
        return hash;
      }),
    ),
  );
}

const keyOf = ({ book, level, position }: Subtree & { readonly book: string }): string =>
  `${book} ${level} ${position}`;
