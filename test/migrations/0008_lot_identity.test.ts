import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { fillDispatchWorld } from "../support/dispatch-world.ts";

onBothShapes("a lot", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const update = (change: string) =>
    withOwnerTx(database, ({ client }) => client.query(`update qipan.stock_lot set ${change}`));

  it.each([
    "under_norm = not under_norm",
    "owner_org = owner_org || 'X'",
    "item = item || 'X'",
    "depot_id = depot_id || 'X'",
  ])("keeps %s from happening, to its owner and to the hub's", async (change) => {
    await expect(update(change)).rejects.toMatchObject({ code: "23514" });
  });

  it("may be counted, blocked and valued again", async () => {
    const { rowCount } = await update("counted_at = now(), condition = 'BLOCKED'");
    expect(rowCount).toBeGreaterThan(0);
  });
});
