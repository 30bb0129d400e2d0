import { word, type Word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import type { ClaimKind, ClaimSide, ClaimState } from "../../schema/words/ledger.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Posting } from "./ledger.model.ts";
import {
  insertPosting,
  insertPostings,
  updateClaimConfirmed,
  updateClaimDisputed,
  updateClaimsDue,
  type ShortLine,
  type Signed,
} from "./ledger.store.ts";
import { opening, type OpeningLine } from "./posting.stock.rules.ts";
import * as position from "./position.store.ts";

export type {
  AccountFilter,
  AccountRow,
  ClaimFilter,
  ClaimRow,
  TaskFilter,
  TaskRow,
} from "./position.store.ts";

/**
 * Books one posting for `actorOrg`: all of it, or a refusal for every line that falls short
 * (paths `lines.N`, `intake.N`, `splits.N`, `reverses`). Called once and last in the caller's
 * transaction, because it takes the hot rows. Claims and refill tasks that it opens or changes
 * are told on the feed by the database itself; the caller tells only its own facts.
 */
export async function post(
  tx: Tx,
  actorOrg: string,
  posting: Posting,
): Promise<Outcome<{ transferId: string }>> {
  const transferId = randomUUID();
  const short = await insertPosting(tx, { transferId, actorOrg, posting });
  return short.length === 0 ? ok({ transferId }) : refuse(short.map(refusalOf));
}

/**
 * Books several postings in their order, each in a transfer of its own, in one statement. The first
 * that falls short is the refusal, and the caller's transaction is to leave nothing of the others.
 */
export async function postEach(
  tx: Tx,
  actorOrg: string,
  postings: readonly Posting[],
): Promise<Outcome<true>> {
  if (postings.length === 0) return ok(true);
  const booked = postings.map((posting) => ({ transferId: randomUUID(), actorOrg, posting }));
  const short = (await insertPostings(tx, booked)).find((lines) => lines.length > 0);
  return short === undefined ? ok(true) : refuse(short.map(refusalOf));
}

const refusalOf = ({ code, path, item, lot, place, available, wanted }: ShortLine): Refusal => {
  const range = code === "QUANTITY_OUT_OF_RANGE" ? { min: 1, max: available } : {};
  return refusal(code, path, { item, lot, place, available, wanted, ...range });
};

/** Lines that one call of the database books. */
const openingBatch = 1000;

/**
 * Books an opening count of any length: for each owner one transfer per thousand lines, in its
 * own name. `evidence` is the source document. Lines of zero are left out. A seed runs it under
 * `withOwnerTx`, an import under the reader of the organization that owns the goods.
 */
export async function postOpening(
  tx: Tx,
  lines: readonly OpeningLine[],
  evidence: Readonly<Record<string, unknown>>,
): Promise<Outcome<{ transferIds: readonly string[] }>> {
  const transferIds: string[] = [];
  for (const [owner, owned] of byOwner(lines.filter(({ quantity }) => quantity > 0)))
    for (let at = 0; at < owned.length; at += openingBatch) {
      const booked = await post(tx, owner, opening(owned.slice(at, at + openingBatch), evidence));
      if (!booked.ok) return booked;
      transferIds.push(booked.value.transferId);
    }
  return ok({ transferIds });
}

function byOwner(lines: readonly OpeningLine[]): Map<string, OpeningLine[]> {
  const owners = new Map<string, OpeningLine[]>();
  for (const line of lines) {
    const owned = owners.get(line.owner);
    if (owned === undefined) owners.set(line.owner, [line]);
    else owned.push(line);
  }
  return owners;
}

/** One side signs the figure of a PROVISIONAL claim; with both signatures it is CONFIRMED. */
export async function confirmClaim(
  tx: Tx,
  claimId: string,
  side: ClaimSide,
): Promise<Outcome<{ claimId: string }>> {
  return signed(claimId, word("确认", "confirm it"), await updateClaimConfirmed(tx, claimId, side));
}

/**
 * A side disputes the whole claim, or takes its own dispute back; split off a child to dispute a
 * part.
 */
export async function disputeClaim(
  tx: Tx,
  { claimId, side }: { readonly claimId: string; readonly side: ClaimSide },
  disputed: boolean,
): Promise<Outcome<{ claimId: string }>> {
  const action = disputed
    ? word("提出异议", "object")
    : word("撤回对方提出的异议", "withdraw the other side's objection");
  return signed(claimId, action, await updateClaimDisputed(tx, claimId, side, disputed));
}

function signed(claimId: string, action: Word, answer: Signed): Outcome<{ claimId: string }> {
  if (answer === "OK") return ok({ claimId });
  if (answer === "NOT_FOUND" || answer === "ALREADY_DECIDED") return refuseFor(answer, "claimId");
  return refuseFor("ILLEGAL_TRANSITION", "claimId", { state: answer, action });
}

/** The response ended on `day` (Asia/Shanghai): terms that run from then get their due day. */
export const dueFromResponseEnd = (tx: Tx, incidentId: string, day: string): Promise<number> =>
  updateClaimsDue(tx, "RESPONSE_END", { incidentId }, day);

/** The goods of an order line were received on `day` (Asia/Shanghai). */
export const dueFromReceipt = (tx: Tx, orderLineId: string, day: string): Promise<number> =>
  updateClaimsDue(tx, "RECEIPT", { orderLineId }, day);

/** Free stock: ON_HAND balances of the lots, of the items, or in the depots that are named. */
export const readFree = (
  tx: Tx,
  filter: Pick<position.AccountFilter, "lots" | "items" | "places" | "owners">,
): Promise<position.AccountRow[]> => position.readAccounts(tx, { ...filter, kinds: ["ON_HAND"] });

/** Balances other than zero that the reader may see; each list that is given narrows. */
export const readAccounts = (
  tx: Tx,
  filter: position.AccountFilter,
): Promise<position.AccountRow[]> => position.readAccounts(tx, filter);

export const readClaims = (tx: Tx, filter: position.ClaimFilter): Promise<position.ClaimRow[]> =>
  position.readClaims(tx, filter);

export const readTasks = (tx: Tx, filter: position.TaskFilter): Promise<position.TaskRow[]> =>
  position.readTasks(tx, filter);

export interface OpenClaimKey {
  readonly orderLineId: string;
  readonly kind: ClaimKind;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
}

/** The PROVISIONAL claim of the same line, kind and parties: more of the same is added to it. */
export async function findOpenClaim(
  tx: Tx,
  { orderLineId, kind, debtorOrg, creditorOrg }: OpenClaimKey,
): Promise<position.ClaimRow | undefined> {
  const states: readonly ClaimState[] = ["PROVISIONAL"];
  const found = await position.readClaims(tx, {
    orderLineIds: [orderLineId],
    kinds: [kind],
    debtors: [debtorOrg],
    creditors: [creditorOrg],
    states,
  });
  return found[0];
}
