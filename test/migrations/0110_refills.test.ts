import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layStoryWorld } from "../support/story-world.ts";

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

  it("are seen by their parties, by who keeps the depot, and by the hub", async () => {
    await layStoryWorld(database);
    await withOwnerTx(database, ({ client }) =>
      client.query(
        `insert into qipan.refill_task (id, owner_org, depot_id, item, lot_id, funder_org,
           performer_org, quantity, opened_by)
         values ($1, 'G06', 'D-G01', 'SCBA', $1, 'G11', 'C07', 1, $1)`,
        [randomUUID()],
      ),
    );
    const seen = (reader: Reader) =>
      withTx(database, reader, async ({ client }) => {
        return (await client.query("select from qipan.refill_task")).rows.length;
      });
    for (const orgs of [...["G06", "G11", "C07", "E01"].map((org) => ["K01", org]), ["*"]])
      expect([orgs, await seen({ ...member, orgs })]).toEqual([orgs, 1]);
    // Whose depot it is does not matter, nor a name that looks like the depot's key.
    for (const orgs of [["G01"], ["K01", "D-G01"], ["K01", "*"], []])
      expect([orgs, await seen({ ...member, orgs })]).toEqual([orgs, 0]);
    expect(await seen(publicReader)).toBe(0);
  });

  it("need no question for one lender alone any more", async () => {
    const { rows } = await withTx(database, member, ({ client }) =>
      client.query("select from pg_proc where proname in ('agreement_holds', 'lender_shelves')"),
    );
    expect(rows).toEqual([]);
  });
});
