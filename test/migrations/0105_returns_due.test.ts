import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("which goods come back", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const member: Reader = { principal: "x", orgs: ["G06"], partners: [] };
  const ask = (reader: Reader) =>
    withTx(database, reader, ({ client }) => client.query("select * from qipan.returns_due(0, 5)"));

  it("is told to their keepers: to nobody where nothing comes", async () => {
    for (const reader of [publicReader, member]) expect((await ask(reader)).rows).toEqual([]);
  });
});
