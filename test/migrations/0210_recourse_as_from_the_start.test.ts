import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

const [order, line] = ["0a", "0b"].map((end) => `00000000-0000-0000-0000-0000000000${end}`);

/** An order of the payer's own goods: 4 not found at loading, 3 in repair that nobody accepted. */
const lay = `
  insert into qipan.need (id, incident_id, node, priority, requested_by_org, item, quantity,
    declared_at)
  select '${order}', id, 'N1', 1, 'G02', 'TENT', 9, now() from qipan.incident;
  insert into qipan.dispatch_order (id, number, incident_id, lender_org, requester_org,
    receiver_org, payer_org, destination, authority, drafted_at, parties)
  select '${order}', 'N1', id, 'G02', 'G02', 'G02', 'G02', 'N1', 'REQUEST', now(), array['G02']
  from qipan.incident;
  insert into qipan.order_line (id, order_id, need_id, depot_id, lot_id, item, owner_org,
    custodian_org, basis, liability, ordered, counted, leaves_at, arrives_at, reasons)
  select '${line}', '${order}', '${order}', 'D-02', id, 'TENT', 'G02', 'G02', 'OWN',
    'OWNER_IS_PAYER', 9, 9, now(), now(), '[]' from qipan.stock_lot;
  insert into qipan.account (owner, kind, item, lot, counterparty, ref, balance)
  select 'G02', a.kind, 'TENT', l.id, i.id, a.ref, a.balance
  from qipan.stock_lot l, qipan.incident i, (values ('SHORTAGE', '${line}', 4),
    ('DESTROYED', '${line}', 2), ('REPAIR', 'unreceived:${line}', 3)) as a (kind, ref, balance)`;

onBothShapes("migration 0210_recourse_as_from_the_start", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await layLots(database, [{ owner: "G02", quantity: 9 }]);
    await withOwnerTx(database, ({ client }) => client.query(lay));
  });
  afterAll(() => database.close());

  it("mirrors what was not found at loading, and work on what nobody accepted", async () => {
    const { rows } = await withOwnerTx(database, ({ client }) =>
      client.query<{ kind: string; rest: number }>(
        `select m.kind, m.rest from qipan.incident i
         cross join lateral qipan.incident_mirroring(i.id) m order by m.kind`,
      ),
    );
    expect(rows).toEqual([
      { kind: "REFILL", rest: 6 },
      { kind: "REPAIR", rest: 3 },
    ]);
  });
});
