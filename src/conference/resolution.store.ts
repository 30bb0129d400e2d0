import type {
  ConferenceSubject,
  ResolutionReference,
  ResolutionState,
} from "../../schema/words/conference.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { PastResolution, ResolutionRow } from "./resolution.rules.ts";

const columns = `id, org, subject_kind as "subjectKind", subject_code as "subjectCode", readers,
  title_zh as "titleZh", text_zh as "textZh", reference_kind as "referenceKind",
  reference_id as "referenceId", number, decided_quantity as "decidedQuantity",
  due_on::text as "dueOn", state, agreed, version, changes,
  proposed_at as "proposedAt", decided_at as "decidedAt", closed_at as "closedAt", note`;

export async function readResolutions(tx: Tx, ids: readonly string[]): Promise<ResolutionRow[]> {
  const { rows } = await tx.client.query<ResolutionRow>(
    `select ${columns} from qipan.resolution where id::text = any ($1::text[])`,
    [ids],
  );
  return rows;
}

/** Waits for the resolution; undefined where the reader may not change it. */
export async function lockResolution(tx: Tx, id: string): Promise<ResolutionRow | undefined> {
  const { rows } = await tx.client.query<ResolutionRow>(
    `select ${columns} from qipan.resolution where id::text = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function readPastResolutions(
  tx: Tx,
  ids: readonly string[],
): Promise<PastResolution[]> {
  const { rows } = await tx.client.query<PastResolution>(
    `select id, version, title_zh as "titleZh", text_zh as "textZh", due_on::text as "dueOn",
       decided_quantity as "decidedQuantity", state, agreed, replaced_at as "replacedAt"
     from qipan.resolution_past where id::text = any ($1::text[]) order by id, version`,
    [ids],
  );
  return rows;
}

type NewResolution = Pick<
  ResolutionRow,
  | "id"
  | "org"
  | "subjectKind"
  | "subjectCode"
  | "readers"
  | "titleZh"
  | "textZh"
  | "referenceKind"
  | "referenceId"
  | "number"
  | "decidedQuantity"
  | "dueOn"
>;

/** The next of the year; one that is rolled back is given again. */
export async function readNextNumber(tx: Tx, year: number): Promise<number> {
  const { rows } = await tx.client.query<{ nth: number }>(
    "select qipan.resolution_number($1) as nth",
    [year],
  );
  return rows[0]?.nth ?? 0;
}

export async function insertResolution(tx: Tx, row: NewResolution): Promise<void> {
  await tx.client.query(
    `insert into qipan.resolution (id, org, subject_kind, subject_code, readers, title_zh, text_zh,
       reference_kind, reference_id, due_on, agreed, proposed_by, proposed_at, number,
       decided_quantity)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '{}', $11, $12, $13, $14)`,
    [
      ...[row.id, row.org, row.subjectKind, row.subjectCode, row.readers, row.titleZh, row.textZh],
      ...[row.referenceKind, row.referenceId, row.dueOn, tx.reader.principal, tx.now],
      ...[row.number, row.decidedQuantity],
    ],
  );
}

/** Keeps the version that it replaces, and what had been decided about it. */
export async function updateResolutionText(
  tx: Tx,
  id: string,
  text: Pick<ResolutionRow, "titleZh" | "textZh" | "dueOn" | "decidedQuantity" | "state">,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.resolution_past (id, version, title_zh, text_zh, due_on, state, agreed,
       replaced_by, replaced_at, decided_quantity)
     select id, version, title_zh, text_zh, due_on, state, agreed, $2, $3, decided_quantity
     from qipan.resolution where id = $1`,
    [id, tx.reader.principal, tx.now],
  );
  await tx.client.query(
    `update qipan.resolution set title_zh = $2, text_zh = $3, due_on = $4, state = $5,
       agreed = '{}', decided_at = null, note = null, proposed_by = $6, proposed_at = $7,
       decided_quantity = $8, version = version + 1, changes = changes + 1 where id = $1`,
    [
      ...[id, text.titleZh, text.textZh, text.dueOn, text.state, tx.reader.principal, tx.now],
      text.decidedQuantity,
    ],
  );
}

export interface Decided {
  readonly state: ResolutionState;
  readonly agreed: readonly string[];
  readonly note: string | null;
}

export async function updateResolutionState(tx: Tx, id: string, to: Decided): Promise<void> {
  await tx.client.query(
    `update qipan.resolution set state = $2, agreed = $3, note = coalesce($4, note),
       changes = changes + 1,
       decided_at = case when $2 = 'CLOSED' then decided_at else $5::timestamptz end,
       closed_at = case when $2 = 'CLOSED' then $5::timestamptz end where id = $1`,
    [id, to.state, to.agreed, to.note, tx.now],
  );
}

const referenceSql: Readonly<Record<Exclude<ResolutionReference, "TEXT">, string>> = {
  BRIEFING: "qipan.conference_briefing where id::text = $1",
  CLAIM: "qipan.claim where id::text = $1",
  NEED: "qipan.need where id::text = $1",
  AGREEMENT: "qipan.agreement where id || '@' || version = $1",
};

/** Whether the reader sees what is referred to. */
export async function readReferred(
  tx: Tx,
  kind: Exclude<ResolutionReference, "TEXT">,
  id: string,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(`select from ${referenceSql[kind]}`, [id]);
  return rowCount === 1;
}

export interface ResolutionFilter {
  readonly states: readonly ResolutionState[] | null;
  readonly subjectKind: ConferenceSubject | null;
  readonly subjectCode: string | null;
}

/** Newest proposal first. */
export async function readResolutionPage(
  tx: Tx,
  { states, subjectKind, subjectCode }: ResolutionFilter,
  { first, after }: Page,
): Promise<(ResolutionRow & { readonly key: string })[]> {
  const { rows } = await tx.client.query<ResolutionRow & { readonly key: string }>(
    `select ${columns}, proposed_at::text as key from qipan.resolution
     where ($1::text[] is null or state = any ($1)) and ($2::text is null or subject_kind = $2)
       and ($3::text is null or subject_code = $3)
       and ($4::text is null or (proposed_at, id) < ($4::timestamptz, $5::uuid))
     order by proposed_at desc, id desc limit $6`,
    [states, subjectKind, subjectCode, after?.[0] ?? null, after?.[1] ?? null, first + 1],
  );
  return rows;
}
