import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { incidentId, layWorld } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("investigation reports in tables", (open) => {
  let database: Database;
  const ask = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  it("are written by whoever answers for the incident, and read by those concerned", async () => {
    const write = (org: string, readers: string) => `insert into qipan.investigation_report
      values (gen_random_uuid(), '${incidentId}', 'N', 'x', '2026-01-01', null, '[]', '[]', null,
        '${org}', '${readers}', 'x', now())`;
    await expect(ask(memberOf("G02"), write("G02", "{G02}"))).rejects.toMatchObject({
      code: "42501",
    });
    await expect(ask(memberOf("G01"), write("G01", "{G02}"))).rejects.toMatchObject({
      code: "42501",
    });
    await ask(memberOf("G01"), write("G01", "{G01,E01}"));
    await expect(ask(memberOf("G01"), write("G01", "{G01}"))).rejects.toMatchObject({
      code: "23505",
    });
    const read = "select number from qipan.investigation_report";
    expect(await ask(memberOf("E01"), read)).toEqual([{ number: "N" }]);
    expect(await ask(memberOf("G02"), read)).toEqual([]);
    const decide = "select qipan.recourse_decide(id, '[]') from qipan.investigation_report";
    await expect(ask(memberOf("E01"), decide)).rejects.toMatchObject({ code: "42501" });
    const row = "insert into qipan.recourse_decision default values";
    await expect(ask(memberOf("G01"), row)).rejects.toMatchObject({ code: "42501" });
  });
});
