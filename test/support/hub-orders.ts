import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { globalId } from "../../src/graph/node.ts";
import type { HubClient, Sent } from "./hub-client.ts";

/** Deeds of the `tiny` world's duties, asked of a hub in another process as its users would. */
export const dispatcher = "usr-g01-dispatcher";
export const receiver = "usr-g01-receiver";
const carrierId = globalId("Organization", "ORG-E18");

export const write = (operation: string, input: object, principal = dispatcher): Sent => ({
  principal,
  operation,
  input: { ...input, idempotencyKey: randomUUID() },
});

export interface Need {
  readonly item: string;
  readonly quantity: number;
  readonly priority: number;
}

export interface OrderLine {
  readonly id: string;
  readonly ordered: number;
  readonly held: number;
  readonly custodian: { readonly id: string };
}

interface Order {
  readonly id: string;
  readonly approvals: readonly { readonly id: string; readonly organization: { id: string } }[];
  readonly lines: readonly OrderLine[];
}

export async function openIncident(client: HubClient): Promise<string> {
  const { id } = await client.done(dispatcher, "incidents-report", {
    nameZh: "氯气泄漏(演练)",
    category: "ACCIDENT_DISASTER",
    hazard: "HAZCHEM",
    regionCode: "150304",
    node: "150304",
    leadId: globalId("Organization", "ORG-G01"),
  });
  await client.done("usr-g01-approver", "incidents-start-response", {
    incidentId: id,
    responseLevel: "LEVEL_2",
    reason: "演练",
  });
  return String(id);
}

/** A plan for these needs that is ready to be adopted. */
export async function readyProposal(
  client: HubClient,
  incidentId: string,
  needs: readonly Need[],
): Promise<string> {
  await client.done(dispatcher, "incidents-declare-needs", { incidentId, needs });
  const { id } = await client.done(dispatcher, "proposals-propose", {
    incidentId,
    preset: "FASTEST",
  });
  for (;;) {
    const proposal = await client.query(dispatcher, "proposals-proposal", { id });
    if (proposal?.state === "READY") return String(id);
    if (proposal?.state !== "SOLVING") throw new Error(JSON.stringify(proposal));
    await sleep(50);
  }
}

/** One order on the road: what is left to do is to receive it. */
export async function shippedLeg(
  client: HubClient,
  proposalId: string,
): Promise<{ readonly receive: Sent; readonly lines: readonly OrderLine[] }> {
  const { orders } = await client.done(dispatcher, "orders-adopt", { proposalId });
  const [first] = orders as Order[];
  const orderId = first!.id;
  for (const { id, organization } of first!.approvals)
    await client.done(duty(organization.id, "approver"), "approvals-decide", {
      approvalId: id,
      decision: "GRANT",
    });
  await client.done(dispatcher, "orders-issue", { orderId });
  const order = (await client.query(dispatcher, "demo-order", { id: orderId })) as unknown as Order;
  const keeper = duty(order.lines[0]!.custodian.id, "keeper");
  await client.done(keeper, "orders-acknowledge", { orderId });
  const loaded = order.lines.map(({ id, held }) => ({ lineId: id, loaded: held }));
  await client.done(keeper, "orders-load", { orderId, lines: loaded });
  const departed = order.lines.map(({ id, held }) => ({ orderLineId: id, departed: held }));
  const gone = { orderId, carrierId, lines: departed };
  const departure = await client.done(keeper, "orders-depart", gone);
  const lines = order.lines.map(({ id, held }) => {
    return { orderLineId: id, accepted: held, rejected: 0, missing: 0 };
  });
  const { id: legId } = departure.leg as { id: string };
  const input = { legId, code: departure.arrivalCode, lines };
  return { receive: write("orders-receive", input, receiver), lines: order.lines };
}

const duty = (org: string, name: string): string => {
  const code = Buffer.from(org, "base64url").toString("utf8").split(":ORG-")[1] ?? "";
  return `usr-${code.toLowerCase()}-${name}`;
};
