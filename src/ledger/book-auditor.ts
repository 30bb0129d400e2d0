import {
  problemsMax,
  type HashedEntry,
  type Head,
  type KeptHead,
  type StoredLeaf,
} from "./book.model.ts";
import { headHash } from "./book.service.ts";
import { GrowingTree, rootOf } from "./merkle.ts";
import type { StoredRoot } from "./proof.model.ts";

/** Subtrees of 2^6 leaves and more have their roots stored. */
const storedLevel = 6;

/** A book while it is rebuilt, and the heads of it that somebody kept, smallest first. */
interface Book {
  readonly tree: GrowingTree;
  last: Head | undefined;
  readonly kept: KeptHead[];
}

/**
 * Rebuilds all books from the journal, entry by entry, and compares: each leaf with its entry,
 * each head with the leaves below it and with the head before it. Keeps one frontier per book.
 * Roots are rebuilt from the stored leaves, so that one changed entry is named once and does not
 * make every later head look wrong. A head that a partner kept must be met on the way.
 */
export class BookAuditor {
  readonly problems: string[] = [];
  heads = 0;
  #leaves = 0;
  readonly #books = new Map<string, Book>();
  readonly #roots: StoredRoot[] = [];

  constructor(kept: readonly KeptHead[] = []) {
    for (const head of [...kept].sort((a, b) => a.size - b.size))
      this.#book(head.book).kept.push(head);
  }

  /** Roots of subtrees that ought to be stored, found since the last time. */
  takeRoots(): StoredRoot[] {
    return this.#roots.splice(0);
  }

  /** Entries in seq order, and the heads of the same stretch of seq. */
  take(entries: readonly HashedEntry[], heads: readonly Head[]): void {
    let at = 0;
    for (const head of heads) {
      for (let one = entries[at]; one !== undefined && one.seq <= head.seq; one = entries[at]) {
        this.takeEntry(one);
        at += 1;
      }
      this.takeHead(head);
    }
    for (const entry of entries.slice(at)) this.takeEntry(entry);
  }

  /** At the end of the sealed journal: nothing hangs in the air. */
  close(storedLeaves: number): void {
    for (const [book, { tree, last, kept }] of this.#books) {
      if ((last?.size ?? 0) !== tree.size)
        this.tell(`book ${book}: ${tree.size} leaves, signed up to ${last?.size ?? 0}`);
      for (const { size } of kept)
        this.tell(
          size > tree.size
            ? `kept head of book ${book} at size ${size}: there are only ${tree.size} leaves`
            : `kept head of book ${book} at size ${size}: the book was never signed there`,
        );
    }
    if (storedLeaves < this.#leaves) this.tell(`${this.#leaves - storedLeaves} leaves are missing`);
    if (storedLeaves > this.#leaves)
      this.tell(`${storedLeaves - this.#leaves} leaves belong to no entry`);
  }

  /** Whether the last heads of all books are these. */
  endsWith(heads: readonly KeptHead[]): boolean {
    const last = [...this.#books.values()].flatMap(({ last: head }) => head ?? []);
    const same = ({ book, size, root, hash }: KeptHead): boolean => {
      const head = this.#books.get(book)?.last;
      return head?.size === size && head.root === root && head.hash === hash;
    };
    return heads.length === last.length && heads.every(same);
  }

  tell(problem: string): void {
    if (this.problems.length < problemsMax) this.problems.push(problem);
  }

  #book(name: string): Book {
    const known = this.#books.get(name);
    if (known !== undefined) return known;
    const book: Book = { tree: new GrowingTree(), last: undefined, kept: [] };
    this.#books.set(name, book);
    return book;
  }

  takeEntry(entry: HashedEntry): void {
    for (const book of entry.books) {
      this.#leaves += 1;
      const { tree } = this.#book(book);
      const leaf = entry.leaves.find((one) => one.book === book);
      if (leaf?.hash !== entry.hash || leaf.position !== tree.size)
        this.#tellLeaf(entry, book, leaf, tree.size);
      tree.append(leaf?.hash ?? entry.hash);
      this.#noteRoot(book, tree);
    }
  }

  /** The next leaf of a book, which is what it should be; false if it does not stand there. */
  takeLeaf(name: string, position: number, hash: string): boolean {
    const { tree } = this.#book(name);
    if (tree.size !== position) return false;
    this.#leaves += 1;
    tree.append(hash);
    this.#noteRoot(name, tree);
    return true;
  }

  /** The last peak is the largest subtree that ends here; its halves follow from it. */
  #noteRoot(book: string, { size, peaks }: GrowingTree): void {
    let level = 0;
    while (size % 2 ** (level + 1) === 0) level += 1;
    const hash = peaks.at(-1);
    if (level < storedLevel || hash === undefined) return;
    this.#roots.push({ book, level, position: size / 2 ** level - 1, hash });
  }

  #tellLeaf(entry: HashedEntry, book: string, leaf: StoredLeaf | undefined, size: number): void {
    const name = `transfer ${entry.transferId} line ${entry.line}`;
    if (leaf === undefined) this.tell(`${name}: no leaf in book ${book}`);
    else if (leaf.position !== size)
      this.tell(`${name}: at ${leaf.position} in book ${book}, not ${size}`);
    else this.tell(`${name}: not what its leaf in book ${book} says`);
  }

  takeHead(head: Head): void {
    this.heads += 1;
    const { size } = head;
    const book = this.#book(head.book);
    const name = `head of book ${head.book} at size ${size}`;
    const { tree } = book;
    if (tree.size !== size) this.tell(`${name}: there are ${tree.size} leaves`);
    else if (rootOf(tree) !== head.root || tree.peaks.join() !== head.frontier.join())
      this.tell(`${name}: its root does not follow from the leaves`);
    if (head.previous !== (book.last?.hash ?? ""))
      this.tell(`${name}: does not name the head before it`);
    if (headHash(head) !== head.hash) this.tell(`${name}: its hash is not its own`);
    book.last = head;
    for (let kept = book.kept[0]; kept !== undefined && kept.size <= size; kept = book.kept[0]) {
      book.kept.shift();
      if (kept.size < size) this.tell(`kept ${nameOf(kept)}: the book was never signed there`);
      else if (kept.root !== head.root || kept.hash !== head.hash)
        this.tell(`kept ${nameOf(kept)}: this book has another history`);
    }
  }
}

const nameOf = ({ book, size }: KeptHead): string => `head of book ${book} at size ${size}`;
