import { readFacts } from "./check-facts.ts";
import { baselineFaults } from "./check-baseline.ts";
import { ledgerFaults, reasonFaults, warningFaults } from "./check-ledger.ts";
import { lineFaults, readLines } from "./check-lines.ts";
import { shortageFaults } from "./check-proof.ts";
import { stageFaults } from "./check-stages.ts";
import type { Plan } from "./plan.ts";
import type { Problem } from "./problem.ts";

/**
 * Checks a plan against its problem and answers what is wrong with it, in words; none: it holds.
 *
 * It shares nothing with the engine but the types, so that one mistake cannot hide in both.
 * `hashOf` is passed in because hashing belongs to one file. An INVALID plan promises nothing.
 */
export function checkPlan(
  problem: Problem,
  plan: Plan,
  hashOf: (plan: Plan) => string,
): readonly string[] {
  const hash = plan.planHash === hashOf(plan) ? [] : ["the hash is not that of this plan"];
  if (plan.status === "INVALID")
    return (plan.errors ?? []).length > 0 ? hash : [...hash, "an invalid plan names no error"];
  const facts = readFacts(problem);
  const { rows, faults } = readLines(facts, plan.allocations);
  const lines = faults.length > 0 ? faults : lineFaults(facts, rows);
  if (lines.length > 0) return [...hash, ...lines];
  return [
    ...hash,
    ...stageFaults(facts, plan, rows),
    ...shortageFaults(facts, plan, rows),
    ...reasonFaults(facts, rows),
    ...ledgerFaults(facts, plan),
    ...warningFaults(facts, plan),
    ...baselineFaults(facts, plan),
    ...headFaults(plan),
  ];
}

function headFaults(plan: Plan): string[] {
  const { engine, version, ms } = plan.solver;
  const isNamed = engine !== "" && version !== "" && ms >= 0;
  const noErrors = plan.errors === undefined;
  return isNamed && noErrors ? [] : ["the plan's head is not whole"];
}
