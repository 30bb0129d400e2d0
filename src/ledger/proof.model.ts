/** Leaves `from` to `until` − 1 of a book. */
export type Stretch = readonly [from: number, until: number];

/** The perfect subtree of 2^`level` leaves that begins at leaf `position` × 2^`level`. */
export interface Subtree {
  readonly level: number;
  readonly position: number;
}

export interface StoredRoot extends Subtree {
  readonly book: string;
  readonly hash: string;
}

/** An entry's leaf in a book, and its way to the root of the book's first `size` leaves. */
export interface Inclusion {
  readonly book: string;
  readonly transferId: string;
  readonly line: number;
  /** Canonical bytes (RFC 8785), which the reader hashes himself. */
  readonly leaf: string;
  readonly leafHash: string;
  readonly index: number;
  readonly size: number;
  readonly root: string;
  readonly path: readonly string[];
}

/** That the first `fromSize` leaves of a book are the beginning of its first `size`. */
export interface Consistency {
  readonly book: string;
  readonly fromSize: number;
  readonly fromRoot: string;
  readonly size: number;
  readonly root: string;
  readonly path: readonly string[];
}

/** Which entries are to be proved: in these books, each up to a size. */
export interface BookSize {
  readonly book: string;
  readonly size: number;
}
