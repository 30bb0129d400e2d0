import { globalId } from "../../src/graph/node.ts";
import type { HubClient, Sent } from "./hub-client.ts";
import { openIncident, readyProposal, receiver, shippedLeg, write } from "./hub-orders.ts";

/**
 * Settlements of one means are of 1, 2, 4, … units, so that the sum that is settled tells which
 * of them had their effect.
 */
const parts = { bought: [1, 2, 4, 8], waived: [16], paid: [1, 2, 4], returned: [1, 2] } as const;
export type Means = keyof typeof parts;
export type Sums = Readonly<Record<Means, number>>;

/** What is settled when everything is. */
export const settledWhole: Sums = { bought: 15, waived: 16, paid: 7, returned: 3 };

const debtor = "usr-g01-finance";
const creditor = "usr-g06-finance";
const approver = "usr-g06-approver";
const keeper = "usr-g06-keeper";
const carrierId = globalId("Organization", "ORG-E18");

const used = settledWhole.bought + settledWhole.waived;
const usedToo = 2;
const cameBack = settledWhole.paid + settledWhole.returned;

export interface Settling {
  readonly means: Means | "signed";
  readonly part: number;
  readonly sent: Sent;
}

interface Claim {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly opened: number;
  readonly outstanding: number;
  readonly creditor: { readonly name: string };
}

interface Task {
  readonly id: string;
  readonly quantity: number;
  readonly done: number;
  readonly performer: { readonly name: string };
  readonly claim: { readonly id: string } | null;
}

/** An incident with open claims, and the order line whose goods wait for inspection. */
export interface Owing {
  readonly incidentId: string;
  readonly orderLineId: string;
}

/** Goods are received, used, broken and sent back: what that leaves is owed. */
export async function openClaims(client: HubClient): Promise<Owing> {
  const incidentId = await openIncident(client);
  const needs = [
    { item: "WT-BOT-24", quantity: used, priority: 1 },
    { item: "WT-BOT-24", quantity: usedToo + cameBack, priority: 2 },
  ];
  const proposalId = await readyProposal(client, incidentId, needs);
  const { receive, lines } = await shippedLeg(client, proposalId);
  await client.done(receiver, "orders-receive", receive.input);
  const said = (ordered: number) => {
    const line = lines.find((one) => one.ordered === ordered);
    if (line === undefined) throw new Error(`no line of ${ordered}: ${JSON.stringify(lines)}`);
    return { orderLineId: line.id, occurredAt: new Date().toISOString() };
  };
  const [first, second] = [said(used), said(usedToo + cameBack)];
  await client.done(receiver, "replenishment-record-use", { ...first, consumed: used });
  await client.done(receiver, "replenishment-record-use", { ...second, consumed: usedToo });
  const load = { ...second, quantity: cameBack, carrierId };
  await client.done(receiver, "replenishment-start-return", load);
  await client.done(keeper, "replenishment-receive-return", load);
  const broken = { ...second, repair: settledWhole.paid };
  await client.done(keeper, "replenishment-inspect-return", broken);
  const owing = { incidentId, orderLineId: second.orderLineId };
  const { repair } = await claimsOf(client, owing);
  for (const side of [debtor, creditor])
    await client.done(side, "claims-confirm", { claimId: repair.id });
  return owing;
}

/** Settles all of it in many parts, and signs from both sides what is not settled. */
export async function settlements(client: HubClient, owing: Owing): Promise<Settling[]> {
  const occurredAt = new Date().toISOString();
  const { refill, refillToo, repair } = await claimsOf(client, owing);
  const [task] = await tasksOf(client, owing, refill);
  const lot = { batch: "B2", expiresOn: "2099-01-01", voucher: "FP-1", occurredAt };
  const cash = { claimId: repair.id, unitPriceFen: 100, voucher: "SK-1", occurredAt };
  const grace = { claimId: refill.id, reason: "联席会议决定(演练)", occurredAt };
  const found = { orderLineId: owing.orderLineId, occurredAt };
  const of: Record<Means, (part: number) => Sent> = {
    bought: (part) => {
      const input = { ...lot, taskId: task!.id, arrived: part, passed: part };
      return write("replenishment-receive-refill", input, keeper);
    },
    waived: (quantity) => write("claims-waive", { ...grace, quantity }, approver),
    paid: (quantity) => write("claims-settle-in-cash", { ...cash, quantity }, creditor),
    returned: (good) => write("replenishment-inspect-return", { ...found, good }, keeper),
  };
  const settling = (Object.keys(parts) as Means[]).flatMap((means) =>
    parts[means].map((part) => ({ means, part, sent: of[means](part) })),
  );
  const signing = [debtor, creditor].map((side) => ({
    means: "signed" as const,
    part: 1,
    sent: write("claims-confirm", { claimId: refillToo.id }, side),
  }));
  return [...settling, ...signing];
}

/** The parts of each means, added up. */
export const sumOf = (settlings: readonly Settling[]): Sums => {
  const of = (wanted: Means): number =>
    settlings.reduce((sum, { means, part }) => (means === wanted ? sum + part : sum), 0);
  return { bought: of("bought"), waived: of("waived"), paid: of("paid"), returned: of("returned") };
};

export interface Standing {
  readonly sums: Sums;
  /** What the claim to refill shrank by: the same as its tasks say was bought and forgiven. */
  readonly refilled: number;
  readonly states: readonly string[];
}

/** How much is settled, by the claims for money and returns, by the tasks for the shelves. */
export async function settledOf(client: HubClient, owing: Owing): Promise<Standing> {
  const { refill, refillToo, repair, back } = await claimsOf(client, owing);
  const tasks = await tasksOf(client, owing, refill);
  const passed = tasks.filter(({ performer }) => performer.name === refill.creditor.name);
  const sums = {
    bought: tasks.reduce((sum, { done }) => sum + done, 0),
    waived: passed.reduce((sum, { quantity }) => sum + quantity, 0),
    paid: repair.opened - repair.outstanding,
    returned: settledWhole.returned - back.outstanding,
  };
  const states = [refill, refillToo, repair, back].map(({ state }) => state);
  return { sums, refilled: refill.opened - refill.outstanding, states };
}

async function claimsOf(client: HubClient, { incidentId }: Owing) {
  const page = await client.query(creditor, "demo-claims", { first: 100, incidentId });
  const claims = (page?.edges as { node: Claim }[]).map(({ node }) => node);
  const one = (kind: string, opened: number): Claim => {
    const [found, ...more] = claims.filter((claim) => {
      return claim.kind === kind && claim.opened === opened;
    });
    if (found !== undefined && more.length === 0) return found;
    throw new Error(`not one ${kind} of ${String(opened)}: ${JSON.stringify(claims)}`);
  };
  return {
    refill: one("REFILL", used),
    refillToo: one("REFILL", usedToo),
    repair: one("REPAIR", settledWhole.paid),
    back: one("RETURN", usedToo + cameBack),
  };
}

/** The tasks that name the claim. */
async function tasksOf(client: HubClient, { incidentId }: Owing, claim: Claim): Promise<Task[]> {
  const page = await client.query(creditor, "demo-refill-tasks", { first: 100, incidentId });
  const tasks = (page?.edges as { node: Task }[]).map(({ node }) => node);
  return tasks.filter((task) => task.claim?.id === claim.id);
}
