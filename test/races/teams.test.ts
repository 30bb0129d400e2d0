import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { splitTeam } from "../../src/forces/team-parts.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { addCrane, crane } from "../support/crews.ts";
import { openServerTest } from "../support/database.ts";
import { propose, type Draw } from "../support/dispatch-proposals.ts";
import { rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends } from "../support/dispatch-world.ts";

describe("two who want the same people", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await fillDispatchWorld(database);
    await addCrane(database);
  });
  afterAll(() => database.close());

  const adopting = async (draws: readonly Draw[]) => {
    const plans = [];
    for (const draw of draws) plans.push(await propose(database, [draw]));
    return plans.map((plan) => () => adoptProposal(database, by(asks), plan));
  };
  const back = () =>
    runOut(database, "update qipan.team set state = 'STANDBY', order_line_id = null", []);
  const split = (teamId: string) =>
    splitTeam(database, by(lends), { teamId, parts: [{ nameZh: "一组", headcount: 20 }] });

  it("of a part: one has it", async () => {
    done(await split("TEAM-2"));
    const acts = await adopting(Array<Draw>(8).fill({ team: "TEAM-2-1" }));
    const outcomes = await Promise.all(acts.map((act) => act()));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes.filter(({ ok }) => !ok))
      expect(codes(outcome)).toEqual(["UNIT_TAKEN allocations.0"]);
    await back();
  });

  it("of the whole and of its part: the part goes", async () => {
    for (let round = 0; round < 4; round += 1) {
      const draws: Draw[] = [{ team: "TEAM-2" }, { team: "TEAM-2-1" }];
      const [whole, part] = await Promise.all((await adopting(draws)).map((act) => act()));
      expect([codes(whole!), codes(part!)]).toEqual([["UNIT_TAKEN allocations.0"], []]);
      await back();
    }
  });

  it("splitting a team and sending it: one of the two", async () => {
    const [act] = await adopting([{ team: "TEAM-1" }]);
    const [sent, parts] = await Promise.all([act!(), split("TEAM-1")]);
    expect([sent.ok, parts.ok].filter(Boolean)).toHaveLength(1);
    const rows = await rowsOf<{ held: number; parts: number }>(
      database,
      `select count(*) filter (where state = 'HELD')::int as held,
         count(*) filter (where parent_id = 'TEAM-1')::int as parts
       from qipan.team where id = 'TEAM-1' or parent_id = 'TEAM-1'`,
    );
    expect(rows).toEqual([sent.ok ? { held: 1, parts: 0 } : { held: 0, parts: 1 }]);
    await back();
  });

  it("a crew and its machine for two incidents: one of the two", async () => {
    await runOut(
      database,
      "update qipan.team set disbanded_at = now() where parent_id = 'TEAM-1'",
      [],
    );
    for (let round = 0; round < 4; round += 1) {
      const acts = await adopting(
        round % 2 === 0 ? [{ team: "TEAM-1" }, crane] : [crane, { team: "TEAM-1" }],
      );
      const outcomes = await Promise.all(acts.map((act) => act()));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      await back();
      await runOut(
        database,
        "update qipan.equipment_unit set state = 'STANDBY', order_line_id = null",
        [],
      );
    }
  });
});
