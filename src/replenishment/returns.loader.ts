import type { AccountKind } from "../../schema/words/ledger.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";

/** Goods of one order line that come back to whoever keeps them, in one respect. */
export interface ReturnDueRow {
  /** The place in the list: the account that holds them, oldest first. */
  readonly key: string;
  readonly line: string;
  readonly kind: AccountKind;
  readonly holder: string;
  readonly place: string;
  readonly quantity: number;
  readonly received: boolean;
  readonly relayed: boolean;
}

/** One more than a page of what the reader's organizations are to count in, inspect or repair. */
export async function readReturnsDue(tx: Tx, page: Page): Promise<ReturnDueRow[]> {
  const [after = "0"] = page.after ?? [];
  const { rows } = await tx.client.query<ReturnDueRow>(
    `select r.id::text as key, r.line, r.kind, r.holder, r.place, r.quantity, r.received, r.relayed
     from qipan.returns_due($1, $2) r order by r.id`,
    [after, page.first + 1],
  );
  return rows;
}
