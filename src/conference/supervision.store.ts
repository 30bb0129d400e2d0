import type {
  SupervisionAction,
  SupervisionSource,
  SupervisionState,
} from "../../schema/words/conference.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { NoteRow, SupervisionRow } from "./supervision.rules.ts";

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

/** What can be supervised: whose duty it is, and whether it is late. */
export interface SourceFacts {
  readonly responsible: string;
  readonly late: boolean;
}

const sourceSql: Readonly<Record<Exclude<SupervisionSource, "RESOLUTION">, string>> = {
  CLAIM: `select debtor_org as responsible, coalesce(outstanding > 0 and due_on < $2::date
    and state <> 'DISPUTED', false) as late from qipan.claim where id::text = $1`,
  REFILL_TASK: `select t.performer_org as responsible, coalesce(t.done < t.quantity
    and coalesce(t.due_on, c.due_on) < $2::date, false) as late
    from qipan.refill_task t left join qipan.claim c on c.id = t.claim_id where t.id::text = $1`,
  DISCLOSURE: `select org as responsible, coalesce(due_on < $2::date, false) as late
    from qipan.disclosure where id::text = $1`,
};

export async function readSource(
  tx: Tx,
  kind: Exclude<SupervisionSource, "RESOLUTION">,
  id: string,
): Promise<SourceFacts | undefined> {
  const { rows } = await tx.client.query<SourceFacts>(sourceSql[kind], [id, tx.today]);
  return rows[0];
}

export async function insertSupervision(
  tx: Tx,
  row: Omit<SupervisionRow, "state" | "version" | "openedAt" | "closedAt">,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.supervision_item (id, org, responsible_org, readers, title_zh, source_kind,
       source_id, due_on, opened_by, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.id, row.org, row.responsibleOrg, row.readers, row.titleZh, row.sourceKind],
      ...[row.sourceId, row.dueOn, tx.reader.principal, tx.now],
    ],
  );
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
       closed_at = case when $2 = 'CLOSED' then $3::timestamptz end where id = $1`,
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
