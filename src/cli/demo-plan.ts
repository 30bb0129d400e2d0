import { setTimeout as sleep } from "node:timers/promises";
import { globalId, localId } from "../graph/node.ts";
import { DemoRefused } from "./demo-client.ts";
import type { DemoNeed, DemoOrder, DemoProposal, Party } from "./demo.model.ts";
import { leadOf, post, type Stage } from "./demo-stage.ts";

export const orgCode = ({ id }: Pick<Party, "id">): string => localId(id)?.id ?? "";

const hourMs = 3_600_000;

export async function reportAndDeclare(stage: Stage): Promise<string> {
  const { client, scenario } = stage;
  const lead = leadOf(stage);
  const { id } = await client.write<{ id: string }>(post(lead, "DISPATCHER"), "incidents-report", {
    nameZh: `${scenario.nameZh}(演练)`,
    nameEn: scenario.nameEn,
    category: categoryOf(scenario.hazard),
    hazard: scenario.hazard,
    incidentGrade: scenario.incidentGrade,
    regionCode: scenario.regionCode,
    node: scenario.node,
    lon: scenario.lon,
    lat: scenario.lat,
    leadId: globalId("Organization", lead),
    ...(scenario.responsibleOrgId === undefined
      ? {}
      : { responsibleId: globalId("Organization", scenario.responsibleOrgId) }),
  });
  await setZone(stage, id);
  await client.write(post(scenario.payerOrgId, "APPROVER"), "incidents-start-response", {
    incidentId: id,
    payerId: globalId("Organization", scenario.payerOrgId),
    responseLevel: `LEVEL_${String(scenario.responseLevel)}`,
    reason: "演练:按预案启动响应",
  });
  await client.write(post(lead, "DISPATCHER"), "incidents-declare-needs", {
    incidentId: id,
    needs: needsOf(stage),
  });
  return id;
}

const categoryOf = (hazard: string): string =>
  ["HAZCHEM", "FIRE", "MINE", "TRAFFIC", "UTILITY", "POLLUTION"].includes(hazard)
    ? "ACCIDENT_DISASTER"
    : "NATURAL_DISASTER";

async function setZone(stage: Stage, incidentId: string): Promise<void> {
  const { client, scenario } = stage;
  const { hazardZone: zone, closedRoads: closed = [] } = scenario;
  if (zone === undefined && closed.length === 0) return;
  await client.write(post(leadOf(stage), "DISPATCHER"), "incidents-set-zone", {
    incidentId,
    ...(zone === undefined ? {} : { zone: { radiusKm: zone.radiusKm, until: inHours(6) } }),
    closedRoadIds: closed.map((link) => globalId("RoadLink", link)),
  });
}

const inHours = (hours: number): string => new Date(Date.now() + hours * hourMs).toISOString();

const needsOf = ({ scenario }: Stage): object[] => [
  ...scenario.demands.map(({ sku, qty, neededWithinHours, priority }) => ({
    item: sku,
    quantity: qty,
    priority,
    deadlineAt: inHours(neededWithinHours),
  })),
  ...scenario.teamNeeds.map(({ skill, teams, neededWithinHours, priority }) => ({
    capability: skill,
    quantity: teams,
    priority,
    deadlineAt: inHours(neededWithinHours),
  })),
];

export async function readNeeds(stage: Stage, incidentId: string) {
  const page = await stage.client.ask<{ edges: { node: DemoNeed }[] }>(
    post(leadOf(stage), "DISPATCHER"),
    "demo-needs",
    { first: 100, incidentId },
  );
  return page.edges.map(({ node }) => node);
}

/** The solver ends much sooner; a machine that is busy with other things may not. */
const solveWithinMs = 240_000;

/** Asks for a plan and waits, as a person would watch it: the page asks again and again. */
export async function propose(
  stage: Stage,
  incidentId: string,
  more: { readonly allowRequisition?: true } = {},
): Promise<DemoProposal> {
  const dispatcher = post(leadOf(stage), "DISPATCHER");
  const { id } = await stage.client.write<{ id: string }>(dispatcher, "proposals-propose", {
    incidentId,
    preset: "BALANCED",
    ...more,
  });
  const began = Date.now();
  while (Date.now() - began < solveWithinMs) {
    const proposal = await stage.client.ask<DemoProposal>(dispatcher, "proposals-proposal", { id });
    if (proposal.state === "READY") return proposal;
    if (proposal.state !== "SOLVING") {
      const why = `${proposal.state} ${proposal.failure ?? ""}`;
      throw new DemoRefused("proposals-propose", dispatcher, why);
    }
    await sleep(500);
  }
  throw new DemoRefused("proposals-propose", dispatcher, "求解超时 / the plan took too long");
}

/** Adopts a plan: one draft order for each lender, read as the requester sees it. */
export async function adopt(stage: Stage, proposal: DemoProposal): Promise<DemoOrder[]> {
  const dispatcher = post(leadOf(stage), "DISPATCHER");
  const { orders } = await stage.client.write<{ orders: DemoOrder[] }>(dispatcher, "orders-adopt", {
    proposalId: proposal.id,
  });
  return Promise.all(orders.map(({ id }) => readOrder(stage, id)));
}

type Asked = DemoOrder["approvals"][number];

export async function grantOne({ client }: Stage, { id, state, organization }: Asked) {
  if (state !== "PENDING") return;
  await client.write(post(orgCode(organization), "APPROVER"), "approvals-decide", {
    ...{ approvalId: id, decision: "GRANT" },
  });
}

/** Issues each order on its own, and answers how it stands then. */
export async function issueAll(
  stage: Stage,
  orders: readonly Pick<DemoOrder, "id">[],
): Promise<DemoOrder[]> {
  const dispatcher = post(leadOf(stage), "DISPATCHER");
  for (const { id } of orders)
    await stage.client.write(dispatcher, "orders-issue", { orderId: id });
  return Promise.all(orders.map(({ id }) => readOrder(stage, id)));
}

export const readOrder = (stage: Stage, id: string): Promise<DemoOrder> =>
  stage.client.ask<DemoOrder>(post(leadOf(stage), "DISPATCHER"), "demo-order", { id });
