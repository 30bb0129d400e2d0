import { afterAll, beforeAll, expect, it } from "vitest";
import { keepEpoch, readHub } from "../../src/feed/feed.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { foundDrill } from "../support/moving.ts";
import { sealAll } from "../support/ledger-figures.ts";

onBothShapes("a hub's epoch", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await foundDrill(database);
  });
  afterAll(() => database.close());

  const lineage = () =>
    withOwnerTx(database, async ({ client }) => {
      const { rows } = await client.query<{ lineage: string | null }>(
        "select lineage from qipan.hub",
      );
      return rows[0]?.lineage ?? null;
    });

  it("is kept by the hub alone, and where the data stay it stays", async () => {
    const { epoch } = await readHub(database);
    const look = withTx(database, publicReader, ({ client }) =>
      client.query("select qipan.keep_epoch()"),
    );
    await expect(look).rejects.toMatchObject({ code: "42501" });
    await sealAll(database);
    expect(await lineage()).toBeNull();
    expect(await keepEpoch(database)).toBe(false);
    if (database.shape === "SERVER") expect(await lineage()).toMatch(/^\d+\/[0-9A-F]{8}$/);
    else expect(await lineage()).toBeNull();
    expect((await readHub(database)).epoch).toBe(epoch);
  });

  it("changes with the next seal in a copy on another server", async () => {
    const { epoch } = await readHub(database);
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.hub set lineage = '1/00000001' where lineage is not null"),
    );
    await sealAll(database);
    const same = (await readHub(database)).epoch === epoch;
    expect(same).toBe(database.shape === "EMBEDDED");
  });
});
