import type { Stretch, Subtree } from "./proof.model.ts";

/** The size of a tree's left half: the largest power of two below `size`. */
export function leftSize(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** Of which leaves the siblings on the way from a leaf to the root hash, lowest first (§2.1.1). */
export const inclusionStretches = (index: number, size: number): Stretch[] =>
  siblings(index, 0, size);

function siblings(index: number, from: number, until: number): Stretch[] {
  if (until - from <= 1) return [];
  const middle = from + leftSize(until - from);
  return index < middle
    ? [...siblings(index, from, middle), [middle, until]]
    : [...siblings(index, middle, until), [from, middle]];
}

/** Of which leaves the hashes of a consistency proof are (§2.1.2); 0 < `old` ≤ `size`. */
export const consistencyStretches = (old: number, size: number): Stretch[] =>
  old === 0 ? [] : subproof(old, 0, size, true);

function subproof(old: number, from: number, until: number, whole: boolean): Stretch[] {
  if (old === until) return whole ? [] : [[from, until]];
  const middle = from + leftSize(until - from);
  return old <= middle
    ? [...subproof(old, from, middle, whole), [middle, until]]
    : [...subproof(old, middle, until, false), [from, middle]];
}

/**
 * The perfect subtrees that a stretch of a proof is made of, largest first. Such a stretch begins
 * at a multiple of its largest subtree, as every half of a tree does.
 */
export function subtreesOf([from, until]: Stretch): Subtree[] {
  const trees: Subtree[] = [];
  for (let at = from; at < until;) {
    let level = 0;
    while (2 ** (level + 1) <= until - at) level += 1;
    trees.push({ level, position: at / 2 ** level });
    at += 2 ** level;
  }
  return trees;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is no id at all is simply not there; the database would call it an error. */
export const isTransferId = (id: string): boolean => uuid.test(id);
