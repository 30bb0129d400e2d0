import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openServerTest } from "../support/database.ts";
import { needOf, ordersOf, rowsOf } from "../support/dispatch-state.ts";
import { codes } from "../support/dispatch-steps.ts";
import { asks, by, orgs } from "../support/dispatch-world.ts";
import {
  adopted,
  allHome,
  collapsed,
  decided,
  fillSetWorld,
  gone,
  orderOf,
  setTeams,
  solved,
} from "../support/set-world.ts";

let database: Database;
beforeAll(async () => {
  database = await openServerTest();
  await fillSetWorld(database);
});
afterAll(async () => {
  await plannerOf(database).close();
  // Nobody waits in a circle: none is ended for it after a second and done again.
  expect([...database.strains.retried]).toEqual([]);
  await database.close();
});

beforeEach(() => allHome(database));

const three = ["LIFT", "RESCUE", "SEARCH"];
const rounds = [1, 2, 3];

it.each(rounds)("the last crane goes to one of two who adopt at once (round %i)", async () => {
  await setTeams(database, "state = 'RESTING'", ["CRANE-FAR"]);
  const both = [
    await collapsed(database, ["LIFT", "RESCUE"]),
    await collapsed(database, ["LIFT", "RESCUE"]),
  ];
  const plans = [];
  for (const { incidentId } of both) plans.push(await solved(database, incidentId));
  const said = await Promise.all(
    plans.map(({ id: proposalId }) => adoptProposal(database, by(asks), { proposalId })),
  );
  expect(said.filter(({ ok }) => ok)).toHaveLength(1);
  expect(said.flatMap(codes).join()).toContain("UNIT_TAKEN");
  const figures = await Promise.all(both.map(({ needId }) => needOf(database, needId)));
  expect(figures.map(({ promised }) => promised).toSorted()).toEqual([0, 1]);
  const crane = await rowsOf(
    database,
    `select l.id from qipan.order_line l join qipan.team t on t.order_line_id = l.id
     where t.id = 'CRANE-NEAR'`,
  );
  expect(crane).toHaveLength(1);
});

it.each(rounds)("one key, sent twice at once, makes one set (round %i)", async () => {
  const { incidentId, needId } = await collapsed(database, three);
  const { id: proposalId } = await solved(database, incidentId);
  const asking = by(asks);
  const twice = [1, 2].map(() => adoptProposal(database, asking, { proposalId }));
  const [first, second] = await Promise.all(twice);
  expect(first).toMatchObject({ ok: true });
  expect(second).toEqual(first);
  expect(await ordersOf(database, proposalId)).toHaveLength(3);
  expect(await needOf(database, needId)).toEqual({ promised: 1, received: 0 });
});

it.each([...rounds, 4, 5, 6, 7, 8])(
  "a broken set is filled up by one of two at once (round %i)",
  async () => {
    const { incidentId, needId } = await collapsed(database, three);
    const orders = await adopted(database, incidentId);
    await decided(database, orderOf(orders, orgs.lendsToo), "REFUSE");
    const plans = [await solved(database, incidentId), await solved(database, incidentId)];
    const said = await Promise.all(
      plans.map(({ id: proposalId }) => adoptProposal(database, by(asks), { proposalId })),
    );
    expect(said.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await needOf(database, needId)).toEqual({ promised: 1, received: 0 });
  },
);

it.each(rounds)("units that come and lenders that refuse at once add up (round %i)", async () => {
  const { needId, incidentId } = await collapsed(database, three);
  const orders = await adopted(database, incidentId);
  const receive = await gone(database, orderOf(orders, orgs.asks));
  const refuse = (lender: string) => decided(database, orderOf(orders, lender), "REFUSE");
  await Promise.all([receive(1), refuse(orgs.lends), refuse(orgs.lendsToo)]);
  expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });
  const { fillUps } = await solved(database, incidentId);
  expect(fillUps).toMatchObject([{ capabilities: ["LIFT", "RESCUE"], quantity: 1 }]);
});
