import { compare } from "../kernel/compare.ts";
import type { Plan } from "./plan.ts";
import type { Problem } from "./problem.ts";

/** One thing that a plan leans on: a lane, or a source with all its lanes. */
export interface Loss {
  readonly kind: "LANE" | "SOURCE";
  readonly source: string;
  /** The place that the lane leads to; a source has none. */
  readonly to?: string;
  /** Lines of the plan that go with it. */
  readonly lines: number;
  /** Pieces counted on these lines, by the priority 1…5 of their needs. */
  readonly carried: readonly number[];
}

/** Every lane and source that the plan uses, the one that carries most of what is urgent first. */
export function lossesOf(problem: Problem, { allocations }: Plan): Loss[] {
  const needs = new Map(problem.needs.map((need) => [need.id, need]));
  const known = new Map<
    string,
    { loss: Omit<Loss, "lines" | "carried">; carried: number[]; lines: number }
  >();
  for (const { source, need: id, counted } of allocations) {
    const { place = "", priority = 3 } = needs.get(id) ?? {};
    for (const loss of [
      { kind: "SOURCE", source },
      { kind: "LANE", source, to: place },
    ] as const) {
      const key = JSON.stringify(loss);
      const row = known.get(key) ?? { loss, carried: [0, 0, 0, 0, 0], lines: 0 };
      row.carried[priority - 1] = (row.carried[priority - 1] ?? 0) + counted;
      row.lines += 1;
      known.set(key, row);
    }
  }
  return [...known]
    .sort(([one, a], [other, b]) => {
      const at = a.carried.findIndex((value, index) => value !== b.carried[index]);
      return (b.carried[at] ?? 0) - (a.carried[at] ?? 0) || compare(one, other);
    })
    .map(([, { loss, lines, carried }]) => ({ ...loss, lines, carried }));
}
