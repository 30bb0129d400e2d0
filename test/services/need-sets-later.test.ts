import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { transferUnit } from "../../src/dispatch/order-onward.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import { declareNeeds, readNeedSets } from "../../src/incidents/need.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { needOf, ordersOf, rowsOf, toldOf } from "../support/dispatch-state.ts";
import { codes, done } from "../support/dispatch-steps.ts";
import { asks, by, orgs } from "../support/dispatch-world.ts";
import {
  adopted,
  allHome,
  collapsed,
  decided,
  fillSetWorld,
  gone,
  inSets,
  orderOf,
  setTeams,
  solved,
} from "../support/set-world.ts";

onBothShapes("what becomes of a set later", (open) => {
  let database: Database;
  let incidentId: string;
  let needId: string;

  beforeAll(async () => {
    database = await open();
    await fillSetWorld(database);
  });
  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });
  beforeEach(async () => {
    await allHome(database);
    ({ incidentId, needId } = await collapsed(database, ["SEARCH", "LIFT", "RESCUE"]));
  });

  const sets = () => withTx(database, hubReader, (tx) => readNeedSets(tx, [needId]));

  it("asks anew for a unit that went on to another incident", async () => {
    const orders = await adopted(database, incidentId);
    await decided(database, orderOf(orders, orgs.lendsToo), "REFUSE");
    const dogs = orderOf(orders, orgs.asks);
    const receive = await gone(database, dogs);
    await receive(1);
    const other = await collapsed(database, ["RESCUE", "LIFT"]);
    const needs = [{ capability: "SEARCH", quantity: 1, priority: 2 }];
    done(await declareNeeds(database, by(asks), { incidentId: other.incidentId, needs }));
    const [wanted] = await rowsOf<{ id: string }>(
      database,
      "select id from qipan.need where incident_id = $1 and capability = 'SEARCH'",
      [other.incidentId],
    );
    const onward = { orderLineId: dogs.lines[0]!.id, needId: wanted!.id, reason: "更急" };
    const { id: orderId } = done(await transferUnit(database, by(asks), onward));
    done(await issueOrder(database, by(asks), { orderId }));
    expect(await sets()).toMatchObject([
      { standing: ["RESCUE", "SEARCH"], present: ["RESCUE"], received: ["SEARCH"] },
    ]);
    const { fillUps } = await solved(database, incidentId);
    expect(fillUps).toMatchObject([{ capabilities: ["LIFT", "SEARCH"], quantity: 1 }]);
  });

  it("a unit that was pinned alone is filled up once its companions are free", async () => {
    await setTeams(database, "state = 'RESTING'", ["DOGS"]);
    const pins = [{ supply: "team:CRANE-NEAR", needId }];
    const wish = { incidentId, preset: "BALANCED", pins } as const;
    const { id: proposalId } = done(await proposeDispatch(database, by(asks), wish));
    await plannerOf(database).idle();
    done(await adoptProposal(database, by(asks), { proposalId }));
    const [line] = inSets(await ordersOf(database, proposalId));
    expect(line).toMatchObject({ teamId: "CRANE-NEAR", covers: ["LIFT"], counted: 0 });
    expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });

    await setTeams(database, "state = 'STANDBY'", ["DOGS"]);
    const again = await adopted(database, incidentId);
    expect(inSets(again).map(({ teamId, setId }) => [teamId, setId])).toEqual([
      ["DOGS", line!.setId],
      [expect.stringMatching(/^TEAM-/), line!.setId],
    ]);
    expect(await needOf(database, needId)).toEqual({ promised: 1, received: 0 });
  });

  it("whole sets that were planned before it broke do not leave it on the road", async () => {
    const spare = { state: "RESTING", ids: ["TEAM-2", "CRANE-FAR"] };
    await setTeams(database, `state = '${spare.state}'`, spare.ids);
    const first = await solved(database, incidentId);
    await setTeams(database, "state = 'STANDBY'", spare.ids);
    const second = await solved(database, incidentId);
    done(await adoptProposal(database, by(asks), { proposalId: first.id }));
    await decided(database, orderOf(await ordersOf(database, first.id), orgs.lendsToo), "REFUSE");
    const outcome = await adoptProposal(database, by(asks), { proposalId: second.id });
    expect(codes(outcome)).toContain("PROPOSAL_STALE allocations.0");
  });

  it("is told at each of its changes, though the need's figures stay", async () => {
    const orders = await adopted(database, incidentId);
    await decided(database, orderOf(orders, orgs.lendsToo), "REFUSE");
    const before = await toldOf(database, needId);
    await decided(database, orderOf(orders, orgs.lends), "REFUSE");
    expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });
    expect(await toldOf(database, needId)).toEqual([...before, "NEED_CHANGED"]);
  });
});
