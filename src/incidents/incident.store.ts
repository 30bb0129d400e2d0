import { asc, desc, eq, inArray } from "drizzle-orm";
import { incident, incidentLevel } from "../../schema/tables/incidents.ts";
import type { IncidentState } from "../../schema/words/incidents.ts";
import { roadLink, roadNode } from "../../schema/tables/network.ts";
import { organization } from "../../schema/tables/regions.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { IncidentRow, LevelRow } from "./incident.model.ts";
import { isUuid } from "./incident.rules.ts";

/** Ids come from outside: what is no uuid is not there, and the database is not asked. */
export async function readIncident(tx: Tx, id: string): Promise<IncidentRow | undefined> {
  if (!isUuid(id)) return undefined;
  const rows = await tx.db.select().from(incident).where(eq(incident.id, id));
  return rows[0];
}

/** Undefined: not there, or not the reader's to change. */
export async function lockIncident(tx: Tx, id: string): Promise<IncidentRow | undefined> {
  if (!isUuid(id)) return undefined;
  const rows = await tx.db.select().from(incident).where(eq(incident.id, id)).for("update");
  return rows[0];
}

export async function insertIncident(tx: Tx, row: IncidentRow): Promise<void> {
  await tx.db.insert(incident).values(row);
}

/** Writes the changed columns and the next version; answers that version. */
export async function updateIncident(
  tx: Tx,
  { id, version }: Pick<IncidentRow, "id" | "version">,
  changes: Partial<Omit<IncidentRow, "id" | "version">>,
): Promise<number> {
  await tx.db
    .update(incident)
    .set({ ...changes, version: version + 1 })
    .where(eq(incident.id, id));
  return version + 1;
}

export async function insertLevel(tx: Tx, row: LevelRow): Promise<void> {
  await tx.db.insert(incidentLevel).values(row);
}

/** The history of levels of some incidents, latest first. */
export const readLevels = (tx: Tx, incidentIds: readonly string[]): Promise<LevelRow[]> =>
  tx.db
    .select()
    .from(incidentLevel)
    .where(inArray(incidentLevel.incidentId, incidentIds))
    .orderBy(desc(incidentLevel.setAt), desc(incidentLevel.id));

/**
 * The government in charge of a region: of the organizations of government at the region, or at
 * the nearest superior that has one, those in a line of command before the rest, the first by id.
 */
export async function readGovernmentOf(tx: Tx, regionCode: string): Promise<string | undefined> {
  const { rows } = await tx.client.query<{ id: string }>(
    `with recursive chain as (
       select code, parent_code, 0 as up from qipan.region where code = $1
       union all
       select r.code, r.parent_code, c.up + 1
       from chain c join qipan.region r on r.code = c.parent_code
     )
     select o.id from chain c join qipan.organization o on o.region_code = c.code
     where o.sector = 'GOVERNMENT'
     order by c.up, (o.superior_org is not null
       or exists (select from qipan.organization s where s.superior_org = o.id)) desc, o.id
     limit 1`,
    [regionCode],
  );
  return rows[0]?.id;
}

/** The line of command above an organization, nearest first. */
export async function readSuperiorsOf(tx: Tx, orgId: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `with recursive above as (
       select superior_org as id, 1 as up from qipan.organization where id = $1
       union all
       select o.superior_org, a.up + 1
       from above a join qipan.organization o on o.id = a.id where a.up < 9
     )
     select id from above where id is not null order by up`,
    [orgId],
  );
  return rows.map(({ id }) => id);
}

export async function readRegionExists(tx: Tx, code: string): Promise<boolean> {
  const { rowCount } = await tx.client.query("select from qipan.region where code = $1", [code]);
  return rowCount === 1;
}

export async function readOrganizationIds(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .select({ id: organization.id })
    .from(organization)
    .where(inArray(organization.id, ids));
  return new Set(rows.map(({ id }) => id));
}

export const readPlaces = (tx: Tx): Promise<{ id: string; lon: number; lat: number }[]> =>
  tx.db
    .select({ id: roadNode.id, lon: roadNode.lon, lat: roadNode.lat })
    .from(roadNode)
    .orderBy(asc(roadNode.id));

export async function readRoadIds(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .select({ id: roadLink.id })
    .from(roadLink)
    .where(inArray(roadLink.id, ids));
  return new Set(rows.map(({ id }) => id));
}

/**
 * The incident's state, which stays as it is until this transaction ends: for those who issue, send
 * and receive, and may not lock the row themselves. Undefined: not there.
 */
export async function lockIncidentState(tx: Tx, id: string): Promise<IncidentState | undefined> {
  const { rows } = await tx.client.query<{ state: IncidentState | null }>(
    "select qipan.incident_hold($1) as state",
    [id],
  );
  return rows[0]?.state ?? undefined;
}

/** Orders of the incident that are neither cancelled nor closed, whoever lends. */
export async function readOpenOrders(tx: Tx, incidentId: string): Promise<number> {
  const { rows } = await tx.client.query<{ open: number }>(
    "select qipan.incident_open_orders($1)::integer as open",
    [incidentId],
  );
  return rows[0]?.open ?? 0;
}

/**
 * Base units of the incident's goods that are on site, on the road or on the way back, whoever
 * owns or keeps them: goods that are out name their incident as the counterparty.
 */
export async function readGoodsOut(tx: Tx, incidentId: string): Promise<number> {
  const { rows } = await tx.client.query<{ out: number }>(
    "select qipan.incident_goods_out($1)::bigint as out",
    [incidentId],
  );
  return rows[0]?.out ?? 0;
}
