import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSealing } from "../../src/feed/feed.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { openServerTest } from "../support/database.ts";
import { book, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";

const member = { principal: "p", orgs: ["G01"], partners: ["G02"] };

describe("migration 0119_policies_by_row", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await layWorld(database);
    await withOwnerTx(database, async ({ client }) => {
      await client.query(`insert into qipan.depot (id, name_zh, region_code, tier, sector,
          reserve_mode, owner_org, custodian_org, visibility, lon, lat, node, ready_minutes)
        select 'D' || n, 'D' || n, '150300', 'COUNTY', 'GOVERNMENT', 'PHYSICAL', 'G02', 'G02',
          'PARTNER', 1, 1, 'N1', 30 from generate_series(1, 2000) n`);
      await client.query("analyze qipan.depot");
    });
  });
  afterAll(() => database.close());

  it("an account is looked up without reading the list of depots", async () => {
    const [lot] = await layLots(database, [{}]);
    await withTx(database, member, async ({ client }) => {
      const found = await client.query("select from qipan.account where lot = $1", [lot!.id]);
      expect(found.rowCount).toBe(1);
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `explain select * from qipan.account where lot = '${lot!.id}'`,
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).toContain("SubPlan");
      expect(plan).not.toContain("hashed SubPlan");
    });
  });

  it("and what hangs on an order or a leg asks for that one", async () => {
    const { rows } = await withTx(database, member, ({ client }) =>
      client.query(
        `select tablename, policyname from pg_policies
         where tablename in ('order_line', 'approval', 'leg', 'leg_line', 'hand_over')
           and not (concat(qual, with_check) like '%EXISTS%'
             or policyname = 'owner_all') order by 1, 2`,
      ),
    );
    expect(rows).toEqual([]);
  });

  it("tells how far the sealer is behind, and that a writer holds it up", async () => {
    await sealAll(database);
    const before = await readSealing(database);
    expect(before.lag?.seconds).toBe(0);
    const [lot] = await layLots(database, [{ quantity: 2 }]);
    const posting = hold({ evidence }, [{ line: lineOf(lot!), quantity: 1 }]);
    await withTx(database, hubReader, async (tx) => {
      await post(tx, "G01", posting);
      await book(
        database,
        hold({ evidence }, [{ line: lineOf((await layLots(database, [{}]))[0]!), quantity: 1 }]),
      );
      await sealOnce(database);
      const { lag } = await readSealing(database);
      expect(lag).toMatchObject({ held: true });
      expect(lag!.seconds).toBeGreaterThan(0);
    });
    await sealAll(database);
    const after = await readSealing(database);
    expect(after.lag?.seconds).toBe(0);
    expect(after.end).toBeGreaterThan(before.end);
  });

  it("tells it to the hub alone", async () => {
    const { rows } = await withTx(database, member, ({ client }) =>
      client.query("select * from qipan.seal_lag()"),
    );
    expect(rows).toEqual([]);
  });
});
