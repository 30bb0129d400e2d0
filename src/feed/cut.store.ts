import type { Tx } from "../postgres/transaction.ts";

export interface CutRow {
  /** 0: nothing had been sealed by then. */
  readonly seq: number;
  readonly at: Date | null;
  /** The day of `at` in Asia/Shanghai; null where nothing had been sealed. */
  readonly day: string | null;
  readonly problem: "FUTURE" | "UNSEALED" | null;
}

/** The last whole cut of the book at or before a seq or a time; without both, the last of all. */
export async function readCutRow(
  tx: Tx,
  seq: number | null,
  time: Date | null,
): Promise<CutRow | undefined> {
  const { rows } = await tx.client.query<CutRow>(
    `select seq, at, qipan.day_of(at)::text as day, problem
     from qipan.cut_at($1::bigint, $2::timestamptz)`,
    [seq, time?.toISOString() ?? null],
  );
  return rows[0];
}
