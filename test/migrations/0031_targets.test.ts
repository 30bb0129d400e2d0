import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layWorld } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

onBothShapes("targets and call rights", (open) => {
  let database: Database;
  const of = (org: string): Reader => ({ ...memberOf(org), partners: ["G02"] });
  const ask = (reader: Reader, sql: string) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql)).rows);

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.commitment (id, depot_id, supplier_org, contracting_org, item,
          max_quantity, daily_rate, lead_minutes, unit_price_fen, promised, valid_from, valid_to)
        values ('C1', 'D-G02', 'E01', 'G02', 'TENT', 9, 9, 1, 1, 4, current_date, current_date)`),
    );
  });
  afterAll(() => database.close());

  it("are the depot's owner's to set, and a partner's to read", async () => {
    const set = `insert into qipan.reserve_target (depot_id, item, quantity, basis, status)
      values ('D-G02', 'TENT', 5, 'x', 'x')`;
    await expect(ask(of("G06"), set)).rejects.toMatchObject({ code: "42501" });
    await ask(of("G02"), set);
    expect(await ask(of("G06"), "select version from qipan.reserve_target")).toEqual([
      { version: 1 },
    ]);
    const change = "update qipan.reserve_target set quantity = 1 returning item";
    expect(await ask(of("G06"), change)).toEqual([]);
    expect(await ask(of("G06"), "select * from qipan.on_the_way(array['D-G02'])")).toEqual([]);
  });

  it("tell the sums of calls to members and nobody else", async () => {
    const call = `insert into qipan.commitment_call values
      (gen_random_uuid(), 'C1', 'G02', current_date + 1, 4, 'x', 'x', now())`;
    await expect(ask(of("G06"), call)).rejects.toMatchObject({ code: "42501" });
    await ask(of("G02"), call);
    const sums = "select qipan.commitment_calls('C1', current_date) as calls";
    expect(await ask(of("G06"), sums)).toMatchObject([{ calls: [{ quantity: 4 }] }]);
    expect(await ask(publicReader, sums)).toEqual([{ calls: [] }]);
    expect(await ask(of("G06"), "select from qipan.commitment_call")).toEqual([]);
    const rules = "select high_days as high from qipan.confidence_rule";
    expect(await ask(publicReader, rules)).toEqual([{ high: 90 }]);
  });
});
