import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { drafted } from "../support/dispatch-steps.ts";
import { fillDispatchWorld } from "../support/dispatch-world.ts";

onBothShapes("0011_onward", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    await drafted(database, [{ lot: "tents", quantity: 4 }]);
  });
  afterAll(() => database.close());

  const written = (sql: string) => withOwnerTx(database, ({ client }) => client.query(sql));

  it("keeps an objection with its time, and goods with where they came from", async () => {
    const lone = "update qipan.dispatch_order set objection = '无'";
    await expect(written(lone)).rejects.toMatchObject({ code: "23514" });
    const nowhere = "update qipan.dispatch_order set from_leg_id = gen_random_uuid()";
    await expect(written(nowhere)).rejects.toMatchObject({ code: "23503" });
    const noLine = "update qipan.order_line set from_line_id = gen_random_uuid()";
    await expect(written(noLine)).rejects.toMatchObject({ code: "23503" });
  });

  it("lets an order stand without a proposal", async () => {
    await written("update qipan.dispatch_order set proposal_id = null");
  });
});
