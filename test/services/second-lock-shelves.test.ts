import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../schema/words/access.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { fillDispatchWorld, lots, orgs } from "../support/dispatch-world.ts";
import { every, whoOf, writersOf, type Who } from "../support/role-writers.ts";
import { tryWrite } from "../support/try-write.ts";

const supervised = "00000000-0000-4000-8000-000000000001";
/** Owns what another keeps, supervises the owner, has no part in it. */
const all = [orgs.lends, orgs.keeps, orgs.asks, orgs.lendsToo] as const;
const loads = every(["KEEPER"], [orgs.lends, orgs.keeps]);

onBothShapes("a role that tries another's duty, past the services,", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.kit_lot (lot_id, assembled) values ('${lots.kept}', 5);
        insert into qipan.supervision_item (id, org, responsible_org, readers, title_zh,
            source_kind, source_id, due_on, opened_by, opened_at)
          values ('${supervised}', '${orgs.asks}', '${orgs.lends}',
            array['${orgs.asks}', '${orgs.lends}', '${orgs.keeps}'], 'x', 'DISCLOSURE',
            gen_random_uuid(), current_date, 'x', now())`),
    );
  });
  afterAll(() => database.close());

  const writers = (sqlOf: string | ((by: string) => string)) => writersOf(database, all, sqlOf);
  const onLot = (what: string) => `update qipan.stock_lot set ${what} where id = '${lots.kept}'`;
  const onItem = (what: string) =>
    `update qipan.supervision_item set ${what} where id = '${supervised}'`;

  it("changes no lot and no kit on a shelf", async () => {
    const owner = (...roles: Role[]): Who => whoOf(loads, { [orgs.lends]: roles });
    const steps: readonly (readonly [string, Who])[] = [
      [onLot("condition = 'BLOCKED'"), owner("APPROVER")],
      [onLot("counted_at = now(), count_source = 'x'"), loads],
      [onLot("earmark = 'FLOOD'"), { [orgs.lends]: ["PUBLISHER"] }],
      [onLot("expiry_told_on = current_date"), {}],
      [onLot("version = version + 1"), owner("APPROVER", "PUBLISHER")],
      [onLot("owner_org = owner_org"), {}],
      [`update qipan.kit_lot set broken = 1 where lot_id = '${lots.kept}'`, loads],
      [
        `insert into qipan.kit_part (kit_lot_id, lot_id, per_kit)
           values ('${lots.kept}', '${lots.tents}', 1)`,
        loads,
      ],
      [
        `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, origin,
           under_norm, count_source) values (gen_random_uuid(), 'x', 'TENT', '${orgs.lends}',
           'D-KEPT', 'x', 'PURCHASED', false, 'x')`,
        owner("APPROVER", "PUBLISHER"),
      ],
    ];
    for (const [sql, who] of steps) expect([sql, await writers(sql)]).toEqual([sql, whoOf(who)]);
    expect(await tryWrite(database, hubReader, onLot("expiry_told_on = current_date"))).toBe(1);
  });

  it("reports on what is supervised, and closes nothing by it", async () => {
    const secretary: Who = { [orgs.asks]: ["CONFERENCE_SECRETARY"] };
    const reports: Who = {
      [orgs.lends]: ["APPROVER", "DISPATCHER", "KEEPER", "FINANCE", "PUBLISHER"],
    };
    expect(await writers(onItem("state = 'REPORTED', version = version + 1"))).toEqual(
      whoOf(whoOf(secretary, reports)),
    );
    for (const what of ["state = 'CLOSED', closed_at = now()", "state = 'RETURNED'", "version = 7"])
      expect([what, await writers(onItem(what))]).toEqual([what, whoOf(secretary)]);
    const note = (by: string) => `insert into qipan.supervision_note (id, item_id, version, action,
      text_zh, org, written_by, written_at) values (gen_random_uuid(), '${supervised}', 2,
      'REPORT', 'x', '${orgs.lends}', '${by}', now())`;
    expect(await writers(note)).toEqual(whoOf(reports));
    expect(await writers(() => note("someone"))).toEqual({});
  });
});
