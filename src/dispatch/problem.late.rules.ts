import type { Plan } from "../solver/plan.ts";
import type { Need, Problem } from "../solver/problem.ts";
import { isLate, lateIdOf, onTimeIdOf } from "./proposal.model.ts";

const lowestPriority = 5;

/**
 * Better late than never: what a plan leaves missing of a need, where something comes after the
 * deadline, becomes a second
 * need of the next priority without one, for exactly the missing quantity. The two together never
 * ask for more than the need, so nothing is shipped twice. Undefined when the file is as it
 * should be: solving it again would change nothing.
 */
export function withLateNeeds(problem: Problem, plan: Plan): Problem | undefined {
  const missing = new Map(plan.shortages.map((shortage) => [shortage.need, shortage.missing]));
  const onTime = problem.needs.filter(({ id }) => !isLate(id));
  const late = onTime.flatMap((need): Need[] => {
    const quantity = missing.get(need.id) ?? 0;
    if (quantity === 0 || !comesLate(plan, need.id)) return [];
    const open = Object.entries(need).filter(([key]) => key !== "deadlineMinutes");
    const priority = Math.min(lowestPriority, (need.priority ?? 3) + 1);
    return [
      {
        ...(Object.fromEntries(open) as unknown as Need),
        id: lateIdOf(need.id),
        quantity,
        priority,
      },
    ];
  });
  const before = problem.needs.filter(({ id }) => isLate(id));
  const same = JSON.stringify(before) === JSON.stringify(late);
  return same ? undefined : { ...problem, needs: [...onTime, ...late] };
}

/** Whether the deadline keeps something from the need; the ledger may be too long to say whose. */
const comesLate = ({ excluded, excludedBeyond = [] }: Plan, needId: string): boolean =>
  excluded.some(({ need, code }) => need === needId && code === "DEADLINE") ||
  excludedBeyond.some(({ code }) => code === "DEADLINE");

/** Whether the two needs of one would together be sent more than is wanted. */
export function shipsTwice(problem: Problem, plan: Plan): boolean {
  const missing = new Map(plan.shortages.map((shortage) => [shortage.need, shortage.missing]));
  return problem.needs.some(
    ({ id, quantity }) => isLate(id) && quantity > (missing.get(onTimeIdOf(id)) ?? 0),
  );
}

export const withoutLateNeeds = (problem: Problem): Problem => ({
  ...problem,
  needs: problem.needs.filter(({ id }) => !isLate(id)),
});
