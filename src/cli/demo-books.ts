import { globalId } from "../graph/node.ts";
import { orgCode } from "./demo-plan.ts";
import type { DemoClaim, DemoReport, DemoStatement, DemoTask } from "./demo.model.ts";
import { post, type Stage } from "./demo-stage.ts";

type Books = Pick<DemoReport, "claims" | "refillTasks" | "statements">;

/** Both sides sign, one shelf is refilled, and the payer's largest creditor gets its statement. */
export async function closeBooks(stage: Stage, incidentId: string): Promise<Books> {
  const opened = await readClaims(stage, incidentId);
  for (const claim of opened.filter(({ kind }) => kind === "REFILL")) await confirm(stage, claim);
  const [task] = await readTasks(stage, incidentId);
  if (task !== undefined) await refill(stage, task);
  return {
    claims: await readClaims(stage, incidentId),
    refillTasks: await readTasks(stage, incidentId),
    statements: await issueStatement(stage, opened),
  };
}

const finance = ({ scenario }: Stage): string => post(scenario.payerOrgId, "FINANCE");

interface Page<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function readClaims(stage: Stage, incidentId: string): Promise<DemoClaim[]> {
  const claims: DemoClaim[] = [];
  let after: string | null | undefined;
  do {
    const page: Page<DemoClaim> = await stage.client.ask(finance(stage), "demo-claims", {
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
  const page: Page<DemoTask> = await stage.client.ask(finance(stage), "demo-refill-tasks", {
    first: 100,
    incidentId,
  });
  return page.edges.map(({ node }) => node);
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
  { client, scenario }: Stage,
  claims: readonly DemoClaim[],
): Promise<DemoStatement[]> {
  const payer = globalId("Organization", scenario.payerOrgId);
  const owed = claims.find(({ kind, debtor }) => kind === "REFILL" && debtor.id === payer);
  if (owed === undefined) return [];
  const creditor = orgCode(owed.creditor);
  const statement = await client.write<DemoStatement>(
    post(creditor, "FINANCE"),
    "statements-issue",
    {
      organizationId: owed.creditor.id,
      counterpartyId: payer,
    },
  );
  return [statement];
}
