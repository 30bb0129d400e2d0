import { expect } from "vitest";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { torture, type Torture } from "./feed-torture.ts";
import { neighbours } from "./neighbours.ts";
import { sharedPostgres } from "./shared-postgres.ts";

/** Three nodes and a new hub: whoever is cut again and again hears every fact once, in order. */
export async function hearsAll(size: Omit<Torture, "nodes" | "seed">): Promise<void> {
  const sizes = { ...size, nodes: 3, seed: 6 };
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
}
