import { afterAll, beforeAll, expect, it } from "vitest";
import { eventKind } from "../../schema/words/events.ts";
import { codesOf } from "../../schema/words/word.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { checkText } from "../support/check-text.ts";
import { onBothShapes } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { leave, loaded } from "../support/dispatch-steps.ts";
import { fillDispatchWorld } from "../support/dispatch-world.ts";

onBothShapes("0010_relay", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    const { orderId, lines } = await loaded(database, [{ lot: "tents", quantity: 4 }]);
    await leave(database, orderId, lines);
  });
  afterAll(() => database.close());

  const refused = (sql: string) =>
    expect(withOwnerTx(database, ({ client }) => client.query(sql))).rejects.toMatchObject({
      code: "23514",
    });

  it("keeps a relay's node and carrier together, and a leg with its origin", async () => {
    await refused("update qipan.leg set relay_node = 'N-LENDS'");
    await refused("update qipan.leg set from_node = 'N-LENDS'");
    await refused("update qipan.leg set relay_keeper_org = carrier_org");
  });

  it("lets no more turn round than is on the road", async () => {
    await refused("update qipan.order_line set redirected = -1");
    await refused("update qipan.order_line set redirected = 5");
    await refused("update qipan.order_line set redirected = 3, accepted = 2");
  });

  it("knows every kind of event that the words know", async () => {
    const [check] = await rowsOf<{ text: string }>(
      database,
      `select ${checkText} as text from pg_constraint c where c.conname = 'event_kind'`,
    );
    const known = new Set(check!.text.match(/\b[A-Z][A-Z_]+\b/g));
    expect(codesOf(eventKind).filter((kind) => !known.has(kind))).toEqual([]);
  });
});
