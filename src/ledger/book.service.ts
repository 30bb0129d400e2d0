import canonicalize from "canonicalize";
import type { SealedBatch } from "../feed/sealer.service.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Head, JournalEntry, Leaf } from "./book.model.ts";
import { booksOf, headBody } from "./book.rules.ts";
import { insertLeaves, readJournalAndHeads } from "./book.store.ts";
import { canonicalLeaf } from "./leaf.rules.ts";
import { append, emptyFrontier, leafHash, rootOf, sha256, type Frontier } from "./merkle.ts";

/** RFC 8785: the same facts are the same bytes on every machine. */
function canonical(body: unknown): string {
  const bytes = canonicalize(body);
  assert(bytes !== undefined, "a body is JSON");
  return bytes;
}

export const canonicalHash = (body: unknown): string => sha256(canonical(body));

/** Hashes of what came as text, not as an object; the short and frequent are kept, such as `{}`. */
export class JsonHashes {
  readonly #kept = new Map<string, string>();

  of(json: string): string {
    const known = this.#kept.get(json);
    if (known !== undefined) return known;
    const hash = canonicalHash(JSON.parse(json));
    if (this.#kept.size >= hashesKept) this.#kept.clear();
    if (json.length <= shortText) this.#kept.set(json, hash);
    return hash;
  }
}

const shortText = 200;
const hashesKept = 1000;

/** The bytes of leaves; lines of one transfer share its evidence, which is hashed once. */
export function leafWriter(): (entry: JournalEntry) => string {
  let transferId = "";
  let hashes = { evidence: "", effects: "" };
  return (entry) => {
    if (entry.transferId !== transferId) {
      transferId = entry.transferId;
      hashes = {
        evidence: canonicalHash(entry.evidence),
        effects: canonicalHash(entry.effects),
      };
    }
    return canonicalLeaf(entry, hashes);
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
  const span = { after: firstSeq - 1, until: lastSeq, limit: sealed };
  const { entries, heads: lastHeads } = await readJournalAndHeads(tx, span);
  if (entries.length === 0) return;
  const books = [...new Set(entries.flatMap(booksOf))].sort();
  const last = new Map(lastHeads.map((head) => [head.book, head]));
  const frontiers = new Map(books.map((book) => [book, frontierOf(last.get(book))]));
  const leaves = entries.flatMap(leavesInto(frontiers));
  const heads = books.map((book): Head => {
    const { size, peaks: frontier } = frontiers.get(book) ?? emptyFrontier;
    const root = rootOf({ size, peaks: frontier });
    const body = { book, size, root, sealedAt, previous: last.get(book)?.hash ?? "" };
    return { ...body, frontier, hash: headHash(body), seq: lastSeq };
  });
  insertLeaves(tx, leaves, heads);
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
