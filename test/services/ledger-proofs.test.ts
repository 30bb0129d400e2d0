import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { leafHash, provesConsistency, provesInclusion } from "../../src/ledger/merkle.ts";
import type { Inclusion } from "../../src/ledger/proof.model.ts";
import {
  headAt,
  listHeads,
  proveConsistency,
  proveEach,
  proveInclusion,
} from "../../src/ledger/proof.service.ts";
import { readEntriesOf } from "../../src/ledger/proof.store.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { lendAndLose } from "../support/ledger-history.ts";
import { asHub, layLots, layWorld } from "../support/ledger-world.ts";

const reader = (...orgs: string[]) => ({ principal: `of ${orgs.join()}`, orgs, partners: [] });
const stranger = reader("C07");

onBothShapes("proofs of a sealed book", (open) => {
  let database: Database;
  let transfers: string[];
  const heads: { size: number; root: string }[] = [];

  const as = <T>(who: ReturnType<typeof reader>, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTx(database, who, work);
  const owner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => as(reader("G02"), work);
  const value = <V>(outcome: Outcome<V | null>): V => {
    if (!outcome.ok || outcome.value === null) throw new Error(JSON.stringify(outcome));
    return outcome.value;
  };
  const refusal = (outcome: Outcome<unknown>) =>
    outcome.ok
      ? outcome.value
      : outcome.refused.map(({ code, path, facts }) => [code, path, facts]);
  const latest = (): number => heads.at(-1)!.size;

  async function seal(): Promise<void> {
    await sealAll(database);
    const { size, root } = value(await owner((tx) => headAt(tx, "G02", undefined)));
    heads.push({ size, root });
  }

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const lots = await layLots(
      database,
      Array.from({ length: 130 }, () => ({ quantity: 100 })),
    );
    await seal();
    await lendAndLose(database, lots[0]!);
    await seal();
    await layLots(
      database,
      Array.from({ length: 9 }, () => ({ quantity: 1 })),
    );
    await seal();
    transfers = await asHub(database, async ({ client }) => {
      const { rows } = await client.query<{ id: string }>(
        `select t.id from qipan.transfer t order by t.xid, t.id`,
      );
      return rows.map(({ id }) => id);
    });
  });
  afterAll(() => database.close());

  const proves = ({ leaf, leafHash: hash, index, size, root, path }: Inclusion): boolean =>
    leafHash(leaf) === hash && provesInclusion(hash, index, size, path, root);

  /** Every entry that the reader may see, proved at that size. */
  const all = (who: ReturnType<typeof reader>, size: number): Promise<Inclusion[]> =>
    as(who, async (tx) => {
      const entries = await readEntriesOf(tx, transfers);
      return (await proveEach(tx, [{ entries, cuts: [{ book: "G02", size }] }])).flat();
    });

  it("lead every entry to the root of the head, also of one that was sealed before", async () => {
    const before = heads.map(({ size }) => size);
    expect(before[0]).toBe(130);
    for (const { size, root } of heads) {
      const proofs = await all(reader("G02"), size);
      expect(proofs.map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, at) => at));
      expect(proofs.filter((proof) => !proves(proof) || proof.root !== root)).toEqual([]);
    }
  });

  it("are there at every size below, and any changed byte refutes them", async () => {
    const byIndex = await all(reader("G02"), latest());
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (one, two, byte) => {
        const index = one % latest();
        const size = index + 1 + (two % (latest() - index));
        const { transferId, line } = byIndex[index]!;
        const proof = value(
          await owner((tx) => proveInclusion(tx, "G02", { transferId, line, size })),
        );
        expect({ ...proof, ok: proves(proof) }).toMatchObject({ index, size, ok: true });
        const at = byte % proof.leaf.length;
        const other = proof.leaf[at] === "0" ? "1" : "0";
        const leaf = proof.leaf.slice(0, at) + other + proof.leaf.slice(at + 1);
        expect(provesInclusion(leafHash(leaf), index, size, proof.path, proof.root)).toBe(false);
        const now = value(await owner((tx) => proveConsistency(tx, "G02", { fromSize: size })));
        const old = { size, root: proof.root };
        expect(now).toMatchObject({ fromRoot: old.root, size: latest(), root: heads.at(-1)!.root });
        expect(provesConsistency(old, now, now.path)).toBe(true);
        const forged = { size, root: proof.leafHash };
        expect(provesConsistency(forged, now, now.path)).toBe(size === 1);
      }),
      { numRuns: 12 },
    );
  });

  it("tell each head, its bytes and the one before it", async () => {
    const page = await owner((tx) => listHeads(tx, "G02", { first: 100 }));
    const told = page.ok ? page.value.edges.map(({ node }) => node) : [];
    expect(told.map(({ size, root }) => ({ size, root }))).toEqual(
      expect.arrayContaining(heads) as unknown,
    );
    expect(told.map(({ previous }) => previous)).toEqual([
      "",
      ...told.slice(0, -1).map(({ hash }) => hash),
    ]);
    const between = heads[0]!.size - 1;
    expect(await owner((tx) => headAt(tx, "G02", between))).toEqual({ ok: true, value: null });
  });

  it("refuse a size that is not sealed, and say which are", async () => {
    const [transferId = ""] = transfers;
    const most = latest();
    const range = (path: string, min: number, max: number) => [
      ["QUANTITY_OUT_OF_RANGE", path, { min, max }],
    ];
    for (const size of [0, -1, most + 1]) {
      expect(refusal(await owner((tx) => headAt(tx, "G02", size)))).toEqual(range("size", 1, most));
      const consistent = await owner((tx) => proveConsistency(tx, "G02", { fromSize: 1, size }));
      expect(refusal(consistent)).toEqual(range("size", 1, most));
    }
    const backwards = await owner((tx) => proveConsistency(tx, "G02", { fromSize: 9, size: 8 }));
    expect(refusal(backwards)).toEqual(range("fromSize", 1, 8));
    const early = await owner((tx) => proveInclusion(tx, "G02", { transferId, line: 5, size: 5 }));
    expect(refusal(early)).toEqual(range("size", 6, most));
  });

  it("are for whoever may see the entry; for others it is not there", async () => {
    const asked = { transferId: transfers[0]!, line: 0 };
    const to = (who: ReturnType<typeof reader>, book = "G02", what = asked) =>
      as(who, async (tx) => refusal(await proveInclusion(tx, book, what)));
    expect(await to(reader("G02"))).toMatchObject({ index: 0 });
    const nowhere = { transferId: "00000000-0000-4000-8000-000000000000", line: 0 };
    for (const [who, book, what] of [
      [stranger, "G02", asked],
      [reader("G01"), "G02", asked],
      [reader("G02"), "G01", asked],
      [reader("G02"), "G09", asked],
      [reader("G02"), "G02", { ...asked, line: 1000 }],
      [reader("G02"), "G02", nowhere],
      [reader("G02"), "G02", { ...nowhere, transferId: "no id" }],
    ] as const)
      expect(await to(who, book, what)).toBeNull();
    // A claim is an entry of both its parties: each finds it in the other's book, too.
    const seen = await all(reader("G01"), latest());
    expect(seen.length).toBeGreaterThan(2);
    for (const { leaf } of seen)
      expect(leaf).toMatch(/"counterparty":"G01"|"counterparty":"G02"|"custodian":"G01"/);
    expect(await all(stranger, latest())).toEqual([]);
  });

  it("show heads to members alone", async () => {
    const nobody = { principal: "public", orgs: [], partners: [] };
    const asked: readonly ((tx: Tx) => Promise<Outcome<unknown>>)[] = [
      (tx) => headAt(tx, "G02", undefined),
      (tx) => proveConsistency(tx, "G02", { fromSize: 1 }),
    ];
    for (const prove of asked) {
      expect(await as(nobody, prove)).toEqual({ ok: true, value: null });
      expect(await as(stranger, prove)).toMatchObject({ ok: true, value: { book: "G02" } });
    }
  });

  it("fail the auditor when a stored root is not its leaves'", async () => {
    const change = (set: string, where: string) =>
      withOwnerTx(database, async ({ client }) => {
        await client.query("alter table qipan.book_node disable trigger user");
        await client.query(`update qipan.book_node set hash = ${set} where ${where}`);
        await client.query("alter table qipan.book_node enable trigger user");
      });
    for (const where of ["level = 6 and position = 1", "level = 7"]) {
      await change("reverse(hash)", `book = 'G02' and ${where}`);
      const { problems } = await verifyBook(database);
      expect(problems).toContainEqual(expect.stringMatching(/^book G02: its stored root/));
      await change("reverse(hash)", `book = 'G02' and ${where}`);
    }
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });

  it("have heads whose hash is that of their bytes", async () => {
    const { hash, ...head } = value(await owner((tx) => headAt(tx, "G02", undefined)));
    const { book, size, root, sealedAt, previous } = head;
    const bytes = JSON.stringify({ book, previous, root, sealedAt, size: String(size) });
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
  });
});
