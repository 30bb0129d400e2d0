import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { readApprovals } from "../../src/dispatch/approval.store.ts";
import type { ApprovalRow } from "../../src/dispatch/approval.model.ts";
import type { LineRow, OrderRow } from "../../src/dispatch/order.model.ts";
import { readLines, readOrders } from "../../src/dispatch/order.store.ts";

/** What stands in the database, read by the hub's own right. */
export async function rowsOf<Row extends object>(
  database: Database,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<Row>(sql, [...values]),
  );
  return rows;
}

export interface OrderState {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  readonly approvals: readonly ApprovalRow[];
}

/** The orders that a proposal became, by lender. */
export async function ordersOf(database: Database, proposalId: string): Promise<OrderState[]> {
  return withTx(database, hubReader, async (tx) => {
    const { rows } = await tx.client.query<{ id: string }>(
      "select id from qipan.dispatch_order where proposal_id = $1 order by lender_org",
      [proposalId],
    );
    const ids = rows.map(({ id }) => id);
    const orders = await readOrders(tx, ids);
    const lines = await readLines(tx, ids);
    const approvals = await readApprovals(tx, ids);
    return ids.map((id) => ({
      order: orders.find((order) => order.id === id)!,
      lines: lines.filter(({ orderId }) => orderId === id),
      approvals: approvals.filter(({ orderId }) => orderId === id),
    }));
  });
}

export const orderNow = async (database: Database, id: string): Promise<OrderState> =>
  withTx(database, hubReader, async (tx) => {
    const [order] = await readOrders(tx, [id]);
    return {
      order: order!,
      lines: await readLines(tx, [id]),
      approvals: await readApprovals(tx, [id]),
    };
  });

/** Base units of a lot by kind of account; holds are told apart by their firmness. */
export async function balancesOf(database: Database, lot: string): Promise<Record<string, number>> {
  const rows = await rowsOf<{ kind: string; sum: number }>(
    database,
    `select case when kind = 'HELD' then split_part(ref, ':', 1) else kind end as kind,
       sum(balance)::bigint as sum
     from qipan.account where lot = $1 and kind not in ('SUPPLY', 'RECEIVABLE', 'PAYABLE')
     group by 1 having sum(balance) <> 0`,
    [lot],
  );
  return Object.fromEntries(rows.map(({ kind, sum }) => [kind, sum]));
}

export async function needOf(
  database: Database,
  id: string,
): Promise<{ promised: number; received: number }> {
  const [row] = await rowsOf<{ promised: number; received: number }>(
    database,
    "select promised, received from qipan.need where id = $1",
    [id],
  );
  return row!;
}

/** Kinds of events that name the incident's orders and proposals, in the order of their telling. */
export const toldOf = async (database: Database, subjectId: string): Promise<string[]> => {
  const rows = await rowsOf<{ kind: string }>(
    database,
    "select kind from qipan.event where subject_id = $1 order by id",
    [subjectId],
  );
  return rows.map(({ kind }) => kind);
};

/** Moves the clock of a hold or of a difference back, as the owner, so that it has run out. */
export async function runOut(database: Database, sql: string, values: readonly unknown[]) {
  const client = await database.ownerPool.connect();
  try {
    await client.query("begin; set local role qipan_owner");
    await client.query(sql, [...values]);
    await client.query("commit");
  } finally {
    client.release();
  }
}
