import fc from "fast-check";
import type { Database } from "../../src/postgres/pool.ts";
import { literal } from "../../src/postgres/session.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { cityOf, type SightWorld } from "./sight-model.ts";
import { id, incidentId, orgs } from "./sight-world.ts";

/** What goes on: incidents with their levels and needs, and who helps. */
export interface Scene {
  readonly incidents: readonly {
    readonly id: string;
    readonly lead: string;
    /** Who set them, latest last; a level that no approver set is told as such. */
    readonly levels: readonly { readonly level: string; readonly approver: boolean }[];
  }[];
  readonly needs: readonly {
    readonly id: string;
    incident: string;
    by: string;
    promised: number;
  }[];
  readonly teams: readonly {
    readonly code: string;
    owner: string;
    region: string;
    state: string;
  }[];
  readonly machines: readonly { readonly code: string; owner: string; team: string | null }[];
}

const org = fc.constantFrom(...orgs);
const incidents = [id("4", 1), id("4", 2)];
const teams = ["T1", "T2", "T3"];

export const scenes: fc.Arbitrary<Scene> = fc.record({
  incidents: fc.tuple(
    ...incidents.map((one) =>
      fc.record({
        id: fc.constant(one),
        lead: org,
        levels: fc.array(
          fc.record({ level: fc.constantFrom("LEVEL_1", "LEVEL_4"), approver: fc.boolean() }),
          { maxLength: 2 },
        ),
      }),
    ),
  ),
  needs: fc.tuple(
    ...[1, 2, 3].map((nth) =>
      fc.record({
        id: fc.constant(id("5", nth)),
        incident: fc.constantFrom(...incidents),
        by: org,
        promised: fc.integer({ min: 0, max: 9 }),
      }),
    ),
  ),
  teams: fc.tuple(
    ...teams.map((code) =>
      fc.record({
        code: fc.constant(code),
        owner: org,
        region: fc.constantFrom(...Object.keys(cityOf)),
        state: fc.constantFrom("STANDBY", "ON_SCENE"),
      }),
    ),
  ),
  machines: fc.tuple(
    ...["M1", "M2"].map((code) =>
      fc.record({
        code: fc.constant(code),
        owner: org,
        team: fc.option(fc.constantFrom(...teams)),
      }),
    ),
  ),
});

/** An order's line, approval and leg, by the order's own place in the world. */
export const partsOf = (nth: number) => ({
  line: id("6", nth + 1),
  approval: id("7", nth + 1),
  leg: id("8", nth + 1),
});

/** Any member sees all that goes on, the public and who belongs to nobody nothing of it. */
export const sceneSeen = (scene: Scene, isMember: boolean): Scene =>
  isMember ? scene : { incidents: [], needs: [], teams: [], machines: [] };

/** Puts this scene behind a world that was laid before. */
export const layScene = (database: Database, scene: Scene, world: SightWorld): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    await client.query("reset role");
    await client.query(
      [
        "set local session_replication_role = replica",
        ...[
          "incident_level",
          "need",
          "team",
          "equipment_unit",
          "order_line",
          "approval",
          "leg",
        ].map((table) => `delete from qipan.${table}`),
        ...scene.incidents.flatMap(incidentOf),
        ...scene.needs.map(
          (need) => `insert into qipan.need (id, incident_id, node, item, quantity, priority,
            requested_by_org, promised, declared_at) values (${list([need.id, need.incident])},
            'N1', 'TENT', 10, 3, ${literal(need.by)}, ${need.promised}, now())`,
        ),
        ...scene.teams.map(
          ({ code, owner, region, state }) => `insert into qipan.team (id, name_zh, category,
            owner_org, region_code, base_node, headcount, mobilisation_minutes, skills, state)
            values (${list([code, code, "PROFESSIONAL", owner, region])}, 'N1', 5, 5, '[]',
            ${literal(state)})`,
        ),
        ...scene.machines.map(
          ({ code, owner, team }) => `insert into qipan.equipment_unit (id, type, owner_org,
            team_id, base_node) values (${list([code, "PUMP", owner])},
            ${team === null ? "null" : literal(team)}, 'N1')`,
        ),
        ...world.orders.flatMap(({ id: order, parties }, nth) => partRows(order, parties, nth)),
      ].join("; "),
    );
  });

const list = (values: readonly string[]): string => values.map(literal).join(", ");

const incidentOf = ({ id: incident, lead, levels }: Scene["incidents"][number]): string[] => [
  `insert into qipan.incident (id, name_zh, category, hazard, state, region_code, node, lon, lat,
    lead_org, government_org, closed_roads, occurred_at, reported_at, payer_org, response_level)
    values (${list([incident, "险情"])}, 'NATURAL_DISASTER', 'flood', 'ACTIVE', '150300', 'N1', 1,
    1,    ${list([lead, lead])}, '[]', now(), now(), ${literal(lead)},
    ${levels.length === 0 ? "null" : literal(levels.at(-1)?.level ?? "")})`,
  ...levels.map(
    ({ level, approver }, nth) => `insert into qipan.incident_level (id, incident_id,
      response_level, set_by, set_by_approver, set_at, reason) values (gen_random_uuid(),
      ${list([incident, level])}, 'x', ${approver}, now() + interval '${nth} minutes', 'x')`,
  ),
];

const partRows = (order: string, parties: readonly string[], nth: number): string[] => {
  const { line, approval, leg } = partsOf(nth);
  const one = parties[0] ?? "";
  return [
    `insert into qipan.order_line (id, order_id, need_id, team_id, owner_org, custodian_org, basis,
      ordered, counted, leaves_at, arrives_at, reasons)
      values (${list([line, order, id("5", 1), "T1", one, one, "PACT"])}, 1, 1, now(), now(),
        '[]')`,
    `insert into qipan.approval (id, order_id, kind, org, state, asked_at, lapses_at)
      values (${list([approval, order, "OWNER", one, "PENDING"])}, now(), '2099-01-01')`,
    `insert into qipan.leg (id, order_id, position, state, carrier_org, vehicle_ids, to_node)
      values (${list([leg, order])}, 1, 'DEPARTED', ${literal(one)}, '{}', 'N1')`,
  ];
};

export const everyIncident = (scene: Scene): string[] =>
  scene.incidents.length === 0
    ? []
    : [incidentId, ...scene.incidents.map(({ id: one }) => one)].toSorted();
