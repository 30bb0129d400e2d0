import { compare } from "../kernel/compare.ts";
import type { ForceState } from "../../schema/words/forces.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { DispatchableUnit, LockedUnit, UnitRef, VehicleFacts } from "./forces.model.ts";

/** Every team and machine on standby that has one of the skills and is free for the incident. */
export async function readDispatchableUnits(
  tx: Tx,
  skills: readonly string[],
  incidentId: string,
): Promise<DispatchableUnit[]> {
  const { rows } = await tx.client.query<DispatchableUnit>(
    `select u.* from (
       select 'TEAM' as kind, t.id, t.name_zh as "nameZh", t.owner_org as "ownerOrg",
         o.sector as "ownerSector", t.region_code as "regionCode", t.base_node as node, t.skills,
         t.mobilisation_minutes as "readyMinutes", t.category,
         coalesce(t.insured_until, w.insured_until)::text as "insuredUntil", t.headcount,
         null as "equipmentType", null as "teamId", null as licence, null as "licensedUntil",
         t.version
       from qipan.team t join qipan.organization o on o.id = t.owner_org
       left join qipan.team w on w.id = t.parent_id
       where t.state = 'STANDBY' and t.skills ?| $1::text[]
       union all
       select 'EQUIPMENT', e.id, y.name_zh, e.owner_org, o.sector,
         coalesce(t.region_code, o.region_code), e.base_node, y.skills, t.mobilisation_minutes,
         t.category, t.insured_until::text, null, e.type, e.team_id, y.operator_licence,
         k.valid_until::text, e.version
       from qipan.equipment_unit e
       join qipan.equipment_type y on y.code = e.type
       join qipan.organization o on o.id = e.owner_org
       left join qipan.team t on t.id = e.team_id
       left join qipan.team_licence k on k.team_id = t.id and k.licence = y.operator_licence
       where e.state = 'STANDBY' and y.skills ?| $1::text[]) u
     where not qipan.unit_taken(u.kind, u.id, $2) order by 1, 2`,
    [skills, incidentId],
  );
  return rows;
}

/** Which of these may not go to the incident although they stand by; ask after `lockUnits`. */
export async function readTakenUnits(
  tx: Tx,
  units: readonly UnitRef[],
  incidentId: string,
): Promise<UnitRef[]> {
  if (units.length === 0) return [];
  const { rows } = await tx.client.query<UnitRef>(
    `select u.kind, u.id from jsonb_to_recordset($1) as u (kind text, id text)
     where qipan.unit_taken(u.kind, u.id, $2)`,
    [JSON.stringify(units.map(({ kind, id }) => ({ kind, id }))), incidentId],
  );
  return rows;
}

/**
 * Locks units in id order, teams first, so that two callers never wait for each other. A part is
 * locked with its whole and its sisters, a machine with the crew that mans it: who takes one of
 * them decides about all.
 */
export async function lockUnits(tx: Tx, units: readonly UnitRef[]): Promise<LockedUnit[]> {
  await lockFamilies(tx, units);
  const teams = await lock(tx, "TEAM", units);
  const machines = await lock(tx, "EQUIPMENT", units);
  return [...teams, ...machines];
}

const idsOf = (units: readonly UnitRef[], kind: UnitRef["kind"]): string[] =>
  units.filter((unit) => unit.kind === kind).map(({ id }) => id);

async function lockFamilies(tx: Tx, units: readonly UnitRef[]): Promise<void> {
  await tx.client.query(
    `with asked as (
       select unnest($1::text[]) as id
       union select team_id from qipan.equipment_unit where id = any ($2)
     )
     select from qipan.team t where t.id in (select id from asked)
       or t.parent_id in (select id from asked)
       or t.id in (select p.parent_id from qipan.team p where p.id in (select id from asked))
       or t.parent_id in (select p.parent_id from qipan.team p where p.id in (select id from asked))
     order by t.id for update of t`,
    [idsOf(units, "TEAM"), idsOf(units, "EQUIPMENT")],
  );
}

async function lock(
  tx: Tx,
  kind: UnitRef["kind"],
  units: readonly UnitRef[],
): Promise<LockedUnit[]> {
  const ids = idsOf(units, kind);
  if (ids.length === 0) return [];
  const { rows } = await tx.client.query<LockedUnit>(lockSql[kind], [ids.toSorted(compare)]);
  return rows;
}

const lockSql: Readonly<Record<UnitRef["kind"], string>> = {
  TEAM: `select 'TEAM' as kind, t.id, t.owner_org as "ownerOrg", t.state,
      t.order_line_id as "orderLineId", t.category,
      coalesce(t.insured_until, w.insured_until)::text as "insuredUntil", null as licence,
      null as "licensedUntil", t.rest_hours as "restHours", t.state_since as "stateSince", t.version
    from qipan.team t left join qipan.team w on w.id = t.parent_id
    where t.id = any ($1) order by t.id for update of t`,
  EQUIPMENT: `select 'EQUIPMENT' as kind, e.id, e.owner_org as "ownerOrg", e.state,
      e.order_line_id as "orderLineId", t.category, t.insured_until::text as "insuredUntil",
      y.operator_licence as licence, k.valid_until::text as "licensedUntil",
      e.rest_hours as "restHours", e.state_since as "stateSince", e.version
    from qipan.equipment_unit e join qipan.equipment_type y on y.code = e.type
    left join qipan.team t on t.id = e.team_id
    left join qipan.team_licence k on k.team_id = t.id and k.licence = y.operator_licence
    where e.id = any ($1) order by e.id for update of e`,
};

/** Moves a unit if it is still in the expected state; the order line stays as given. */
export async function updateUnitState(
  tx: Tx,
  { kind, id }: UnitRef,
  change: {
    readonly expected: ForceState;
    readonly state: ForceState;
    readonly orderLineId: string | null;
  },
): Promise<boolean> {
  const table = kind === "TEAM" ? "team" : "equipment_unit";
  const { rowCount } = await tx.client.query(
    `update qipan.${table}
     set state = $3, order_line_id = $4, state_since = now(), version = version + 1
     where id = $1 and state = $2`,
    [id, change.expected, change.state, change.orderLineId],
  );
  return rowCount === 1;
}

/** Every vehicle with its carrier's insurance, for `chooseVehicle`; a lapsed licence is none. */
export async function readVehicleFacts(tx: Tx): Promise<VehicleFacts[]> {
  const { rows } = await tx.client.query<VehicleFacts>(
    `select v.id, v.carrier_org as "carrierOrg", v.base_node as "baseNode", v.type, v.plate,
       v.load_kg as "loadKg", v.load_m3 as "loadM3",
       case when v.licensed_until < $1::date then '[]' else v.licences end as licences,
       v.speed_factor as "speedFactor",
       c.insured_until::text as "insuredUntil"
     from qipan.vehicle v join qipan.carrier c on c.org_id = v.carrier_org order by v.id`,
    [tx.today],
  );
  return rows;
}

/** What a unit can do. */
export async function readUnitSkills(tx: Tx, { kind, id }: UnitRef): Promise<readonly string[]> {
  const sql =
    kind === "TEAM"
      ? "select skills from qipan.team where id = $1"
      : `select y.skills from qipan.equipment_unit e join qipan.equipment_type y on y.code = e.type
         where e.id = $1`;
  const { rows } = await tx.client.query<{ skills: readonly string[] }>(sql, [id]);
  return rows[0]?.skills ?? [];
}
