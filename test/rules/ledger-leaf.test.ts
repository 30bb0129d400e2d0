import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LeafEntry } from "../../src/ledger/book.model.ts";
import { leafOf } from "../../src/ledger/book.rules.ts";
import { canonicalLeaf } from "../../src/ledger/leaf.rules.ts";
import { append, emptyFrontier, GrowingTree, leafHash, rootOf } from "../../src/ledger/merkle.ts";

/** Also what must be escaped, what lies beyond the basic plane, and what need not be escaped. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom('"', "\\", "\u0000\u001f\u007f", "\b\t\n\f\r", "乌海/𠮷", "\u2028"),
);
const figure = fc.maxSafeNat();
const account = fc.record({
  ...{ owner: text, kind: text, lot: text, custodian: text, place: text },
  ...{ counterparty: text, claimKind: text, ref: text },
});
const entry: fc.Arbitrary<LeafEntry> = fc.record({
  ...{ entryId: figure, seq: figure, line: figure, quantity: figure },
  ...{ originVersion: figure, targetVersion: figure, transferId: text, op: text },
  ...{ reverses: fc.option(text), occurredAt: text, recordedAt: text, actor: text },
  ...{ actorOrg: text, item: text, means: text, origin: account, target: account },
});

describe("a leaf's own writer", () => {
  it("writes what the general one writes, byte by byte", () => {
    fc.assert(
      fc.property(entry, figure, (one, seed) => {
        const hashes = { evidence: leafHash(`${seed}`), effects: leafHash("") };
        expect(canonicalLeaf(one, hashes)).toBe(canonicalize(leafOf(one, hashes)));
      }),
      { numRuns: 500 },
    );
  });

  it("has a tree that grows in place as the other grows by copies", () => {
    const tree = new GrowingTree();
    let frontier = emptyFrontier;
    for (let at = 0; at < 70; at += 1) {
      const leaf = leafHash(`leaf ${at}`);
      tree.append(leaf);
      frontier = append(frontier, leaf);
      expect([tree.size, tree.peaks, rootOf(tree)]).toEqual([
        frontier.size,
        frontier.peaks,
        rootOf(frontier),
      ]);
    }
  });
});
