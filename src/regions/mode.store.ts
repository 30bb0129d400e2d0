import { randomUUID } from "node:crypto";
import type { OperatingMode } from "../../schema/words/regions.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ModeCriterion, ModeMeasures } from "./mode.rules.ts";

/** The criteria of the day: of each code the latest that has begun, unless it has ended. */
export async function readModeCriteria(tx: Tx): Promise<ModeCriterion[]> {
  const { rows } = await tx.client.query<ModeCriterion>(
    `select * from (
       select distinct on (code) code, mode, measure, most::integer as most, text_zh as "textZh",
         text_en as "textEn", source_zh as "sourceZh", source_en as "sourceEn",
         valid_from::text as "validFrom", valid_to from qipan.mode_criterion
       where valid_from <= $1::date order by code, valid_from desc) c
     where valid_to is null or valid_to >= $1::date order by mode, code`,
    [tx.today],
  );
  return rows;
}

/** Undefined for whoever is no member: that there is an incident is the members' to know. */
export async function readModeMeasures(tx: Tx, region: string): Promise<ModeMeasures | undefined> {
  const { rows } = await tx.client.query<ModeMeasures>(
    `select level, responses::integer as responses, legs::integer as legs
     from qipan.mode_measures($1) where qipan.is_member()`,
    [region],
  );
  return rows[0];
}

export interface ModeChangeRow {
  readonly id: string;
  readonly regionCode: string;
  readonly fromMode: OperatingMode;
  readonly toMode: OperatingMode;
  readonly byOrg: string;
  readonly approverName: string;
  readonly reason: string;
  readonly overrideReason: string | null;
  readonly changedAt: Date;
}

const keptShown = 50;

/** The latest changes of each of some regions, the newest first. */
export async function readModeChanges(
  tx: Tx,
  regions: readonly string[],
): Promise<ModeChangeRow[]> {
  const { rows } = await tx.client.query<ModeChangeRow>(
    `select m.* from unnest($1::text[]) as asked(code) cross join lateral (
       select id, region_code as "regionCode", from_mode as "fromMode", to_mode as "toMode",
         by_org as "byOrg", approver_name as "approverName", reason,
         override_reason as "overrideReason", changed_at as "changedAt"
       from qipan.mode_change where region_code = asked.code
       order by changed_at desc, id limit ${String(keptShown)}) m`,
    [regions],
  );
  return rows;
}

export interface NewModeChange extends Omit<ModeChangeRow, "id" | "changedAt"> {
  readonly approver: string;
  readonly criteria: readonly { readonly code: string; readonly holds: boolean }[];
}

export async function insertModeChange(tx: Tx, change: NewModeChange): Promise<void> {
  const { regionCode, fromMode, toMode, byOrg, approver, approverName, reason } = change;
  await tx.client.query(
    `insert into qipan.mode_change (id, region_code, from_mode, to_mode, by_org, approver,
       approver_name, reason, override_reason, criteria, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
    [
      ...[randomUUID(), regionCode, fromMode, toMode, byOrg, approver, approverName, reason],
      ...[change.overrideReason, JSON.stringify(change.criteria)],
    ],
  );
}
