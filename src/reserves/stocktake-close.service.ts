import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { asked, type Asking } from "../access/asking.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { compare } from "../kernel/compare.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import type { ClaimTerms } from "../ledger/posting.model.ts";
import { stocktake, type Counted } from "../ledger/posting.stock.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { CountedDepot, ReasonInput } from "./stocktake.model.ts";
import { isKeepersFault, settle, type Settled } from "./stocktake.rules.ts";
import { lockOpen, tell } from "./stocktake.service.ts";
import {
  lockCountedLots,
  lockLines,
  updateEnded,
  updateStocktakeEnded,
} from "./stocktake.store.ts";

export interface CloseInput {
  readonly stocktakeId: string;
  readonly reasons: readonly ReasonInput[];
}

/**
 * Books what was found: a surplus, or a shortage with its refill task and, where the keeper is at
 * fault, what the keeper owes. Every lot that was counted is as old as its count from now on.
 */
export const closeStocktake = (
  database: Database,
  asking: Asking,
  input: CloseInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "closeStocktake", input }, async (tx, principal) => {
    const opened = await lockOpen(
      tx,
      principal,
      input.stocktakeId,
      "update",
      word("结束", "close it"),
    );
    if (!opened.ok) return opened;
    const { row, depot } = opened.value;
    // A recall waits for the end of the count, or the count sees that what it found is recalled.
    await lockCountedLots(tx, row.id);
    const { settled, wrong } = settle(await lockLines(tx, row.id, null), input.reasons);
    if (wrong.length > 0) return refuse(wrong);
    await updateEnded(tx, settled.map(endedOf));
    await updateStocktakeEnded(tx, row.id, "CLOSED");
    const differing = settled.filter(({ posted }) => posted !== 0);
    const version = row.version + 1;
    const facts = { lots: settled.length, differing: differing.length };
    await tell(tx, { id: row.id, version }, depot, "STOCKTAKE_CLOSED", facts);
    for (const one of differing) await tellLot(tx, depot, one);
    const booked = await book(tx, row.org, { id: row.id, depot, differing });
    return booked.ok ? ok({ kind: "STOCKTAKE", id: row.id }) : booked;
  });

const endedOf = ({ line, counted, booked, posted, reason, note }: Settled) => ({
  ...{ id: line.id, lotId: line.lotId, counted, booked, posted, reason, note },
  countedAt: line.counts.at(-1)?.at ?? "",
});

const tellLot = (tx: Tx, depot: CountedDepot, { line, posted, reason }: Settled): Promise<void> =>
  appendFact(tx, {
    kind: "STOCK_CHANGED",
    subject: { kind: "LOT", id: line.lotId, version: line.lotVersion + 1 },
    parties: [depot.ownerOrg, depot.custodianOrg, line.ownerOrg],
    facts: { item: line.item, depot: depot.id, difference: posted, reason },
  });

/** No law or agreement that the hub knows says by when a keeper pays: the day is agreed later. */
const unagreed: ClaimTerms = { riskPassesAt: "DEPARTURE", dueAnchor: "DATE", dueDays: 0 };

interface Differing {
  readonly id: string;
  readonly depot: CountedDepot;
  readonly differing: readonly Settled[];
}

/** Each lot in a transfer of its own, so that one that is found again is taken back alone. */
async function book(
  tx: Tx,
  org: string,
  { id, depot, differing }: Differing,
): Promise<Outcome<unknown>> {
  for (const one of differing.toSorted((a, b) => compare(a.line.lotId, b.line.lotId))) {
    const { line, counted, booked, reason, note } = one;
    const counts = countsOf(one, depot);
    if (counts.length === 0) continue;
    const reasons = [{ lot: line.lotId, counted, booked, reason, note }];
    const evidence = { stocktake: id, reasons };
    const done = await post(tx, org, stocktake({ evidence }, counts, randomUUID));
    if (!done.ok) return done;
  }
  return ok(undefined);
}

function countsOf({ line, corrections, reason }: Settled, depot: CountedDepot): Counted[] {
  const { ownerOrg: owner, lotId: lot, item, underNorm } = line;
  const shelf = { owner, custodian: depot.custodianOrg, depot: depot.id, lot, item, underNorm };
  const custodianAtFault = reason !== null && isKeepersFault(reason);
  return corrections.map(({ at, quantity }) => {
    const [booked, counted] = quantity < 0 ? [-quantity, 0] : [0, quantity];
    return { shelf, at, booked, counted, custodianAtFault, terms: unagreed };
  });
}
