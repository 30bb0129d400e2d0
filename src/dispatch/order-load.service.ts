import { randomUUID } from "node:crypto";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { lockNeeds, sumNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { postEach } from "../ledger/ledger.service.ts";
import { shortPick, type ShortPick } from "../ledger/posting.hold.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readApprovals } from "./approval.store.ts";
import { lapseApprovals } from "./order-end.service.ts";
import { readLineFacts } from "./order-line.service.ts";
import { moveUnits, promiseCommitments } from "./order-sources.service.ts";
import type { LoadInput, LoadedLine } from "./order.model.ts";
import { loadLines, needsOf } from "./order.rules.ts";
import {
  keepersOf,
  openOrder,
  tellOrder,
  type OpenOrder,
  type OrderStep,
} from "./order.service.ts";
import { lockUnfitLots, updateLines, updateOrder } from "./order.store.ts";

export interface LoadOrderInput {
  readonly orderId: string;
  readonly lines: readonly LoadInput[];
}

/**
 * Counts what is loaded now, in one go or vehicle by vehicle. A line with a reason is finished:
 * what is left of it, or is taken off again before it left, never comes: damaged goods are
 * blocked, goods not found are a shortage, goods without room are free again; the need reopens,
 * and ORDER_SHORT offers a new solution.
 */
export function loadOrder(
  database: Database,
  asking: Asking,
  input: LoadOrderInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "loadOrder", input };
  return asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:load", event: "LOAD", orgs: keepersOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const loaded = loadLines(opened.value.lines, input.lines);
    if (!loaded.ok) return loaded;
    return load(tx, opened.value, loaded.value);
  });
}

async function load(
  tx: Tx,
  { order, lines, org }: OpenOrder,
  loaded: readonly LoadedLine[],
): Promise<Outcome<Written>> {
  const short = loaded.filter((line) => line.short > 0);
  const needs = needsOf(short.map(({ line }) => line));
  await lockNeeds(tx, needs);
  await moveUnits(
    tx,
    short.map(({ line }) => line),
    "RELEASE",
  );
  await promiseCommitments(
    tx,
    short.map(({ line, short: freed }) => ({ ...line, freed })),
    "FREE",
  );
  await updateLines(
    tx,
    loaded.map(({ line, loaded: now, short: lost }) => ({
      id: line.id,
      held: line.held - lost,
      loaded: line.loaded + now,
      cancelled: line.cancelled + lost,
    })),
  );
  await sumNeeds(tx, needs);
  // Nothing is left to send: the order ends here, before departure.
  const lost = (id: string) => short.find(({ line }) => line.id === id)?.short ?? 0;
  const over = lines.every((line) => line.ordered === line.cancelled + lost(line.id));
  const ending = over ? { cancelledAt: tx.now, cancelReason: "SHORT" } : {};
  const version = await updateOrder(tx, order.id, {
    loadingAt: order.loadingAt ?? tx.now,
    ...ending,
  });
  await tellOrder(tx, "ORDER_LOADING", order, version, { lines: loaded.length });
  if (short.length > 0)
    await tellOrder(tx, "ORDER_SHORT", order, version, { lines: short.length, resolve: true });
  if (over) {
    await lapseApprovals(tx, order, await readApprovals(tx, [order.id]), "SHORT");
    await tellOrder(tx, "ORDER_CANCELLED", order, version, { reason: "SHORT" });
  }
  return bookShort(tx, { order, lines, org }, short);
}

async function bookShort(
  tx: Tx,
  { order, org }: OpenOrder,
  short: readonly LoadedLine[],
): Promise<Outcome<Written>> {
  const written = ok({ kind: "ORDER", id: order.id } as const);
  const facts = await readLineFacts(
    tx,
    order,
    short.map(({ line }) => line).filter(({ lotId }) => lotId !== null),
  );
  const unfit = await lockUnfitLots(
    tx,
    short.map(({ line }) => line),
  );
  const picks = short.flatMap(({ line, short: quantity, shortReason }): ShortPick[] => {
    const found = facts.get(line.id);
    if (found === undefined) return [];
    assert(shortReason !== undefined, "what is short has a reason");
    const pick = { line: { ...found, unfit: unfit.has(found.lot) }, quantity };
    return [{ ...pick, reason: shortReason }];
  });
  const evidence = {
    order: order.number,
    reasons: short.map(({ line, shortReason }) => ({ line: line.id, shortReason })),
  };
  // What is not there is booked line by line, so that one that is found again is taken back alone.
  const lost = picks.filter(({ reason }) => reason === "NOT_FOUND");
  const rest = picks.filter((pick) => !lost.includes(pick));
  const apart = [...(rest.length === 0 ? [] : [rest]), ...lost.map((pick) => [pick])];
  const postings = apart.map((some) => shortPick({ evidence }, some, randomUUID));
  const booked = await postEach(tx, org, postings);
  return booked.ok ? written : booked;
}
