import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("time sheets of lines", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const member: Reader = { principal: "x", orgs: ["G06"], partners: [] };
  const ask = (reader: Reader) =>
    withTx(database, reader, ({ client }) =>
      client.query("select * from qipan.time_sheets($1)", [[crypto.randomUUID()]]),
    );

  it("are told of orders whose party one is: of none where there is none", async () => {
    for (const reader of [publicReader, member]) expect((await ask(reader)).rows).toEqual([]);
  });
});
