import type { Head, LeafAccount, LeafEntry } from "./book.model.ts";

/**
 * What a leaf says: every field of the entry and of its transfer; integers as decimal strings,
 * so that no reader rounds them; evidence and effects as hashes, so that a leaf can be shown
 * without them. Its canonical bytes (RFC 8785) are hashed.
 */
export const leafOf = (
  entry: LeafEntry,
  hashes: { readonly evidence: string; readonly effects: string },
): Readonly<Record<string, unknown>> => ({
  transferId: entry.transferId,
  line: String(entry.line),
  op: entry.op,
  reverses: entry.reverses,
  occurredAt: entry.occurredAt,
  recordedAt: entry.recordedAt,
  actor: entry.actor,
  actorOrg: entry.actorOrg,
  evidence: hashes.evidence,
  effects: hashes.effects,
  item: entry.item,
  quantity: String(entry.quantity),
  means: entry.means,
  originVersion: String(entry.originVersion),
  targetVersion: String(entry.targetVersion),
  origin: entry.origin,
  target: entry.target,
});

/** An entry that touches two organizations is a leaf in both their books. */
export const booksOf = ({
  origin,
  target,
}: Readonly<Record<"origin" | "target", Pick<LeafAccount, "owner">>>): readonly string[] =>
  origin.owner === target.owner ? [origin.owner] : [origin.owner, target.owner];

/** What a head says; its hash is the next head's `previous`. */
export const headBody = ({
  book,
  size,
  root,
  sealedAt,
  previous,
}: Pick<Head, "book" | "size" | "root" | "sealedAt" | "previous">): Readonly<
  Record<string, string>
> => ({ book, size: String(size), root, sealedAt, previous });
