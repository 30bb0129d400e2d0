import type { SupervisionAction, SupervisionState } from "../../schema/words/conference.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { openSourceOf, type NoteRow, type SupervisionRow } from "./supervision.rules.ts";

const columns = `id, org, responsible_org as "responsibleOrg", readers, title_zh as "titleZh",
  source_kind as "sourceKind", source_id as "sourceId", due_on::text as "dueOn", state, version,
  opened_at as "openedAt", closed_at as "closedAt"`;

export async function readSupervision(tx: Tx, ids: readonly string[]): Promise<SupervisionRow[]> {
  const { rows } = await tx.client.query<SupervisionRow>(
    `select ${columns} from qipan.supervision_item where id::text = any ($1::text[])`,
    [ids],
  );
  return rows;
}

/** Waits for the item; undefined where the reader has no part in it. */
export async function lockSupervision(tx: Tx, id: string): Promise<SupervisionRow | undefined> {
  const { rows } = await tx.client.query<SupervisionRow>(
    `select ${columns} from qipan.supervision_item where id::text = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function readNotes(tx: Tx, items: readonly string[]): Promise<NoteRow[]> {
  const { rows } = await tx.client.query<NoteRow>(
    `select id, item_id as "itemId", version, action, text_zh as "textZh", org,
       written_at as "writtenAt"
     from qipan.supervision_note where item_id::text = any ($1::text[]) order by item_id, version`,
    [items],
  );
  return rows;
}

/** Puts it on the list; false where the claim or the task is under supervision already. */
export async function insertSupervision(
  tx: Tx,
  row: Omit<SupervisionRow, "state" | "version" | "openedAt" | "closedAt">,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into qipan.supervision_item (id, org, responsible_org, readers, title_zh, source_kind,
       source_id, due_on, opened_by, opened_at, open_source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (open_source) do nothing`,
    [
      ...[row.id, row.org, row.responsibleOrg, row.readers, row.titleZh, row.sourceKind],
      ...[row.sourceId, row.dueOn, tx.reader.principal, tx.now, openSourceOf(row)],
    ],
  );
  return rowCount === 1;
}

/** The item that is open for a claim or a task, as far as the reader sees it. */
export async function readOpenItem(
  tx: Tx,
  source: Pick<SupervisionRow, "sourceKind" | "sourceId">,
): Promise<SupervisionRow | undefined> {
  const { rows } = await tx.client.query<SupervisionRow>(
    `select ${columns} from qipan.supervision_item
     where source_kind = $1 and source_id::text = $2 and state <> 'CLOSED'
     order by opened_at limit 1`,
    [source.sourceKind, source.sourceId],
  );
  return rows[0];
}

/** Items about each of the sources, the oldest first. */
export async function readSupervisionOf(
  tx: Tx,
  sources: readonly string[],
): Promise<SupervisionRow[]> {
  const { rows } = await tx.client.query<SupervisionRow>(
    `select ${columns} from qipan.supervision_item where source_id = any ($1::uuid[])
     order by opened_at, id`,
    [sources],
  );
  return rows;
}

export interface NewNote {
  readonly id: string;
  readonly action: SupervisionAction;
  readonly textZh: string;
  readonly org: string;
}

/** The step and what was said at it; the note stands under the version that the step makes. */
export async function updateSupervision(
  tx: Tx,
  { id, version }: Pick<SupervisionRow, "id" | "version">,
  state: SupervisionState,
  note: NewNote,
): Promise<void> {
  await tx.client.query(
    `update qipan.supervision_item set state = $2, version = version + 1,
       closed_at = case when $2 = 'CLOSED' then $3::timestamptz end,
       open_source = case when $2 <> 'CLOSED' then open_source end where id = $1`,
    [id, state, tx.now],
  );
  await tx.client.query(
    `insert into qipan.supervision_note (id, item_id, version, action, text_zh, org, written_by,
       written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [note.id, id, version + 1, note.action, note.textZh, note.org, tx.reader.principal, tx.now],
  );
}

export interface SupervisionFilter {
  readonly states: readonly SupervisionState[] | null;
  readonly responsible: string | null;
  readonly overdueOnly: boolean;
}

/** The first to be due comes first. */
export async function readSupervisionPage(
  tx: Tx,
  { states, responsible, overdueOnly }: SupervisionFilter,
  { first, after }: Page,
): Promise<SupervisionRow[]> {
  const { rows } = await tx.client.query<SupervisionRow>(
    `select ${columns} from qipan.supervision_item
     where ($1::text[] is null or state = any ($1))
       and ($2::text is null or responsible_org = $2)
       and (not $3 or state <> 'CLOSED' and due_on < $4::date)
       and ($5::date is null or (due_on, id) > ($5, $6::uuid))
     order by due_on, id limit $7`,
    [
      ...[states, responsible, overdueOnly, tx.today],
      ...[after?.[0] ?? null, after?.[1] ?? null, first + 1],
    ],
  );
  return rows;
}
