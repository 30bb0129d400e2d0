import { compare } from "../kernel/compare.ts";
import type { ForceState } from "../../schema/words/forces.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { DispatchableUnit, LockedUnit, UnitRef, VehicleFacts } from "./forces.model.ts";

/** Every team and machine on standby that has one of the skills. */
export async function readDispatchableUnits(
  tx: Tx,
  skills: readonly string[],
): Promise<DispatchableUnit[]> {
  const { rows } = await tx.client.query<DispatchableUnit>(
    `select 'TEAM' as kind, t.id, t.name_zh as "nameZh", t.owner_org as "ownerOrg",
       o.sector as "ownerSector", t.region_code as "regionCode", t.base_node as node, t.skills,
       t.mobilisation_minutes as "readyMinutes", t.category,
       t.insured_until::text as "insuredUntil", t.headcount, null as "equipmentType",
       null as "teamId", t.version
     from qipan.team t join qipan.organization o on o.id = t.owner_org
     where t.state = 'STANDBY' and t.skills ?| $1::text[]
     union all
     select 'EQUIPMENT', e.id, y.name_zh, e.owner_org, o.sector,
       coalesce(t.region_code, o.region_code), e.base_node, y.skills, t.mobilisation_minutes,
       t.category, t.insured_until::text, null, e.type, e.team_id, e.version
     from qipan.equipment_unit e
     join qipan.equipment_type y on y.code = e.type
     join qipan.organization o on o.id = e.owner_org
     left join qipan.team t on t.id = e.team_id
     where e.state = 'STANDBY' and y.skills ?| $1::text[]
     order by 1, 2`,
    [skills],
  );
  return rows;
}

/** Locks units in id order, teams first, so that two callers never wait for each other. */
export async function lockUnits(tx: Tx, units: readonly UnitRef[]): Promise<LockedUnit[]> {
  const teams = await lock(tx, "TEAM", units);
  const machines = await lock(tx, "EQUIPMENT", units);
  return [...teams, ...machines];
}

async function lock(
  tx: Tx,
  kind: UnitRef["kind"],
  units: readonly UnitRef[],
): Promise<LockedUnit[]> {
  const ids = units.filter((unit) => unit.kind === kind).map(({ id }) => id);
  if (ids.length === 0) return [];
  const { rows } = await tx.client.query<LockedUnit>(lockSql[kind], [ids.toSorted(compare)]);
  return rows;
}

const lockSql: Readonly<Record<UnitRef["kind"], string>> = {
  TEAM: `select 'TEAM' as kind, id, owner_org as "ownerOrg", state, order_line_id as "orderLineId",
      category, insured_until::text as "insuredUntil", version
    from qipan.team where id = any ($1) order by id for update`,
  EQUIPMENT: `select 'EQUIPMENT' as kind, e.id, e.owner_org as "ownerOrg", e.state,
      e.order_line_id as "orderLineId", t.category, t.insured_until::text as "insuredUntil",
      e.version
    from qipan.equipment_unit e left join qipan.team t on t.id = e.team_id
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

/** Every vehicle with its carrier's insurance, for `chooseVehicle`. */
export async function readVehicleFacts(tx: Tx): Promise<VehicleFacts[]> {
  const { rows } = await tx.client.query<VehicleFacts>(
    `select v.id, v.carrier_org as "carrierOrg", v.base_node as "baseNode", v.type, v.plate,
       v.load_kg as "loadKg", v.load_m3 as "loadM3", v.licences, v.speed_factor as "speedFactor",
       c.insured_until::text as "insuredUntil"
     from qipan.vehicle v join qipan.carrier c on c.org_id = v.carrier_org order by v.id`,
  );
  return rows;
}
