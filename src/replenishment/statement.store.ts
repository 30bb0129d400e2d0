import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { StatementContent } from "../../schema/shapes/statement.ts";
import type { StatementRow, Subject } from "./statement.model.ts";

/** Whoever issues on the same subject waits, so that no period is told twice. */
export async function lockSubject(tx: Tx, of: Subject): Promise<void> {
  const { org, counterparty, region, incidentId, books } = of;
  const subject = JSON.stringify(["statement", org, counterparty, region, incidentId, books]);
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [subject]);
}

export interface LastCut {
  readonly id: string;
  readonly cutAt: string;
  /** How many entries of each book it told. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** Where the last statement on the same subject ended. */
export async function readLastCut(tx: Tx, of: Subject): Promise<LastCut | undefined> {
  const { rows } = await tx.client.query<LastCut>(
    `select id, to_char(cut_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "cutAt",
       coalesce((select jsonb_object_agg(b ->> 'org', coalesce(b -> 'head' -> 'size', '0'))
         from jsonb_array_elements(content -> 'books') b),
         jsonb_build_object(org, head_size::bigint)) as sizes
     from qipan.statement
     where org = $1 and counterparty is not distinct from $2
       and incident_id is not distinct from $3::uuid
       and region is not distinct from $4 and books = $5::text[]
     order by head_size::bigint desc, issued_at desc limit 1`,
    [of.org, of.counterparty, of.incidentId, of.region, of.books],
  );
  return rows[0];
}

export interface NewStatement extends Subject {
  readonly id: string;
  readonly content: StatementContent;
  readonly cutAt: string | null;
  readonly headSize: number;
  readonly headRoot: string;
  readonly issuedBy: string;
}

export async function insertStatement(tx: Tx, row: NewStatement): Promise<void> {
  const { id, org, counterparty, incidentId, region, books, content, issuedBy } = row;
  await tx.client.query(
    `insert into qipan.statement (id, org, counterparty, incident_id, region, books, cut_at,
       on_day, head_size, head_root, content, issued_by, issued_at)
     values ($1, $2, $3, $4, $5, $6, coalesce($7::timestamptz, now()), $8, $9, $10, $11, $12,
       now())`,
    [
      ...[id, org, counterparty, incidentId, region, books, row.cutAt, tx.today],
      ...[String(row.headSize), row.headRoot, JSON.stringify(content), issuedBy],
    ],
  );
}

const columns = `id, org, counterparty, incident_id as "incidentId", region, books,
  cut_at as "cutAt",
  on_day::text as "onDay", head_size as "headSize", head_root as "headRoot", content,
  issued_by as "issuedBy", issued_at as "issuedAt", countersigned_by as "countersignedBy",
  countersigned_at as "countersignedAt"`;

/** Waits for the statement; undefined where the reader is not the other side of it. */
export async function lockStatement(tx: Tx, id: string): Promise<StatementRow | undefined> {
  const { rows } = await tx.client.query<StatementRow>(
    `select ${columns} from qipan.statement where id::text = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function updateCountersigned(tx: Tx, id: string, by: string): Promise<void> {
  await tx.client.query(
    "update qipan.statement set countersigned_by = $2, countersigned_at = now() where id = $1",
    [id, by],
  );
}

export async function readStatements(tx: Tx, ids: readonly string[]): Promise<StatementRow[]> {
  const { rows } = await tx.client.query<StatementRow>(
    `select ${columns} from qipan.statement where id::text = any ($1::text[])`,
    [ids],
  );
  return rows;
}

export interface StatementFilter {
  readonly org?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly region?: string | undefined;
}

/** One more than a page of statements, newest first. */
export async function readStatementPage(
  tx: Tx,
  { org, counterparty, incidentId, region }: StatementFilter,
  page: Page,
): Promise<(StatementRow & { readonly issuedKey: string })[]> {
  const [at = null, id = null] = page.after ?? [];
  const { rows } = await tx.client.query<StatementRow & { readonly issuedKey: string }>(
    `select ${columns}, issued_at::text as "issuedKey" from qipan.statement
     where ($1::text is null or org = $1) and ($2::text is null or counterparty = $2)
       and ($3::text is null or incident_id::text = $3)
       and ($4::text is null or (issued_at, id) < ($4::timestamptz, $5::uuid))
     and ($6::text is null or region = $6)
     order by issued_at desc, id desc limit $7`,
    [
      ...[org ?? null, counterparty ?? null, incidentId ?? null, at, id, region ?? null],
      page.first + 1,
    ],
  );
  return rows;
}
