import type { OperatorLicence } from "../../schema/words/forces.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { PartInput, WholeTeam } from "./team-parts.rules.ts";

export interface LockedTeam extends WholeTeam {
  readonly ownerOrg: string;
  readonly version: number;
  /** How many parts it ever had. */
  readonly numbered: number;
}

/** A team with its parts, all locked in id order, as every dispatch locks them. */
export async function lockTeam(tx: Tx, id: string): Promise<LockedTeam | undefined> {
  await tx.client.query(
    "select from qipan.team where id = $1 or parent_id = $1 order by id for update",
    [id],
  );
  const { rows } = await tx.client.query<LockedTeam>(
    `select t.id, t.state, t.headcount, t.skills, t.base_node as "baseNode",
       t.parent_id as "parentId", t.disbanded_at as "disbandedAt", t.owner_org as "ownerOrg",
       t.version, (select count(*)::int from qipan.team p where p.parent_id = t.id) as numbered,
       coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'state', p.state) order by p.id)
         from qipan.team p where p.parent_id = t.id and p.disbanded_at is null), '[]') as parts
     from qipan.team t where t.id = $1`,
    [id],
  );
  return rows[0];
}

export async function readKnownNodes(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>(
    "select id from qipan.road_node where id = any ($1)",
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Parts take over what is not their own: category, region, readiness. Insurance is the team's. */
export async function insertPart(
  tx: Tx,
  team: LockedTeam,
  id: string,
  { nameZh, headcount, skills, baseNode }: PartInput,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.team (id, name_zh, category, owner_org, region_code, base_node, headcount,
       mobilisation_minutes, skills, parent_id, rest_hours)
     select $2, $3, category, owner_org, region_code, coalesce($4, base_node), $5,
       mobilisation_minutes, coalesce($6::jsonb, skills), id, rest_hours
     from qipan.team where id = $1`,
    [
      team.id,
      id,
      nameZh.trim(),
      baseNode ?? null,
      headcount,
      skills ? JSON.stringify(skills) : null,
    ],
  );
}

export async function updateDisbanded(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.client.query(
    `update qipan.team set disbanded_at = now(), state = 'OUT_OF_SERVICE', state_since = now(),
       version = version + 1 where id = any ($1)`,
    [ids],
  );
}

export async function updateTeamVersion(tx: Tx, id: string): Promise<void> {
  await tx.client.query("update qipan.team set version = version + 1 where id = $1", [id]);
}

export async function insertLicence(
  tx: Tx,
  teamId: string,
  licence: OperatorLicence,
  validUntil: string,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.team_licence (team_id, licence, valid_until) values ($1, $2, $3)
     on conflict (team_id, licence) do update set valid_until = excluded.valid_until`,
    [teamId, licence, validUntil],
  );
}

export interface LicenceRow {
  readonly teamId: string;
  readonly licence: OperatorLicence;
  readonly validUntil: string;
}

export async function readLicences(tx: Tx, teams: readonly string[]): Promise<LicenceRow[]> {
  const { rows } = await tx.client.query<LicenceRow>(
    `select team_id as "teamId", licence, valid_until::text as "validUntil"
     from qipan.team_licence where team_id = any ($1) order by team_id, licence`,
    [teams],
  );
  return rows;
}
