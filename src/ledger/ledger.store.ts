import type { AccountKind, ClaimSide, ClaimState } from "../../schema/words/ledger.ts";
import type { RefusalCode } from "../../schema/words/refusals.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Posting } from "./ledger.model.ts";

/** A line that cannot be booked, as the database answers it. */
export interface ShortLine {
  readonly path: string;
  readonly code: RefusalCode;
  readonly kind: AccountKind | "TASK" | "";
  readonly item: string;
  readonly lot: string;
  readonly place: string;
  readonly owner: string;
  readonly available: number;
  readonly wanted: number;
}

/** Books the posting in one round trip, or answers every line that falls short. */
export async function insertPosting(
  tx: Tx,
  transferId: string,
  actorOrg: string,
  posting: Posting,
): Promise<readonly ShortLine[]> {
  const { rows } = await tx.client.query<{ answer: { ok: boolean; short?: ShortLine[] } }>(
    "select qipan.ledger_post($1) as answer",
    [JSON.stringify({ ...posting, transferId, actorOrg })],
  );
  return rows[0]?.answer.short ?? [];
}

export type Signed = "OK" | "NOT_FOUND" | "ALREADY_DECIDED" | ClaimState;

export async function updateClaimConfirmed(
  tx: Tx,
  claimId: string,
  side: ClaimSide,
): Promise<Signed> {
  return answerOf(tx, "select qipan.claim_confirm($1, $2) as answer", [claimId, side]);
}

export async function updateClaimDisputed(
  tx: Tx,
  claimId: string,
  side: ClaimSide,
  disputed: boolean,
): Promise<Signed> {
  const sql = "select qipan.claim_dispute($1, $2, $3) as answer";
  return answerOf(tx, sql, [claimId, side, disputed]);
}

async function answerOf(tx: Tx, sql: string, values: readonly unknown[]): Promise<Signed> {
  const { rows } = await tx.client.query<{ answer: Signed }>(sql, [...values]);
  return rows[0]?.answer ?? "NOT_FOUND";
}

/** How many claims got their due day. */
export async function updateClaimsDue(
  tx: Tx,
  anchor: "RESPONSE_END" | "RECEIPT",
  subject: { readonly incidentId?: string; readonly orderLineId?: string },
  day: string,
): Promise<number> {
  const { rows } = await tx.client.query<{ changed: number }>(
    "select qipan.claim_due($1, $2, $3, $4) as changed",
    [anchor, subject.incidentId ?? null, subject.orderLineId ?? null, day],
  );
  return rows[0]?.changed ?? 0;
}
