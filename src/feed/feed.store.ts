import type { HubKind } from "../../schema/words/access.ts";
import type { EventKind, SubjectKind } from "../../schema/words/events.ts";
import type { Tx } from "../postgres/transaction.ts";

export interface HubRow {
  readonly kind: HubKind;
  readonly epoch: string;
  readonly createdAt: Date;
  readonly seed: string | null;
}

export async function readHubRow(tx: Tx): Promise<HubRow | undefined> {
  const { rows } = await tx.client.query<HubRow>(
    `select kind, epoch, created_at as "createdAt", seed from qipan.hub`,
  );
  return rows[0];
}

/** Up to where the feed is told; what comes later in the same page belongs to the next one. */
export async function readSealedTo(tx: Tx): Promise<number> {
  const { rows } = await tx.client.query<{ seq: number }>(
    "select coalesce(max(seq), 0) as seq from qipan.sealed",
  );
  return rows[0]?.seq ?? 0;
}

/** How the sealer keeps up. */
export interface SealLag {
  /** Age of the oldest row that waits to be sealed, since its transaction began. */
  readonly seconds: number;
  /** The oldest transaction that writes, by its id: later ones are not sealed before it ends. */
  readonly horizon: string;
  readonly held: boolean;
}

export async function readSealLag(tx: Tx): Promise<SealLag | undefined> {
  const { rows } = await tx.client.query<SealLag>("select * from qipan.seal_lag()");
  return rows[0];
}

/** A fact with who may read it: what is read once for many readers is judged for each. */
export interface ToldFact extends ChangeRow {
  readonly parties: readonly string[];
}

/** Where the feed is and ends; travels with BEGIN. */
export const feedEndSql = `select h.epoch, coalesce((select max(seq) from qipan.sealed), 0) as "end"
  from qipan.hub h`;

export interface FeedEnd {
  readonly epoch: string;
  readonly end: number;
}

/** Sealed facts with `after` < seq ≤ `to`, whoever they are for. */
export async function readTold(
  tx: Tx,
  after: number,
  to: number,
  limit: number,
): Promise<readonly ToldFact[]> {
  const { rows } = await tx.client.query<ToldFact>(
    `select ${factColumns}, e.parties from qipan.sealed s join qipan.event e on e.id = s.row_id
     where s.kind = 'EVENT' and s.seq > $1 and s.seq <= $2 order by s.seq limit $3`,
    [after, to, limit],
  );
  return rows;
}

/** Whether what follows `seq` was sealed before the days that are kept: a gap for the reader. */
export async function readIsForgotten(tx: Tx, seq: number, days: number): Promise<boolean> {
  const { rows } = await tx.client.query<{ old: boolean }>(
    `select sealed_at < now() - make_interval(days => $2) as old from qipan.sealed
     where seq > $1 order by seq limit 1`,
    [seq, days],
  );
  return rows[0]?.old === true;
}

export interface ChangeFilter {
  readonly kinds?: readonly EventKind[] | undefined;
  readonly subjectKinds?: readonly SubjectKind[] | undefined;
  readonly subjectIds?: readonly string[] | undefined;
}

export interface ChangeRow {
  readonly seq: number;
  readonly kind: EventKind;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly version: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export interface ChangeRange {
  /** The last seq that the reader has; undefined: from the first day that is kept. */
  readonly after: number | undefined;
  readonly to: number;
  readonly days: number;
  readonly limit: number;
}

/** Sealed facts in the order of their seq; row-level security leaves out what is another's. */
export async function readChanges(
  tx: Tx,
  { after, to, days, limit }: ChangeRange,
  { kinds, subjectKinds, subjectIds }: ChangeFilter,
): Promise<readonly ChangeRow[]> {
  const { rows } = await tx.client.query<ChangeRow>(changesSql, [
    after ?? 0,
    to,
    kinds ?? null,
    subjectKinds ?? null,
    subjectIds ?? null,
    limit,
    after === undefined ? days : null,
  ]);
  return rows;
}

const factColumns = `s.seq, e.kind, e.subject_kind as "subjectKind",
    e.subject_id as "subjectId", e.subject_version as version,
    e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.facts`;

const changesSql = `select ${factColumns}
  from qipan.sealed s join qipan.event e on e.id = s.row_id
  where s.kind = 'EVENT' and s.seq > $1 and s.seq <= $2
    and ($3::text[] is null or e.kind = any ($3))
    and ($4::text[] is null or e.subject_kind = any ($4))
    and ($5::text[] is null or e.subject_id = any ($5))
    and ($7::int is null or s.sealed_at >= now() - make_interval(days => $7))
  order by s.seq limit $6`;
