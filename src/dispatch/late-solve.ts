import type { Plan } from "../solver/plan.ts";
import type { Problem } from "../solver/problem.ts";
import { shipsTwice, withLateNeeds, withoutLateNeeds } from "./problem.late.rules.ts";

/** Rounds until the late needs ask for just what is missing on time; two are usual. */
const roundsMax = 4;

/**
 * Solves, adds what is better late than never, and solves again until the file settles; a file
 * that does not is solved without late needs, because nothing may be shipped twice.
 */
export async function solveWithLate(
  problem: Problem,
  ask: (file: Problem) => Promise<Plan>,
): Promise<{ readonly problem: Problem; readonly plan: Plan }> {
  let file = problem;
  let plan = await ask(file);
  for (let round = 1; round < roundsMax && plan.status !== "INVALID"; round += 1) {
    const later = withLateNeeds(file, plan);
    if (later === undefined) break;
    file = later;
    plan = await ask(file);
  }
  if (!shipsTwice(file, plan)) return { problem: file, plan };
  file = withoutLateNeeds(file);
  return { problem: file, plan: await ask(file) };
}
