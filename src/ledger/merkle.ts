import { hash } from "node:crypto";
import { assert } from "../kernel/assert.ts";
import { leftSize } from "./proof.rules.ts";

/**
 * Merkle trees of RFC 6962 §2.1 over SHA-256. Hashes are lower-case hex; a leaf's hash and a
 * node's hash begin with different bytes, so that neither can pass for the other.
 */
export const leafHash = (bytes: string): string => sha256(`\0${bytes}`);

/** The same of bytes that begin with the leaf's own. */
export const hashOfLeaf = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");

/** One byte and two hashes; kept, for a book of years has many millions of nodes. */
const node = Buffer.alloc(65);
node[0] = 1;

export function nodeHash(left: string, right: string): string {
  node.write(left, 1, 32, "hex");
  node.write(right, 33, 32, "hex");
  return hash("sha256", node, "hex");
}

export const sha256 = (text: string): string => hash("sha256", text, "hex");

/** The hash of an empty tree. */
export const emptyRoot: string = sha256("");

/** The roots of the perfect subtrees of a tree, largest first: all that appending needs. */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly string[];
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** Each subtree that the leaf completes is folded into its parent. */
export function append({ size, peaks }: Frontier, leaf: string): Frontier {
  const next = [...peaks, leaf];
  for (let filled = size; filled % 2 === 1; filled = (filled - 1) / 2) {
    const [left, right] = next.splice(-2);
    assert(left !== undefined && right !== undefined, "a full subtree has two halves");
    next.push(nodeHash(left, right));
  }
  return { size: size + 1, peaks: next };
}

/** The same, in place: for whoever rebuilds a whole book. */
export class GrowingTree {
  size = 0;
  readonly peaks: string[] = [];

  append(leaf: string): void {
    let top = leaf;
    for (let filled = this.size; filled % 2 === 1; filled = (filled - 1) / 2)
      top = nodeHash(this.peaks.pop() ?? "", top);
    this.peaks.push(top);
    this.size += 1;
  }
}

export const rootOf = ({ peaks }: Frontier): string =>
  peaks.length === 0 ? emptyRoot : joined(peaks);

/** The root over perfect subtrees, largest first; at least one. */
export const joined = (peaks: readonly string[]): string =>
  peaks.reduceRight((right, left) => nodeHash(left, right));

/** The root of some leaves from scratch. */
export const merkleRoot = (leaves: readonly string[]): string =>
  rootOf(leaves.reduce(append, emptyFrontier));

/** The siblings on the way from a leaf to the root, lowest first (RFC 6962 §2.1.1). */
export function inclusionProof(leaves: readonly string[], index: number): string[] {
  if (leaves.length <= 1) return [];
  const half = leftSize(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half
    ? [...inclusionProof(left, index), merkleRoot(right)]
    : [...inclusionProof(right, index - half), merkleRoot(left)];
}

/** Whether `leaf` stands at `index` of the tree of `size` leaves with that root. */
export function provesInclusion(
  leaf: string,
  index: number,
  size: number,
  proof: readonly string[],
  root: string,
): boolean {
  if (index >= size) return false;
  const climbed = climb(leaf, index, size, [...proof]);
  return climbed?.rest.length === 0 && climbed.hash === root;
}

function climb(
  leaf: string,
  index: number,
  size: number,
  proof: readonly string[],
): { hash: string; rest: readonly string[] } | undefined {
  if (size === 1) return { hash: leaf, rest: proof };
  const half = leftSize(size);
  const onLeft = index < half;
  const below = onLeft
    ? climb(leaf, index, half, proof)
    : climb(leaf, index - half, size - half, proof);
  const [sibling, ...rest] = below?.rest ?? [];
  if (below === undefined || sibling === undefined) return undefined;
  const hash = onLeft ? nodeHash(below.hash, sibling) : nodeHash(sibling, below.hash);
  return { hash, rest };
}

/** Shows that the tree of the first `size` leaves is a beginning of the whole (§2.1.2). */
export function consistencyProof(leaves: readonly string[], size: number): string[] {
  return size === 0 || size === leaves.length ? [] : subproof(leaves, size, true);
}

function subproof(leaves: readonly string[], size: number, whole: boolean): string[] {
  if (size === leaves.length) return whole ? [] : [merkleRoot(leaves)];
  const half = leftSize(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return size <= half
    ? [...subproof(left, size, whole), merkleRoot(right)]
    : [...subproof(right, size - half, false), merkleRoot(left)];
}

/** Whether the proof leads from the old root and from nothing else to the new one. */
export function provesConsistency(
  old: { readonly size: number; readonly root: string },
  now: { readonly size: number; readonly root: string },
  proof: readonly string[],
): boolean {
  if (old.size === 0) return proof.length === 0;
  if (old.size === now.size) return proof.length === 0 && old.root === now.root;
  if (old.size > now.size) return false;
  const rest = [...proof];
  const both = rebuild(old.size, now.size, true, old.root, rest);
  return both !== undefined && rest.length === 0 && both.old === old.root && both.now === now.root;
}

function rebuild(
  size: number,
  total: number,
  whole: boolean,
  root: string,
  proof: string[],
): { old: string; now: string } | undefined {
  if (size === total) {
    const hash = whole ? root : proof.shift();
    return hash === undefined ? undefined : { old: hash, now: hash };
  }
  const half = leftSize(total);
  const below =
    size <= half
      ? rebuild(size, half, whole, root, proof)
      : rebuild(size - half, total - half, false, root, proof);
  const sibling = proof.shift();
  if (below === undefined || sibling === undefined) return undefined;
  return size <= half
    ? { old: below.old, now: nodeHash(below.now, sibling) }
    : { old: nodeHash(sibling, below.old), now: nodeHash(sibling, below.now) };
}
