import { inArray } from "drizzle-orm";
import { incident, need } from "../../schema/tables/incidents.ts";
import type { IncidentCategory, IncidentState, NeedState } from "../../schema/words/incidents.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { IncidentRow } from "./incident.model.ts";
import { isUuid } from "./incident.rules.ts";
import type { NeedRow, NeedView } from "./need.model.ts";
import { needStateOf } from "./need.rules.ts";

export async function readIncidents(tx: Tx, ids: readonly string[]): Promise<IncidentRow[]> {
  const known = ids.filter(isUuid);
  return known.length === 0 ? [] : tx.db.select().from(incident).where(inArray(incident.id, known));
}

const viewOf = (tx: Tx, row: NeedRow): NeedView => ({ ...row, state: needStateOf(row, tx.now) });

export async function readNeeds(tx: Tx, ids: readonly string[]): Promise<NeedView[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  const rows = await tx.db.select().from(need).where(inArray(need.id, known));
  return rows.map((row) => viewOf(tx, row));
}

export interface IncidentFilter {
  readonly states?: readonly IncidentState[] | null | undefined;
  readonly categories?: readonly IncidentCategory[] | null | undefined;
  /** A GB/T 2260 code: the region itself and all below it. */
  readonly regionCode?: string | null | undefined;
}

const instantKey = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export interface Keyed {
  readonly id: string;
  readonly key: string;
}

/** Ids in the order of the page, newest report first, each with the sort key of its row. */
export async function readIncidentKeys(
  tx: Tx,
  { states = null, categories = null, regionCode = null }: IncidentFilter,
  page: Page,
): Promise<Keyed[]> {
  const [at = null, id = null] = page.after ?? [];
  const { rows } = await tx.client.query<Keyed>(
    `select id, ${instantKey("reported_at")} as key from qipan.incident
     where ($1::text[] is null or state = any ($1)) and ($2::text[] is null or category = any ($2))
       and ($3::text is null or region_code in (
         with recursive below as (select $3::text as code union
           select r.code from qipan.region r join below b on r.parent_code = b.code)
         select code from below))
       and ($4::text is null or (reported_at, id) < ($4::timestamptz, $5::uuid))
     order by reported_at desc, id desc limit $6`,
    [states, categories, regionCode, at, id, page.first + 1],
  );
  return rows;
}

export interface NeedFilter {
  readonly incidentId?: string | null | undefined;
  readonly states?: readonly NeedState[] | null | undefined;
}

/** The rule of `needStateOf` in SQL, so that a page can be filtered; a test holds them equal. */
const stateSql = `case when withdrawn_at is not null then 'WITHDRAWN'
  when received >= quantity then 'MET' when lapses_at <= now() then 'EXPIRED'
  when received > 0 then 'PARTLY_MET' else 'OPEN' end`;

/** Ids in the order of the page: the most urgent first, the older first among equals. */
export async function readNeedKeys(
  tx: Tx,
  { incidentId = null, states = null }: NeedFilter,
  page: Page,
): Promise<(Keyed & { readonly priority: number })[]> {
  if (incidentId !== null && !isUuid(incidentId)) return [];
  const [priority = null, at = null, id = null] = page.after ?? [];
  const { rows } = await tx.client.query<Keyed & { readonly priority: number }>(
    `select id, priority, ${instantKey("declared_at")} as key from qipan.need
     where ($1::uuid is null or incident_id = $1)
       and ($2::text[] is null or ${stateSql} = any ($2))
       and ($3::text is null
         or (priority, declared_at, id) > ($3::integer, $4::timestamptz, $5::uuid))
     order by priority, declared_at, id limit $6`,
    [incidentId, states, priority, at, id, page.first + 1],
  );
  return rows;
}
