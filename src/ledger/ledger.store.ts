import type { AccountKind, ClaimSide, ClaimState } from "../../schema/words/ledger.ts";
import type { RefusalCode } from "../../schema/words/refusals.ts";
import { literal, takeRiders, type Tx } from "../postgres/session.ts";
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

interface Booked {
  readonly ok: boolean;
  readonly short?: readonly ShortLine[];
}

export interface NewPosting {
  readonly transferId: string;
  readonly actorOrg: string;
  readonly posting: Posting;
}

const call = ({ posting, ...about }: NewPosting): string =>
  `ledger_post(${literal(JSON.stringify({ ...posting, ...about }))})`;

/** Books the posting in one round trip, or answers every line that falls short. */
export async function insertPosting(tx: Tx, posting: NewPosting): Promise<readonly ShortLine[]> {
  const answer = await answerOf<Booked>(tx, call(posting));
  return answer?.short ?? [];
}

/** Books one after the other in one round trip; answers what falls short of each. */
export async function insertPostings(
  tx: Tx,
  postings: readonly NewPosting[],
): Promise<readonly (readonly ShortLine[])[]> {
  const calls = postings.map((one) => `qipan.${call(one)}`);
  const { rows } = await tx.client.query<{ answers: readonly Booked[] }>(
    `select ${[...takeRiders(tx), `array[${calls.join(", ")}]::jsonb[] as answers`].join(", ")}`,
  );
  return (rows[0]?.answers ?? []).map(({ short = [] }) => short);
}

/** Facts that wait travel first: what the database itself tells stands after them on the feed. */
async function answerOf<Answer>(tx: Tx, call: string): Promise<Answer | undefined> {
  const calls = [...takeRiders(tx), `qipan.${call} as answer`].join(", ");
  const { rows } = await tx.client.query<{ answer: Answer }>(`select ${calls}`);
  return rows[0]?.answer;
}

export type Signed = "OK" | "NOT_FOUND" | "ALREADY_DECIDED" | ClaimState;

export async function updateClaimConfirmed(
  tx: Tx,
  claimId: string,
  side: ClaimSide,
): Promise<Signed> {
  return signedBy(tx, `claim_confirm(${literal(claimId)}, ${literal(side)})`);
}

export async function updateClaimDisputed(
  tx: Tx,
  claimId: string,
  side: ClaimSide,
  disputed: boolean,
): Promise<Signed> {
  return signedBy(tx, `claim_dispute(${literal(claimId)}, ${literal(side)}, ${String(disputed)})`);
}

const signedBy = async (tx: Tx, call: string): Promise<Signed> =>
  (await answerOf<Signed>(tx, call)) ?? "NOT_FOUND";

/** How many claims got their due day. */
export async function updateClaimsDue(
  tx: Tx,
  anchor: "RESPONSE_END" | "RECEIPT",
  subject: { readonly incidentId?: string; readonly orderLineId?: string },
  day: string,
): Promise<number> {
  const { incidentId, orderLineId } = subject;
  const ids = [incidentId, orderLineId].map((id) => (id === undefined ? "null" : literal(id)));
  const call = `claim_due(${literal(anchor)}, ${ids.join(", ")}, ${literal(day)})`;
  return (await answerOf<number>(tx, call)) ?? 0;
}
