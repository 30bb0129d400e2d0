import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

const asked = `select qipan.reader_orgs() as orgs, qipan.reader_partners() as partners,
  qipan.is_hub() as hub, qipan.has_reader() as reader, qipan.is_member() as member,
  array(select unnest(qipan.reader_orgs_as('{DISPATCHER}')) order by 1) as dispatches`;

const nobody = {
  ...{ orgs: null, partners: null },
  ...{ hub: false, reader: true, member: false, dispatches: [] },
};

onBothShapes("migration 0211_reader_planned_once", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await neighbours(database);
  });
  afterAll(() => database.close());

  const known = (reader: Reader): Promise<unknown> =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(asked)).rows[0]);

  const dispatcher = { principal: "usr-g01-dispatcher", orgs: ["ORG-G01"], partners: [] };

  it.each<readonly [Reader, object]>([
    [{ principal: "public", orgs: [], partners: [] }, {}],
    [
      { principal: "hub", orgs: ["*"], partners: [] },
      { orgs: ["*"], hub: true, member: true },
    ],
    [
      { principal: "", orgs: [], partners: ["A", "B"] },
      { reader: false, partners: ["A", "B"] },
    ],
    [dispatcher, { orgs: ["ORG-G01"], member: true, dispatches: ["ORG-G01"] }],
    [
      { ...dispatcher, orgs: ["*", "ORG-G01", ""] },
      { orgs: ["ORG-G01"], member: true, dispatches: ["ORG-G01"] },
    ],
    [
      { ...dispatcher, roles: ["DISPATCHER:ORG-G06", "VIEWER:ORG-G01"] },
      { orgs: ["ORG-G01"], member: true, dispatches: ["ORG-G06"] },
    ],
  ])("knows of %j what it knew", async (reader, known_) => {
    expect(await known(reader)).toEqual({ ...nobody, ...known_ });
  });

  it("has a session plan what every policy asks once", async () => {
    const { rows } = await withOwnerTx(database, ({ client }) =>
      client.query(`select distinct l.lanname as language from pg_proc p
        join pg_language l on l.oid = p.prolang where p.pronamespace = 'qipan'::regnamespace
        and p.proname in ('reader_orgs', 'reader_orgs_as', 'reader_partners', 'is_hub',
          'has_reader', 'is_member')`),
    );
    expect(rows).toEqual([{ language: "plpgsql" }]);
  });
});
