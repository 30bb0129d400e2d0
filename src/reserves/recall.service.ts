import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { block } from "../ledger/posting.stock.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readBorrowers } from "../regions/agreement.service.ts";
import { isReason, reasonRefusal } from "./lot.rules.ts";
import {
  readBatchHolders,
  readBatchLots,
  updateBatchRecalled,
  type PromisedGoods,
  type RecalledLot,
} from "./recall.store.ts";
import { audienceOf } from "./reserves.rules.ts";

export interface BatchInput {
  readonly item: string;
  readonly batch: string;
  readonly reason: string;
}

/**
 * 整批召回: in one transaction the batch stops wherever it lies, whoever owns it, with every kit
 * that has a part of it, and every order that holds or has sent some of it hears so.
 */
export const recallBatch = (
  database: Database,
  asking: Asking,
  input: BatchInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "recallBatch", input }, async (tx, principal) => {
    const { item, batch, reason } = input;
    if (!isReason(reason)) return reasonRefusal;
    const holders = await readBatchHolders(tx, item, batch);
    const mine = principal.memberships.map(({ orgId }) => orgId);
    if (!holders.some((org) => mine.includes(org))) return refuseFor("NOT_FOUND", "batch");
    const allowed = may(principal, "batch:recall", holders);
    if (!allowed.ok) return allowed;
    const recalled = await updateBatchRecalled(tx, item, batch, allowed.value);
    if (recalled === undefined) return refuseFor("NOT_FOUND", "batch");
    if (recalled.lots.length === 0) return refuseFor("ALREADY_DECIDED", "batch");
    await tellLots(tx, recalled.lots);
    await tellOrders(tx, recalled.orders, { batch, reason });
    const moves = recalled.lots.flatMap(movesOf);
    const evidence = { event: "RECALL", item, batch, reason };
    const written = ok({ kind: "LOT" as const, id: batchId(input) });
    if (moves.length === 0) return written;
    const booked = await post(tx, allowed.value, block({ evidence }, moves));
    return booked.ok ? written : booked;
  });

/** A sku has no blank, so the first one parts it from the batch. */
const batchId = ({ item, batch }: Pick<BatchInput, "item" | "batch">): string => `${item} ${batch}`;

/** The lots that a recall reached, as far as today's reader sees them. */
export function readRecalled(tx: Tx, written: string): Promise<string[]> {
  const blank = written.indexOf(" ");
  return readBatchLots(tx, written.slice(0, blank), written.slice(blank + 1));
}

const movesOf = ({
  id: lot,
  ownerOrg: owner,
  depotId: depot,
  item,
  underNorm,
  free,
}: RecalledLot) =>
  free.map(({ custodian, balance: quantity }) => ({
    shelf: { owner, custodian, depot, lot, item, underNorm },
    quantity,
  }));

async function tellLots(tx: Tx, lots: readonly RecalledLot[]): Promise<void> {
  const borrowers = new Map<string, readonly string[]>();
  for (const { depotOwnerOrg } of lots)
    if (!borrowers.has(depotOwnerOrg))
      borrowers.set(depotOwnerOrg, await readBorrowers(tx, [depotOwnerOrg]));
  for (const lot of lots)
    await appendFact(tx, {
      kind: "LOT_BLOCKED",
      subject: { kind: "LOT", id: lot.id, version: lot.version },
      parties: audienceOf(lot, lot.ownerOrg, borrowers.get(lot.depotOwnerOrg) ?? []),
      facts: { item: lot.item, depot: lot.depotId, condition: lot.condition },
    });
}

/** Goods that are promised or out are not ours to take back: whoever waits for them is told. */
export async function tellOrders(
  tx: Tx,
  goods: readonly PromisedGoods[],
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  for (const { orderId: id, version, parties, lineId, item, kind, quantity } of goods)
    await appendFact(tx, {
      kind: "ORDER_RECALLED",
      subject: { kind: "ORDER", id, version },
      parties,
      facts: { ...facts, lineId, item, whereabouts: kind, quantity },
    });
}
