import { globalId } from "../graph/node.ts";
import { orgCode } from "./demo-plan.ts";
import type { DemoClaim, DemoReport, DemoStatement, DemoTask } from "./demo.model.ts";
import { cannot, has, leadOf, named, post, take, type Stage } from "./demo-stage.ts";

type Books = Pick<DemoReport, "claims" | "refillTasks" | "statements">;

/** Both sides sign, one shelf is refilled, and the payer's largest creditor gets its statement. */
export async function closeBooks(stage: Stage, incidentId: string): Promise<Books> {
  const opened = await readClaims(stage, incidentId);
  if (has(stage, "RECOURSE")) tellRecourse(stage, opened);
  for (const claim of opened.filter(({ kind }) => kind === "REFILL")) await confirm(stage, claim);
  const [task] = await readTasks(stage, incidentId);
  if (task !== undefined) await refill(stage, task);
  return {
    claims: await readClaims(stage, incidentId),
    refillTasks: await readTasks(stage, incidentId),
    statements: await issueStatement(stage, opened),
  };
}

/** Who leads and who pays may owe both: each reads the claims of its own. */
const treasuries = (stage: Stage): readonly string[] => [
  ...new Set([stage.scenario.payerOrgId, leadOf(stage)]),
];

interface Page<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function readClaims(stage: Stage, incidentId: string): Promise<DemoClaim[]> {
  const found = new Map<string, DemoClaim>();
  for (const org of treasuries(stage))
    for (const claim of await claimsOf(stage, incidentId, org)) found.set(claim.id, claim);
  return [...found.values()];
}

async function claimsOf(stage: Stage, incidentId: string, org: string): Promise<DemoClaim[]> {
  const claims: DemoClaim[] = [];
  let after: string | null | undefined;
  do {
    const page: Page<DemoClaim> = await stage.client.ask(post(org, "FINANCE"), "demo-claims", {
      first: 100,
      after,
      incidentId,
    });
    claims.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo?.hasNextPage === true ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return claims;
}

async function readTasks(stage: Stage, incidentId: string): Promise<DemoTask[]> {
  const found = new Map<string, DemoTask>();
  for (const org of treasuries(stage)) {
    const asked = { first: 100, incidentId };
    const reader = post(org, "FINANCE");
    const page: Page<DemoTask> = await stage.client.ask(reader, "demo-refill-tasks", asked);
    for (const { node } of page.edges) found.set(node.id, node);
  }
  return [...found.values()];
}

/** Whatever is owed for the accident is mirrored against the firm, until the report is out. */
function tellRecourse(stage: Stage, claims: readonly DemoClaim[]): void {
  const mirrored = claims.filter(({ kind }) => kind === "RECOURSE");
  const [first] = mirrored;
  if (first === undefined) throw cannot("RECOURSE", "没有追偿 / nothing to recover");
  const [firm, payer] = [named(first.debtor), named(first.creditor)];
  take(stage, "RECOURSE", {
    zh: `事故责任企业${firm.zh}须向${payer.zh}偿付:追偿 ${mirrored.length} 笔,待调查报告确认`,
    en: `${firm.en}, at fault, is to repay ${payer.en}: ${mirrored.length} claims, provisional`,
  });
}

async function confirm({ client }: Stage, { id, debtor, creditor }: DemoClaim) {
  for (const side of [debtor, creditor])
    await client.write(post(orgCode(side), "FINANCE"), "claims-confirm", { claimId: id });
}

const yearMs = 365 * 86_400_000;

/** The debtor buys what is missing, has it delivered, and the keeper of the shelf takes it in. */
async function refill({ client }: Stage, task: DemoTask): Promise<void> {
  const missing = task.quantity - task.done;
  const now = Date.now();
  await client.write(
    post(orgCode(task.depot.custodian), "KEEPER"),
    "replenishment-receive-refill",
    {
      taskId: task.id,
      ...(task.claim === null ? {} : { claimId: task.claim.id }),
      arrived: missing,
      passed: missing,
      batch: "演练-补库-1",
      expiresOn: new Date(now + 5 * yearMs).toISOString().slice(0, 10),
      voucher: "演练发票-0001",
      occurredAt: new Date(now).toISOString(),
    },
  );
}

async function issueStatement(
  stage: Stage,
  claims: readonly DemoClaim[],
): Promise<DemoStatement[]> {
  const ours = treasuries(stage).map((org) => globalId("Organization", org));
  const owed = claims.find(({ kind, debtor }) => kind === "REFILL" && ours.includes(debtor.id));
  if (owed === undefined) return [];
  const creditor = orgCode(owed.creditor);
  const statement = await stage.client.write<DemoStatement>(
    post(creditor, "FINANCE"),
    "statements-issue",
    {
      organizationId: owed.creditor.id,
      counterpartyId: owed.debtor.id,
    },
  );
  return [statement];
}
