import type { Tx } from "../postgres/transaction.ts";

/**
 * Draft orders whose hold has run out by the database's time, locked in id order. What another
 * worker or a deciding approver has locked is left to them.
 */
export async function lockLapsedOrders(tx: Tx, max: number): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from qipan.dispatch_order
     where issued_at is null and cancelled_at is null and hold_lapses_at <= now()
     order by id limit $1 for update skip locked`,
    [max],
  );
  return rows.map(({ id }) => id);
}

/** Orders with papers that were due (先调后补), locked; answers the approvals. */
export async function lockOverduePapers(tx: Tx, max: number): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select a.id from qipan.approval a join qipan.dispatch_order o on o.id = a.order_id
     where a.state = 'DEEMED' and a.lapses_at <= now()
     order by o.id, a.id limit $1 for update skip locked`,
    [max],
  );
  return rows.map(({ id }) => id);
}
