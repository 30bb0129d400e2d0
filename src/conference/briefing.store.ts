import type { ConferenceSubject } from "../../schema/words/conference.ts";
import { assert } from "../kernel/assert.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { BriefingRow } from "./briefing.model.ts";

const columns = `id, number, org, subject_kind as "subjectKind", subject_code as "subjectCode",
  readers, title_zh as "titleZh", content, digest, feed_seq as "feedSeq",
  ledger_head as "ledgerHead", previous_id as "previousId", issued_by as "issuedBy",
  recorded_at as "recordedAt"`;

export async function readBriefings(tx: Tx, ids: readonly string[]): Promise<BriefingRow[]> {
  const { rows } = await tx.client.query<BriefingRow>(
    `select ${columns} from qipan.conference_briefing where id::text = any ($1::text[])`,
    [ids],
  );
  return rows;
}

export async function readBriefingByNumber(
  tx: Tx,
  number: string,
): Promise<BriefingRow | undefined> {
  const { rows } = await tx.client.query<BriefingRow>(
    `select ${columns} from qipan.conference_briefing where number = $1`,
    [number],
  );
  return rows[0];
}

type Subject = Pick<BriefingRow, "org" | "subjectKind" | "subjectCode">;

/** The latest by the same issuer on the same subject: another's sees other rows. */
export async function readLastBriefing(
  tx: Tx,
  { org, subjectKind, subjectCode }: Subject,
): Promise<BriefingRow | undefined> {
  const { rows } = await tx.client.query<BriefingRow>(
    `select ${columns} from qipan.conference_briefing
     where org = $1 and subject_kind = $2 and subject_code = $3
     order by recorded_at desc, number desc limit 1`,
    [org, subjectKind, subjectCode],
  );
  return rows[0];
}

/** Taken from the hub's year; waits for whoever else takes one. */
export async function takeNumber(tx: Tx, year: string): Promise<number> {
  const { rows } = await tx.client.query<{ nth: number | null }>(
    "select qipan.briefing_number($1) as nth",
    [Number(year)],
  );
  const nth = rows[0]?.nth;
  assert(typeof nth === "number", "a member is given a number");
  return nth;
}

export async function insertBriefing(tx: Tx, row: BriefingRow): Promise<void> {
  await tx.client.query(
    `insert into qipan.conference_briefing (id, number, org, subject_kind, subject_code, readers,
       title_zh, content, digest, feed_seq, ledger_head, previous_id, issued_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[row.id, row.number, row.org, row.subjectKind, row.subjectCode, row.readers],
      ...[row.titleZh, row.content, row.digest, row.feedSeq],
      row.ledgerHead === null ? null : JSON.stringify(row.ledgerHead),
      ...[row.previousId, row.issuedBy, row.recordedAt],
    ],
  );
}

export interface BriefingFilter {
  readonly org: string | null;
  readonly subjectKind: ConferenceSubject | null;
  readonly subjectCode: string | null;
}

/** Newest first. */
export async function readBriefingPage(
  tx: Tx,
  { org, subjectKind, subjectCode }: BriefingFilter,
  { first, after }: Page,
): Promise<(BriefingRow & { readonly key: string })[]> {
  const { rows } = await tx.client.query<BriefingRow & { readonly key: string }>(
    `select ${columns}, recorded_at::text as key from qipan.conference_briefing
     where ($1::text is null or org = $1) and ($2::text is null or subject_kind = $2)
       and ($3::text is null or subject_code = $3)
       and ($4::text is null or (recorded_at, id) < ($4::timestamptz, $5::uuid))
     order by recorded_at desc, id desc limit $6`,
    [org, subjectKind, subjectCode, after?.[0] ?? null, after?.[1] ?? null, first + 1],
  );
  return rows;
}
