import { randomUUID } from "node:crypto";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { proposeDispatch, readProposals } from "../../src/dispatch/proposal.service.ts";
import type { ProposalView } from "../../src/dispatch/proposal.model.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import { declareNeeds } from "../../src/incidents/need.service.ts";
import { startResponse } from "../../src/incidents/response.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";

const keyed = (principal: Principal) => ({ principal, key: randomUUID() });

function idOf(outcome: Outcome<{ readonly id: string }>): string {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value.id;
}

async function member(database: Database, id: string): Promise<Principal> {
  const found = await readPrincipal(database, id);
  if (found === undefined) throw new Error(`${id} is no member`);
  return found;
}

/** An incident in the first prefecture of a wide world, which needs two of its commonest goods. */
export async function respondWide(database: Database): Promise<string> {
  const dispatcher = await member(database, "usr-x10100-dispatcher");
  const incidentId = idOf(
    await reportIncident(database, keyed(dispatcher), {
      ...{ nameZh: "洪涝(示例)", category: "NATURAL_DISASTER", hazard: "FLOOD" },
      ...{ incidentGrade: "GRADE_II", regionCode: "X10101", node: "X10101" },
      ...{ lon: 100.2, lat: 28.2 },
    }),
  );
  const approver = await member(database, "usr-x10100-approver");
  idOf(
    await startResponse(database, keyed(approver), {
      ...{ incidentId, responseLevel: "LEVEL_2", reason: "演练(示例)" },
    }),
  );
  const deadlineAt = new Date(Date.now() + 24 * 3_600_000);
  const needs = ["FD-RICE-25", "BD-QUILT"].map((item) => ({
    ...{ item, quantity: 20_000, priority: 1, deadlineAt },
  }));
  idOf(await declareNeeds(database, keyed(dispatcher), { incidentId, needs }));
  return incidentId;
}

/** Asks for a plan and waits for it. */
export async function planWide(database: Database, incidentId: string): Promise<ProposalView> {
  const dispatcher = await member(database, "usr-x10100-dispatcher");
  const asked = await proposeDispatch(database, keyed(dispatcher), {
    ...{ incidentId, preset: "BALANCED" },
  });
  await plannerOf(database).idle();
  const id = idOf(asked);
  const [found] = await withTx(database, hubReader, (tx) => readProposals(tx, [id]));
  if (found === undefined) throw new Error("the proposal is gone");
  return found;
}
