import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { transferUnit } from "../../src/dispatch/order-onward.service.ts";
import { cancelOrder } from "../../src/dispatch/order.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { moveUnit } from "../../src/forces/forces.service.ts";
import { readDispatchableUnits } from "../../src/forces/dispatchable.service.ts";
import { mergeTeam, recordLicence, splitTeam } from "../../src/forces/team-parts.service.ts";
import { dayInChina } from "../../src/kernel/day.ts";
import type { UnitEvent } from "../../schema/words/forces.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { recordService } from "../../src/replenishment/timesheet.service.ts";
import { addCrane, crane } from "../support/crews.ts";
import { onBothShapes } from "../support/database.ts";
import { propose, type Draw, type Proposing } from "../support/dispatch-proposals.ts";
import { orderNow, ordersOf, rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done, loaded } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs, personOf } from "../support/dispatch-world.ts";

const part = (nameZh: string, headcount: number) => ({ nameZh, headcount });
const halves = { teamId: "TEAM-1", parts: [part("一组", 12), part("二组", 8)] };

onBothShapes("teams", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    await addCrane(database);
  });
  afterAll(() => database.close());

  const adopt = async (draw: Draw, proposing: Proposing = {}) => {
    const proposed = await propose(database, [draw], proposing);
    return { ...proposed, outcome: await adoptProposal(database, by(asks), proposed) };
  };
  const move = (id: string, event: UnitEvent) =>
    moveUnit(database, lends, {
      ...{ idempotencyKey: by(lends).key, unit: { kind: "TEAM", id }, event },
    });
  const stateOf = async (id: string) =>
    (
      await rowsOf<{ state: string }>(database, `select state from qipan.team where id = '${id}'`)
    )[0]!.state;
  const depart = (orderId: string, lineId: string) =>
    departOrder(database, by(lends), {
      ...{ orderId, carrierOrg: orgs.lends, lines: [{ orderLineId: lineId, departed: 1 }] },
    });
  const today = dayInChina(new Date());

  it("go out in parts, and then not as a whole", async () => {
    expect(codes(await splitTeam(database, by(asks), halves))).toEqual(["NOT_ALLOWED "]);
    const more = { ...halves, parts: [...halves.parts, part("三组", 1)] };
    expect(codes(await splitTeam(database, by(lends), more))).toEqual([
      "QUANTITY_OUT_OF_RANGE parts",
    ]);
    done(await splitTeam(database, by(lends), halves));
    const offered = await withTx(database, hubReader, (tx) =>
      readDispatchableUnits(tx, ["RESCUE"], "00000000-0000-4000-8000-000000000000"),
    );
    expect(offered.map(({ id, headcount }) => [id, headcount])).toEqual([
      ["CRANE-1", null],
      ["TEAM-1-1", 12],
      ["TEAM-1-2", 8],
      ["TEAM-2", 20],
    ]);
    expect(offered[1]?.insuredUntil).toBe("2999-12-31");
    expect(codes((await adopt({ team: "TEAM-1" })).outcome)).toEqual(["UNIT_TAKEN allocations.0"]);
    const first = await adopt({ team: "TEAM-1-1" });
    done(first.outcome);
    expect(codes((await adopt({ team: "TEAM-1-1" })).outcome)).toEqual([
      "UNIT_TAKEN allocations.0",
    ]);
    expect(codes(await mergeTeam(database, by(lends), halves))).toEqual([
      "ILLEGAL_TRANSITION teamId",
    ]);
    const [made] = await ordersOf(database, first.proposalId);
    done(await cancelOrder(database, by(asks), { orderId: made!.order.id, reason: "不去了" }));
    expect(await stateOf("TEAM-1-1")).toBe("STANDBY");
    done(await mergeTeam(database, by(lends), halves));
    expect(await stateOf("TEAM-1-1")).toBe("OUT_OF_SERVICE");
    done(await splitTeam(database, by(lends), halves));
    expect(await stateOf("TEAM-1-3")).toBe("STANDBY");
    done(await mergeTeam(database, by(lends), halves));
  });

  it("are kept apart by the database too", async () => {
    const whole = "update qipan.team set headcount = 5 where id = 'TEAM-2-X'";
    await runOut(
      database,
      `insert into qipan.team (id, name_zh, category, owner_org, region_code, base_node, headcount,
         mobilisation_minutes, skills, parent_id)
       select 'TEAM-2-X', name_zh, category, owner_org, region_code, base_node, 4,
         mobilisation_minutes, skills, id from qipan.team where id = 'TEAM-2'`,
      [],
    );
    await runOut(database, whole, []);
    for (const wrong of [
      "update qipan.team set headcount = 21 where id = 'TEAM-2-X'",
      "update qipan.team set state = 'HELD' where id = 'TEAM-2'",
      "update qipan.team set parent_id = id where id = 'TEAM-2'",
    ])
      await expect(
        withOwnerTx(database, ({ client }) => client.query(wrong)),
      ).rejects.toMatchObject({ code: "23514" });
    done(await mergeTeam(database, by(lends), { teamId: "TEAM-2" }));
  });

  it("and their machines are not in two incidents, and go with a licence", async () => {
    const lapse = (day: string) =>
      recordLicence(database, by(lends), {
        ...{ teamId: "TEAM-1", licence: "HOISTING", validUntil: day },
      });
    done(await lapse("2020-01-01"));
    expect(codes((await adopt(crane)).outcome)).toEqual(["CREW_UNLICENSED allocations.0"]);
    done(await lapse("2999-12-31"));
    const { orderId, lines, incidentId } = await out({ team: "TEAM-1" });
    expect(codes((await adopt(crane)).outcome)).toEqual(["UNIT_TAKEN allocations.0"]);
    await runOut(database, "update qipan.team set insured_until = '2020-01-01'", []);
    expect(codes(await depart(orderId, lines[0]!.id))).toEqual(["NOT_INSURED lines"]);
    await runOut(database, "update qipan.team set insured_until = '2999-12-31'", []);
    done(await depart(orderId, lines[0]!.id));
    done((await adopt(crane, { incidentId })).outcome);
    expect(await stateOf("TEAM-1")).toBe("EN_ROUTE");
  });

  /** Loaded and ready to leave, with its incident. */
  async function out(draw: Draw) {
    const order = await loaded(database, [draw]);
    const { order: row } = await orderNow(database, order.orderId);
    return { ...order, incidentId: row.incidentId };
  }

  it("are paid for the days on which an order has them, each once", async () => {
    const lineOf = async (id: string) =>
      (
        await rowsOf<{ line: string }>(
          database,
          `select order_line_id as line from qipan.team where id = '${id}'`,
        )
      )[0]!.line;
    const sheet = async (orderLineId: string, days: readonly string[], quantity = 20) =>
      codes(
        await recordService(database, by(asks), {
          ...{ orderLineId, sheetNumber: "GS-1", rateTable: "示例", evidence: {} },
          ...{ signedForTeam: "领队岗", signedForReceiver: "指挥岗", occurredAt: new Date() },
          lines: days.map((day) => ({ day, unit: "PERSON_DAY", quantity, rateFen: 30_000 })),
        }),
      );
    const line = await lineOf("TEAM-1");
    expect(await sheet(line, ["2020-01-01"])).toEqual(["INVALID_INPUT lines.0.day"]);
    expect(await sheet(line, [today], 21)).toEqual(["QUANTITY_OUT_OF_RANGE lines.0.quantity"]);
    const rate = (fen: number): Promise<unknown> =>
      runOut(database, "update qipan.agreement set terms = terms || $1::jsonb", [
        JSON.stringify({ serviceRates: [{ unit: "PERSON_DAY", rateFen: fen }] }),
      ]);
    await rate(25_000);
    expect(await sheet(line, [today])).toEqual(["SERVICE_RATE_AGREED lines.0.rateFen"]);
    await rate(30_000);
    expect(await sheet(line, [today])).toEqual([]);
    expect(await sheet(line, [today])).toEqual(["ALREADY_DECIDED lines.0.day"]);
    const moved = await transferred(line);
    expect(await lineOf("TEAM-1")).toBe(moved);
    // The day of the transfer was paid for by the first; nobody pays for it again.
    expect(await sheet(moved, [today])).toEqual(["ALREADY_DECIDED lines.0.day"]);
  });

  /** TEAM-1 goes over to another incident of the same requester; answers its new line. */
  async function transferred(orderLineId: string): Promise<string> {
    const { needIds } = await propose(database, [{ team: "TEAM-2" }]);
    const wish = { orderLineId, needId: needIds[0]!, reason: "本地险情已解除" };
    expect(codes(await transferUnit(database, by(personOf(orgs.stranger)), wish))).toEqual([
      "NOT_FOUND orderLineId",
    ]);
    const goods = await propose(database, [{ lot: "own", quantity: 1 }]);
    const wrong = { ...wish, needId: goods.needIds[0]! };
    expect(codes(await transferUnit(database, by(asks), wrong))).toEqual(["INVALID_INPUT needId"]);
    const { id: orderId } = done(await transferUnit(database, by(asks), wish));
    expect(codes(await issueOrder(database, by(asks), { orderId }))).toEqual([
      "APPROVAL_MISSING orderId",
    ]);
    const { approvals, lines } = await orderNow(database, orderId);
    for (const { id, org } of approvals)
      done(
        await decideApproval(database, by(personOf(org)), { approvalId: id, decision: "GRANT" }),
      );
    done(await issueOrder(database, by(asks), { orderId }));
    expect(await stateOf("TEAM-1")).toBe("EN_ROUTE");
    return lines[0]!.id;
  }

  it("rest after their return as long as they are to", async () => {
    await runOut(database, "update qipan.team set rest_hours = 8 where id = 'TEAM-1'", []);
    for (const event of ["ARRIVE", "RECALL", "RETURN"] as const) done(await move("TEAM-1", event));
    expect(codes(await move("TEAM-1", "READY"))).toEqual(["UNIT_RESTING event"]);
    await runOut(
      database,
      "update qipan.team set state_since = now() - interval '8 hours' where id = 'TEAM-1'",
      [],
    );
    done(await move("TEAM-1", "READY"));
    const stays = await rowsOf<{ open: number; all: number }>(
      database,
      `select count(*)::int as all, count(*) filter (where to_at is null)::int as open
       from qipan.unit_stay where unit_id = 'TEAM-1'`,
    );
    expect(stays).toEqual([{ all: 2, open: 0 }]);
  });
});
