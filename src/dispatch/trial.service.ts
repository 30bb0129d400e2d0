import { word } from "../../schema/words/word.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { withTx } from "../postgres/transaction.ts";
import type { Plan } from "../solver/plan.ts";
import type { Problem } from "../solver/problem.ts";
import type { Robustness } from "../solver/robustness.ts";
import { changesOf, withPrevious, type WhatIf } from "../solver/what-if.ts";
import { editProblem } from "../solver/what-if-edits.ts";
import { solveWithLate } from "./late-solve.ts";
import { plannerOf } from "./planner.ts";
import { withoutLateNeeds } from "./problem.late.rules.ts";
import { readFileOf } from "./proposal.store.ts";
import { editsOf, refusedEdits, type TrialEdits } from "./trial.rules.ts";

/** Questions that an organization may have waiting: each holds a solver for seconds. */
const waitingMax = 4;
export const lossesMax = 100;

/** Who asks, and whether somebody still waits for the answer. */
export interface Trying {
  readonly principal: Principal | undefined;
  readonly gone: AbortSignal;
}

interface Planned {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly zeroAt: Date;
}

export interface ProposalTrial extends Omit<Planned, "problem"> {
  readonly changes: WhatIf;
}

export interface ProposalSweep extends Planned {
  readonly found: Robustness;
}

/** 推演: a proposal's plan beside the one that other circumstances would give. Writes nothing. */
export async function whatIfOf(
  database: Database,
  { principal, gone }: Trying,
  { proposalId, edits }: { readonly proposalId: string; readonly edits: TrialEdits },
): Promise<Outcome<ProposalTrial>> {
  const planned = await readPlanned(database, principal, proposalId);
  if (!planned.ok) return planned;
  const { problem, plan, zeroAt } = planned.value;
  const asked = editsOf(planned.value, edits);
  if (!asked.ok) return asked;
  const edited = editProblem(problem, asked.value);
  if (!edited.ok) return refuse(refusedEdits(edited.refused));
  const file = withoutLateNeeds(withPrevious(edited.value, plan));
  const answer = await plannerOf(database).ask(
    principal?.orgId ?? "",
    (threads, stop) => solveWithLate(file, (one) => threads.solve(one, stop)),
    gone,
  );
  return ok({ plan, zeroAt, changes: changesOf(plan, answer.plan) });
}

/** What the loss of each road and depot of a proposal would leave short. Writes nothing. */
export async function robustnessOfProposal(
  database: Database,
  { principal, gone }: Trying,
  { proposalId, losses }: { readonly proposalId: string; readonly losses: number },
): Promise<Outcome<ProposalSweep>> {
  if (losses < 1 || losses > lossesMax)
    return refuseFor("QUANTITY_OUT_OF_RANGE", "losses", { min: 1, max: lossesMax });
  const planned = await readPlanned(database, principal, proposalId);
  if (!planned.ok) return planned;
  const { problem, plan } = planned.value;
  const found = await plannerOf(database).ask(
    principal?.orgId ?? "",
    (threads, stop) => threads.robustness(problem, plan, { ...stop, limit: losses }),
    gone,
  );
  return ok({ ...planned.value, found });
}

/** Rights are those of reading the proposal; what is not planned yet cannot be asked about. */
async function readPlanned(
  database: Database,
  principal: Principal | undefined,
  id: string,
): Promise<Outcome<Planned>> {
  if (principal === undefined) return refuseFor("NOT_FOUND", "proposalId");
  const row = await withTx(database, readerOf(principal), (tx) => readFileOf(tx, id));
  if (row === undefined) return refuseFor("NOT_FOUND", "proposalId");
  const { problem, plan, zeroAt } = row;
  if (plan === null)
    return refuseFor("INVALID_INPUT", "proposalId", {
      why: word("方案尚无结果", "the proposal has no plan"),
    });
  if (plannerOf(database).asking(principal.orgId) >= waitingMax)
    return refuseFor("TOO_MANY", "", { max: waitingMax });
  return ok({ problem, plan, zeroAt });
}
