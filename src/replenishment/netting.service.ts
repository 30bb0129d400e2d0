import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { claimKind } from "../../schema/words/ledger.ts";
import { nettingState, type NettingState } from "../../schema/words/netting.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import { write, type Written } from "../feed/write.ts";
import { listPage, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import {
  confirmClaim,
  post,
  readClaims,
  readTasks,
  type ClaimRow,
} from "../ledger/ledger.service.ts";
import type { Posting } from "../ledger/ledger.model.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { lockClaims } from "./claims.store.ts";
import type { NettingRow } from "./netting.model.ts";
import { nettingPosting, staleMove } from "./netting-posting.rules.ts";
import { roundFor } from "./netting.rules.ts";
import { priceRefusals, scopeOf, type Scope, type ScopeInput } from "./netting-scope.rules.ts";
import {
  insertAnswer,
  insertRound,
  lockRound,
  readAccepted,
  readAnswers,
  readNettable,
  readRoundPage,
  readRounds,
  updateRound,
  type RoundEnd,
} from "./netting.store.ts";

/**
 * 提出互抵: finds what cancels among governments, the caller's organization among them. Nothing
 * is booked before the finance officer of every party has accepted.
 */
export const proposeNetting = async (
  database: Database,
  asking: Asking,
  input: ScopeInput,
): Promise<Outcome<Written>> => {
  const scope = scopeOf(input);
  const claims = scope.ok
    ? await withTx(database, hubReader, (tx) =>
        readNettable(tx, scope.value.kinds, scope.value.items),
      )
    : [];
  return asked(database, asking, { mutation: "proposeNetting", input }, async (tx, principal) => {
    const allowed = may(principal, "netting:decide", [principal.orgId]);
    if (!allowed.ok) return allowed;
    if (!scope.ok) return scope;
    const wrong = priceRefusals(claims, scope.value);
    if (wrong.length > 0) return refuse(wrong);
    return propose(tx, allowed.value, scope.value, roundFor(allowed.value, claims, scope.value));
  });
};

async function propose(
  tx: Tx,
  org: string,
  { mode, kinds, items, prices }: Scope,
  { moves, parties }: ReturnType<typeof roundFor>,
): Promise<Outcome<Written>> {
  if (moves.length === 0) return refuseFor("NOTHING_TO_NET");
  const id = randomUUID();
  const [kind = null, item = null] = prices === null ? [kinds[0], items[0]] : [];
  await insertRound(tx, { id, org, mode, kind, item, prices, moves, parties });
  await tell(tx, { id, version: 1, parties }, "NETTING_PROPOSED");
  return ok({ kind: "NETTING", id });
}

export interface AnswerNettingInput {
  readonly roundId: string;
  readonly accepts: boolean;
  readonly reason?: string | undefined;
}

/**
 * 答复互抵: one refusal ends the round. With the last acceptance it is booked: all of it, or,
 * where a claim has changed since, nothing (STALE).
 */
export const answerNetting = async (
  database: Database,
  asking: Asking,
  input: AnswerNettingInput,
): Promise<Outcome<Written>> => {
  const answered = await asked(
    database,
    asking,
    { mutation: "answerNetting", input },
    async (tx, principal) => {
      const found = await findOpen(tx, input.roundId);
      if (!found.ok) return found;
      const { id, parties, version } = found.value;
      const allowed = may(principal, "netting:decide", parties);
      if (!allowed.ok) return allowed;
      const answer = { roundId: id, org: allowed.value, accepts: input.accepts };
      if (!(await insertAnswer(tx, answer))) return refuseFor("ALREADY_DECIDED", "roundId");
      const reason = input.reason ?? null;
      await updateRound(tx, id, input.accepts ? undefined : ended("REFUSED", reason));
      const told = input.accepts ? "NETTING_ANSWERED" : "NETTING_ENDED";
      await tell(tx, { id, version: version + 1, parties }, told);
      return ok({ kind: "NETTING", id });
    },
  );
  if (answered.ok) await bookAccepted(database, [answered.value.id]);
  return answered;
};

/** 撤回互抵: by the organization that proposed it. */
export const withdrawNetting = (
  database: Database,
  asking: Asking,
  input: { readonly roundId: string },
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "withdrawNetting", input }, async (tx, principal) => {
    const found = await findOpen(tx, input.roundId);
    if (!found.ok) return found;
    const { id, org, parties, version } = found.value;
    const allowed = may(principal, "netting:decide", [org]);
    if (!allowed.ok) return allowed;
    await updateRound(tx, id, ended("WITHDRAWN", null));
    await tell(tx, { id, version: version + 1, parties }, "NETTING_ENDED");
    return ok({ kind: "NETTING", id });
  });

const ended = (state: RoundEnd["state"], reason: string | null): RoundEnd => {
  return { state, reason, transferId: null };
};

async function findOpen(tx: Tx, id: string): Promise<Outcome<NettingRow>> {
  const found = await lockRound(tx, id);
  if (found === undefined) return refuseFor("NOT_FOUND", "roundId");
  if (found.state === "PROPOSED") return ok(found);
  return refuseFor("ILLEGAL_TRANSITION", "roundId", {
    state: nettingState[found.state],
    action: word("答复互抵", "answer it"),
  });
}

/**
 * Books the rounds that every party has accepted. The parties' own rights do not reach each
 * other's claims, so the hub books, on their word; a hub that stopped in between finds the round
 * here again. Answers how many were booked.
 */
export async function bookAccepted(database: Database, only?: readonly string[]): Promise<number> {
  const accepted = await withTx(database, hubReader, readAccepted);
  let booked = 0;
  for (const roundId of accepted.filter((id) => only?.includes(id) ?? true)) {
    const request = { mutation: "bookNetting", key: `netting:${roundId}`, org: "hub" };
    const outcome = await write(database, hubReader, { ...request, input: { roundId } }, (tx) =>
      bookRound(tx, roundId),
    );
    if (outcome.ok) booked += 1;
  }
  return booked;
}

async function bookRound(tx: Tx, roundId: string): Promise<Outcome<Written>> {
  const found = await findOpen(tx, roundId);
  if (!found.ok) return found;
  const { id, org, mode, moves, parties, prices, version } = found.value;
  const ids = [...new Set(moves.map(({ claimId }) => claimId))];
  await lockClaims(tx, ids);
  const claims = await readClaims(tx, { ids });
  const stale = staleMove(moves, claims);
  if (stale === undefined) {
    const named = await readTasks(tx, { claimIds: claims.map((claim) => claim.id) });
    const tasks = named.filter(({ performerOrg, ownerOrg }) => performerOrg !== ownerOrg);
    const evidence = { netting: id, mode, parties, ...(prices === null ? {} : { prices }) };
    const posting = nettingPosting({ evidence }, { moves, claims, tasks }, randomUUID);
    const booked = await post(tx, org, posting);
    if (!booked.ok) return booked;
    if (await hasMoved(tx, claims)) return refuseFor("STALE_VERSION", "roundId");
    await signAll(tx, posting);
    const { transferId } = booked.value;
    await updateRound(tx, id, { state: "DONE", reason: null, transferId });
  } else {
    const { zh } = claimKind[stale.kind];
    const reason = `${stale.debtorOrg} → ${stale.creditorOrg} ${zh} ${stale.item}`;
    await updateRound(tx, id, ended("STALE", reason));
  }
  const told = stale === undefined ? "NETTING_DONE" : "NETTING_ENDED";
  await tell(tx, { id, version: version + 1, parties }, told);
  return ok({ kind: "NETTING", id });
}

/**
 * Whether a claim changed between its reading and its booking, which waits for its row: disputed at
 * the last moment it must not be netted. What is refused here the next sweep decides again.
 */
async function hasMoved(tx: Tx, read: readonly ClaimRow[]): Promise<boolean> {
  const now = await readClaims(tx, { ids: read.map(({ id }) => id) });
  const versionOf = new Map(now.map(({ id, version }) => [id, version]));
  return read.some(({ id, version }) => versionOf.get(id) !== version + 1);
}

/** Both sides of a claim that the round opens have accepted the round, and so the claim. */
async function signAll(tx: Tx, { claims = [] }: Posting): Promise<void> {
  for (const { id } of claims)
    for (const side of ["DEBTOR", "CREDITOR"] as const) await confirmClaim(tx, id, side);
}

const tell = (
  tx: Tx,
  { id, version, parties }: Pick<NettingRow, "id" | "version" | "parties">,
  kind: "NETTING_PROPOSED" | "NETTING_ANSWERED" | "NETTING_DONE" | "NETTING_ENDED",
): Promise<void> => appendFact(tx, { kind, subject: { kind: "NETTING", id, version }, parties });

export const listRounds = (
  tx: Tx,
  request: PageRequest,
  states: readonly NettingState[] | null,
): Promise<Outcome<PageOf<NettingRow>>> =>
  listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readRoundPage(tx, states, page),
    ({ key, id }) => [key, id],
  );

export { readAnswers, readRounds };
