import { randomUUID } from "node:crypto";
import { proposal } from "../../../schema/tables/dispatch.ts";
import { adoptProposal } from "../../../src/dispatch/adoption.service.ts";
import type { Ground } from "../../../src/dispatch/proposal.model.ts";
import { withOwnerTx } from "../../../src/postgres/transaction.ts";
import { rowsOf } from "../dispatch-state.ts";
import { station, type Board } from "./board.ts";
import { declare, type Declared } from "./declaring.ts";
import { done, type Deed, type Draw, type Hub, type Verdict } from "./deed.ts";
import type { Pick } from "./pick.ts";
import type { Case, Law, Lot } from "./records.ts";
import { firm, isGovernment, governments, type PactPlan, type WorldPlan } from "./world.ts";

export interface Wanted {
  readonly lot: Lot;
  readonly quantity: number;
}

/** A plan as the solver would have made it, ready to be adopted. */
interface Plan extends Declared {
  readonly pact: PactPlan;
  readonly wanted: readonly Wanted[];
}

export const adopting =
  ({ pacts }: WorldPlan): Draw =>
  (board, pick, name) => {
    const again = pick.flag(0.15) ? pick.one(board.cases.where(isProposed)) : undefined;
    if (again !== undefined) return adoptAgain(again.name, again.requester);
    const requester = pick.of(governments);
    // What is lent under a pact has a limit of its own on what may wait; others may ask too much.
    const bold = ({ owner }: Lot) => owner === requester || !isGovernment(owner);
    const lots = board.lots.where(
      (lot) =>
        (board.at(lot.name, "ON_HAND") > 0 && (!lot.expired || bold(lot))) ||
        (bold(lot) && pick.flag(0.05)),
    );
    const wanted = pick.some(lots, 3).map((lot) => {
      const there = board.at(lot.name, "ON_HAND");
      const most = bold(lot) && pick.flag(0.2) ? there + 3 : Math.min(there, 25);
      return { lot, quantity: pick.between(1, Math.max(1, most)) };
    });
    if (wanted.length === 0) return undefined;
    const payer = pick.flag(0.8) ? requester : pick.of(governments);
    const blamed = pick.flag(0.4) ? firm : undefined;
    return adopt({ name, requester, payer, firm: blamed, pact: pick.of(pacts), wanted });
  };

const isProposed = ({ proposal: state }: Case): boolean => state !== "NONE";

function adopt(plan: Plan): Deed {
  const { name, requester, payer, wanted } = plan;
  const list = wanted.map(({ lot, quantity }) => `${lot.name}×${quantity}`).join(" ");
  return {
    kind: "adopt",
    about: `${name}: ${requester} (payer ${payer}, ${plan.firm ?? "nobody"} at fault) ${list}`,
    touched: touchedBy(plan),
    prepare: (hub) => propose(hub, plan),
    judge: (board) => {
      const refused = shortOf(board, wanted);
      const { firm: blamed } = plan;
      const row = { name, requester, payer, firm: blamed, incident: "ACTIVE" as const };
      board.cases.put({ ...row, proposal: "ADOPTED" });
      if (refused.length > 0) return refused;
      for (const one of wanted) draft(board, plan, one);
      return done;
    },
    by: requester,
    act: (hub, who) => adoptProposal(hub.database, who, { proposalId: hub.id(`proposal:${name}`) }),
    learn: (hub) => learnOrders(hub, name),
    tells: { PROPOSAL_ADOPTED: 1 },
  };
}

const adoptAgain = (name: string, requester: string): Deed => ({
  kind: "adopt again",
  about: name,
  touched: { lots: [], lines: [] },
  judge: () => ["ILLEGAL_TRANSITION"],
  by: requester,
  act: (hub, who) => adoptProposal(hub.database, who, { proposalId: hub.id(`proposal:${name}`) }),
});

const touchedBy = ({ name, wanted }: Plan) => ({
  lots: wanted.map(({ lot }) => lot.name),
  lines: wanted.map(({ lot }) => `${name}:${lot.name}`),
});

/** What nobody may be promised: expired, blocked, or not there. */
export function shortOf(board: Board, wanted: readonly Wanted[]): Verdict {
  const codes = wanted.flatMap(({ lot: { name }, quantity }): Verdict => [
    ...unfit(board, name),
    ...(quantity > board.at(name, "ON_HAND") ? (["SHORT_OF_STOCK"] as const) : []),
  ]);
  return [...new Set(codes)];
}

export function unfit(board: Board, name: string): Verdict {
  const { condition, expired } = board.lots.get(name);
  if (condition !== "GOOD") return ["LOT_BLOCKED"];
  return expired ? ["LOT_EXPIRED"] : [];
}

function draft(board: Board, plan: Plan, { lot, quantity }: Wanted): void {
  const { name: incidentName, requester, pact } = plan;
  const how = ground(plan, lot);
  const order = `${incidentName}.${lot.owner}`;
  if (board.orders.where(({ name }) => name === order).length === 0) {
    board.orders.put({
      ...{ name: order, incident: incidentName, lender: lot.owner, requester },
      ...{ commanded: how.authority === "COMMAND", pact: how.agreement?.id },
      ...{ issued: false, acknowledged: false, loading: false, cancelled: false, closed: false },
      ranOut: false,
    });
    for (const { kind, org } of askedOf(plan, lot))
      board.approvals.put({ name: `${order}/${kind}`, order, kind, org, state: "PENDING" });
  }
  const line = `${incidentName}:${lot.name}`;
  const nothing = { loaded: 0, departed: 0, accepted: 0, rejected: 0, missing: 0 };
  board.lines.put({
    ...{ ...nothing, name: line, order, lot: lot.name, law: lawOf(plan, lot, pact) },
    ...{ ordered: quantity, held: quantity, cancelled: 0, redirected: 0 },
  });
  board.move(lot.name, "ON_HAND", station.soft(line), quantity);
}

/** LEDGER §3: the first sentence that holds decides. */
export function lawOf(declared: Declared, lot: Lot, pact: PactPlan): Law {
  const { requester, payer, firm: blamed } = declared;
  const own = lot.owner === requester;
  const underPact = isGovernment(lot.owner) && !own;
  const risk = underPact ? pact.risk : "DEPARTURE";
  const returnable = underPact || lot.owner === firm;
  const nobody = { debtor: undefined, loss: undefined, payerOwns: false, recoverFrom: undefined };
  if (lot.owner === payer)
    return { ...nobody, payerOwns: true, recoverFrom: blamed, returnable, risk };
  if (lot.owner === blamed || lot.donated) return { ...nobody, returnable, risk };
  const owes = { debtor: payer, payerOwns: false, recoverFrom: blamed, returnable, risk };
  if (lot.owner === firm) return { ...owes, loss: "COMPENSATE" };
  if (underPact && pact.regime === "FREE") return { ...nobody, returnable, risk };
  const inMoney = underPact && pact.regime === "SETTLE_WITHIN_DAYS";
  return { ...owes, loss: inMoney ? "PAY" : "REFILL" };
}

/** Whose word is waited for before the order is issued. */
function askedOf({ requester, payer, pact }: Plan, lot: Lot): { kind: string; org: string }[] {
  if (lot.owner === requester) return [];
  const pledge = payer === lot.owner ? [] : [{ kind: "REFILL_PLEDGE", org: payer }];
  if (lot.owner === firm) return pledge;
  const asked = lot.donated ? (["OWNER"] as const) : pact.approvals;
  return asked.flatMap((kind) =>
    kind === "OWNER" ? [{ kind, org: lot.owner }] : kind === "REFILL_PLEDGE" ? pledge : [],
  );
}

/** On what legal ground a lot may be asked for. */
function ground({ requester, payer, pact }: Plan, lot: Lot): Omit<Ground, "thing"> {
  const { owner, custodian, item, priceFen } = lot;
  const plain = {
    ...{ item, lenderOrg: owner, ownerOrg: owner, custodianOrg: custodian, contractingOrg: null },
    ...{ agreement: null, commanderOrg: null, rank: 2, unitValueFen: priceFen, version: 1 },
    ...{ tier: "CROSS_PROVINCE", authority: "REQUEST", approvals: [] },
  } as const satisfies Partial<Ground>;
  if (owner === requester) return { ...plain, basis: "OWN" };
  if (lot.donated) {
    return { ...plain, basis: "DONATION", approvals: [{ kind: "OWNER", org: owner }] };
  }
  if (owner === firm) {
    const approvals = [{ kind: "REFILL_PLEDGE", org: payer }] as const;
    return { ...plain, basis: "REQUISITION", authority: "COMMAND", approvals };
  }
  return { ...plain, basis: "PACT", authority: "PACT", agreement: { id: pact.id, version: 1 } };
}

/** The incident, its needs and a READY proposal, as other desks and the solver leave them. */
async function propose(hub: Hub, plan: Plan): Promise<void> {
  const { name, requester, wanted } = plan;
  const proposalId = randomUUID();
  await withOwnerTx(hub.database, async (tx) => {
    const needed = wanted.map(({ lot: { item }, quantity }) => ({ item, quantity }));
    const { incidentId, needs } = await declare(tx, { ...plan, needed });
    const allocations = wanted.map(({ lot, quantity }, at) => ({
      ...{ source: "depot", lot: hub.id(lot.name), item: lot.item, quantity, counted: quantity },
      ...{ need: needs[at] ?? "", leavesMinutes: 10, arrivesMinutes: 100 },
      reasons: [{ code: "ONLY_SOURCE" as const, figure: 1 }],
    }));
    const grounds = wanted.map(({ lot }) => {
      const lotId = hub.id(lot.name);
      const thing = { kind: "LOT", lotId, depotId: lot.depot } as const;
      return [lotId, { ...ground(plan, lot), thing }] as const;
    });
    await tx.db.insert(proposal).values({
      ...{ id: proposalId, incidentId, requestedByOrg: requester, requestedBy: requester },
      ...{ state: "READY", zeroAt: tx.now, createdAt: tx.now, readyAt: tx.now },
      ...{ plan: { allocations }, grounds: Object.fromEntries(grounds) },
      problem: { version: 1, items: [], sources: [], needs: [], lanes: [] },
    });
    hub.learn(name, incidentId);
  });
  hub.learn(`proposal:${name}`, proposalId);
}

async function learnOrders(hub: Hub, name: string): Promise<void> {
  const rows = await rowsOf<{ what: string; id: string; name: string }>(
    hub.database,
    `with o as (select * from qipan.dispatch_order where proposal_id = $1)
     select 'order' as what, id, lender_org as name from o
     union all select 'line', l.id, l.lot_id::text from qipan.order_line l
       join o on o.id = l.order_id
     union all select 'approval', a.id, o.lender_org || '/' || a.kind from qipan.approval a
       join o on o.id = a.order_id`,
    [hub.id(`proposal:${name}`)],
  );
  for (const row of rows)
    hub.learn(
      row.what === "line" ? `${name}:${hub.nameOf(row.name)}` : `${name}.${row.name}`,
      row.id,
    );
}

export type { Pick };
