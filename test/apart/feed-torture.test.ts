import "reflect-metadata";
import { expect, it } from "vitest";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { openServer } from "../../src/postgres/pool.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { torture } from "../support/feed-torture.ts";
import { neighbours } from "../support/neighbours.ts";
import { sharedPostgres } from "../support/shared-postgres.ts";

const sizes = { nodes: 3, writers: 16, facts: 25, subscribers: 50, cuts: 1_000, seed: 6 };

it("what is cut 1,000 times on three nodes hears every fact once, in order", async () => {
  const created = await sharedPostgres().createDatabase();
  try {
    const database = openServer({ url: created.url, maxConnections: 2 });
    await migrate(database);
    await withOwnerTx(database, ({ client }) =>
      client.query("insert into qipan.hub (kind, epoch) values ('EXERCISE', gen_random_uuid())"),
    );
    await neighbours(database);
    await database.close();
    const { heard, journal } = await torture(created.url, sizes);
    expect(heard).toHaveLength(sizes.subscribers);
    expect(heard.reduce((all, { cuts }) => all + cuts, 0)).toBeGreaterThanOrEqual(sizes.cuts);
    expect(journal.get("usr-both")?.length).toBeGreaterThan((sizes.writers * sizes.facts) / 2);
    for (const { reader, seqs } of heard)
      expect({ reader, seqs }).toEqual({ reader, seqs: journal.get(reader) });
  } finally {
    await created.drop();
  }
}, 120_000);
