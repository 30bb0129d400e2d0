import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../schema/words/access.ts";
import type { Database } from "../../src/postgres/pool.ts";
import {
  hubReader,
  publicReader,
  withOwnerTx,
  type Reader,
} from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { issued } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";
import { memberOf } from "../support/readers.ts";
import { tryWrite } from "../support/try-write.ts";

/** Who tries: every role of an organization, or the named ones alone. */
const of = (org: string, ...roles: Role[]): Reader =>
  memberOf(org, roles.length === 0 ? undefined : roles);
const stranger = of(orgs.stranger);
const others: readonly Role[] = [
  ...(["VIEWER", "KEEPER", "PUBLISHER", "FINANCE", "RECEIVER", "AUDITOR"] as const),
  ...(["CONFERENCE_SECRETARY", "ADMIN"] as const),
];
const governs = "T-GOVERNS";

onBothShapes("the application's role, asked past the services,", (open) => {
  let database: Database;
  let incident: string;
  /** Of the order that has TEAM-1 and a part of the contract C1; of one between two others. */
  let line: string;
  let foreign: string;

  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    const order = await issued(database, [{ team: "TEAM-1" }, { lot: "tents", quantity: 5 }]);
    line = order.lines.find(({ teamId }) => teamId !== null)!.id;
    const other = await issued(database, [{ commitment: "C1", quantity: 10 }], orgs.supplies);
    foreign = other.lines[0]!.id;
    [{ incident }] = (await rowsOf<{ incident: string }>(
      database,
      "select incident_id as incident from qipan.dispatch_order where id = $1",
      [order.orderId],
    )) as [{ incident: string }];
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.organization (id, sector, name_zh, region_code)
          values ('${governs}', 'GOVERNMENT', 'x', '150300');
        update qipan.incident set government_org = '${governs}'`),
    );
  });
  afterAll(() => database.close());

  const write = (reader: Reader, sql: string) => tryWrite(database, reader, sql);

  const level = (by: string, approver: boolean, responseLevel: string | null) =>
    `insert into qipan.incident_level (id, incident_id, response_level, set_by, set_by_approver,
       set_at, reason) values (gen_random_uuid(), '${incident}',
       ${responseLevel === null ? "null" : `'${responseLevel}'`}, '${by}', ${approver}, now(),
       'x')`;
  const levelBy = (reader: Reader, approver = true, responseLevel: string | null = "LEVEL_1") =>
    write(reader, level(reader.principal, approver, responseLevel));

  it("records no level of an approver that it is not", async () => {
    expect(await levelBy(of(governs, "APPROVER"))).toBe(1);
    for (const reader of [
      ...[of(governs, "DISPATCHER", ...others), of(orgs.asks), of(orgs.lends), stranger],
      ...[hubReader, publicReader],
    ])
      expect([reader, await levelBy(reader)]).toEqual([reader, "42501"]);
    // Nor in the name of one.
    expect(await write(of(governs), level("someone", true, "LEVEL_1"))).toBe("42501");
    expect(await write(stranger, level(governs, true, "LEVEL_1"))).toBe("42501");
  });

  it("lets the lead's approver set a level, and its dispatcher report none", async () => {
    expect(await levelBy(of(orgs.asks, "APPROVER"), false)).toBe(1);
    expect(await levelBy(of(orgs.asks, "DISPATCHER"), false)).toBe("42501");
    expect(await levelBy(of(orgs.asks, "DISPATCHER"), false, null)).toBe(1);
    expect(await levelBy(of(orgs.asks, "DISPATCHER"), true, null)).toBe("42501");
    expect(await levelBy(stranger, false, null)).toBe("42501");
  });

  it("moves the stage of an incident by an approver, its zone by a dispatcher", async () => {
    const set = (what: string) => `update qipan.incident set ${what} where id = '${incident}'`;
    const [stage, zone] = [set("response_level = 'LEVEL_1'"), set("closed_roads = '[1]'")];
    for (const org of [orgs.asks, governs]) {
      expect(await write(of(org, "APPROVER"), stage)).toBe(1);
      expect(await write(of(org, "DISPATCHER", ...others), stage)).toBe("42501");
      expect(await write(of(org, "DISPATCHER"), zone)).toBe(1);
      expect(await write(of(org, "APPROVER", ...others), zone)).toBe("42501");
    }
    for (const sql of [stage, zone]) expect(await write(stranger, sql)).toBe(0);
    // Whose it is, and where, nobody changes.
    for (const column of ["lead_org", "government_org", "region_code"])
      expect(await write(of(governs), set(`${column} = ${column}`))).toBe("42501");
  });

  it("changes the mode of a region by an approver of a government over it", async () => {
    const mode = "update qipan.region set operating_mode = 'EMERGENCY' where code = '150300'";
    expect(await write(of(orgs.asks, "APPROVER"), mode)).toBe(1);
    for (const reader of [of(orgs.asks, "DISPATCHER", ...others), of(orgs.supplies), stranger])
      expect([reader, await write(reader, mode)]).toEqual([reader, "42501"]);
    const record = (reader: Reader, region: string) =>
      write(
        reader,
        `insert into qipan.mode_change values (gen_random_uuid(), '${region}', 'ROUTINE',
          'EMERGENCY', '${reader.orgs.join()}', '${reader.principal}', 'x', 'x', null, '[]',
          now())`,
      );
    expect(await record(of(orgs.asks, "APPROVER"), "150300")).toBe(1);
    expect(await record(of(orgs.asks, "APPROVER"), "640200")).toBe("42501");
    expect(await record(of(orgs.asks, "DISPATCHER"), "150300")).toBe("42501");
    const name = "update qipan.region set name_zh = 'x' where code = '150300'";
    expect(await write(of(orgs.asks), name)).toBe("42501");
  });

  it("changes of a need what its requester and the parties of its orders change", async () => {
    const set = (what: string) => `update qipan.need set ${what}
      where id = (select need_id from qipan.order_line where id = '${line}')`;
    const every = (what: string) => `update qipan.need set ${what}`;
    for (const org of [orgs.asks, orgs.lends])
      expect(await write(of(org), set("promised = promised + 1"))).toBe("23514");
    expect(await write(stranger, every("promised = 0"))).toBe("42501");
    expect(await write(of(orgs.supplies), every("received = 9"))).toBe("42501");
    const withdraw = set("withdrawn_at = now()");
    for (const org of [orgs.asks, governs])
      expect(await write(of(org, "DISPATCHER"), every("withdrawn_at = now()"))).toBeGreaterThan(0);
    expect(await write(of(orgs.asks, "KEEPER"), withdraw)).toBe("42501");
    expect(await write(of(orgs.lends), withdraw)).toBe("42501");
    expect(await write(of(orgs.asks), set("quantity = quantity"))).toBe("42501");
  });

  it("moves a team for its owner and for the parties of the order that has it", async () => {
    const move = (team: string, what: string) =>
      `update qipan.team set ${what}, state_since = now(), version = version + 1
       where id = '${team}'`;
    const free = move("TEAM-1", "state = 'STANDBY', order_line_id = null");
    expect(await write(of(orgs.lends, "KEEPER"), free)).toBe(1);
    expect(await write(of(orgs.asks, "APPROVER"), free)).toBe(1);
    for (const reader of [stranger, of(orgs.supplies), of(orgs.lendsToo)])
      expect([reader, await write(reader, free)]).toEqual([reader, "42501"]);
    const take = (team: string, by: string) =>
      move(team, `state = 'HELD', order_line_id = '${by}'`);
    expect(await write(of(orgs.asks, "DISPATCHER"), take("TEAM-2", foreign))).toBe(1);
    // Neither for another's order, nor out of one for one's own.
    expect(await write(stranger, take("TEAM-2", foreign))).toBe("42501");
    expect(await write(of(orgs.supplies), take("TEAM-1", foreign))).toBe("42501");
    expect(await write(stranger, move("TEAM-2", "state = 'OUT_OF_SERVICE'"))).toBe("42501");
    expect(await write(of(orgs.lends), move("TEAM-2", "headcount = 99"))).toBe("42501");
    expect(await write(of(orgs.lends, "KEEPER"), move("TEAM-2", "disbanded_at = now()"))).toBe(
      "42501",
    );
  });

  it("promises of a contract by its parties, and writes its terms by its approver", async () => {
    const set = (what: string) => `update qipan.commitment set ${what} where id = 'C1'`;
    for (const org of [orgs.asks, orgs.supplies])
      expect(await write(of(org), set("promised = 0"))).toBe("23514");
    expect(await write(stranger, set("promised = 0"))).not.toBe(1);
    expect(await write(of(orgs.asks, "APPROVER"), set("max_quantity = 60"))).toBe(1);
    expect(await write(of(orgs.asks, "DISPATCHER", ...others), set("max_quantity = 60"))).toBe(
      "42501",
    );
    expect(await write(of(orgs.supplies), set("unit_price_fen = 1"))).toBe("42501");
    expect(await write(of(orgs.asks), set("supplier_org = 'x'"))).toBe("42501");
  });

  it("writes nothing where no service does, not even for the hub", async () => {
    for (const reader of [hubReader, of(orgs.lends), stranger])
      for (const sql of [
        ...["depot", "carrier", "vehicle", "road_closure", "equipment_unit"].map(
          (table) => `insert into qipan.${table} default values`,
        ),
        "update qipan.depot set visibility = 'PUBLIC'",
        "update qipan.vehicle set licences = '[]'",
        "update qipan.carrier set insured_until = null",
        "update qipan.road_closure set closed_until = null",
        "update qipan.equipment_unit set owner_org = 'x'",
      ])
        expect([sql, await write(reader, sql)]).toEqual([sql, "42501"]);
  });
});
