import type { LeafAccount, LeafEntry } from "./book.model.ts";

/**
 * The canonical bytes (RFC 8785) of a leaf, written out for its one shape: keys in the order of
 * their code units, nothing but strings and null in it. A property test holds it equal to the
 * general writer, which takes several times as long.
 */
export const canonicalLeaf = (
  entry: LeafEntry,
  hashes: { readonly evidence: string; readonly effects: string },
): string =>
  `{"actor":${text(entry.actor)},"actorOrg":${text(entry.actorOrg)},` +
  `"effects":"${hashes.effects}","evidence":"${hashes.evidence}",` +
  `"item":${text(entry.item)},"line":"${entry.line}","means":${text(entry.means)},` +
  `"occurredAt":${text(entry.occurredAt)},"op":${text(entry.op)},` +
  `"origin":${canonicalAccount(entry.origin)},"originVersion":"${entry.originVersion}",` +
  `"quantity":"${entry.quantity}","recordedAt":${text(entry.recordedAt)},` +
  `"reverses":${entry.reverses === null ? "null" : text(entry.reverses)},` +
  `"target":${canonicalAccount(entry.target)},"targetVersion":"${entry.targetVersion}",` +
  `"transferId":${text(entry.transferId)}}`;

/** What an account's leaves say of it; whoever keeps accounts keeps it with them. */
const canonicalOf = new WeakMap<LeafAccount, string>();

function canonicalAccount(account: LeafAccount): string {
  const known = canonicalOf.get(account);
  if (known !== undefined) return known;
  const said =
    `{"claimKind":${text(account.claimKind)},"counterparty":${text(account.counterparty)},` +
    `"custodian":${text(account.custodian)},"kind":${text(account.kind)},` +
    `"lot":${text(account.lot)},"owner":${text(account.owner)},` +
    `"place":${text(account.place)},"ref":${text(account.ref)}}`;
  canonicalOf.set(account, said);
  return said;
}

/** Most texts are plain, and need no look at each of their characters by the general writer. */
const plain = /^[ !#-[\]-~]*$/;
const text = (value: string): string => (plain.test(value) ? `"${value}"` : JSON.stringify(value));
