import type { OrderState } from "../../schema/words/dispatch.ts";
import type { Cut } from "../feed/cut.service.ts";
import { pageFrom, pageOf, type PageOf, type PageRequest } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readPastParts, type PastParts } from "./as-of-legs.service.ts";
import { readPastLines, readPastOrders, type PastOrderFilter } from "./as-of.store.ts";
import type { Quantities } from "./order.model.ts";
import { orderState } from "./order.rules.ts";

export interface PastLine extends Quantities {
  readonly id: string;
}

/** How an order stood at a cut; null where it changed before the hub kept what orders were. */
export interface PastOrder extends PastParts {
  readonly id: string;
  readonly key: string;
  readonly known: { readonly state: OrderState; readonly lines: readonly PastLine[] } | null;
}

/** Orders that had been drafted by the cut, by the same rule of states as orders of today. */
export async function listPastOrders(
  tx: Tx,
  cut: Cut,
  filter: PastOrderFilter,
  request: PageRequest,
): Promise<Outcome<PageOf<PastOrder>>> {
  const page = pageOf(request, ["timestamptz", "uuid"]);
  if (!page.ok) return page;
  const orders = await readPastOrders(tx, cut, filter, page.value);
  const ids = orders.map(({ id }) => id);
  const lines = await readPastLines(tx, cut, ids);
  const partsOf = await readPastParts(tx, cut, ids);
  const pasts = orders.map(({ id, key, facts }): PastOrder => {
    const own = lines.filter(({ orderId }) => orderId === id);
    const kept = own.flatMap((line) =>
      line.quantities === null ? [] : [{ id: line.id, ...line.quantities }],
    );
    const whole = facts !== null && kept.length === own.length;
    const known = whole ? { state: orderState(facts, kept), lines: kept } : null;
    return { id, key, known, ...partsOf(id) };
  });
  return ok(
    pageFrom(
      pasts,
      page.value,
      ({ key, id }) => [key, id],
      (one) => one,
    ),
  );
}
