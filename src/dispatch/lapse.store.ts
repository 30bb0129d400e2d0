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

/**
 * Draft orders under an agreement of which some version ended, was suspended, replaced or left:
 * few, so that each is then asked by the rule, under its locks.
 */
export async function readDraftsUnderPacts(tx: Tx): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select o.id from qipan.dispatch_order o
     join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
     where o.issued_at is null and o.cancelled_at is null and (a.suspended_at <= now()
       or a.valid_to < $1::date
       or exists (select from qipan.agreement later where later.id = a.id
         and later.version > a.version and later.signed_at is not null
         and later.valid_from <= $1::date)
       or exists (select from qipan.agreement_party p where p.agreement_id = a.id
         and p.version = a.version and p.left_on < $1::date))
     order by o.id`,
    [tx.today],
  );
  return rows.map(({ id }) => id);
}
