import { randomUUID } from "node:crypto";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import { reportIncident, type Asking } from "../../src/incidents/incident.service.ts";
import { declareNeeds } from "../../src/incidents/need.service.ts";
import { startResponse } from "../../src/incidents/response.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { onDuty, type OrgName } from "./story-world.ts";

/** Asks in the name of whoever is on duty for the organization, with a key of its own. */
export const as = async (database: Database, org: OrgName): Promise<Asking> => ({
  principal: await onDuty(database, org),
  key: randomUUID(),
});

/** What a story does is not refused; if it is, the story is wrong and says why. */
export function done<V>(outcome: Outcome<V>): V {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value;
}

export interface StoryLine {
  readonly id: string;
  readonly orderId: string;
  readonly lotId: string | null;
  readonly teamId: string | null;
  readonly lenderOrg: OrgName;
  readonly ordered: number;
  readonly basis: string;
  readonly liability: string | null;
}

export async function linesOf(database: Database): Promise<StoryLine[]> {
  return withTx(database, hubReader, async ({ client }) => {
    const { rows } = await client.query<StoryLine>(
      `select l.id, l.order_id as "orderId", l.lot_id as "lotId", l.team_id as "teamId",
         o.lender_org as "lenderOrg", l.ordered, l.basis, l.liability
       from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id order by l.id`,
    );
    return rows;
  });
}

/** From the report to an adopted plan that takes every lot whole, by the hub's own solver. */
export async function respond(database: Database): Promise<string> {
  const { id: incidentId } = done(
    await reportIncident(database, await as(database, "G01"), {
      ...{ nameZh: "乌达液氯储罐泄漏(示例)", category: "ACCIDENT_DISASTER", hazard: "HAZCHEM" },
      ...{ regionCode: "150300", node: "SITE", responsibleOrg: "E01" },
    }),
  );
  const level = { incidentId, responseLevel: "LEVEL_3", reason: "液氯泄漏" } as const;
  done(await startResponse(database, await as(database, "G01"), level));
  const needs = [
    { item: "SCBA", quantity: 80, priority: 1 },
    { item: "CAUSTIC", quantity: 400, priority: 1 },
    { item: "N95", quantity: 20_000, priority: 2 },
    { capability: "HAZMAT", quantity: 1, priority: 1 },
  ];
  done(await declareNeeds(database, await as(database, "G01"), { incidentId, needs }));
  const wish = { incidentId, preset: "BALANCED", allowRequisition: true } as const;
  const { id: proposalId } = done(await proposeDispatch(database, await as(database, "G01"), wish));
  await plannerOf(database).idle();
  await solved(database);
  done(await adoptProposal(database, await as(database, "G01"), { proposalId }));
  return incidentId;
}

async function solved(database: Database): Promise<void> {
  const { rows } = await withTx(database, hubReader, ({ client }) =>
    client.query<{ failure: string | null }>("select failure from qipan.proposal"),
  );
  for (const { failure } of rows) if (failure !== null) throw new Error(failure);
}

async function approve(database: Database): Promise<void> {
  const asked = await withTx(database, hubReader, async ({ client }) => {
    const { rows } = await client.query<{ id: string; org: OrgName }>(
      "select id, org from qipan.approval where state = 'PENDING' order by id",
    );
    return rows;
  });
  for (const { id: approvalId, org } of asked)
    done(
      await decideApproval(database, await as(database, org), { approvalId, decision: "GRANT" }),
    );
}

export interface Arrives {
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
}

/** Every order is approved, issued, acknowledged, loaded, driven and received. */
export async function deliver(
  database: Database,
  arrives: (line: StoryLine) => Arrives,
): Promise<void> {
  await approve(database);
  const lines = await linesOf(database);
  for (const orderId of new Set(lines.map((line) => line.orderId))) {
    const mine = lines.filter((line) => line.orderId === orderId);
    const lender = mine[0]!.lenderOrg;
    done(await issueOrder(database, await as(database, "G01"), { orderId }));
    done(await acknowledgeOrder(database, await as(database, lender), { orderId }));
    const load = mine.map(({ id: lineId, ordered: loaded }) => ({ lineId, loaded }));
    done(await loadOrder(database, await as(database, lender), { orderId, lines: load }));
    const teams = mine.filter(({ teamId }) => teamId !== null);
    const goods = mine.filter(({ teamId }) => teamId === null);
    await drive(database, teams, { lender, carrier: lender, arrives });
    await drive(database, goods, { lender, carrier: "K01", arrives });
  }
}

interface Drive {
  readonly lender: OrgName;
  readonly carrier: OrgName;
  readonly arrives: (line: StoryLine) => Arrives;
}

async function drive(
  database: Database,
  lines: readonly StoryLine[],
  { lender, carrier: carrierOrg, arrives }: Drive,
): Promise<void> {
  const [first] = lines;
  if (first === undefined) return;
  const leaving = lines.map(({ id: orderLineId, ordered: departed }) => ({
    orderLineId,
    departed,
  }));
  const input = { orderId: first.orderId, carrierOrg, lines: leaving };
  const { id: legId, arrivalCode } = done(
    await departOrder(database, await as(database, lender), input),
  );
  const counted = lines.map((line) => ({ orderLineId: line.id, ...arrives(line) }));
  const receipt = { legId, code: arrivalCode ?? "", lines: counted };
  done(await receiveLeg(database, await as(database, "G01"), receipt));
}
