import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

onBothShapes("migration 0137_sight", (open) => {
  let database: Database;
  const owner = (sql: string) => withOwnerTx(database, ({ client }) => client.query(sql));
  const told = async () => {
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ told: string }>(
        `select kind || ' ' || subject_id || ' ' || array_to_string(array(
           select unnest(parties) order by 1), ',') as told from qipan.event order by id`,
      ),
    );
    return rows.map((row) => row.told);
  };
  const pacts = () =>
    withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ n: number }>("select qipan.sight_pacts() as n");
      return rows[0]?.n;
    });

  beforeAll(async () => {
    database = await open();
    await neighbours(database);
    await owner(`insert into qipan.road_node (id, kind, name_zh, lon, lat)
      values ('N1', 'JUNCTION', '路口', 1, 1)`);
    await owner(`insert into qipan.depot (id, name_zh, region_code, tier, sector, reserve_mode,
        owner_org, custodian_org, visibility, lon, lat, node, ready_minutes)
      values ('D1', '库', '150300', 'COUNTY', 'GOVERNMENT', 'PHYSICAL', 'ORG-G06', 'ORG-G06',
        'PARTNER', 1, 1, 'N1', 30)`);
  });
  afterAll(() => database.close());

  it("what is open already is no news; what opens or closes is told once", async () => {
    expect(await pacts()).toBe(2);
    expect(await told()).toEqual([]);
    await owner("update qipan.agreement set suspended_at = now() where id = 'AG-1'");
    expect(await pacts()).toBe(2);
    expect(await pacts()).toBe(0);
    await owner("update qipan.agreement set suspended_at = null where id = 'AG-1'");
    await pacts();
    expect(await told()).toEqual(["HIDDEN D1 ORG-G01", "SHOWN D1 ORG-G01"]);
  });

  it("a depot's change is told to those whose sight it changes", async () => {
    await owner("update qipan.depot set visibility = 'RESTRICTED'");
    await owner("update qipan.depot set custodian_org = 'ORG-E01'");
    await owner("update qipan.depot set visibility = 'PUBLIC'");
    await owner("update qipan.depot set visibility = 'PUBLIC', name_zh = '新库'");
    await owner("update qipan.depot set visibility = 'PUBLIC_AGGREGATE'");
    expect((await told()).slice(2)).toEqual([
      "HIDDEN D1 ORG-G01",
      "SHOWN D1 ORG-E01",
      "SHOWN D1 public",
      "HIDDEN D1 public",
      "SHOWN D1 ORG-E01,ORG-G01,ORG-G06",
    ]);
  });

  it("nobody but a member sets it off", async () => {
    await expect(
      withTx(database, publicReader, ({ client }) => client.query("select qipan.sight_pacts()")),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
