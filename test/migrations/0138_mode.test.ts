import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { readModeCriteria } from "../../src/regions/mode.store.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

onBothShapes("migration 0138_mode", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await neighbours(database);
  });
  afterAll(() => database.close());

  const codes = () =>
    withTx(database, publicReader, async (tx) =>
      (await readModeCriteria(tx)).map(({ code, most }) => `${code} ${String(most)}`),
    );

  it("of each criterion the latest row that has begun counts, until its last day", async () => {
    expect(await codes()).toEqual(["ENTER-LEVEL 4", "EXIT-RESPONSES 0", "EXIT-ROAD 0"].toSorted());
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.mode_criterion
        select code, day::date, till::date, mode, measure, most - 1, text_zh, text_en, source_zh,
          source_en from qipan.mode_criterion, (values ('2025-01-01', null),
          ('2099-01-01', null)) v (day, till) where code = 'ENTER-LEVEL'`),
    );
    expect(await codes()).toContain("ENTER-LEVEL 3");
    await withOwnerTx(database, ({ client }) =>
      client.query(
        "update qipan.mode_criterion set valid_to = '2025-12-31' where code = 'EXIT-ROAD'",
      ),
    );
    expect(await codes()).toEqual(["ENTER-LEVEL 3", "EXIT-RESPONSES 0"]);
  });

  it("measures are a member's to ask for", async () => {
    const asked = async (reader: Reader) =>
      (
        await withTx(database, reader, ({ client }) =>
          client.query<object>(
            "select * from qipan.mode_measures('150300') where qipan.is_member()",
          ),
        )
      ).rows;
    expect(await asked(publicReader)).toEqual([]);
    expect(await asked({ principal: "p", orgs: ["ORG-G01"], partners: [] })).toEqual([
      { level: null, responses: 0, legs: 0 },
    ]);
  });
});
