import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { legState, type LegState } from "../../schema/words/dispatch.ts";
import {
  forceState,
  unitEvent,
  type ForceState,
  type UnitEvent,
} from "../../schema/words/forces.ts";
import { codesOf } from "../../schema/words/word.ts";
import {
  confirmDifference,
  denyDifference,
  settleDifferences,
} from "../../src/dispatch/leg-difference.service.ts";
import { handOverLeg } from "../../src/dispatch/leg-hand-over.service.ts";
import { planRelay } from "../../src/dispatch/leg-relay.service.ts";
import type { LegEvent } from "../../src/dispatch/leg.rules.ts";
import { turnBackLeg } from "../../src/dispatch/leg-turn-back.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { divertLeg } from "../../src/dispatch/order-onward.service.ts";
import { renewArrivalCode } from "../../src/dispatch/slip-code.service.ts";
import { moveUnit } from "../../src/forces/forces.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { ok } from "../../src/kernel/result.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { layRelay, relay } from "../support/dispatch-relay.ts";
import { needOf, rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done, stateOf } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs, personOf } from "../support/dispatch-world.ts";
import { bring, receiveOf, type Specimen } from "../support/state-orders.ts";
import { cellsOf, expectUnmoved, moves } from "../support/state-walk.ts";

const reason = "理由";
const third = personOf(orgs.lendsToo);
type Deed = Exclude<LegEvent, "DEPART"> | "PLAN_RELAY" | "RENEW_CODE" | Settling;
type Settling = "DENY" | "CONFIRM" | "WINDOW";

/**
 * A leg begins when it departs: DEPART is the order's deed and has its cells there. CONFIRM and
 * WINDOW settle a difference: two pieces are missing of what was handed over or has arrived. DENY
 * is for what a receiver counted; at a relay the two at the vehicle counted together.
 */
const table = `
            HAND_OVER   ARRIVE  TURN_BACK   DIVERT   PLAN_RELAY RENEW_CODE DENY CONFIRM WINDOW
PLANNED     .           .       .           .        .          .          .    .       =
DEPARTED    HANDED_OVER ARRIVED TURNED_BACK DIVERTED ~          ~          .    .       =
HANDED_OVER .           .       .           .        .          .          .    ~       ~
ARRIVED     .           .       .           .        .          .          ~    ~       ~
TURNED_BACK .           .       .           .        .          .          .    .       =
DIVERTED    .           .       .           .        .          .          .    .       =`;

describe("a leg and its hand-overs, cell by cell", () => {
  let database: Database;
  const fixtures = new Map<LegState, Specimen>();
  beforeAll(async () => {
    database = await openEmbeddedTest();
    await fillDispatchWorld(database, { quantity: 10_000 });
    await layRelay(database);
    for (const state of codesOf(legState)) fixtures.set(state, await reach(state));
  });
  afterAll(() => database.close());

  const ways: Readonly<Record<LegState, Deed | undefined>> = {
    PLANNED: undefined,
    DEPARTED: undefined,
    HANDED_OVER: "HAND_OVER",
    ARRIVED: "ARRIVE",
    TURNED_BACK: "TURN_BACK",
    DIVERTED: "DIVERT",
  };

  async function reach(state: LegState): Promise<Specimen> {
    const one = await bring(database, "IN_TRANSIT");
    done(await planRelay(database, by(lends), { legId: one.legId, relay }));
    const way = ways[state];
    if (way !== undefined) done(await deeds[way](one));
    // No service plans a leg before it leaves; a row that says so is no leg on the road.
    if (state === "PLANNED")
      await runOut(database, "update qipan.leg set state = 'PLANNED' where id = $1", [one.legId]);
    return one;
  }

  const deeds: Readonly<Record<Deed, (one: Specimen) => Promise<Outcome<unknown>>>> = {
    HAND_OVER: ({ legId, code, lineId }) =>
      handOverLeg(database, by(personOf(orgs.stranger)), {
        ...{ legId, code, lines: [{ orderLineId: lineId, taken: 2 }] },
      }),
    ARRIVE: (one) => receiveOf(database, one, 2, 0, 2),
    TURN_BACK: ({ legId }) => turnBackLeg(database, by(asks), { legId, reason }),
    DIVERT: async ({ legId, lineId }) => {
      const wish = { requester: orgs.lendsToo, payer: orgs.lendsToo };
      const { needIds } = await elsewhere(wish);
      const lines = [{ orderLineId: lineId, needId: needIds[0]! }];
      const draft = await divertLeg(database, by(lends), { legId, reason, lines });
      if (!draft.ok) return draft;
      return issueOrder(database, by(third), { orderId: draft.value.id });
    },
    PLAN_RELAY: ({ legId }) => planRelay(database, by(lends), { legId, relay: null }),
    RENEW_CODE: ({ legId }) => renewArrivalCode(database, by(lends), { legId }),
    DENY: ({ legId, lineId }) => deny(legId, lineId),
    CONFIRM: ({ legId }) => confirmDifference(database, by(lends), { legId }),
    WINDOW: async ({ legId }) => {
      const over = `update qipan.leg set difference_window_ends_at = now()
        where id = $1 and difference_window_ends_at is not null and difference_settled_at is null`;
      await runOut(database, over, [legId]);
      return ok(await settleDifferences(database));
    },
  };

  const deny = (legId: string, orderLineId: string, missing = 0) =>
    denyDifference(database, by(lends), { legId, reason, lines: [{ orderLineId, missing }] });

  /** One need of another city, made once, so that a refused diversion leaves nothing behind. */
  let wished: ReturnType<typeof propose> | undefined;
  function elsewhere(wish: { requester: string; payer: string }) {
    wished ??= propose(database, [{ lot: "more", quantity: 1000 }], wish);
    return wished;
  }

  const now = async (legId: string): Promise<object> =>
    (
      await rowsOf<object>(
        database,
        `select state, difference_settled_at is not null as settled,
           difference_settled_by is not null as signed from qipan.leg where id = $1`,
        [legId],
      )
    )[0]!;

  const all = cellsOf(table, codesOf(legState), Object.keys(deeds) as Deed[]);

  it.each(codesOf(legState))("refuses in %s what it does not bear", async (state) => {
    await elsewhere({ requester: orgs.lendsToo, payer: orgs.lendsToo });
    await expectUnmoved(database, all, state, (deed) => deeds[deed](fixtures.get(state)!));
  });

  /** What each deed leaves of the order: nothing is received before the receiver has counted. */
  const orderAfter: Readonly<Partial<Record<LegState, string>>> = {
    DEPARTED: "IN_TRANSIT",
    HANDED_OVER: "IN_TRANSIT",
    ARRIVED: "RECEIVED_WITH_DIFFERENCE",
    TURNED_BACK: "CLOSED",
    DIVERTED: "CLOSED",
  };
  const promisedAfter: Readonly<Partial<Record<LegState, number>>> = {
    ...{ DEPARTED: 4, HANDED_OVER: 2, ARRIVED: 2, TURNED_BACK: 0, DIVERTED: 0 },
  };

  it.each(all.filter(([, , cell]) => moves(cell)))(
    "%s bears %s: %s",
    async (state, deed, after) => {
      const one = await reach(state);
      done(await deeds[deed](one));
      const settled = deed === "CONFIRM" || deed === "WINDOW";
      expect(await now(one.legId)).toEqual({ state: after, settled, signed: deed === "CONFIRM" });
      const expected = after as LegState;
      expect(await stateOf(database, one.orderId)).toBe(orderAfter[expected]);
      const received = expected === "ARRIVED" ? 2 : 0;
      const promised = promisedAfter[expected]!;
      expect(await needOf(database, one.needId)).toEqual({ promised, received });
      for (const again of settled
        ? [deeds.CONFIRM, deeds.DENY]
        : deed === "DENY"
          ? [deeds.DENY]
          : [])
        expect(codes(await again(one))).toEqual(["ALREADY_DECIDED legId"]);
      await runOut(database, "update qipan.leg set state = 'ARRIVED' where state = 'DEPARTED'", []);
    },
  );
});

const hand = `
               HOLD RELEASE DEPART ARRIVE TRANSFER RECALL RETURN REPAIR READY WITHDRAW
STANDBY        . . . . . . . MAINTENANCE . OUT_OF_SERVICE
HELD           . . . . . . . . . .
EN_ROUTE       . . . ON_SCENE . RETURNING . . . .
ON_SCENE       . . . . . RETURNING . . . .
RETURNING      . . . . . . RESTING . . .
RESTING        . . . . . . . MAINTENANCE STANDBY OUT_OF_SERVICE
MAINTENANCE    . . . . . . . . STANDBY OUT_OF_SERVICE
OUT_OF_SERVICE . . . . . . . MAINTENANCE . .`;

describe("a team and a machine, moved by hand, cell by cell", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbeddedTest();
    await fillDispatchWorld(database);
    const machine = [
      `insert into qipan.equipment_type (code, name_zh, name_en, class, crew_size,
         transport_mode, skills)
       values ('PUMP', '泵', 'pump', 'PUMP', 2, 'TRAILER', '["RESCUE"]')`,
      `insert into qipan.equipment_unit (id, type, owner_org, base_node)
       values ('UNIT-1', 'PUMP', '${orgs.lends}', 'N-LENDS')`,
    ];
    for (const sql of machine) await runOut(database, sql, []);
  });
  afterAll(() => database.close());

  const all = cellsOf(hand, codesOf(forceState), codesOf(unitEvent));
  const tables = { TEAM: ["team", "TEAM-1"], EQUIPMENT: ["equipment_unit", "UNIT-1"] } as const;
  const kinds = ["TEAM", "EQUIPMENT"] as const;

  /** Which line a unit serves is its order's to say: states up to RETURNING keep it. */
  const put = (kind: (typeof kinds)[number], state: ForceState) => {
    const [name, id] = tables[kind];
    const held = ["HELD", "EN_ROUTE", "ON_SCENE", "RETURNING"].includes(state);
    return runOut(
      database,
      `update qipan.${name} set state = $2, order_line_id = case when $3 then gen_random_uuid() end
       where id = $1`,
      [id, state, held],
    );
  };
  const move = (kind: (typeof kinds)[number], event: UnitEvent) => {
    const { principal, key: idempotencyKey } = by(lends);
    const unit = { kind, id: tables[kind][1] };
    return moveUnit(database, principal, { idempotencyKey, unit, event });
  };
  const now = async (kind: (typeof kinds)[number]) => {
    const [name, id] = tables[kind];
    const sql = `select state, order_line_id is not null as serves
      from qipan.${name} where id = $1`;
    return (await rowsOf<object>(database, sql, [id]))[0];
  };

  it.each(kinds.flatMap((kind) => codesOf(forceState).map((state) => [kind, state] as const)))(
    "%s in %s",
    async (kind, state) => {
      await put(kind, state);
      await expectUnmoved(database, all, state, (event) => move(kind, event));
      for (const [, event, after] of all.filter(([of, , cell]) => of === state && moves(cell))) {
        await put(kind, state);
        done(await move(kind, event));
        const serves = ["HELD", "EN_ROUTE", "ON_SCENE", "RETURNING"].includes(after);
        expect(await now(kind)).toEqual({ state: after, serves });
      }
    },
  );
});
