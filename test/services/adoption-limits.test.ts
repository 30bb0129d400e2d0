import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { actFirst } from "../../src/dispatch/approval-first.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { balancesOf, ordersOf, rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lots, orgs } from "../support/dispatch-world.ts";

onBothShapes("adopting beside others", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  it("leaves the lender its floor, although two plans were made of one snapshot", async () => {
    const columns = "version, name_zh, name_en, valid_from, valid_to";
    await runOut(
      database,
      `insert into qipan.agreement (id, ${columns}, terms)
       select 'FLOOR', ${columns}, terms || '{"lenderFloorShare": 0.2, "holdShare": 1}'
       from qipan.agreement where id = 'PACT'`,
      [],
    );
    await runOut(
      database,
      `insert into qipan.agreement_party (agreement_id, version, org_id, lends, borrows)
       values ('FLOOR', 1, $1, true, false), ('FLOOR', 1, $2, false, true)`,
      [orgs.lends, orgs.asks],
    );
    await runOut(
      database,
      `insert into qipan.reserve_target (depot_id, item, quantity, basis, status)
       values ('D-KEPT', 'TENT', 100, '示例', '示例')`,
      [],
    );
    const free = (await balancesOf(database, lots.kept))["ON_HAND"]!;
    const ground = { agreement: { id: "FLOOR", version: 1 } };
    const plan = (quantity: number) => propose(database, [{ lot: "kept", quantity, ground }]);
    const [first, second] = [await plan(free - 30), await plan(20)];
    expect(codes(await adoptProposal(database, by(asks), first))).toEqual([]);
    expect(await adoptProposal(database, by(asks), second)).toMatchObject({
      refused: [
        {
          ...{ code: "SHORT_OF_STOCK", path: "allocations.0" },
          facts: { wanted: 20, available: 10, lot: "D-KEPT" },
        },
      ],
    });
    expect(codes(await adoptProposal(database, by(asks), await plan(10)))).toEqual([]);
  });

  it("is refused where a lot is not seen any more: nobody could tell who will owe", async () => {
    const hide = "update qipan.depot set visibility = $1 where id = 'D-LENDS'";
    const [before] = await rowsOf<{ visibility: string }>(
      database,
      "select visibility from qipan.depot where id = 'D-LENDS'",
    );
    const plan = await propose(database, [{ lot: "tents", quantity: 1 }]);
    await runOut(database, hide, ["RESTRICTED"]);
    const outcome = await adoptProposal(database, by(asks), plan);
    await runOut(database, hide, [before!.visibility]);
    expect(codes(outcome)).toContain("PROPOSAL_STALE allocations.0");
    expect(await ordersOf(database, plan.proposalId)).toEqual([]);
  });

  it("promises a contract's daily rate once, however many plans were made of it", async () => {
    await runOut(
      database,
      `insert into qipan.commitment (id, depot_id, supplier_org, contracting_org, item,
         max_quantity, daily_rate, lead_minutes, unit_price_fen, valid_from, valid_to)
       select 'C-RATE', depot_id, supplier_org, contracting_org, item, 500, 20, lead_minutes,
         unit_price_fen, valid_from, valid_to from qipan.commitment where id = 'C1'`,
      [],
    );
    const draw = [{ commitment: "C-RATE", quantity: 15 }];
    const plans = [await propose(database, draw), await propose(database, draw)];
    const outcomes = [];
    for (const { proposalId } of plans)
      outcomes.push(await adoptProposal(database, by(asks), { proposalId }));
    expect(outcomes).toMatchObject([
      { ok: true },
      {
        refused: [
          {
            ...{ code: "DAILY_RATE_EXCEEDED", path: "allocations.0" },
            facts: { wanted: 15, available: 5 },
          },
        ],
      },
    ]);
  });

  it("asks the pacts of the payer too, as the planner does", async () => {
    const columns = "version, name_zh, name_en, valid_from, valid_to, terms";
    await runOut(
      database,
      `insert into qipan.agreement (id, ${columns})
       select 'PAYERS', ${columns} from qipan.agreement where id = 'PACT'`,
      [],
    );
    await runOut(
      database,
      `insert into qipan.agreement_party (agreement_id, version, org_id, lends, borrows)
       values ('PAYERS', 1, $1, true, false), ('PAYERS', 1, $2, false, true)`,
      [orgs.lends, orgs.stranger],
    );
    const ground = { agreement: { id: "PAYERS", version: 1 } };
    const { proposalId } = await propose(database, [{ lot: "more", quantity: 2, ground }], {
      payer: orgs.stranger,
    });
    expect(codes(await adoptProposal(database, by(asks), { proposalId }))).toEqual([]);
    const [made] = await ordersOf(database, proposalId);
    expect(made?.order.agreementId).toBe("PAYERS");
    const first = { orderId: made!.order.id, reason: "先调后补" };
    expect(codes(await actFirst(database, by(asks), first))).toEqual([]);
  });
});
