import canonicalize from "canonicalize";
import type { SealedBatch } from "../feed/sealer.service.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Head, JournalEntry, Leaf } from "./book.model.ts";
import { booksOf, headBody, leafOf } from "./book.rules.ts";
import { insertLeaves, readJournal, readLastHeads } from "./book.store.ts";
import { append, emptyFrontier, leafHash, rootOf, sha256, type Frontier } from "./merkle.ts";

/** RFC 8785: the same facts are the same bytes on every machine. */
function canonical(body: unknown): string {
  const bytes = canonicalize(body);
  assert(bytes !== undefined, "a body is JSON");
  return bytes;
}

/** The bytes of leaves; lines of one transfer share its evidence, which is hashed once. */
export function leafWriter(): (entry: JournalEntry) => string {
  let transferId = "";
  let hashes = { evidence: "", effects: "" };
  return (entry) => {
    if (entry.transferId !== transferId) {
      transferId = entry.transferId;
      hashes = {
        evidence: sha256(canonical(entry.evidence)),
        effects: sha256(canonical(entry.effects)),
      };
    }
    return canonical(leafOf(entry, hashes));
  };
}

export function leafHasher(): (entry: JournalEntry) => string {
  const bytesOf = leafWriter();
  return (entry) => leafHash(bytesOf(entry));
}

/** What a head's hash is taken of. */
export const headBytes = (head: Parameters<typeof headBody>[0]): string =>
  canonical(headBody(head));

export const headHash = (head: Parameters<typeof headBody>[0]): string => sha256(headBytes(head));

/**
 * Appends a batch of sealed entries to the books that they touch, and signs off each such book
 * with a head. Runs in the sealing transaction: an entry is sealed and a leaf, or neither.
 */
export async function appendToBooks(tx: Tx, batch: SealedBatch): Promise<void> {
  const { firstSeq, lastSeq, sealed, sealedAt } = batch;
  const entries = await readJournal(tx, firstSeq - 1, lastSeq, sealed);
  if (entries.length === 0) return;
  const books = [...new Set(entries.flatMap(booksOf))].sort();
  const last = new Map((await readLastHeads(tx, books)).map((head) => [head.book, head]));
  const frontiers = new Map(books.map((book) => [book, frontierOf(last.get(book))]));
  const leaves = entries.flatMap(leavesInto(frontiers));
  const heads = books.map((book): Head => {
    const { size, peaks: frontier } = frontiers.get(book) ?? emptyFrontier;
    const root = rootOf({ size, peaks: frontier });
    const body = { book, size, root, sealedAt, previous: last.get(book)?.hash ?? "" };
    return { ...body, frontier, hash: headHash(body), seq: lastSeq };
  });
  await insertLeaves(tx, leaves, heads);
}

const frontierOf = (head: Head | undefined): Frontier =>
  head === undefined ? emptyFrontier : { size: head.size, peaks: head.frontier };

/** Grows the frontiers by an entry's leaves, and answers the leaves. */
export function leavesInto(frontiers: Map<string, Frontier>): (entry: JournalEntry) => Leaf[] {
  const hashOf = leafHasher();
  return (entry) => {
    const hash = hashOf(entry);
    return booksOf(entry).map((book) => {
      const frontier = frontiers.get(book) ?? emptyFrontier;
      frontiers.set(book, append(frontier, hash));
      return { book, position: frontier.size, entryId: entry.entryId, hash };
    });
  };
}
