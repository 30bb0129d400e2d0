import type { Plan } from "./plan.ts";
import type { Problem } from "./problem.ts";

export function checkPlan(_problem: Problem, plan: Plan, hash: string): string[] {
  return plan.planHash === hash ? [] : ["planHash"];
}
