import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { opening } from "../../src/ledger/posting.stock.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";

onBothShapes("the book", (open) => {
  let database: Database;
  let lot: Lot;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    [lot] = (await layLots(database, [{ owner: "G02" }])) as [Lot];
  });
  afterAll(() => database.close());

  const post = (reader: Reader) =>
    withTx(database, reader, ({ client }) => {
      const posting = opening([{ ...lot, lot: lot.id, quantity: 1 }], { source: "test" });
      const asked = { ...posting, transferId: randomUUID(), actorOrg: "G02" };
      return client.query("select qipan.ledger_post($1)", [JSON.stringify(asked)]);
    });

  it("takes no posting from the public, nor in another organization's name", async () => {
    const other: Reader = { principal: "x", orgs: ["G06"], partners: [] };
    for (const reader of [publicReader, other])
      await expect(post(reader)).rejects.toMatchObject({ code: "42501" });
    await post({ ...other, orgs: ["G02"] });
  });
});
