import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

const member: Reader = { principal: "x", orgs: ["G01"], partners: [] };

onBothShapes("refills", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const underway = (reader: Reader) =>
    withTx(database, reader, async ({ client }) => {
      const sql = "select * from qipan.refill_underway($1, $2)";
      return (await client.query<object>(sql, [randomUUID(), randomUUID()])).rows;
    });

  it("count what is on the road for members alone, and nothing of what nobody sent", async () => {
    expect(await underway(member)).toEqual([{ task: 0, claim: 0 }]);
    await expect(underway(publicReader)).rejects.toMatchObject({ code: "42501" });
  });
});
