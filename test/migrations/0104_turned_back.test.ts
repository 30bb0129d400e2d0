import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("vehicles that turned back", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it("are still told to members alone, and found by an index of their own", async () => {
    const member: Reader = { principal: "x", orgs: ["G06"], partners: [] };
    const ask = (reader: Reader, sql: string) =>
      withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);
    const call = "select qipan.vehicles_on_road('C', null)";
    await expect(ask(publicReader, call)).rejects.toMatchObject({ code: "42501" });
    expect(await ask(member, call)).toEqual([]);
    const index = "select to_regclass('qipan.leg_turned_back') is not null as there";
    expect(await ask(member, index)).toEqual([{ there: true }]);
  });
});
