import type { LineFacts } from "../ledger/posting.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lineFactsOf } from "./order-line.rules.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { readLineClaims, readLinesById, readOrders, readTerms } from "./order.store.ts";

/**
 * Lines of one order as the posting rules want them, with their claims as they stand; by the
 * line's id. Teams and machines are left out: no book holds them. Who acts on a leg may not read
 * what two governments owe each other, and must convert it all the same: the book tells parties.
 */
export async function readLineFacts(
  tx: Tx,
  order: OrderRow,
  lines: readonly LineRow[],
): Promise<ReadonlyMap<string, LineFacts>> {
  if (lines.length === 0) return new Map();
  const terms = await readTerms(tx, order);
  const claims = await readLineClaims(
    tx,
    lines.map(({ id }) => id),
  );
  return new Map(
    lines.flatMap((line) => {
      const facts = lineFactsOf(order, line, terms, claims.get(line.id));
      return facts === undefined ? [] : [[line.id, facts] as const];
    }),
  );
}

export interface LineOfOrder {
  readonly line: LineRow;
  readonly order: OrderRow;
  /** Undefined for teams and machines. */
  readonly facts: LineFacts | undefined;
}

/**
 * For whoever builds on received goods (use, return, inspection): lines with their orders and
 * what the ledger needs of them, in id order. What the reader may not see is left out.
 */
export async function readLinesOfOrders(
  tx: Tx,
  lineIds: readonly string[],
): Promise<readonly LineOfOrder[]> {
  const lines = await readLinesById(tx, lineIds);
  const orders = await readOrders(tx, [...new Set(lines.map(({ orderId }) => orderId))]);
  const found: LineOfOrder[] = [];
  for (const order of orders) {
    const mine = lines.filter(({ orderId }) => orderId === order.id);
    const facts = await readLineFacts(tx, order, mine);
    found.push(...mine.map((line) => ({ line, order, facts: facts.get(line.id) })));
  }
  return found;
}
