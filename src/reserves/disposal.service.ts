import { randomUUID } from "node:crypto";
import type { WriteOffOutcome } from "../../schema/words/reserves.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { post, readAccounts } from "../ledger/ledger.service.ts";
import { writeOff } from "../ledger/posting.stock.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { disposalsOf, isReason, reasonRefusal } from "./lot.rules.ts";
import { lockLot, readLotFacts, updateLotCondition } from "./lot.store.ts";
import { lockExpired, updateExpiryTold } from "./recall.store.ts";

export interface WriteOffInput {
  readonly lotId: string;
  readonly version?: number | null | undefined;
  readonly quantity: number;
  readonly outcome: WriteOffOutcome;
  readonly reason: string;
}

/** 报废、轮出: the owner's approver decides; goods under a norm leave a refill task behind. */
export const writeOffLot = (
  database: Database,
  asking: Asking,
  input: WriteOffInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "writeOffLot", input }, async (tx, principal) => {
    const { quantity, outcome, reason } = input;
    if (!isReason(reason)) return reasonRefusal;
    const lot = (await lockLot(tx, input.lotId)) ?? (await readLotFacts(tx, input.lotId));
    if (lot === undefined) return refuseFor("NOT_FOUND", "lotId");
    const allowed = may(principal, "stock:dispose", [lot.ownerOrg]);
    if (!allowed.ok) return allowed;
    if ((input.version ?? lot.version) !== lot.version)
      return refuseFor("STALE_VERSION", "version");
    const standing = await readAccounts(tx, { kinds: ["ON_HAND", "BLOCKED"], lots: [lot.id] });
    const of = (kind: string): number =>
      standing.filter((one) => one.kind === kind).reduce((sum, { balance }) => sum + balance, 0);
    const there = { onHand: of("ON_HAND"), blocked: of("BLOCKED") };
    const { condition } = lot;
    const parts = quantity < 1 ? undefined : disposalsOf({ condition, outcome }, there, quantity);
    const max = there.onHand + there.blocked;
    if (parts === undefined) return refuseFor("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max });
    const { ownerOrg: owner, custodianOrg: custodian, depotId: depot, item, underNorm } = lot;
    const shelf = { owner, custodian, depot, lot: lot.id, item, underNorm };
    const moves = parts.map((part) => ({ ...part, shelf, to: outcome }));
    await updateLotCondition(tx, lot.id, lot.condition);
    await appendFact(tx, {
      kind: "GOODS_WRITTEN_OFF",
      subject: { kind: "LOT", id: lot.id, version: lot.version + 1 },
      parties: [owner, custodian, lot.depotOwnerOrg],
      facts: { item, depot, outcome, quantity },
    });
    const posting = writeOff({ evidence: { reason, outcome } }, moves, randomUUID);
    const booked = await post(tx, allowed.value, posting);
    return booked.ok ? ok({ kind: "LOT", id: lot.id }) : booked;
  });

/** Lots that one transaction tells of. */
const batch = 100;

/**
 * The expiry sweep: past its day a lot is never promised (the ledger refuses it), and its owner
 * is told once and asked what becomes of it; a person books that. Answers how many were told.
 */
export async function sweepExpired(database: Database): Promise<number> {
  let told = 0;
  for (let found = batch; found === batch; told += found)
    found = await withTx(database, hubReader, tellExpired);
  return told;
}

async function tellExpired(tx: Tx): Promise<number> {
  const lots = await lockExpired(tx, batch);
  for (const { id, version, ownerOrg, custodianOrg, item, depotId, expiresOn, quantity } of lots)
    await appendFact(tx, {
      kind: "LOT_EXPIRED",
      subject: { kind: "LOT", id, version },
      parties: [ownerOrg, custodianOrg],
      facts: { item, depot: depotId, expiresOn, quantity, proposed: "SCRAPPED ROTATED_OUT" },
    });
  if (lots.length > 0)
    await updateExpiryTold(
      tx,
      lots.map(({ id }) => id),
    );
  return lots.length;
}
