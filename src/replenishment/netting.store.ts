import type { NettingMode, NettingState } from "../../schema/words/netting.ts";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type {
  NettableClaim,
  NettingAnswer,
  NettingMove,
  NettingRow,
  PriceList,
} from "./netting.model.ts";

/**
 * Claims of these kinds and items that both sides have signed, between governments, and that no
 * other round has in hand.
 */
export async function readNettable(
  tx: Tx,
  kinds: readonly ClaimKind[],
  items: readonly string[],
): Promise<NettableClaim[]> {
  const { rows } = await tx.client.query<NettableClaim>(
    `select c.id, c.kind, c.item, c.debtor_org as "debtorOrg", c.creditor_org as "creditorOrg",
       c.outstanding, to_char(c.due_on, 'YYYY-MM-DD') as "dueOn"
     from qipan.claim c
     join qipan.organization d on d.id = c.debtor_org and d.sector = 'GOVERNMENT'
     join qipan.organization k on k.id = c.creditor_org and k.sector = 'GOVERNMENT'
     where c.state in ('CONFIRMED', 'PART_SETTLED') and c.outstanding > 0
       and c.kind = any ($1) and c.item = any ($2)
       and not exists (select from qipan.netting_round r where r.state = 'PROPOSED'
         and r.moves @> jsonb_build_array(jsonb_build_object('claimId', c.id)))
     order by c.id`,
    [kinds, items],
  );
  return rows;
}

const columns = `id, org, mode, kind, item, prices, moves, parties, state, version, reason,
  transfer_id as "transferId", proposed_at as "proposedAt", closed_at as "closedAt"`;

export async function readRounds(tx: Tx, ids: readonly string[]): Promise<NettingRow[]> {
  const { rows } = await tx.client.query<NettingRow>(
    `select ${columns} from qipan.netting_round where id::text = any ($1::text[])`,
    [ids],
  );
  return rows;
}

/** Waits for the round; undefined where the reader is no party of it. */
export async function lockRound(tx: Tx, id: string): Promise<NettingRow | undefined> {
  const { rows } = await tx.client.query<NettingRow>(
    `select ${columns} from qipan.netting_round where id::text = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function readAnswers(tx: Tx, ids: readonly string[]): Promise<NettingAnswer[]> {
  const { rows } = await tx.client.query<NettingAnswer>(
    `select round_id as "roundId", org, accepts, answered_at as "answeredAt"
     from qipan.netting_answer where round_id::text = any ($1::text[]) order by round_id, org`,
    [ids],
  );
  return rows;
}

/** Rounds that every party has accepted and that are not booked yet. */
export async function readAccepted(tx: Tx): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from qipan.netting_round r where state = 'PROPOSED'
       and cardinality(parties) = (select count(*) from qipan.netting_answer a
         where a.round_id = r.id and a.accepts) order by proposed_at, id`,
  );
  return rows.map(({ id }) => id);
}

export interface NewRound {
  readonly id: string;
  readonly org: string;
  readonly mode: NettingMode;
  readonly kind: ClaimKind | null;
  readonly item: string | null;
  readonly prices: PriceList | null;
  readonly moves: readonly NettingMove[];
  readonly parties: readonly string[];
}

export async function insertRound(tx: Tx, row: NewRound): Promise<void> {
  await tx.client.query(
    `insert into qipan.netting_round
       (id, org, mode, kind, item, prices, moves, parties, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.id, row.org, row.mode, row.kind, row.item],
      ...[row.prices && JSON.stringify(row.prices), JSON.stringify(row.moves), row.parties],
      ...[tx.reader.principal, tx.now],
    ],
  );
}

/** False where the party has answered before. */
export async function insertAnswer(
  tx: Tx,
  { roundId, org, accepts }: Omit<NettingAnswer, "answeredAt">,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into qipan.netting_answer (round_id, org, accepts, answered_by, answered_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [roundId, org, accepts, tx.reader.principal, tx.now],
  );
  return rowCount === 1;
}

export interface RoundEnd {
  readonly state: Exclude<NettingState, "PROPOSED">;
  readonly reason: string | null;
  readonly transferId: string | null;
}

export async function updateRound(tx: Tx, id: string, end: RoundEnd | undefined): Promise<void> {
  await tx.client.query(
    `update qipan.netting_round set version = version + 1, state = coalesce($2, state),
       reason = $3, transfer_id = $4, closed_at = case when $2 is null then closed_at else $5 end
     where id = $1`,
    [id, end?.state ?? null, end?.reason ?? null, end?.transferId ?? null, tx.now],
  );
}

/** Newest first. */
export async function readRoundPage(
  tx: Tx,
  states: readonly NettingState[] | null,
  { first, after }: Page,
): Promise<(NettingRow & { readonly key: string })[]> {
  const { rows } = await tx.client.query<NettingRow & { readonly key: string }>(
    `select ${columns}, proposed_at::text as key from qipan.netting_round
     where ($1::text[] is null or state = any ($1))
       and ($2::text is null or (proposed_at, id) < ($2::timestamptz, $3::uuid))
     order by proposed_at desc, id desc limit $4`,
    [states, after?.[0] ?? null, after?.[1] ?? null, first + 1],
  );
  return rows;
}
