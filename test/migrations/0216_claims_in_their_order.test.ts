import { afterAll, beforeAll, expect, it } from "vitest";
import { openLine } from "../../src/ledger/claim-lines.rules.ts";
import type { ClaimOpening } from "../../src/ledger/ledger.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { asHub, book, evidence, incidentId, newId } from "../support/ledger-world.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

const order = "00000000-0000-0000-0000-00000000000a";
const line = "00000000-0000-0000-0000-00000000000b";

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
    'OWNER_IS_PAYER', 9, 9, now(), now(), '[]' from qipan.stock_lot`;

onBothShapes("migration 0216_claims_in_their_order", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await layLots(database, [{ owner: "G02", quantity: 9 }]);
    await withOwnerTx(database, ({ client }) => client.query(lay));
  });
  afterAll(() => database.close());

  it("tells claims of one moment in the order in which they were named", async () => {
    // Enough of them that random ids do not stand so by chance.
    const named = ["K2", "E01", "G03", "K1", "G01", "E04", "E02", "C07"];
    const claims = named.map((debtorOrg): ClaimOpening => ({
      ...{ id: newId(), kind: "RECOURSE", mirrors: "REPAIR", debtorOrg, creditorOrg: "G02" },
      ...{ item: "TENT", liability: "OWNER_IS_PAYER", dueAnchor: "DATE", dueDays: 0 },
      ...{ incidentId, orderLineId: line },
    }));
    const lines = claims.map((claim) => openLine(claim, 1));
    await book(database, { op: "INSPECT", evidence, lines, claims });
    const { rows } = await asHub(database, ({ client }) =>
      client.query<{ named: string[] }>(
        `select array_agg(c ->> 'debtorOrg' order by n) as named
         from jsonb_array_elements(qipan.order_line_book($1) -> 'claims')
           with ordinality x (c, n)`,
        [line],
      ),
    );
    expect(rows).toEqual([{ named }]);
  });
});
