import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { confirmDifference, settleDifferences } from "../../src/dispatch/leg-difference.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import type { LineRow } from "../../src/dispatch/order.model.ts";
import { orderState } from "../../src/dispatch/order.rules.ts";
import { acknowledgeOrder, cancelOrder, closeOrder } from "../../src/dispatch/order.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { propose, type Draw } from "../support/dispatch-proposals.ts";
import {
  balancesOf,
  needOf,
  orderNow,
  ordersOf,
  rowsOf,
  runOut,
  toldOf,
} from "../support/dispatch-state.ts";
import { asks, by, fillDispatchWorld, lends, lots, orgs } from "../support/dispatch-world.ts";

const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

const done = <V>(outcome: Outcome<V>): V => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value;
};

onBothShapes("an order on its way", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  /** An adopted order of one lender, approved as far as anybody is asked, and issued. */
  async function issued(draws: readonly Draw[], lender: string = orgs.lends) {
    const proposed = await propose(database, draws);
    done(await adoptProposal(database, by(asks), proposed));
    const found = (await ordersOf(database, proposed.proposalId)).find(
      ({ order }) => order.lenderOrg === lender,
    );
    for (const { id, org } of found!.approvals) {
      const who = org === orgs.asks ? asks : { ...lends, orgId: org };
      const approver = { ...who, memberships: [{ orgId: org, roles: ["APPROVER" as const] }] };
      const input = { approvalId: id, decision: "GRANT" as const };
      done(await decideApproval(database, by(approver), input));
    }
    const orderId = found!.order.id;
    done(await issueOrder(database, by(asks), { orderId }));
    return { orderId, needIds: proposed.needIds, lines: found!.lines };
  }

  const stateOf = async (orderId: string) => {
    const { order, lines } = await orderNow(database, orderId);
    return orderState(order, lines);
  };

  async function loaded(orderId: string, lines: readonly LineRow[]) {
    done(await acknowledgeOrder(database, by(lends), { orderId }));
    const input = lines.map(({ id, ordered }) => ({ lineId: id, loaded: ordered }));
    done(await loadOrder(database, by(lends), { orderId, lines: input }));
  }

  const leave = (orderId: string, lines: readonly { id: string; ordered: number }[]) =>
    departOrder(database, by(lends), {
      orderId,
      carrierOrg: orgs.carries,
      lines: lines.map(({ id, ordered }) => ({ orderLineId: id, departed: ordered })),
    });

  it("goes from the hold to the receipt, every piece accounted for at each step", async () => {
    const draws = [{ lot: "tents", quantity: 20 }, { team: "TEAM-1" }] as const;
    const { orderId, needIds, lines } = await issued(draws);
    const goods = lines.find(({ lotId }) => lotId === lots.tents)!;
    const crew = lines.find(({ teamId }) => teamId === "TEAM-1")!;
    expect(await stateOf(orderId)).toBe("ISSUED");
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 80, firm: 20 });
    const [line] = await rowsOf<object>(
      database,
      `select liability, debtor_org as debtor, liability_terms -> 'lossClaim' as loss
       from qipan.order_line where id = $1`,
      [goods.id],
    );
    expect(line).toEqual({ liability: "USER_REFILLS", debtor: orgs.asks, loss: "REFILL" });

    await loaded(orderId, lines);
    expect(await stateOf(orderId)).toBe("LOADING");
    const left = done(await leave(orderId, lines));
    expect(left.arrivalCode).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(await stateOf(orderId)).toBe("IN_TRANSIT");
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 80, IN_TRANSIT: 20 });
    const claim =
      "select kind, outstanding, due_on is null as undated from qipan.claim where order_line_id = $1";
    expect(await rowsOf(database, claim, [goods.id])).toEqual([
      { kind: "RETURN", outstanding: 20, undated: true },
    ]);
    const [kept] = await rowsOf<{ leg: string }>(
      database,
      "select row_to_json(h)::text || row_to_json(l)::text as leg from qipan.hand_over h join qipan.leg l on l.id = h.leg_id where h.leg_id = $1",
      [left.id],
    );
    expect(kept?.leg).not.toContain(left.arrivalCode);

    const counts = [
      { orderLineId: goods.id, accepted: 16, rejected: 1, missing: 3 },
      { orderLineId: crew.id, accepted: 1, rejected: 0, missing: 0 },
    ];
    const receive = { legId: left.id, code: left.arrivalCode!.toLowerCase(), lines: counts };
    expect(codes(await receiveLeg(database, by(lends), receive))).toEqual(["NOT_ALLOWED "]);
    const wrong = { ...receive, code: "00000-00000" };
    expect(codes(await receiveLeg(database, by(asks), wrong))).toEqual(["SLIP_CODE_WRONG code"]);
    const off = counts.map((line) => ({ ...line, accepted: line.accepted + 1 }));
    expect(codes(await receiveLeg(database, by(asks), { ...receive, lines: off }))).toEqual([
      ...lines.map(() => expect.stringMatching(/^COUNTS_DO_NOT_ADD_UP lines\.[01]$/) as string),
    ]);
    done(await receiveLeg(database, by(asks), receive));
    expect(await stateOf(orderId)).toBe("RECEIVED_WITH_DIFFERENCE");
    expect(await balancesOf(database, lots.tents)).toEqual({
      ON_HAND: 80,
      ON_SITE: 16,
      RETURNING: 1,
      IN_TRANSIT: 3,
    });
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 16, received: 16 });
    expect(await needOf(database, needIds[1]!)).toEqual({ promised: 1, received: 1 });
    expect(await rowsOf(database, claim, [goods.id])).toEqual([
      { kind: "RETURN", outstanding: 20, undated: false },
    ]);
    const [team] = await rowsOf<{ state: string }>(
      database,
      "select state from qipan.team where id = 'TEAM-1'",
    );
    expect(team?.state).toBe("ON_SCENE");
    expect(codes(await receiveLeg(database, by(asks), receive))).toEqual([
      "ILLEGAL_TRANSITION legId",
    ]);

    expect(codes(await closeOrder(database, by(asks), { orderId }))).toEqual([
      "GOODS_STILL_OUT orderId",
    ]);
    expect(codes(await confirmDifference(database, by(asks), { legId: left.id }))).toEqual([
      "NOT_ALLOWED ",
    ]);
    done(await confirmDifference(database, by(lends), { legId: left.id }));
    expect(codes(await confirmDifference(database, by(lends), { legId: left.id }))).toEqual([
      "ALREADY_DECIDED legId",
    ]);
    expect(await balancesOf(database, lots.tents)).toEqual({
      ON_HAND: 80,
      ON_SITE: 16,
      RETURNING: 1,
      DESTROYED: 3,
    });
    const owed = await rowsOf<object>(
      database,
      `select kind, debtor_org as debtor, creditor_org as creditor, outstanding from qipan.claim
       where order_line_id = $1 order by kind`,
      [goods.id],
    );
    expect(owed).toEqual([
      { kind: "DAMAGES", debtor: orgs.carries, creditor: orgs.asks, outstanding: 3 },
      { kind: "REFILL", debtor: orgs.asks, creditor: orgs.lends, outstanding: 3 },
      { kind: "RETURN", debtor: orgs.asks, creditor: orgs.lends, outstanding: 17 },
    ]);
    done(await closeOrder(database, by(asks), { orderId }));
    expect(await stateOf(orderId)).toBe("CLOSED");
    expect(await toldOf(database, orderId)).toEqual([
      "ORDER_DRAFTED",
      "ORDER_ISSUED",
      "ORDER_ACKNOWLEDGED",
      "ORDER_LOADING",
      "ORDER_RECEIVED",
      "ORDER_CLOSED",
    ]);
    expect(await toldOf(database, left.id)).toEqual([
      "LEG_DEPARTED",
      "LEG_ARRIVED",
      "DIFFERENCE_CONFIRMED",
    ]);
  });

  it("books short picks by their reason and reopens the need", async () => {
    const draws = [
      { lot: "more", quantity: 10 },
      { lot: "kept", quantity: 10 },
      { commitment: "C1", quantity: 10 },
    ] as const;
    const { orderId, needIds, lines } = await issued(draws);
    const more = lines.find(({ lotId }) => lotId === lots.more)!;
    const kept = lines.find(({ lotId }) => lotId === lots.kept)!;
    done(await acknowledgeOrder(database, by(lends), { orderId }));
    const load = (input: readonly { lineId: string; loaded: number; shortReason?: "DAMAGED" }[]) =>
      loadOrder(database, by(lends), { orderId, lines: input });
    expect(codes(await load([{ lineId: more.id, loaded: 11 }]))).toEqual([
      "QUANTITY_OUT_OF_RANGE lines.0.loaded",
    ]);
    done(await load([{ lineId: more.id, loaded: 4 }]));
    const last = [
      { lineId: more.id, loaded: 3, shortReason: "DAMAGED" },
      { lineId: kept.id, loaded: 8, shortReason: "NOT_FOUND" },
    ] as const;
    done(await loadOrder(database, by(lends), { orderId, lines: last }));
    expect(await balancesOf(database, lots.more)).toEqual({ ON_HAND: 90, firm: 7, BLOCKED: 3 });
    expect(await balancesOf(database, lots.kept)).toEqual({ ON_HAND: 90, firm: 8, SHORTAGE: 2 });
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 25, received: 0 });
    const now = await orderNow(database, orderId);
    expect(now.lines.map(({ held, loaded: on, cancelled }) => [held, on, cancelled])).toEqual(
      now.lines.map(({ id }) => (id === more.id ? [7, 7, 3] : [8, 8, 2])),
    );
    expect(await toldOf(database, orderId)).toContain("ORDER_SHORT");
    const tasks = await rowsOf<object>(
      database,
      "select quantity, performer_org as performer from qipan.refill_task where order_line_id = $1",
      [kept.id],
    );
    expect(tasks).toEqual([{ quantity: 2, performer: orgs.lends }]);
  });

  it("leaves in parts, checks the vehicles, and deems a difference agreed in time", async () => {
    const { orderId, lines } = await issued([{ lot: "tents", quantity: 50 }]);
    const [line] = lines;
    await loaded(orderId, lines);
    const part = (ordered: number) => leave(orderId, [{ id: line!.id, ordered }]);
    const input = { orderId, carrierOrg: orgs.carries, lines: [] };
    const counted = [{ orderLineId: line!.id, departed: 50 }];
    const tight = { ...input, vehicleIds: ["V1"], lines: [{ ...counted[0]!, departed: 50 }] };
    const heavy = { ...tight, lines: [{ orderLineId: line!.id, departed: 51 }] };
    expect(codes(await departOrder(database, by(lends), input))).toEqual(["INVALID_INPUT lines"]);
    expect(codes(await departOrder(database, by(lends), heavy))).toEqual([
      "QUANTITY_OUT_OF_RANGE lines.0.departed",
    ]);
    const stranger = { ...tight, carrierOrg: orgs.supplies };
    expect(codes(await departOrder(database, by(lends), stranger))).toEqual([
      "NOT_FOUND vehicleIds.0",
    ]);
    const first = done(await part(30));
    expect(await stateOf(orderId)).toBe("PARTLY_SHIPPED");
    const second = done(await part(20));
    expect(await stateOf(orderId)).toBe("IN_TRANSIT");
    const counts = (accepted: number, missing: number) => [
      { orderLineId: line!.id, accepted, rejected: 0, missing },
    ];
    const lossy = { legId: first.id, code: first.arrivalCode!, lines: counts(28, 2) };
    done(await receiveLeg(database, by(asks), lossy));
    expect(await stateOf(orderId)).toBe("PARTLY_RECEIVED");
    const whole = { legId: second.id, code: second.arrivalCode!, lines: counts(20, 0) };
    done(await receiveLeg(database, by(asks), whole));
    expect(await settleDifferences(database)).toBe(0);
    await runOut(
      database,
      "update qipan.leg set difference_window_ends_at = now() where difference_window_ends_at is not null",
      [],
    );
    expect(await settleDifferences(database)).toBe(1);
    const legs = await rowsOf<object>(
      database,
      `select position, vehicle_ids as vehicles, difference_settled_at is not null as settled,
         difference_settled_by as by from qipan.leg where order_id = $1 order by position`,
      [orderId],
    );
    expect(legs).toEqual([
      { position: 1, vehicles: ["V1"], settled: true, by: null },
      { position: 2, vehicles: ["V1"], settled: false, by: null },
    ]);
    expect(await balancesOf(database, lots.tents)).toMatchObject({ DESTROYED: 5 });
  });

  it("lets goods of a contract in where they leave the supplier", async () => {
    const { orderId, lines } = await issued([{ commitment: "C1", quantity: 5 }], orgs.supplies);
    const supplier = { ...lends, orgId: orgs.supplies };
    const keeper = {
      ...supplier,
      memberships: [{ orgId: orgs.supplies, roles: ["KEEPER" as const] }],
    };
    done(await acknowledgeOrder(database, by(keeper), { orderId }));
    const load = [{ lineId: lines[0]!.id, loaded: 3, shortReason: "NO_ROOM" as const }];
    done(await loadOrder(database, by(keeper), { orderId, lines: load }));
    const left = done(
      await departOrder(database, by(keeper), {
        orderId,
        carrierOrg: orgs.carries,
        lines: [{ orderLineId: lines[0]!.id, departed: 3 }],
      }),
    );
    const road = await rowsOf<object>(
      database,
      `select a.owner, a.balance from qipan.account a join qipan.leg_line l on l.id::text = a.ref
       where l.leg_id = $1`,
      [left.id],
    );
    expect(road).toEqual([{ owner: orgs.supplies, balance: 3 }]);
    const [contract] = await rowsOf<object>(
      database,
      "select promised from qipan.commitment where id = 'C1'",
    );
    expect(contract).toEqual({ promised: 13 });
  });

  it("is cancelled before departure only, and everything is free again", async () => {
    const draws = [{ lot: "own", quantity: 9 }] as const;
    const { orderId, needIds } = await issued(draws, orgs.asks);
    const input = { orderId, reason: "不再需要" };
    expect(codes(await cancelOrder(database, by(lends), input))).toEqual(["NOT_FOUND orderId"]);
    expect(codes(await cancelOrder(database, by(asks), { orderId, reason: " " }))).toEqual([
      "INVALID_INPUT reason",
    ]);
    done(await cancelOrder(database, by(asks), input));
    expect(await balancesOf(database, lots.own)).toEqual({ ON_HAND: 100 });
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 0, received: 0 });
    expect(await stateOf(orderId)).toBe("CANCELLED");
    expect(codes(await issueOrder(database, by(asks), { orderId }))).toEqual([
      "ILLEGAL_TRANSITION ",
    ]);
    const gone = await issued([{ lot: "second", quantity: 1 }], orgs.lendsToo);
    const keeper = {
      ...lends,
      memberships: [{ orgId: orgs.lendsToo, roles: ["KEEPER" as const] }],
    };
    done(await acknowledgeOrder(database, by(keeper), gone));
    const load = [{ lineId: gone.lines[0]!.id, loaded: 1 }];
    done(await loadOrder(database, by(keeper), { orderId: gone.orderId, lines: load }));
    done(
      await departOrder(database, by(keeper), {
        orderId: gone.orderId,
        carrierOrg: orgs.carries,
        lines: [{ orderLineId: gone.lines[0]!.id, departed: 1 }],
      }),
    );
    const late = { orderId: gone.orderId, reason: "晚了" };
    expect(codes(await cancelOrder(database, by(asks), late))).toEqual(["ILLEGAL_TRANSITION "]);
  });
});
