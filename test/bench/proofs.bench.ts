import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { leafHash, joined, provesConsistency, provesInclusion } from "../../src/ledger/merkle.ts";
import { headHash } from "../../src/ledger/book.service.ts";
import { subtreesOf } from "../../src/ledger/proof.rules.ts";
import { proveConsistency, proveInclusion } from "../../src/ledger/proof.service.ts";
import { readHashes } from "../../src/ledger/proof.store.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { asHub, layLots, layWorld } from "../support/ledger-world.ts";
import { note } from "./board-of-results.ts";

/** Leaves of the long book; `QIPAN_BENCH_LEAVES=10000000` takes ten minutes to lay. */
const leaves = Number(process.env.QIPAN_BENCH_LEAVES ?? 1_000_000);
const asked = 200;

let server: OwnPostgres;
let database: Database;

/** A book whose first entries are real, with leaves laid behind them in bulk. */
async function layLong(): Promise<void> {
  await withOwnerTx(database, async ({ client }) => {
    await client.query("reset role");
    await client.query("set local session_replication_role = replica");
    await client.query("set local statement_timeout = 0");
    await client.query(
      `insert into qipan.book_leaf (book, position, entry_id, hash)
       select 'G02', n, -n, encode(sha256(n::text::bytea), 'hex')
       from generate_series(100, $1::bigint - 1) n`,
      [leaves],
    );
    await client.query("set local role qipan_owner");
    await client.query("select qipan.book_grow('G02', 100, $1)", [leaves]);
  });
  await withOwnerTx(database, ({ client }) => client.query("analyze qipan.book_leaf"));
  const trees = subtreesOf([0, leaves]).map((tree) => ({ book: "G02", ...tree }));
  const peaks = await asHub(database, (tx) => readHashes(tx, trees));
  const frontier = peaks.filter((hash) => hash !== null);
  const [book, sealedAt] = ["G02", "2026-01-01T00:00:00.000000Z"];
  await withOwnerTx(database, async ({ client }) => {
    const head = { book, size: leaves, root: joined(frontier), sealedAt, previous: "" };
    await client.query(
      `insert into qipan.ledger_head (book, size, root, frontier, previous, hash, sealed_at, seq)
       values ($1, $2, $3, $4, '', $5, $6, 1)`,
      [book, leaves, head.root, JSON.stringify(frontier), headHash(head), sealedAt],
    );
  });
}

beforeAll(async () => {
  server = await startPostgres();
  const made = await server.createDatabase();
  database = openServer({ url: made.url, maxConnections: 4 });
  await migrate(database);
  await layWorld(database);
  await layLots(
    database,
    Array.from({ length: 100 }, () => ({ quantity: 1 })),
  );
  await sealAll(database);
}, 900_000);
afterAll(async () => {
  await database.close();
  await server.stop();
});

const member = { principal: "of G02", orgs: ["G02"], partners: [] };

/** Milliseconds of the middle and the slowest of a hundred proofs of each kind. */
async function timed(size: number): Promise<{ middle: number; slowest: number }> {
  const { rows } = await asHub(database, ({ client }) =>
    client.query<{ id: string }>("select transfer_id as id from qipan.entry limit 1"),
  );
  const times: number[] = [];
  for (let nth = 0; nth < asked; nth += 1) {
    const before = performance.now();
    await withTx(database, member, async (tx) => {
      const fromSize = 1 + Math.floor((size * nth) / asked);
      const grown = await proveConsistency(tx, "G02", { fromSize, size });
      const what = { transferId: rows[0]!.id, line: nth % 100, size };
      const there = await proveInclusion(tx, "G02", what);
      if (!grown.ok || !there.ok || grown.value === null || there.value === null)
        throw new Error(JSON.stringify([grown, there]));
      const { fromRoot: root, path } = grown.value;
      expect(provesConsistency({ size: fromSize, root }, grown.value, path)).toBe(true);
      const { leaf, index, path: way, root: top } = there.value;
      expect(provesInclusion(leafHash(leaf), index, size, way, top)).toBe(true);
    });
    times.push((performance.now() - before) / 2);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { middle: sorted[asked / 2]!, slowest: sorted.at(-1)! };
}

it("a proof in a long book costs little more than in a short one", async () => {
  const short = await timed(100);
  await layLong();
  const long = await timed(leaves);
  const names = { what: "proof of a sealed book", size: `${leaves} leaves`, rival: "100 leaves" };
  note(names, long.middle, short.middle);
  console.log(`proofs: middle ${long.middle.toFixed(1)}, slowest ${long.slowest.toFixed(1)} ms`);
  expect(long.middle / short.middle).toBeLessThan(20);
});
