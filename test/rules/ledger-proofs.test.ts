import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  append,
  consistencyProof,
  emptyFrontier,
  joined,
  leafHash,
  nodeHash,
  provesInclusion,
  rootOf,
} from "../../src/ledger/merkle.ts";
import type { Stretch, Subtree } from "../../src/ledger/proof.model.ts";
import {
  consistencyStretches,
  inclusionStretches,
  subtreesOf,
} from "../../src/ledger/proof.rules.ts";

const leavesOf = (size: number): string[] =>
  Array.from({ length: size }, (_, at) => leafHash(`entry ${at}`));

/** As the database answers: roots of perfect subtrees, and nothing else. */
function storeOf(leaves: readonly string[]): (tree: Subtree) => string {
  const levels = [[...leaves]];
  for (let below = levels[0]!; below.length > 1; below = levels.at(-1)!)
    levels.push(
      Array.from({ length: Math.floor(below.length / 2) }, (_, at) =>
        nodeHash(below[2 * at]!, below[2 * at + 1]!),
      ),
    );
  return ({ level, position }) => {
    const hash = levels[level]?.[position];
    if (hash === undefined) throw new Error(`no subtree ${level} ${position}`);
    return hash;
  };
}

describe("a proof from roots of perfect subtrees", () => {
  const most = 200;
  const leaves = leavesOf(most);
  const hash = storeOf(leaves);
  const hashed = (stretches: readonly Stretch[]): string[] =>
    stretches.map((stretch) => joined(subtreesOf(stretch).map(hash)));

  it("leads each leaf to the root of each size, and no other leaf", () => {
    let frontier = emptyFrontier;
    for (let size = 1; size <= most; size += 1) {
      frontier = append(frontier, leaves[size - 1]!);
      const root = rootOf(frontier);
      expect(hashed([[0, size]])).toEqual([root]);
      for (let index = 0; index < size; index += 1) {
        const path = hashed(inclusionStretches(index, size));
        const wrong = [leaves[index]!, leaves[(index + 1) % most]!].map(
          (leaf) => !provesInclusion(leaf, index, size, path, root),
        );
        if (wrong.join() !== "false,true") expect([index, size, wrong]).toEqual([]);
      }
    }
  });

  it("is refuted by any changed byte", () => {
    const size = fc.integer({ min: 1, max: most });
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), fc.nat(63), (total, place, which, digit) => {
        const index = place % total;
        const root = hashed([[0, total]])[0]!;
        const all = [root, leaves[index]!, ...hashed(inclusionStretches(index, total))];
        const at = which % all.length;
        const flipped = (parseInt(all[at]![digit]!, 16) ^ 1).toString(16);
        all[at] = all[at]!.slice(0, digit) + flipped + all[at]!.slice(digit + 1);
        const [changedRoot, leaf, ...path] = all;
        expect(provesInclusion(leaf!, index, total, path, changedRoot!)).toBe(false);
      }),
    );
  });

  it("shows the beginning as the whole tree does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: most }), fc.nat(most - 1), (size, less) => {
        const old = Math.max(1, size - less);
        expect(hashed(consistencyStretches(old, size))).toEqual(
          consistencyProof(leaves.slice(0, size), old),
        );
      }),
    );
  });

  it("asks for some dozens of subtrees in a book of ten million", () => {
    const size = 10_000_000;
    for (const index of [0, 1, 4_999_999, 8_388_607, 8_388_608, size - 1]) {
      const trees = inclusionStretches(index, size).flatMap(subtreesOf);
      expect(trees.length).toBeLessThan(64);
      expect(trees.every(({ level, position }) => (position + 1) * 2 ** level <= size)).toBe(true);
    }
    expect(consistencyStretches(9_999_999, size).flatMap(subtreesOf).length).toBeLessThan(64);
  });
});
