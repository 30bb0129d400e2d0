import { afterAll, beforeAll, expect, it } from "vitest";
import { itemBySku } from "../../src/catalog/catalog.loader.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";
import { contextFor } from "../support/query-context.ts";

onBothShapes("names that the process keeps", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  /** As an answer reads it; what is kept is shared by all answers of the process. */
  async function nameOf(sku: string): Promise<string | undefined> {
    const context = contextFor(database, undefined);
    try {
      return (await context.load(itemBySku).load(sku))?.nameZh;
    } finally {
      await context.close();
    }
  }

  const rename = (name: string, sku = "TENT"): Promise<void> =>
    withOwnerTx(database, async ({ client }) => {
      await client.query("update qipan.item set name_zh = $2 where sku = $1", [sku, name]);
    });

  it("are read once while nothing changes", async () => {
    await nameOf("TENT");
    const context = contextFor(database, undefined);
    const tx = await context.reading.tx();
    expect(tx.kept?.("item").has("TENT")).toBe(true);
    await context.close();
  });

  it("are told anew as soon as a change has committed", async () => {
    expect(await nameOf("TENT")).toBe("TENT");
    await rename("帐篷(示例)");
    expect(await nameOf("TENT")).toBe("帐篷(示例)");
  });

  it("are not told of a change that was rolled back", async () => {
    const told = await nameOf("TENT");
    const undone = withOwnerTx(database, async ({ client }) => {
      await client.query("update qipan.item set name_zh = 'X' where sku = 'TENT'");
      throw new Error("on purpose");
    });
    await expect(undone).rejects.toThrow("on purpose");
    expect(await nameOf("TENT")).toBe(told);
  });

  it("and a reader that began before a change leaves nothing of it behind", async () => {
    if (database.shape === "EMBEDDED") {
      // There is one connection: nobody can begin before what another does.
      expect(database.pool.options.max).toBe(1);
      return;
    }
    const early = contextFor(database, undefined);
    await early.reading.tx();
    await rename("睡袋(示例)", "BAG");
    expect(await nameOf("BAG")).toBe("睡袋(示例)");
    await early.load(itemBySku).load("BAG");
    await rename("睡袋", "BAG");
    await early.close();
    expect(await nameOf("BAG")).toBe("睡袋");
  });

  it("nor does a code that was unknown stay unknown", async () => {
    expect(await nameOf("NEW")).toBeUndefined();
    await withOwnerTx(database, async ({ client }) => {
      await client.query(`insert into qipan.item (sku, name_zh, name_en, unit, unit_zh, category,
          gb_major, plan_class, hazards, weight_kg, volume_m3, recovery)
        select 'NEW', '新', 'new', unit, unit_zh, category, gb_major, plan_class, hazards, 1, 1,
          recovery from qipan.item where sku = 'TENT'`);
    });
    expect(await nameOf("NEW")).toBe("新");
  });
});
