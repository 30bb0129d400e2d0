/**
 * Says whether a book of the hub is still the one whose heads were kept, from what was kept alone:
 *
 *     node docs/examples/verify-proof.mjs HEADS.json PROOF.json …
 *
 * HEADS.json: heads as `ledger-heads` answers them ({ size, root, previous, hash, body }), oldest
 * first. Each PROOF.json: an answer of `ledger-inclusion` or `ledger-consistency`. Prints a line
 * for each and ends with 0 if all hold, 1 if one does not. Needs nothing but SHA-256 (RFC 6962).
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const sha = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
const leafHash = (text) => sha(Uint8Array.of(0), Buffer.from(text, "utf8"));
const nodeHash = (left, right) =>
  sha(Uint8Array.of(1), Buffer.from(left, "hex"), Buffer.from(right, "hex"));

/** Each head says what it hashes, and names the head before it. */
function headsHold(heads) {
  return heads.every(({ size, root, previous, hash, body }, at) => {
    const said = JSON.parse(body);
    const before = at === 0 ? previous : heads[at - 1].hash;
    return (
      sha(body) === hash && said.size === String(size) && said.root === root && previous === before
    );
  });
}

/** Climbs from a leaf to the root: `fn` is its index, `sn` the last index of the tree. */
function included({ leaf, index, size, root, path }) {
  if (index >= size) return false;
  let [fn, sn, hash] = [index, size - 1, leafHash(leaf)];
  for (const sibling of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn > 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else hash = nodeHash(hash, sibling);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && hash === root;
}

/** Rebuilds both roots from one proof: the old tree is the beginning of the new one. */
function grown({ fromSize, fromRoot, size, root, path }) {
  if (fromSize === size) return path.length === 0 && fromRoot === root;
  if (fromSize < 1 || fromSize > size) return false;
  let [fn, sn] = [fromSize - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  const [first, ...rest] = fn === 0 ? [fromRoot, ...path] : path;
  let [old, now] = [first, first];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [old, now] = [nodeHash(hash, old), nodeHash(hash, now)];
      while (fn % 2 === 0 && fn > 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else now = nodeHash(now, hash);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && old === fromRoot && now === root;
}

const [headsFile, ...proofFiles] = process.argv.slice(2);
const heads = read(headsFile);
const kept = (size, root) => heads.some((head) => head.size === size && head.root === root);
let [wrong] = [headsHold(heads) ? 0 : 1];
console.log(`${headsFile}: ${heads.length} heads ${wrong === 0 ? "yes" : "NO"}`);
for (const file of proofFiles) {
  const proof = read(file);
  const ends =
    kept(proof.size, proof.root) && (!proof.fromSize || kept(proof.fromSize, proof.fromRoot));
  const holds = ends && (proof.leaf === undefined ? grown(proof) : included(proof));
  if (!holds) wrong += 1;
  console.log(`${file}: ${holds ? "yes" : "NO"}`);
}
process.exit(wrong === 0 ? 0 : 1);
