import type { CodeTableKind, CodeTableSight } from "../../schema/words/codes.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type {
  ChangedRow,
  CodeRow,
  CodeTableKey,
  CodeTableRow,
  CodeVersionRow,
} from "./codes.model.ts";
import type { ForeignRow } from "./foreign.rules.ts";

/** Imports of one table wait for each other, the first of all included. */
export async function lockCodeTable(tx: Tx, { org, system, kind }: CodeTableKey): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `codes of ${JSON.stringify([org, system, kind])}`,
  ]);
}

const tableRows = `select t.id, t.org, t.system, t.kind, t.sight, t.version, v.edition, v.rows,
    v.imported_at as "importedAt"
  from qipan.code_table t
  join qipan.code_table_version v on v.table_id = t.id and v.version = t.version`;

export async function readCodeTable(
  tx: Tx,
  { org, system, kind }: CodeTableKey,
): Promise<CodeTableRow | undefined> {
  const { rows } = await tx.client.query<CodeTableRow>(
    `${tableRows} where t.org = $1 and t.system = $2 and t.kind = $3`,
    [org, system, kind],
  );
  return rows[0];
}

export async function readCodeTables(tx: Tx, ids: readonly string[]): Promise<CodeTableRow[]> {
  const { rows } = await tx.client.query<CodeTableRow>(`${tableRows} where t.id::text = any ($1)`, [
    ids,
  ]);
  return rows;
}

export interface CodeTableFilter {
  readonly org?: string | undefined;
  readonly kind?: CodeTableKind | undefined;
}

export async function readCodeTablePage(
  tx: Tx,
  { org, kind }: CodeTableFilter,
  { first, after }: Page,
): Promise<CodeTableRow[]> {
  const { rows } = await tx.client.query<CodeTableRow>(
    `${tableRows} where ($1::text is null or t.org = $1) and ($2::text is null or t.kind = $2)
       and ($3::text is null or (t.org, t.system, t.kind) > ($3, $4, $5))
     order by t.org, t.system, t.kind limit $6`,
    [org ?? null, kind ?? null, ...three(after), first + 1],
  );
  return rows;
}

const three = (key: readonly string[] | undefined): (string | null)[] =>
  [0, 1, 2].map((at) => key?.[at] ?? null);

/** As many versions as one answer tells. */
const versionsMax = 100;

export async function readVersions(tx: Tx, ids: readonly string[]): Promise<VersionOf[]> {
  const { rows } = await tx.client.query<VersionOf>(
    `select v.table_id as "tableId", v.version, v.edition, v.rows, v.added, v.changed, v.removed,
       v.imported_at as "importedAt"
     from unnest($1::uuid[]) t (id)
     cross join lateral (select * from qipan.code_table_version where table_id = t.id
       order by version desc limit $2) v
     order by v.table_id, v.version desc`,
    [ids, versionsMax],
  );
  return rows;
}

export interface VersionOf extends CodeVersionRow {
  readonly tableId: string;
}

const entry = `e.code, e.target, e.unit, e.give, e.counts, e.name`;

/** All rows of a table as one version says them, in the order of their keys. */
export async function readEntries(tx: Tx, id: string, version: number): Promise<CodeRow[]> {
  const { rows } = await tx.client.query<CodeRow>(
    `select ${entry} from qipan.code_entry e where e.table_id = $1 and e.from_version <= $2
       and (e.until_version is null or e.until_version > $2)
     order by e.code collate "C", e.target collate "C", e.unit collate "C"`,
    [id, version],
  );
  return rows;
}

export interface EntryFilter {
  readonly id: string;
  readonly version: number;
  readonly codes?: readonly string[] | undefined;
  readonly targets?: readonly string[] | undefined;
}

export async function readEntryPage(
  tx: Tx,
  { id, version, codes, targets }: EntryFilter,
  { first, after }: Page,
): Promise<CodeRow[]> {
  const { rows } = await tx.client.query<CodeRow>(
    `select ${entry} from qipan.code_entry e where e.table_id = $1 and e.from_version <= $2
       and (e.until_version is null or e.until_version > $2)
       and ($3::text[] is null or e.code = any ($3)) and ($4::text[] is null or e.target = any ($4))
       and ($5::text is null or (e.code, e.target, e.unit) > ($5, $6, $7))
     order by e.code, e.target, e.unit limit $8`,
    [id, version, codes ?? null, targets ?? null, ...three(after), first + 1],
  );
  return rows;
}

/** Of each code as many rows as a page has: a broad one is read on by its own page. */
const rowsOfCode = 100;

export async function readMatches(
  tx: Tx,
  id: string,
  codes: readonly string[],
): Promise<CodeRow[]> {
  const { rows } = await tx.client.query<CodeRow>(
    `select code, target, unit, give, counts, name from (select ${entry},
         row_number() over (partition by e.code order by e.target, e.unit) as nth
       from qipan.code_entry e
       where e.table_id = $1 and e.until_version is null and e.code = any ($2)) m
     where nth <= $3 order by code, target, unit`,
    [id, codes, rowsOfCode],
  );
  return rows;
}

/** What a version made of each row that it touched. */
export async function readChangePage(
  tx: Tx,
  { id, version }: EntryFilter,
  { first, after }: Page,
): Promise<ChangedRow[]> {
  const { rows } = await tx.client.query<{ before: CodeRow | null; after: CodeRow | null }>(
    `with ended as (select * from qipan.code_entry where table_id = $1 and until_version = $2),
       begun as (select * from qipan.code_entry where table_id = $1 and from_version = $2)
     select case when o.code is null then null else ${json("o")} end as before,
       case when n.code is null then null else ${json("n")} end as after
     from ended o full join begun n using (code, target, unit)
     where ($3::text is null or (code, target, unit) > ($3, $4, $5))
     order by code, target, unit limit $6`,
    [id, version, ...three(after), first + 1],
  );
  return rows.map((row) => ({ ...row, change: changeOf(row) }));
}

const json = (of: string): string => `jsonb_build_object('code', ${of}.code,
  'target', ${of}.target, 'unit', ${of}.unit, 'give', ${of}.give, 'counts', ${of}.counts,
  'name', ${of}.name)`;

const changeOf = ({ before, after }: Omit<ChangedRow, "change">): ChangedRow["change"] => {
  if (before === null) return "ADDED";
  return after === null ? "REMOVED" : "CHANGED";
};

/** Present rows of all tables of an organization that its own data may be written with. */
export async function readForeign(tx: Tx, org: string): Promise<ForeignRow[]> {
  const { rows } = await tx.client.query<ForeignRow>(
    `select ${entry}, t.system, t.kind, t.version from qipan.code_table t
     join qipan.code_entry e on e.table_id = t.id and e.until_version is null
     where t.org = $1 and t.kind in ('ITEM', 'UNIT')
     order by t.system, e.code, e.target, e.unit`,
    [org],
  );
  return rows;
}

export interface TargetCode {
  readonly target: string;
  readonly code: string;
}

/** The present codes of some things in one table; undefined: the reader sees no such table. */
export async function readCodesOf(
  tx: Tx,
  key: CodeTableKey,
  targets: readonly string[],
): Promise<TargetCode[] | undefined> {
  const { rows } = await tx.client.query<{ target: string | null; code: string | null }>(
    `select distinct e.target, e.code from qipan.code_table t
     left join qipan.code_entry e on e.table_id = t.id and e.until_version is null
       and e.target = any ($4)
     where t.org = $1 and t.system = $2 and t.kind = $3 order by e.target, e.code`,
    [key.org, key.system, key.kind, targets],
  );
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ target, code }) =>
    target === null || code === null ? [] : [{ target, code }],
  );
}

export async function insertCodeTable(
  tx: Tx,
  { id, org, system, kind }: CodeTableKey & { readonly id: string },
  sight: CodeTableSight,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.code_table (id, org, system, kind, sight, version)
     values ($1, $2, $3, $4, $5, 1)`,
    [id, org, system, kind, sight],
  );
}

export async function updateCodeTable(
  tx: Tx,
  { id, sight, version }: Pick<CodeTableRow, "id" | "sight" | "version">,
): Promise<void> {
  await tx.client.query("update qipan.code_table set sight = $2, version = $3 where id = $1", [
    id,
    sight,
    version,
  ]);
}
