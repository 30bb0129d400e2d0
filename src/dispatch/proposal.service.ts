import { word, type Word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { proposalState, type ProposalState } from "../../schema/words/dispatch.ts";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import type { IncidentRow } from "../incidents/incident.model.ts";
import { next } from "../incidents/incident.rules.ts";
import { asked, readIncident, readLevels, type Asking } from "../incidents/incident.service.ts";
import { listPage, type PageOf } from "../kernel/page.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import type { Progress } from "../solver/engine.ts";
import { explainFault } from "../solver/fault-words.ts";
import { validateProblem } from "../solver/validate.ts";
import { lockProposal } from "./adoption.store.ts";
import { factOf, plannerOf } from "./planner.ts";
import type { ProposeInput } from "./problem.model.ts";
import { problemOf, type ProblemFile } from "./problem.rules.ts";
import type { ProposalView } from "./proposal.model.ts";
import { readProblemFacts, readWantedNeeds } from "./problem.service.ts";
import {
  countSolving,
  insertProposal,
  readAllSolving,
  readProposalPage,
  readProposals,
  readStateOf,
  updateProposalCancelled,
  type ProposalFilter,
} from "./proposal.store.ts";

/** Proposals of one organization that may be solved or wait at once: four events, three presets. */
const solvingMax = 12;

/**
 * 求解方案: reads the facts, writes the problem file with the ground of every lot, and leaves the
 * solving to the planner. Answers at once with a SOLVING proposal; PROPOSAL_READY or
 * PROPOSAL_FAILED on the feed tells the rest. Refused: no wanted needs, wrong pins, a requisition
 * without a level that an approver of the region's government set (突发事件应对法 Art. 12, 76).
 */
export async function proposeDispatch(
  database: Database,
  asking: Asking,
  input: ProposeInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "proposeDispatch", input };
  const written = await asked(database, asking, request, async (tx, principal) => {
    const incident = await readIncident(tx, input.incidentId);
    if (incident === undefined) return refuseFor("NOT_FOUND", "incidentId");
    const allowed = may(principal, "proposal:request", [incident.leadOrg]);
    if (!allowed.ok) return allowed;
    const state = next(incident.state, "REQUEST_PROPOSAL");
    if (!state.ok) return state;
    if ((await countSolving(tx, incident.leadOrg)) >= solvingMax)
      return refuseFor("TOO_MANY", "", { max: solvingMax });
    const file = await fileOf(tx, incident, input);
    if (!file.ok) return file;
    const id = randomUUID();
    await insertProposal(tx, {
      id,
      incidentId: incident.id,
      requestedByOrg: incident.leadOrg,
      requestedBy: principal.id,
      state: "SOLVING",
      zeroAt: tx.now,
      ...file.value,
      plan: null,
      planHash: null,
      failure: null,
      createdAt: tx.now,
      readyAt: null,
      adoptedAt: null,
      version: 1,
    });
    const told = { version: 1, org: incident.leadOrg, incidentId: incident.id };
    await appendFact(tx, factOf("PROPOSAL_REQUESTED", id, told));
    return ok({ kind: "PROPOSAL", id });
  });
  if (written.ok)
    plannerOf(database).enqueue({ id: written.value.id, org: asking.principal?.orgId ?? "" });
  return written;
}

/** The file that the facts give, checked as the solver will check it. */
async function fileOf(
  tx: Tx,
  incident: IncidentRow,
  input: ProposeInput,
): Promise<Outcome<ProblemFile>> {
  const needs = await readWantedNeeds(tx, incident, input.needIds);
  const wrong = [
    ...(needs.ok ? noNeeds(needs.value.length) : needs.refused),
    ...(await requisitionRefusals(tx, input)),
  ];
  if (!needs.ok || wrong.length > 0) return refuse(wrong);
  const facts = await readProblemFacts(tx, incident, needs.value, input);
  const file = problemOf(facts, { preset: input.preset, pins: input.pins ?? [] });
  if (!file.ok) return file;
  const valid = validateProblem(file.value.problem);
  if (valid.ok) return file;
  return refuse(
    valid.refused.map((fault) => {
      const { zh, en } = explainFault(fault);
      return invalid(word(`${fault.path}:${zh}`, `${fault.path}: ${en}`));
    }),
  );
}

const noNeeds = (count: number): readonly Refusal[] =>
  count > 0
    ? []
    : [refusal("INVALID_INPUT", "needIds", { why: word("没有待满足的需求", "no need is open") })];

const invalid = (why: Word): Refusal => refusal("PROBLEM_INVALID", "", { why });

/** 征用 is the government's act: an approver of the region's government must have set the level. */
async function requisitionRefusals(tx: Tx, input: ProposeInput): Promise<readonly Refusal[]> {
  if (input.allowRequisition !== true) return [];
  const [latest] = await readLevels(tx, [input.incidentId]);
  if (latest?.setByApprover === true) return [];
  return [
    refusal("APPROVAL_MISSING", "allowRequisition", { missing: "属地政府审批人设定的响应级别" }),
  ];
}

/** Ends a solve. What it had found is thrown away; a finished proposal cannot be cancelled. */
export async function cancelProposal(
  database: Database,
  asking: Asking,
  input: { readonly proposalId: string },
): Promise<Outcome<Written>> {
  const request = { mutation: "cancelProposal", input };
  const written = await asked(database, asking, request, async (tx, principal) => {
    const row = await lockProposal(tx, input.proposalId);
    if (row === undefined) return refuseFor("NOT_FOUND", "proposalId");
    const allowed = may(principal, "proposal:request", [row.requestedByOrg]);
    if (!allowed.ok) return allowed;
    const moved = await updateProposalCancelled(tx, row.id);
    if (moved === undefined) {
      return refuseFor("ILLEGAL_TRANSITION", "", {
        state: proposalState[row.state],
        action: word("取消求解", "cancel the solving"),
      });
    }
    await appendFact(tx, factOf("PROPOSAL_CANCELLED", row.id, moved));
    return ok({ kind: "PROPOSAL", id: row.id });
  });
  if (written.ok) plannerOf(database).cancel(written.value.id);
  return written;
}

/**
 * Solves what a stopped hub, or a database that was away, left SOLVING. Answers how many there
 * are; what waits or runs in this process already is not begun twice.
 */
export async function resumeProposals(database: Database, sinceSeconds = 0): Promise<number> {
  const left = await withTx(database, hubReader, (tx) => readAllSolving(tx, sinceSeconds));
  for (const proposal of left) plannerOf(database).enqueue(proposal);
  return left.length;
}

export async function listProposals(
  tx: Tx,
  request: ProposalFilter & { readonly first: number; readonly after?: string | null | undefined },
): Promise<Outcome<PageOf<ProposalView>>> {
  return listPage(
    request,
    ["timestamptz", "uuid"],
    (page) => readProposalPage(tx, request, page),
    ({ key, id }) => [key, id],
  );
}

export { readProposals };

/** How far this process has come with a proposal; undefined where it solves it not. */
export const solvingOf = (database: Database, id: string): Progress | undefined =>
  plannerOf(database).progressOf(id);

/** Where a proposal stands; refused where the reader may not know of it. */
export async function solvingState(tx: Tx, id: string): Promise<Outcome<ProposalState>> {
  const state = await readStateOf(tx, id);
  return state === undefined ? refuseFor("NOT_FOUND", "proposalId") : ok(state);
}

/** Settles when this process has come further with a proposal; rejects when `signal` aborts. */
export const solvingHeard = (database: Database, id: string, signal: AbortSignal): Promise<void> =>
  plannerOf(database).heard(id, signal);
