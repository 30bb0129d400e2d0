/** One side of an entry, as its leaf names it. Serial numbers never leave the database. */
export interface LeafAccount {
  readonly owner: string;
  readonly kind: string;
  readonly lot: string;
  readonly custodian: string;
  readonly place: string;
  readonly counterparty: string;
  readonly claimKind: string;
  readonly ref: string;
}

/** What a leaf says but for its evidence and effects, which it says as hashes. */
export interface LeafEntry {
  readonly entryId: number;
  readonly seq: number;
  readonly transferId: string;
  readonly line: number;
  readonly op: string;
  readonly reverses: string | null;
  /** RFC 3339 UTC with microseconds: JavaScript's own dates would lose them. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly actorOrg: string;
  readonly item: string;
  readonly quantity: number;
  readonly means: string;
  readonly originVersion: number;
  readonly targetVersion: number;
  readonly origin: LeafAccount;
  readonly target: LeafAccount;
}

/** An entry with its transfer and its two accounts, as the journal holds them. */
export interface JournalEntry extends LeafEntry {
  readonly evidence: unknown;
  readonly effects: unknown;
}

/** An entry as it is audited: by the hash that its leaves should have, and by those it has. */
export interface HashedEntry {
  readonly seq: number;
  readonly transferId: string;
  readonly line: number | string;
  readonly books: readonly string[];
  readonly hash: string;
  readonly leaves: readonly StoredLeaf[];
}

export type StoredLeaf = Pick<Leaf, "book" | "position" | "hash">;

/** As many sentences about a book that is wrong as anyone reads. */
export const problemsMax = 100;

/** A book's last head. `frontier` is what the next leaves are added to. */
export interface Head {
  readonly book: string;
  readonly size: number;
  readonly root: string;
  readonly frontier: readonly string[];
  readonly previous: string;
  readonly hash: string;
  readonly sealedAt: string;
  readonly seq: number;
}

/** A head as somebody outside keeps it, against whom its book was signed. */
export type KeptHead = Pick<Head, "book" | "size" | "root" | "hash">;

export interface Leaf {
  readonly book: string;
  readonly position: number;
  readonly entryId: number;
  readonly hash: string;
}
