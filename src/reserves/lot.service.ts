import type { EventKind } from "../../schema/words/events.ts";
import { lotCondition, lotEvent, type LotEvent } from "../../schema/words/reserves.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { appendFact } from "../feed/append.ts";
import { write, type Written } from "../feed/write.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { post, readAccounts } from "../ledger/ledger.service.ts";
import { block, unblock } from "../ledger/posting.stock.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readBorrowers } from "../regions/agreement.service.ts";
import { isReason, reasonRefusal } from "./lot.rules.ts";
import { lockLot, readLotFacts, updateLotCondition, type LotFacts } from "./lot.store.ts";
import { tellOrders } from "./recall.service.ts";
import { readPromised } from "./recall.store.ts";
import { audienceOf, nextCondition } from "./reserves.rules.ts";

export interface LotChange {
  readonly idempotencyKey: string;
  readonly lotId: string;
  readonly version?: number | null | undefined;
  readonly reason: string;
}

/** 封存、召回、放行: what lies free moves aside in the book, or comes back to the shelf. */
export async function changeLot(
  database: Database,
  principal: Principal | undefined,
  event: LotEvent,
  { idempotencyKey: key, ...change }: LotChange,
): Promise<Outcome<Written>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const reason = change.reason.trim();
  if (!isReason(reason)) return reasonRefusal;
  const mutation = `${event.toLowerCase()}Lot`;
  const request = { mutation, key, org: principal.orgId, input: change };
  return write(database, readerOf(principal), request, async (tx) => {
    const lot = (await lockLot(tx, change.lotId)) ?? (await readLotFacts(tx, change.lotId));
    if (lot === undefined) return refuseFor("NOT_FOUND", "lotId");
    const allowed = may(principal, "stock:change", [lot.ownerOrg, lot.custodianOrg]);
    if (!allowed.ok) return allowed;
    if ((change.version ?? lot.version) !== lot.version)
      return refuseFor("STALE_VERSION", "version");
    const condition = nextCondition(lot.condition, event);
    if (condition === undefined) return illegal(lot, event);
    await updateLotCondition(tx, lot.id, condition);
    await tell(tx, lot, event, condition);
    if (event !== "RELEASE") await tellOrders(tx, await readPromised(tx, [lot.id]), { reason });
    const moved = await move(tx, allowed.value, lot, event, reason);
    return moved.ok ? ok({ kind: "LOT", id: lot.id }) : moved;
  });
}

const illegal = ({ condition }: LotFacts, event: LotEvent): Outcome<never> =>
  refuseFor("ILLEGAL_TRANSITION", "lotId", {
    state: lotCondition[condition],
    action: lotEvent[event],
  });

async function tell(tx: Tx, lot: LotFacts, event: LotEvent, condition: string): Promise<void> {
  const kind: EventKind = event === "RELEASE" ? "STOCK_CHANGED" : "LOT_BLOCKED";
  const borrowers = await readBorrowers(tx, [lot.depotOwnerOrg]);
  await appendFact(tx, {
    kind,
    subject: { kind: "LOT", id: lot.id, version: lot.version + 1 },
    parties: audienceOf(lot, lot.ownerOrg, borrowers),
    facts: { item: lot.item, depot: lot.depotId, condition },
  });
}

/** Held goods stay with their order, which a recall must short-pick; only the free ones move. */
async function move(
  tx: Tx,
  actorOrg: string,
  lot: LotFacts,
  event: LotEvent,
  reason: string,
): Promise<Outcome<unknown>> {
  const kind = event === "RELEASE" ? "BLOCKED" : "ON_HAND";
  const balances = await readAccounts(tx, { kinds: [kind], lots: [lot.id] });
  const moves = balances
    .filter(({ balance }) => balance > 0)
    .map(({ owner, custodian, place: depot, balance: quantity }) => ({
      shelf: { owner, custodian, depot, lot: lot.id, item: lot.item, underNorm: lot.underNorm },
      quantity,
    }));
  if (moves.length === 0) return ok(undefined);
  const occasion = { evidence: { reason, event } };
  return post(
    tx,
    actorOrg,
    event === "RELEASE" ? unblock(occasion, moves) : block(occasion, moves),
  );
}
