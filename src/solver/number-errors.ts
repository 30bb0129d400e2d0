import { isTooMuchToWeigh, LARGEST_PAIRS } from "./pair-count.ts";
import type { ProblemError } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { hasTooManyRecipes, LARGEST_RECIPES } from "./recipes.ts";

/** Minutes, costs, weights and kilograms beyond this could not be summed exactly. */
export const LARGEST_MEASURE = 1e12;

/** Numbers so large that sums of them would no longer be exact, and files too large to weigh. */
export function numberErrors(problem: Problem): ProblemError[] {
  const faults: ProblemError[] = [];
  tooLargeIn(problem.items, "/items", faults);
  tooLargeIn(problem.sources, "/sources", faults);
  tooLargeIn(problem.needs, "/needs", faults);
  tooLargeIn(problem.lanes, "/lanes", faults);
  const wanted = problem.needs.reduce((sum, need) => sum + need.quantity, 0);
  if (wanted > Number.MAX_SAFE_INTEGER)
    faults.push(tooLarge("/needs", "all needs together pass 2^53−1 pieces"));
  let stored = 0;
  for (const { stock = [] } of problem.sources) for (const lot of stock) stored += lot.quantity;
  if (stored > Number.MAX_SAFE_INTEGER)
    faults.push(tooLarge("/sources", "all stock together passes 2^53−1 pieces"));
  if (isTooMuchToWeigh(problem))
    faults.push(tooLarge("/needs", `more than ${LARGEST_PAIRS} pairs of stock and need`));
  else if (hasTooManyRecipes(problem))
    faults.push(tooLarge("/needs", `more than ${LARGEST_RECIPES} ways to make up sets of units`));
  return faults.slice(0, 100);
}

/** Quantities have their own range in the schema; every other number is held to one here. */
function tooLargeIn(value: unknown, path: string, faults: ProblemError[]): void {
  if (faults.length >= 100 || typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const entry: unknown = Reflect.get(value, key);
    if (typeof entry === "object") tooLargeIn(entry, `${path}/${key}`, faults);
    else if (typeof entry === "number" && entry > LARGEST_MEASURE && !COUNTED.has(key))
      faults.push(tooLarge(`${path}/${key}`, `at most ${LARGEST_MEASURE}`));
  }
}

const COUNTED = new Set(["quantity", "floor", "keep", "give", "counts"]);

const tooLarge = (path: string, message: string): ProblemError => ({
  path,
  code: "TOO_LARGE",
  message,
});
