import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("which vehicles are out", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const member: Reader = { principal: "x", orgs: ["G06"], partners: [] };
  const ask = (reader: Reader) =>
    withTx(database, reader, ({ client }) => client.query("select qipan.vehicles_out()"));

  it("is told to members alone, and nothing where nothing left", async () => {
    await expect(ask(publicReader)).rejects.toMatchObject({ code: "42501" });
    expect((await ask(member)).rows).toEqual([]);
  });
});
