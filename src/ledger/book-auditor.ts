import type { Head, JournalEntry, Leaf } from "./book.model.ts";
import { booksOf } from "./book.rules.ts";
import { headHash, leafHasher } from "./book.service.ts";
import { append, emptyFrontier, rootOf, type Frontier } from "./merkle.ts";
import type { StoredRoot } from "./proof.model.ts";

/** Subtrees of 2^6 leaves and more have their roots stored. */
const storedLevel = 6;

/**
 * Rebuilds all books from the journal, entry by entry, and compares: each leaf with its entry,
 * each head with the leaves below it and with the head before it. Keeps one frontier per book.
 * Roots are rebuilt from the stored leaves, so that one changed entry is named once and does not
 * make every later head look wrong.
 */
export class BookAuditor {
  readonly problems: string[] = [];
  heads = 0;
  #leaves = 0;
  readonly #frontiers = new Map<string, Frontier>();
  readonly #lastHead = new Map<string, Head>();
  readonly #hashOf = leafHasher();
  readonly #roots: StoredRoot[] = [];

  /** Roots of subtrees that ought to be stored, found since the last time. */
  takeRoots(): StoredRoot[] {
    return this.#roots.splice(0);
  }

  /** Entries in seq order with their leaves, and the heads of the same stretch of seq. */
  take(entries: readonly JournalEntry[], leaves: readonly Leaf[], heads: readonly Head[]): void {
    const stored = new Map(leaves.map((leaf) => [`${leaf.entryId} ${leaf.book}`, leaf]));
    let at = 0;
    for (const head of heads) {
      for (
        let entry = entries[at];
        entry !== undefined && entry.seq <= head.seq;
        entry = entries[at]
      ) {
        this.#takeEntry(entry, stored);
        at += 1;
      }
      this.#takeHead(head);
    }
    for (const entry of entries.slice(at)) this.#takeEntry(entry, stored);
  }

  /** At the end of the sealed journal: nothing hangs in the air. */
  close(storedLeaves: number): void {
    for (const [book, { size }] of this.#frontiers) {
      const signed = this.#lastHead.get(book)?.size ?? 0;
      if (signed !== size)
        this.problems.push(`book ${book}: ${size} leaves, signed up to ${signed}`);
    }
    if (storedLeaves < this.#leaves)
      this.problems.push(`${this.#leaves - storedLeaves} leaves are missing`);
  }

  #takeEntry(entry: JournalEntry, stored: ReadonlyMap<string, Leaf>): void {
    const hash = this.#hashOf(entry);
    for (const book of booksOf(entry)) {
      this.#leaves += 1;
      const frontier = this.#frontiers.get(book) ?? emptyFrontier;
      const leaf = stored.get(`${entry.entryId} ${book}`);
      const name = `transfer ${entry.transferId} line ${entry.line}`;
      if (leaf === undefined) this.problems.push(`${name}: no leaf in book ${book}`);
      else if (leaf.position !== frontier.size)
        this.problems.push(`${name}: at ${leaf.position} in book ${book}, not ${frontier.size}`);
      else if (leaf.hash !== hash)
        this.problems.push(`${name}: not what its leaf in book ${book} says`);
      this.#grow(book, append(frontier, leaf?.hash ?? hash));
    }
  }

  /** The last peak is the largest subtree that ends here; its halves follow from it. */
  #grow(book: string, frontier: Frontier): void {
    this.#frontiers.set(book, frontier);
    const { size, peaks } = frontier;
    let level = 0;
    while (size % 2 ** (level + 1) === 0) level += 1;
    const hash = peaks.at(-1);
    if (level < storedLevel || hash === undefined) return;
    this.#roots.push({ book, level, position: size / 2 ** level - 1, hash });
  }

  #takeHead(head: Head): void {
    this.heads += 1;
    const { book, size } = head;
    const frontier = this.#frontiers.get(book) ?? emptyFrontier;
    const name = `head of book ${book} at size ${size}`;
    if (frontier.size !== size) this.problems.push(`${name}: there are ${frontier.size} leaves`);
    else if (rootOf(frontier) !== head.root || frontier.peaks.join() !== head.frontier.join())
      this.problems.push(`${name}: its root does not follow from the leaves`);
    if (head.previous !== (this.#lastHead.get(book)?.hash ?? ""))
      this.problems.push(`${name}: does not name the head before it`);
    if (headHash(head) !== head.hash) this.problems.push(`${name}: its hash is not its own`);
    this.#lastHead.set(book, head);
  }
}
