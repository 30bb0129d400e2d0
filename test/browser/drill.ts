import { setTimeout as sleep } from "node:timers/promises";
import { HubClient } from "../support/hub-client.ts";

export const officer = "usr-g01-dispatcher";

interface Approval {
  readonly id: string;
  readonly state: string;
  readonly organization: { readonly id: string };
}

export interface DrillOrder {
  readonly id: string;
  readonly number: string;
  readonly approvals: readonly Approval[];
}

export interface Drill {
  readonly client: HubClient;
  readonly incidentId: string;
  readonly orders: readonly DrillOrder[];
}

const oxygen = { item: "MD-O2-CYL", quantity: 60, priority: 1 };

const short = { item: "MD-VENT", quantity: 400, priority: 2 };

/** A small release through the API: reported, responded to, planned, adopted and approved. */
export async function stageDrill(
  url: string,
  needs: readonly object[] = [oxygen, short],
): Promise<Drill> {
  const client = new HubClient(url);
  const incident = await client.done(officer, "incidents-report", {
    nameZh: "乌达氯气泄漏(演练)",
    category: "ACCIDENT_DISASTER",
    hazard: "HAZCHEM",
    regionCode: "150304",
    node: "150304",
  });
  const incidentId = String(incident.id);
  const level = { incidentId, responseLevel: "LEVEL_2", reason: "演练" };
  await client.done("usr-g01-approver", "incidents-start-response", level);
  await client.done(officer, "incidents-declare-needs", { incidentId, needs });
  const proposalId = await solved(client, incidentId);
  const adoption = await client.done(officer, "orders-adopt", { proposalId });
  const orders = adoption.orders as readonly DrillOrder[];
  await grantAll(client, orders);
  return { client, incidentId, orders };
}

async function solved(client: HubClient, incidentId: string): Promise<string> {
  const { id } = await client.done(officer, "proposals-propose", { incidentId });
  for (let asked = 0; asked < 300; asked += 1) {
    const proposal = await client.query(officer, "proposals-proposal", { id });
    if (proposal?.state === "READY") return String(id);
    await sleep(200);
  }
  throw new Error("the plan took too long");
}

/** Everyone who is asked agrees, each as the approver of its own organization. */
export async function grantAll(client: HubClient, orders: readonly DrillOrder[]): Promise<void> {
  for (const { approvals } of orders)
    for (const { id, state, organization } of approvals)
      if (state === "PENDING")
        await client.done(approverOf(organization.id), "approvals-decide", {
          approvalId: id,
          decision: "GRANT",
        });
}

export const approverOf = (organizationId: string): string => dutyOf(organizationId, "approver");

/** `Organization:ORG-G06` has its duties by code: `usr-g06-keeper`. */
export function dutyOf(organizationId: string, duty: string): string {
  const code = Buffer.from(organizationId, "base64url").toString().split(":ORG-")[1] ?? "";
  return `usr-${code.toLowerCase()}-${duty}`;
}
