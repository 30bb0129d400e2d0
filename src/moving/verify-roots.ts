import { nodeHash } from "../ledger/merkle.ts";
import type { StoredRoot } from "../ledger/proof.model.ts";
import type { Columns, Problems, Row } from "./verify-rows.rules.ts";

/** Subtrees of 2^6 leaves have the least roots that are stored. */
const leastLevel = 6;

const nameOf = ({ book, level, position }: Omit<StoredRoot, "hash">): string =>
  `book ${book}: its stored root of level ${String(level)} at ${String(position)}`;

/** The stored roots of subtrees: each is what its halves give, and what the leaves give. */
export class Roots {
  readonly #problems: Problems;
  readonly #stored = new Map<string, StoredRoot>();

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  take(columns: Columns, rows: readonly Row[]): void {
    const [book, level] = [columns.at("book"), columns.at("level")];
    const [position, hash] = [columns.at("position"), columns.at("hash")];
    for (const row of rows) {
      const root = {
        ...{ book: row[book] ?? "", level: Number(row[level]) },
        ...{ position: Number(row[position]), hash: row[hash] ?? "" },
      };
      this.#stored.set(nameOf(root), root);
    }
  }

  /** Roots that the leaves give: of subtrees that end together only the largest. */
  compare(found: readonly StoredRoot[]): void {
    for (const root of found)
      if (this.#stored.get(nameOf(root))?.hash !== root.hash)
        this.#problems.tell(`${nameOf(root)} is not its leaves'`);
  }

  close(): void {
    for (const root of this.#stored.values()) {
      const { book, level, position, hash } = root;
      if (level === leastLevel) continue;
      const half = (at: number): string =>
        this.#stored.get(nameOf({ book, level: level - 1, position: at }))?.hash ?? "";
      if (nodeHash(half(2 * position), half(2 * position + 1)) !== hash)
        this.#problems.tell(`${nameOf(root)} is not its halves'`);
    }
  }
}
