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
  leafText(transferText(entry, hashes), {
    ...entry,
    origin: accountText(entry.origin),
    target: accountText(entry.target),
  });

/** What all leaves of a transfer say alike, in the four places where they say it. */
export interface TransferText {
  readonly beforeItem: string;
  readonly beforeOrigin: string;
  readonly beforeTarget: string;
  readonly end: string;
}

export const transferText = (
  transfer: Pick<
    LeafEntry,
    "transferId" | "op" | "reverses" | "occurredAt" | "recordedAt" | "actor" | "actorOrg"
  >,
  hashes: { readonly evidence: string; readonly effects: string },
): TransferText => ({
  beforeItem:
    `{"actor":${text(transfer.actor)},"actorOrg":${text(transfer.actorOrg)},` +
    `"effects":"${hashes.effects}","evidence":"${hashes.evidence}","item":`,
  beforeOrigin: `,"occurredAt":${text(transfer.occurredAt)},"op":${text(transfer.op)},"origin":`,
  beforeTarget:
    `","recordedAt":${text(transfer.recordedAt)},` +
    `"reverses":${transfer.reverses === null ? "null" : text(transfer.reverses)},"target":`,
  end: `","transferId":${text(transfer.transferId)}}`,
});

interface LineText extends Pick<LeafEntry, "line" | "item" | "means" | "quantity"> {
  readonly origin: string;
  readonly target: string;
  readonly originVersion: number;
  readonly targetVersion: number;
}

/** What stands in each leaf between the columns of its own. */
export const leafMarks = {
  line: ',"line":"',
  means: '","means":',
  originVersion: ',"originVersion":"',
  quantity: '","quantity":"',
  targetVersion: ',"targetVersion":"',
} as const;

const leafText = (transfer: TransferText, line: LineText): string =>
  `${transfer.beforeItem}${text(line.item)}${leafMarks.line}${line.line}` +
  `${leafMarks.means}${text(line.means)}${transfer.beforeOrigin}${line.origin}` +
  `${leafMarks.originVersion}${line.originVersion}${leafMarks.quantity}${line.quantity}` +
  `${transfer.beforeTarget}${line.target}${leafMarks.targetVersion}${line.targetVersion}` +
  transfer.end;

/** What an account's leaves say of it; whoever keeps accounts keeps it with them. */
const canonicalOf = new WeakMap<LeafAccount, string>();

export function accountText(account: LeafAccount): string {
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
