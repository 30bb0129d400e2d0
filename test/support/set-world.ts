import { skill } from "../../schema/tables/catalog.ts";
import { team } from "../../schema/tables/forces.ts";
import { roadLink } from "../../schema/tables/network.ts";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import type { LineRow } from "../../src/dispatch/order.model.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import type { ProposalView } from "../../src/dispatch/proposal.model.ts";
import { readProposals } from "../../src/dispatch/proposal.store.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import { declareNeeds, readNeedsOf } from "../../src/incidents/need.service.ts";
import { startResponse } from "../../src/incidents/response.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { done } from "./dispatch-steps.ts";
import { ordersOf, type OrderState } from "./dispatch-state.ts";
import { asks, by, fillDispatchWorld, orgs, personOf } from "./dispatch-world.ts";

/** What a collapsed house wants, all at once. */
export const whole = ["LIFT", "RESCUE", "SEARCH"];

/** Besides the rescuers of one lender: a crane each of two lenders, and one's own search dogs. */
const crews = [
  { id: "CRANE-NEAR", ownerOrg: orgs.lendsToo, skills: ["LIFT"], mobilisationMinutes: 5 },
  { id: "CRANE-FAR", ownerOrg: orgs.lends, skills: ["LIFT"], mobilisationMinutes: 90 },
  { id: "DOGS", ownerOrg: orgs.asks, skills: ["SEARCH"], mobilisationMinutes: 10 },
];

export async function fillSetWorld(database: Database): Promise<void> {
  await fillDispatchWorld(database);
  await withOwnerTx(database, async ({ db }) => {
    await db.insert(skill).values([
      { code: "SEARCH", domain: "RESCUE", nameZh: "搜索", nameEn: "search" },
      { code: "LIFT", domain: "RESCUE", nameZh: "起重", nameEn: "lifting" },
    ]);
    const road = { fromNode: "N-LENDS", toNode: "N-ASKS", roads: "G6", km: 60, tags: [] };
    await db.insert(roadLink).values({ ...road, id: "ROAD", minutes: 50 });
    const crew = { nameZh: "队", regionCode: "640200", baseNode: "N-LENDS", headcount: 6 };
    const insured = { category: "PROFESSIONAL" as const, insuredUntil: "2999-12-31" };
    await db.insert(team).values(crews.map((one) => ({ ...crew, ...insured, ...one })));
  });
}

/** An incident of whoever asks, answered, and with these sets wanted. */
export async function collapsed(
  database: Database,
  capabilities: readonly string[],
  quantity = 1,
): Promise<{ readonly incidentId: string; readonly needId: string }> {
  const { id: incidentId } = done(
    await reportIncident(database, by(asks), {
      ...{ nameZh: "房屋垮塌(演练)", category: "ACCIDENT_DISASTER", hazard: "COLLAPSE" },
      ...{ regionCode: "150300", node: "N-ASKS" },
    }),
  );
  const level = { incidentId, responseLevel: "LEVEL_3", reason: "垮塌" } as const;
  done(await startResponse(database, by(asks), level));
  const needs = [{ capabilities, quantity, priority: 1 }];
  done(await declareNeeds(database, by(asks), { incidentId, needs }));
  const [need] = await withTx(database, hubReader, (tx) => readNeedsOf(tx, incidentId));
  return { incidentId, needId: need!.id };
}

export async function solved(database: Database, incidentId: string): Promise<ProposalView> {
  const wish = { incidentId, preset: "BALANCED" } as const;
  const { id } = done(await proposeDispatch(database, by(asks), wish));
  await plannerOf(database).idle();
  const [proposal] = await withTx(database, hubReader, (tx) => readProposals(tx, [id]));
  if (proposal?.state !== "READY") throw new Error(proposal?.failure ?? "no plan");
  return proposal;
}

export async function adopted(database: Database, incidentId: string): Promise<OrderState[]> {
  const { id: proposalId } = await solved(database, incidentId);
  done(await adoptProposal(database, by(asks), { proposalId }));
  return ordersOf(database, proposalId);
}

/** Whoever is asked says yes, or the first of them no. */
export async function decided(
  database: Database,
  { approvals }: OrderState,
  decision: "GRANT" | "REFUSE",
): Promise<void> {
  const asked = decision === "GRANT" ? approvals : approvals.slice(0, 1);
  for (const { id: approvalId, org } of asked) {
    const input = { approvalId, decision, reason: "本地备勤" };
    done(await decideApproval(database, by(personOf(org, ["APPROVER"])), input));
  }
}

/** Approved, issued, acknowledged, manned and gone; answers how it is received. */
export async function gone(database: Database, { order, lines, approvals }: OrderState) {
  const orderId = order.id;
  await decided(database, { order, lines, approvals }, "GRANT");
  done(await issueOrder(database, by(asks), { orderId }));
  const keeper = personOf(order.lenderOrg, ["KEEPER"]);
  done(await acknowledgeOrder(database, by(keeper), { orderId }));
  const load = lines.map(({ id: lineId }) => ({ lineId, loaded: 1 }));
  done(await loadOrder(database, by(keeper), { orderId, lines: load }));
  const leaving = lines.map(({ id: orderLineId }) => ({ orderLineId, departed: 1 }));
  const drive = { orderId, carrierOrg: order.lenderOrg, lines: leaving };
  const { id: legId, arrivalCode: code } = done(await departOrder(database, by(keeper), drive));
  return async (accepted: 0 | 1): Promise<void> => {
    const counted = { accepted, rejected: 1 - accepted, missing: 0 };
    const rows = lines.map(({ id: orderLineId }) => ({ orderLineId, ...counted }));
    done(await receiveLeg(database, by(asks), { legId, code: code ?? "", lines: rows }));
  };
}

/** The unit, its set and what it covers, of each line by unit. */
export const inSets = (orders: readonly OrderState[]) =>
  orders
    .flatMap(({ lines }) => lines)
    .map(({ teamId, setId, covers, counted }: LineRow) => ({ teamId, setId, covers, counted }))
    .toSorted((a, b) => (String(a.teamId) < String(b.teamId) ? -1 : 1));

/** Changes teams as their owner could not, all of them or those that are named. */
export const setTeams = (database: Database, change: string, ids: readonly string[] = []) =>
  withOwnerTx(database, ({ client }) =>
    client.query(`update qipan.team set ${change} where id = any ($1) or $1 = '{}'`, [ids]),
  );

/** Every team is at home again. */
export const allHome = (database: Database) =>
  setTeams(database, "state = 'STANDBY', order_line_id = null");

export const orderOf = (orders: readonly OrderState[], lender: string): OrderState =>
  orders.find(({ order }) => order.lenderOrg === lender)!;
