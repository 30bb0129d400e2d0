import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  append,
  consistencyProof,
  emptyFrontier,
  inclusionProof,
  leafHash,
  merkleRoot,
  provesConsistency,
  provesInclusion,
  rootOf,
} from "../../src/ledger/merkle.ts";

/** The definition of RFC 6962 §2.1, word by word, on bytes. */
function definition(inputs: readonly Buffer[]): Buffer {
  const hash = (...parts: Uint8Array[]): Buffer =>
    createHash("sha256").update(Buffer.concat(parts)).digest();
  if (inputs.length === 0) return hash();
  if (inputs.length === 1) return hash(Uint8Array.of(0), inputs[0]!);
  const k = 2 ** (Math.ceil(Math.log2(inputs.length)) - 1);
  return hash(Uint8Array.of(1), definition(inputs.slice(0, k)), definition(inputs.slice(k)));
}

/** Certificate Transparency's own test vectors (google/certificate-transparency). */
const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"];
const roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
];

const leavesOf = (size: number): string[] =>
  Array.from({ length: size }, (_, at) => leafHash(`entry ${at}`));

describe("a book's tree", () => {
  it.each(roots.map((root, at) => [at + 1, root] as const))(
    "has the known root at %i",
    (size, root) => {
      const bytes = inputs.slice(0, size).map((hex) => Buffer.from(hex, "hex"));
      expect(definition(bytes).toString("hex")).toBe(root);
      // The vectors' bytes are ASCII-safe or raw; the frontier is fed their leaf hashes.
      const leaves = bytes.map((one) =>
        createHash("sha256")
          .update(Buffer.concat([Uint8Array.of(0), one]))
          .digest("hex"),
      );
      expect(rootOf(leaves.reduce(append, emptyFrontier))).toBe(root);
    },
  );

  it("proves each leaf at each size, and nothing else", () => {
    for (let size = 1; size <= 33; size += 1) {
      const leaves = leavesOf(size);
      const root = merkleRoot(leaves);
      for (const [index, leaf] of leaves.entries()) {
        const proof = inclusionProof(leaves, index);
        expect(provesInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(provesInclusion(leafHash("forged"), index, size, proof, root)).toBe(false);
        expect(provesInclusion(leaf, (index + 1) % (size + 1), size, proof, root)).toBe(false);
        expect(provesInclusion(leaf, index, size, [...proof, leaf], root)).toBe(false);
      }
    }
  });

  it("proves that an old book is the beginning of a newer one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(70), (total, before) => {
        const size = Math.min(before, total);
        const leaves = leavesOf(total);
        const old = { size, root: merkleRoot(leaves.slice(0, size)) };
        const now = { size: total, root: merkleRoot(leaves) };
        const proof = consistencyProof(leaves, size);
        expect(provesConsistency(old, now, proof)).toBe(true);
        if (size === 0) return;
        const forged = { size, root: merkleRoot([leafHash("forged"), ...leaves.slice(1, size)]) };
        expect(provesConsistency(forged, now, proof)).toBe(false);
      }),
    );
  });
});
