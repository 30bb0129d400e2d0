import { divertLeg } from "../../../src/dispatch/order-onward.service.ts";
import { withOwnerTx } from "../../../src/postgres/transaction.ts";
import { rowsOf } from "../dispatch-state.ts";
import { lawOf } from "./adopting.ts";
import { station, type Board } from "./board.ts";
import { declare, type Declared } from "./declaring.ts";
import { done, type Deed, type Draw, type Hub, type Verdict } from "./deed.ts";
import { touchOrder } from "./orders.ts";
import { passed } from "./owing.ts";
import type { Leg, Lot } from "./records.ts";
import { aLeg, borneBy, newLeg, onRoad } from "./road.ts";
import { firm, governments, isGovernment, type PactPlan, type WorldPlan } from "./world.ts";

interface Diversion extends Declared {
  readonly leg: Leg;
  /** Of several that are in force, the first by name decides. */
  readonly pact: PactPlan;
  readonly by: string;
  /** By how much the first need is too small. */
  readonly short: number;
}

/** A leg on the road is offered to needs of a new incident; its goods turn when that issues. */
export const diverting =
  ({ pacts: [pact] }: WorldPlan): Draw =>
  (board, pick, name) => {
    const leg = aLeg(board, pick, onRoad);
    if (leg === undefined) return undefined;
    const { lender, requester: from, commanded } = board.orders.get(leg.order);
    const requester = pick.of(governments);
    const payer = pick.flag(0.8) ? requester : pick.of(governments);
    const declared = { name, requester, payer, firm: pick.flag(0.4) ? firm : undefined };
    const short = (leg.loads[0]?.departed ?? 0) > 1 && pick.flag(0.05) ? 1 : 0;
    const by = !commanded && pick.flag(0.6) ? lender : from;
    return divert(board, { ...declared, leg, pact, by, short });
  };

function divert(board: Board, diversion: Diversion): Deed {
  const { name, requester, payer, leg, by, short } = diversion;
  const { lots, lines } = touchOrder(board, leg.order);
  const goods = leg.loads.map(({ line, departed }) => {
    const lot = board.lots.get(board.lines.get(line).lot);
    return { line, lot, departed };
  });
  return {
    kind: "divert",
    about: `${leg.name} of ${leg.order} to ${name}: ${requester} (payer ${payer}) by ${by}`,
    touched: { lots, lines: [...lines, ...goods.map(({ lot }) => `${name}:${lot.name}`)] },
    prepare: async (hub) => {
      const needed = goods.map(({ lot: { item }, departed }, at) => {
        return { item, quantity: departed - (at === 0 ? short : 0) };
      });
      const { incidentId, needs } = await withOwnerTx(hub.database, (tx) =>
        declare(tx, { ...diversion, needed }),
      );
      hub.learn(name, incidentId);
      for (const [at, id] of needs.entries()) hub.learn(`${name}/need${at}`, id);
    },
    judge: (now) => offer(now, diversion, goods),
    by,
    act: (hub, who) => {
      const wishes = goods.map(({ line }, at) => {
        return { orderLineId: hub.id(line), needId: hub.id(`${name}/need${at}`) };
      });
      const input = { legId: hub.id(leg.name), lines: wishes, reason: "改送" };
      return divertLeg(hub.database, who, input);
    },
    learn: (hub, { id }) => learnOrder(hub, name, id),
  };
}

interface Goods {
  readonly line: string;
  readonly lot: Lot;
  readonly departed: number;
}

function offer(board: Board, diversion: Diversion, goods: readonly Goods[]): Verdict {
  const { name, requester, payer, firm: blamed, leg, pact, by, short } = diversion;
  if (!onRoad(board.legs.get(leg.name))) return ["ILLEGAL_TRANSITION"];
  if (short > 0) return ["QUANTITY_OUT_OF_RANGE"];
  const { lender, commanded } = board.orders.get(leg.order);
  const own = lender === requester;
  // A firm's goods were requisitioned for one need, and a charity is in no agreement.
  if (!own && !isGovernment(lender)) return ["AGREEMENT"];
  const known = { name, requester, payer, firm: blamed, incident: "ACTIVE" as const };
  board.cases.put({ ...known, proposal: "NONE" });
  const order = `${name}.${lender}`;
  board.orders.put({
    ...{ name: order, incident: name, lender, requester, commanded: own, fromLeg: leg.name },
    ...{ pact: own ? undefined : pact.id, issued: false, acknowledged: false, loading: false },
    ...{ cancelled: false, closed: false, ranOut: false },
  });
  const asked = own ? [] : [{ kind: "OWNER", org: lender }];
  if (!own && pact.approvals.includes("REFILL_PLEDGE") && payer !== lender)
    asked.push({ kind: "REFILL_PLEDGE", org: payer });
  for (const { kind, org } of asked) {
    // The lender's offer is its consent.
    const given = kind === "OWNER" && by === lender && !commanded;
    const state = given ? "GRANTED" : "PENDING";
    board.approvals.put({ name: `${order}/${kind}`, order, kind, org, state });
  }
  const nothing = { loaded: 0, departed: 0, accepted: 0, rejected: 0, missing: 0, held: 0 };
  for (const { lot, departed: ordered } of goods)
    board.lines.put({
      ...{ ...nothing, name: `${name}:${lot.name}`, order, lot: lot.name, ordered },
      ...{ law: lawOf(diversion, lot, pact), cancelled: 0, redirected: 0 },
    });
  return done;
}

/** The issue of an order for goods on the road is the moment at which they turn. */
export function turn(board: Board, order: string, fromLeg: string, name: string): Verdict {
  const leg = board.legs.get(fromLeg);
  if (!onRoad(leg)) return ["ILLEGAL_TRANSITION"];
  const { carrier } = leg;
  const loads = leg.loads.map(({ line: old, departed }) => {
    const before = board.lines.get(old);
    const [after] = board.linesOf(order).filter(({ lot }) => lot === before.lot);
    if (after === undefined) throw new Error(`${order} has no line for ${old}`);
    const { name: line, lot, law } = after;
    const from = station.road(carrier, fromLeg, old);
    board.move(lot, from, station.road(carrier, name, line), departed);
    board.lines.change(old, { redirected: before.redirected + departed });
    board.lines.change(line, { loaded: departed, departed });
    if (passed(before, leg.relayed)) borneBy(board, old, (owing) => owing.comeBack(departed));
    if (law.risk === "DEPARTURE") borneBy(board, line, (owing) => owing.goOut(departed));
    return { line, departed };
  });
  board.legs.change(fromLeg, { state: "DIVERTED" });
  board.legs.put(newLeg({ name, order, carrier, loads, relayed: false }));
  return done;
}

async function learnOrder(hub: Hub, name: string, id: string): Promise<void> {
  const rows = await rowsOf<{ what: string; id: string; name: string }>(
    hub.database,
    `select 'order' as what, id, lender_org as name from qipan.dispatch_order where id = $1
     union all select 'line', l.id, l.lot_id::text from qipan.order_line l where l.order_id = $1
     union all select 'approval', a.id, o.lender_org || '/' || a.kind from qipan.approval a
       join qipan.dispatch_order o on o.id = a.order_id where o.id = $1`,
    [id],
  );
  for (const row of rows)
    hub.learn(
      row.what === "line" ? `${name}:${hub.nameOf(row.name)}` : `${name}.${row.name}`,
      row.id,
    );
}
