import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { carrier, equipmentUnit, team, vehicle } from "../../schema/tables/forces.ts";
import type { ForceState, TeamCategory } from "../../schema/words/forces.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";

export type TeamRow = typeof team.$inferSelect;
export type EquipmentUnitRow = typeof equipmentUnit.$inferSelect;
export type CarrierRow = typeof carrier.$inferSelect;
export type VehicleRow = typeof vehicle.$inferSelect;

export interface TeamFilter {
  readonly skill?: string | null | undefined;
  readonly category?: TeamCategory | null | undefined;
  readonly state?: ForceState | null | undefined;
  readonly regionCode?: string | null | undefined;
}

export interface EquipmentFilter {
  readonly type?: string | null | undefined;
  readonly state?: ForceState | null | undefined;
}

export const readTeams = (tx: Tx, ids: readonly string[]): Promise<TeamRow[]> =>
  tx.db.select().from(team).where(inArray(team.id, ids));

export const readTeamPage = (
  tx: Tx,
  { skill, category, state, regionCode }: TeamFilter,
  { first, after }: Page,
): Promise<TeamRow[]> =>
  tx.db
    .select()
    .from(team)
    .where(
      and(
        isNull(team.disbandedAt),
        skill ? sql`${team.skills} ? ${skill}` : undefined,
        category ? eq(team.category, category) : undefined,
        state ? eq(team.state, state) : undefined,
        regionCode
          ? sql`${team.regionCode} in (with recursive below(code) as (
              select ${regionCode} union
              select r.code from qipan.region r join below on r.parent_code = below.code)
              select code from below)`
          : undefined,
        after?.[0] === undefined ? undefined : gt(team.id, after[0]),
      ),
    )
    .orderBy(asc(team.id))
    .limit(first + 1);

export const readPartsOf = (tx: Tx, teams: readonly string[]): Promise<TeamRow[]> =>
  tx.db
    .select()
    .from(team)
    .where(and(inArray(team.parentId, teams), isNull(team.disbandedAt)))
    .orderBy(asc(team.id));

export const readUnits = (tx: Tx, ids: readonly string[]): Promise<EquipmentUnitRow[]> =>
  tx.db.select().from(equipmentUnit).where(inArray(equipmentUnit.id, ids));

export const readUnitsOfTeams = (tx: Tx, teams: readonly string[]): Promise<EquipmentUnitRow[]> =>
  tx.db
    .select()
    .from(equipmentUnit)
    .where(inArray(equipmentUnit.teamId, teams))
    .orderBy(asc(equipmentUnit.id));

export const readUnitPage = (
  tx: Tx,
  { type, state }: EquipmentFilter,
  { first, after }: Page,
): Promise<EquipmentUnitRow[]> =>
  tx.db
    .select()
    .from(equipmentUnit)
    .where(
      and(
        type ? eq(equipmentUnit.type, type) : undefined,
        state ? eq(equipmentUnit.state, state) : undefined,
        after?.[0] === undefined ? undefined : gt(equipmentUnit.id, after[0]),
      ),
    )
    .orderBy(asc(equipmentUnit.id))
    .limit(first + 1);

export const readCarriers = (tx: Tx, orgs?: readonly string[]): Promise<CarrierRow[]> =>
  tx.db
    .select()
    .from(carrier)
    .where(orgs === undefined ? undefined : inArray(carrier.orgId, orgs))
    .orderBy(asc(carrier.orgId));

export const readVehicles = (tx: Tx, ids: readonly string[]): Promise<VehicleRow[]> =>
  tx.db.select().from(vehicle).where(inArray(vehicle.id, ids));

export const readVehiclesOf = (tx: Tx, carriers: readonly string[]): Promise<VehicleRow[]> =>
  tx.db
    .select()
    .from(vehicle)
    .where(inArray(vehicle.carrierOrg, carriers))
    .orderBy(asc(vehicle.id));
