import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

onBothShapes("agreement versions", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await neighbours(database);
  });
  afterAll(() => database.close());

  const of = (org: string): Reader => ({ principal: org, orgs: [org], partners: [] });
  const ask = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);

  it("that were there before count as signed", async () => {
    const sql = "select count(*)::int as n from qipan.agreement where signed_at is not null";
    expect(await ask(of("ORG-G06"), sql)).toEqual([{ n: 3 }]);
  });

  it("are mine where I am a party, and locked by members alone", async () => {
    const mine = "select qipan.agreement_mine('AG-1', 2) as mine";
    expect(await ask(of("ORG-G06"), mine)).toEqual([{ mine: true }]);
    expect(await ask(of("ORG-E01"), mine)).toEqual([{ mine: false }]);
    await ask(of("ORG-E01"), "select qipan.agreement_stay(array['AG-1'])");
    for (const call of ["agreement_stay(array['AG-1'])", "agreement_change('AG-1')"])
      await expect(ask(publicReader, `select qipan.${call}`)).rejects.toMatchObject({
        code: "42501",
      });
  });
});
