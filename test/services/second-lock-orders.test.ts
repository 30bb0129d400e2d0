import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../schema/words/access.ts";
import { planRelay } from "../../src/dispatch/leg-relay.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layRelay, relay } from "../support/dispatch-relay.ts";
import { done, drafted, leave } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, orgs, personOf } from "../support/dispatch-world.ts";
import { memberOf } from "../support/readers.ts";
import { every, whoOf, writersOf, type Who } from "../support/role-writers.ts";
import { grantAndIssue } from "../support/state-orders.ts";
import { tryWrite } from "../support/try-write.ts";

/** Lends and keeps, asks, drives first and next; the last one has no part in anything. */
const all = [
  ...[orgs.lends, orgs.keeps, orgs.asks, orgs.carries, relay.carrierOrg, orgs.lendsToo],
] as const;
const keepers = [orgs.lends, orgs.keeps];
const move: readonly Role[] = ["KEEPER", "DISPATCHER"];
const issues: Who = { [orgs.asks]: ["DISPATCHER"] };
const cancels: Who = { [orgs.asks]: ["DISPATCHER", "APPROVER"] };
const approves = every(["APPROVER"], [...keepers, orgs.asks]);
const turns = every(move, [...keepers, orgs.asks]);
const receives: Who = { [orgs.asks]: ["RECEIVER"] };
const takes: Who = { [relay.carrierOrg]: move };
const differs: Who = { [orgs.lends]: ["KEEPER", "FINANCE"] };
const loads = every(["KEEPER"], keepers);

onBothShapes("a role that tries a step of another, past the services,", (open) => {
  let database: Database;
  /** Tents that another keeps, and a team: one order waits for approvals, one is on the road. */
  let draft: string;
  let order: string;
  let line: string;
  let need: string;

  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    await layRelay(database);
    const kept = { lot: "kept", quantity: 4 } as const;
    ({ orderId: draft } = await drafted(database, [kept]));
    const made = await drafted(database, [kept, { team: "TEAM-1" }]);
    order = made.orderId;
    const goods = made.lines.find(({ item }) => item !== null)!;
    ({ id: line, needId: need } = goods);
    await grantAndIssue(database, order);
    const keeper = personOf(orgs.lends, ["KEEPER"]);
    done(await acknowledgeOrder(database, by(keeper), { orderId: order }));
    const whole = made.lines.map(({ id, ordered }) => ({ lineId: id, loaded: ordered }));
    done(await loadOrder(database, by(keeper), { orderId: order, lines: whole }));
    const left = done(await leave(database, order, [goods]));
    done(await planRelay(database, by(asks), { legId: left.id, relay }));
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.leg set difference_window_ends_at = now()"),
    );
  });
  afterAll(() => database.close());

  const writers = (sqlOf: string | ((by: string) => string)) => writersOf(database, all, sqlOf);
  const toWrite = async (steps: readonly (readonly [string, Who])[]): Promise<void> => {
    for (const [sql, who] of steps) expect([sql, await writers(sql)]).toEqual([sql, whoOf(who)]);
  };

  const of = (table: string, id: () => string) => (what: string) =>
    `update qipan.${table} set ${what} where id = '${id()}'`;
  const onOrder = of("dispatch_order", () => order);
  const onDraft = of("dispatch_order", () => draft);
  const onLine = of("order_line", () => line);
  const onLeg = (what: string) => `update qipan.leg set ${what} where order_id = '${order}'`;
  const onLegLine = (what: string) => `update qipan.leg_line set ${what}
    where leg_id = (select id from qipan.leg where order_id = '${order}')`;
  const onSlip = (what: string) => `update qipan.hand_over set ${what} where kind = 'ARRIVAL'
    and leg_id = (select id from qipan.leg where order_id = '${order}')`;
  const onApproval = (kind: string, what: string) => `update qipan.approval set ${what}
    where order_id = '${draft}' and kind = '${kind}'`;

  it("ends nowhere with an order", async () => {
    const steps: readonly (readonly [string, Who])[] = [
      [onDraft("issued_at = now(), issued_by = 'x'"), issues],
      [onDraft(`payer_org = '${orgs.lends}'`), issues],
      [onDraft("cancelled_at = now()"), whoOf(cancels, whoOf(loads, approves))],
      [onDraft("hold_lapses_at = now()"), whoOf(cancels, approves)],
      [onOrder("acknowledged_at = now(), acknowledged_by = 'x'"), every(move, keepers)],
      [onOrder("loading_at = now()"), loads],
      [onOrder("closed_at = now()"), whoOf(issues, turns)],
      [
        onOrder("objected_at = now(), objected_by = 'x', objection = 'x'"),
        { [orgs.lends]: ["APPROVER", "DISPATCHER"] },
      ],
      [onOrder("certificate = 'x'"), approves],
      [
        onOrder("parties = parties || '{x}'::text[]"),
        whoOf(turns, whoOf({ [orgs.carries]: move }, { [orgs.lends]: ["APPROVER"] })),
      ],
      [
        onOrder("version = version + 1"),
        every(
          ["KEEPER", "DISPATCHER", "RECEIVER", "FINANCE", "APPROVER"],
          all.filter((org) => org !== orgs.lendsToo),
        ),
      ],
      [onOrder("lender_org = lender_org"), {}],
    ];
    await toWrite(steps);
  });

  it("ends nowhere with its lines", async () => {
    const steps: readonly (readonly [string, Who])[] = [
      [onLine("held = held + 1"), whoOf(cancels, whoOf(loads, approves))],
      [onLine("debtor_org = 'x'"), issues],
      [onLine("ordered = ordered"), {}],
    ];
    await toWrite(steps);
  });

  it("counts nothing as come or turned that its need does not count", async () => {
    const count = (what: string, needed: string) => `with a as (${onLine(what)} returning need_id)
      update qipan.need set ${needed} where id in (select need_id from a)`;
    expect(await writers(count("missing = missing + 1", "promised = promised - 1"))).toEqual(
      whoOf(whoOf(receives, takes)),
    );
    expect(await writers(count("redirected = redirected + 1", "promised = promised - 1"))).toEqual(
      whoOf(turns),
    );
    const [receiver, turner] = [
      memberOf(orgs.asks, ["RECEIVER"]),
      memberOf(orgs.lends, ["KEEPER"]),
    ];
    expect(await tryWrite(database, receiver, onLine("accepted = accepted + 1"))).toBe("23514");
    expect(await tryWrite(database, turner, onLine("redirected = redirected + 1"))).toBe("23514");
    for (const what of ["promised = promised - 1", "promised = 0", "received = 4"])
      for (const reader of [memberOf(orgs.asks), memberOf(orgs.lends), hubReader])
        expect([
          what,
          await tryWrite(database, reader, `update qipan.need set ${what} where id = '${need}'`),
        ]).toEqual([what, "23514"]);
  });

  it("decides no approval but its own, in its own name, and none twice", async () => {
    const grant = (kind: string) => (by: string) =>
      onApproval(kind, `state = 'GRANTED', decided_at = now(), decided_by = '${by}'`);
    expect(await writers(grant("OWNER"))).toEqual({ [orgs.lends]: ["APPROVER"] });
    expect(await writers(grant("KEEPER"))).toEqual({ [orgs.keeps]: ["APPROVER"] });
    expect(await writers(grant("REFILL_PLEDGE"))).toEqual({ [orgs.asks]: ["APPROVER"] });
    expect(await writers(() => grant("OWNER")("someone"))).toEqual({});
    expect(await writers(onApproval("OWNER", "state = 'DEEMED'"))).toEqual(whoOf(issues));
    expect(await writers(onApproval("OWNER", "state = 'LAPSED'"))).toEqual(
      whoOf(whoOf(cancels, whoOf(loads, approves))),
    );
    const undone = `update qipan.approval set state = 'PENDING', decided_by = null
      where order_id = '${order}' and kind = 'KEEPER'`;
    expect(await writers(undone)).toEqual({});
    expect(await writers(onApproval("OWNER", "org = org"))).toEqual({});
    const add = (state: string, org: string) => (by: string) =>
      `insert into qipan.approval (id, order_id, kind, org, state, asked_at, lapses_at, decided_by)
       values (gen_random_uuid(), '${draft}', 'REFILL_PLEDGE', '${org}', '${state}', now(), now(),
         ${state === "PENDING" ? "null" : `'${by}'`})`;
    expect(await writers(add("PENDING", orgs.lends))).toEqual(whoOf(issues));
    expect(await writers(add("GRANTED", orgs.lends))).toEqual({});
    expect(await writers(add("RATIFIED", orgs.asks))).toEqual({});
  });

  it("moves no leg, and counts nothing off it", async () => {
    const steps: readonly (readonly [string, Who])[] = [
      [onLeg("state = 'ARRIVED'"), whoOf(whoOf(receives, turns), takes)],
      [onLeg("relay_keeper_org = 'T-KEEPS'"), whoOf(turns, { [orgs.carries]: move })],
      [onLeg("difference_settled_at = now()"), differs],
      [
        onLeg(`difference_denied_at = now(), difference_denied_by = 'x',
          difference_denied_reason = 'x'`),
        differs,
      ],
      [onLeg("carrier_org = carrier_org"), {}],
      [onLegLine("missing = 1"), whoOf(receives, takes)],
      [onLegLine("denied_missing = 1"), differs],
      [onLegLine("departed = departed"), {}],
      [onSlip("code_hash = 'x'"), loads],
      [onSlip("signed_at = now(), signed_by = 'x', counts = '[]'"), whoOf(receives, takes)],
      [
        onSlip("taken_by_org = 'x'"),
        whoOf(whoOf(turns, { [orgs.carries]: move }), whoOf(receives, takes)),
      ],
    ];
    await toWrite(steps);
    const leg = `insert into qipan.leg (id, order_id, position, state, carrier_org, vehicle_ids,
      to_node) values (gen_random_uuid(), '${order}', 9, 'DEPARTED', '${orgs.carries}', '{}',
      'N-ASKS')`;
    expect(await writers(leg)).toEqual(
      whoOf(
        whoOf(
          whoOf(loads, issues),
          every(
            move,
            all.filter((org) => org !== orgs.lendsToo),
          ),
        ),
      ),
    );
  });

  it("moves no team that an order has but at its own step", async () => {
    const free = `update qipan.team set state = 'STANDBY', order_line_id = null
      where id = 'TEAM-1'`;
    expect(await writers(free)).toEqual(
      whoOf(whoOf(whoOf(cancels, receives), whoOf(whoOf(turns, approves), loads))),
    );
  });
});
