import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

onBothShapes("migration 0136_public_sums", (open) => {
  let database: Database;
  const owner = (sql: string) => withOwnerTx(database, ({ client }) => client.query(sql));
  const pairs = (day: string) =>
    withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ pair: string }>(
        "select lender || ' ' || borrower as pair from qipan.pact_pairs($1) order by 1",
        [day],
      );
      return rows.map(({ pair }) => pair);
    });

  beforeAll(async () => {
    database = await open();
    await neighbours(database);
  });
  afterAll(() => database.close());

  it("a pair lends by the latest signed version that has begun, within its term", async () => {
    const both = ["ORG-G01 ORG-G06", "ORG-G06 ORG-G01"];
    // Of AG-1 the second version counts, which the firm is no party to; AG-2 is over by now.
    expect(await pairs("2026-01-01")).toEqual(both);
    expect(await pairs("2020-06-01")).toEqual([...["ORG-E01 ORG-G01", "ORG-G01 ORG-E01"], ...both]);
    expect(await pairs("2019-12-31")).toEqual([]);
    await owner(`update qipan.agreement_party set left_on = '2026-01-01'
      where org_id = 'ORG-G06'`);
    expect(await pairs("2026-01-01")).toEqual(both);
    expect(await pairs("2026-01-02")).toEqual([]);
  });

  it("nobody is told anything where no city is named, nor may everyone call it", async () => {
    const asked = withTx(database, publicReader, ({ client }) =>
      client.query("select * from qipan.public_sums('150000', null, null, 10)"),
    );
    expect((await asked).rows).toEqual([]);
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query(
        `select p.proname from pg_proc p,
           aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
         where p.proname in ('pact_pairs', 'public_sums') and a.grantee = 0`,
      ),
    );
    expect(rows).toEqual([]);
  });
});
