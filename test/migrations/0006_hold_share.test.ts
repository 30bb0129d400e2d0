import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { drafted } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";

onBothShapes("agreement_holds", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const holds = (reader: Reader) =>
    withTx(database, reader, async ({ client }) => {
      const sql = "select * from qipan.agreement_holds('PACT', $1, array['TENT', 'NONE'])";
      return (await client.query<object>(sql, [orgs.lends])).rows;
    });
  const member: Reader = { principal: "x", orgs: [orgs.stranger], partners: [] };

  it("tells sums of all requesters' orders, and of good lots only", async () => {
    await drafted(database, [{ lot: "tents", quantity: 30 }]);
    expect(await holds(member)).toEqual([
      { item: "NONE", free: 0, unapproved: 0 },
      { item: "TENT", free: 270, unapproved: 30 },
    ]);
  });

  it("tells the public nothing", async () => {
    await expect(holds(publicReader)).rejects.toMatchObject({ code: "42501" });
  });
});
