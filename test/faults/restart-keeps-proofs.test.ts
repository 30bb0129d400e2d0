import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepEpoch } from "../../src/feed/feed.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { leafHash, provesConsistency, provesInclusion } from "../../src/ledger/merkle.ts";
import { headAt, proveConsistency, proveInclusion } from "../../src/ledger/proof.service.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { asHub, layLots, layWorld } from "../support/ledger-world.ts";
import { foundDrill } from "../support/moving.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

const book = "G02";
let server: OwnPostgres;
let url: string;
let database: Database;
beforeAll(async () => {
  server = await startPostgres();
  ({ url } = await server.createDatabase());
  database = openServer({ url, maxConnections: 4 });
  await migrate(database);
  await foundDrill(database);
  await layWorld(database);
  await grow();
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

const value = <V>(outcome: Outcome<V | null>): V => {
  if (!outcome.ok || outcome.value === null) throw new Error(JSON.stringify(outcome));
  return outcome.value;
};
/** More entries than one stored subtree holds, sealed. */
async function grow(): Promise<void> {
  await layLots(
    database,
    Array.from({ length: 70 }, () => ({ quantity: 3 })),
  );
  await sealAll(database);
}
const head = () => asHub(database, async (tx) => value(await headAt(tx, book, undefined)));

/** What a partner kept before: a head, and an entry that it knows by its leaf. */
async function keep() {
  const { size, root, hash } = await head();
  const inclusion = await asHub(database, async (tx) => {
    const { rows } = await tx.client.query<{ id: string; line: number }>(
      `select e.transfer_id as id, e.line from qipan.entry e
       join qipan.account a on a.id = e.target and a.owner = $1 order by e.id limit 1`,
      [book],
    );
    const { id: transferId = "", line = 0 } = rows[0] ?? {};
    return value(await proveInclusion(tx, book, { transferId, line, size }));
  });
  return { size, root, hash, inclusion };
}
type Kept = Awaited<ReturnType<typeof keep>>;

async function stillProven(kept: Kept): Promise<void> {
  const { inclusion, size, root } = kept;
  const { transferId, line } = inclusion;
  const again = await asHub(database, async (tx) => {
    const then = value(await headAt(tx, book, size));
    const proof = value(await proveInclusion(tx, book, { transferId, line, size }));
    return { then, proof };
  });
  expect(again.then).toMatchObject({ size, root, hash: kept.hash });
  expect(again.proof).toEqual(inclusion);
  const { leaf, index, path } = again.proof;
  expect(provesInclusion(leafHash(leaf), index, size, path, root)).toBe(true);
  const now = await asHub(database, async (tx) =>
    value(await proveConsistency(tx, book, { fromSize: size })),
  );
  expect(now.fromRoot).toBe(root);
  expect(provesConsistency({ size, root }, now, now.path)).toBe(true);
  expect(provesConsistency({ size, root: kept.hash }, now, now.path)).toBe(false);
}

const reopen = async (how: () => Promise<unknown>): Promise<void> => {
  await database.close();
  await how();
  database = openServer({ url, maxConnections: 4 });
};

it("proofs of before a restart hold after it, also when the book has grown", async () => {
  const kept = await keep();
  await reopen(() => server.restart());
  await stillProven(kept);
  await grow();
  expect((await head()).size).toBeGreaterThan(kept.size);
  await stillProven(kept);
});

it("so do those of before a promotion, under the new epoch", async () => {
  const kept = await keep();
  await keepEpoch(database);
  await reopen(async () => {
    await server.restart({ standby: true });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("select pg_promote()");
    await client.end();
  });
  await stillProven(kept);
  expect(await keepEpoch(database)).toBe(true);
  await grow();
  await stillProven(kept);
});
