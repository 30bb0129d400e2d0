import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

const reader = (...orgs: string[]): Reader => ({ principal: "p", orgs, partners: ["ORG-G06"] });

onBothShapes("migration 0135_storage_seen", (open) => {
  let database: Database;
  const owner = (sql: string) => withOwnerTx(database, ({ client }) => client.query(sql));
  const seenBy = async (who: Reader) =>
    (
      await withTx(database, who, ({ client }) =>
        client.query("select from qipan.storage_agreement"),
      )
    ).rowCount;

  beforeAll(async () => {
    database = await open();
    await neighbours(database);
    await owner(`insert into qipan.road_node (id, kind, name_zh, lon, lat)
      values ('N1', 'JUNCTION', '路口', 1, 1)`);
    await owner(`insert into qipan.depot (id, name_zh, region_code, tier, sector, reserve_mode,
        owner_org, custodian_org, visibility, lon, lat, node, ready_minutes)
      values ('D1', '代储库', '150300', 'COUNTY', 'GOVERNMENT', 'CUSTODIAL', 'ORG-G06', 'ORG-E01',
        'RESTRICTED', 1, 1, 'N1', 30)`);
    await owner(`insert into qipan.storage_agreement (id, depot_id, owner_org, custodian_org,
        contracting_org, title, handling_fee_fen, valid_from, valid_to)
      values ('SA-1', 'D1', 'ORG-G06', 'ORG-E01', 'ORG-G06', 'GOVERNMENT_OWNED', 7, '2020-01-01',
        '2099-01-01')`);
  });
  afterAll(() => database.close());

  it("a contract on a RESTRICTED depot is its parties' alone", async () => {
    expect(await seenBy(reader("ORG-G06"))).toBe(1);
    expect(await seenBy(reader("ORG-E01"))).toBe(1);
    expect(await seenBy(reader("ORG-G01"))).toBe(0);
    expect(await seenBy(publicReader)).toBe(0);
  });

  it("and on any other also that of members who see the depot", async () => {
    await owner("update qipan.depot set visibility = 'PARTNER'");
    expect(await seenBy(reader("ORG-G01"))).toBe(1);
    await owner("update qipan.depot set visibility = 'PUBLIC'");
    expect(await seenBy({ ...reader("ORG-G01"), partners: [] })).toBe(1);
    expect(await seenBy(publicReader)).toBe(0);
  });

  it.each(["A,B", "*", "public", "", 'a"b', "{A}", "A\\B"])("no organization is %j", async (id) => {
    await expect(
      withOwnerTx(database, ({ client }) =>
        client.query(
          `insert into qipan.organization (id, sector, name_zh, region_code)
           values ($1, 'MARKET', 'x', '150300')`,
          [id],
        ),
      ),
    ).rejects.toMatchObject({ code: "23514" });
  });
});
