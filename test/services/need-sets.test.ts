import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { transferUnit } from "../../src/dispatch/order-onward.service.ts";
import { proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import { declareNeeds, readNeedSets } from "../../src/incidents/need.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { needOf } from "../support/dispatch-state.ts";
import { codes } from "../support/dispatch-steps.ts";
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
  solved,
  whole,
} from "../support/set-world.ts";

const over = "pins fill more than the need asks for";

onBothShapes("a need of several capabilities at once", (open) => {
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

  describe("is adopted as one set of three lenders' orders", () => {
    it("of which one line counts, and the need one set", async () => {
      const orders = await adopted(database, incidentId);
      expect(orders.map(({ order }) => order.lenderOrg)).toEqual([
        ...[orgs.asks, orgs.lends, orgs.lendsToo],
      ]);
      const [set] = await sets();
      expect(set).toMatchObject({ standing: whole, received: [] });
      const { setId } = set!;
      expect(inSets(orders)).toEqual([
        { teamId: "CRANE-NEAR", setId, covers: ["LIFT"], counted: 1 },
        { teamId: "DOGS", setId, covers: ["SEARCH"], counted: 0 },
        { teamId: expect.stringMatching(/^TEAM-/), setId, covers: ["RESCUE"], counted: 0 },
      ]);
      expect(await needOf(database, needId)).toEqual({ promised: 1, received: 0 });
    });
  });

  it("is promised no more when a lender refuses, and only what lacks is sought again", async () => {
    const orders = await adopted(database, incidentId);
    await decided(database, orderOf(orders, orgs.lendsToo), "REFUSE");
    expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });
    const [broken] = await sets();
    expect(broken).toMatchObject({ standing: ["RESCUE", "SEARCH"] });

    const again = await adopted(database, incidentId);
    expect(inSets(again)).toEqual([
      { teamId: "CRANE-FAR", setId: broken!.setId, covers: ["LIFT"], counted: 1 },
    ]);
    expect(await sets()).toMatchObject([{ setId: broken!.setId, standing: whole }]);
    expect(await needOf(database, needId)).toEqual({ promised: 1, received: 0 });
  });

  it("is received when the last of its units is, and not before", async () => {
    for (const [at, order] of (await adopted(database, incidentId)).entries()) {
      expect(await needOf(database, needId)).toEqual({ promised: 1, received: 0 });
      const receive = await gone(database, order);
      await receive(1);
      const received = at === 2 ? 1 : 0;
      expect(await needOf(database, needId)).toEqual({ promised: 1, received });
    }
    expect(await sets()).toMatchObject([{ standing: whole, received: whole }]);
  });

  it("reopens when a unit is turned away on site", async () => {
    const orders = await adopted(database, incidentId);
    const receive = await gone(database, orderOf(orders, orgs.lendsToo));
    await receive(0);
    expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });
    const { plan, fillUps } = await solved(database, incidentId);
    expect(plan?.allocations.map(({ unit }) => unit)).toEqual(["team:CRANE-FAR"]);
    expect(fillUps).toMatchObject([{ capability: "LIFT", quantity: 1 }]);
  });

  it("is filled up once: another plan for the same set is stale", async () => {
    const orders = await adopted(database, incidentId);
    await decided(database, orderOf(orders, orgs.lendsToo), "REFUSE");
    const plans = [await solved(database, incidentId), await solved(database, incidentId)];
    const [first, second] = plans.map(({ id: proposalId }) => ({ proposalId }));
    expect(codes(await adoptProposal(database, by(asks), first!))).toEqual([]);
    const refused = codes(await adoptProposal(database, by(asks), second!));
    expect(refused).toContain("PROPOSAL_STALE allocations.0");
  });

  it("is promised no more, once, when two lenders refuse at the same time", async () => {
    const orders = await adopted(database, incidentId);
    const both = [orgs.lends, orgs.lendsToo].map((lender) => orderOf(orders, lender));
    await Promise.all(both.map((order) => decided(database, order, "REFUSE")));
    expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });
    expect(await sets()).toMatchObject([{ standing: ["SEARCH"] }]);
    const { fillUps } = await solved(database, incidentId);
    expect(fillUps).toMatchObject([{ capabilities: ["LIFT", "RESCUE"], quantity: 1 }]);
  });

  it("is refused as a place for a unit to go on to: a plan puts sets together", async () => {
    const rescue = await collapsed(database, ["RESCUE", "SEARCH"]);
    const orders = await adopted(database, incidentId);
    const { lines } = orderOf(orders, orgs.lends);
    const receive = await gone(database, orderOf(orders, orgs.lends));
    await receive(1);
    const input = { orderLineId: lines[0]!.id, needId: rescue.needId, reason: "更急" };
    expect(codes(await transferUnit(database, by(asks), input))).toContain("INVALID_INPUT needId");
  });

  it("may have as many units pinned as capabilities, and says so in both languages", async () => {
    const units = ["CRANE-NEAR", "CRANE-FAR", "TEAM-1", "TEAM-2"];
    const pins = units.map((id) => ({ supply: `team:${id}`, needId }));
    const outcome = await proposeDispatch(database, by(asks), {
      ...{ incidentId, pins },
      preset: "BALANCED",
    });
    const path = "/rules/pins/3";
    const zh = `${path}:已谈定的数量超过需求`;
    expect(outcome.ok ? [] : outcome.refused).toMatchObject([
      { code: "PROBLEM_INVALID", facts: { why: { zh, en: `${path}: ${over}` } } },
    ]);
  });

  it.each([
    ["one", ["LIFT"], "needs.0.capabilities"],
    ["none", [], "needs.0"],
    ["twice the same", ["LIFT", "LIFT"], "needs.0.capabilities.1"],
    ["unknown ones", ["LIFT", "FLY"], "needs.0.capabilities.1"],
  ])("is refused with %s", async (_name, capabilities, path) => {
    const input = { incidentId, needs: [{ capabilities, quantity: 1 }] };
    const outcome = await declareNeeds(database, by(asks), input);
    expect(outcome.ok ? [] : outcome.refused).toMatchObject([{ path }]);
  });
});
