import type { Measure } from "../../../src/solver/plan.ts";
import type { Forbid, Problem, Source } from "../../../src/solver/problem.ts";

/** The file in which a measure has been taken, by the words of its sentence. */
export function cured(problem: Problem, need: string, { code, target, amount }: Measure): Problem {
  switch (code) {
    case "EXTEND_DEADLINE":
      return {
        ...problem,
        needs: problem.needs.map((row) =>
          row.id === target.need
            ? { ...row, deadlineMinutes: (row.deadlineMinutes ?? 0) + amount }
            : row,
        ),
      };
    case "LOWER_FLOOR":
      return lowered(problem, target, amount);
    case "ADD_CAPACITY":
      return atSource(problem, target.source, (source) => {
        const dimension = target.dimension ?? "kg";
        const more = (source.capacity?.[dimension] ?? 0) + amount;
        return { ...source, capacity: { ...source.capacity, [dimension]: more } };
      });
    case "OPEN_LANE":
      return {
        ...problem,
        lanes: problem.lanes.map((lane) =>
          lane.from === target.from && lane.to === target.to ? { ...lane, open: true } : lane,
        ),
      };
    case "LIFT_FORBID":
      return lifted(problem, need, target);
    case "ADD_STOCK":
      return added(problem, target, amount);
  }
}

function lowered(problem: Problem, target: Measure["target"], amount: number): Problem {
  if (target.rule === undefined)
    return atSource(problem, target.source, (source) => ({
      ...source,
      stock: (source.stock ?? []).map((lot) =>
        lot.lot === target.lot ? { ...lot, floor: Math.max(0, (lot.floor ?? 0) - amount) } : lot,
      ),
    }));
  const floors = (problem.rules?.floors ?? []).map((floor, at) =>
    at === target.rule ? { ...floor, keep: Math.max(0, floor.keep - amount) } : floor,
  );
  return { ...problem, rules: { ...problem.rules, floors } };
}

/** All that gives this reason against the source and the need. */
function lifted(problem: Problem, need: string, { source, reason }: Measure["target"]): Problem {
  const isHit = (rule: Forbid) =>
    rule.reason === reason && (rule.source ?? source) === source && (rule.need ?? need) === need;
  const forbid = (problem.rules?.forbid ?? []).filter((rule) => !isHit(rule));
  return { ...problem, rules: { ...problem.rules, forbid } };
}

function added(
  problem: Problem,
  { source, item, capabilities }: Measure["target"],
  amount: number,
) {
  return atSource(problem, source, (row) => {
    if (item !== undefined)
      return { ...row, stock: [...(row.stock ?? []), { lot: "more", item, quantity: amount }] };
    const units = (capabilities ?? []).flatMap((skill) =>
      Array.from({ length: amount }, (_, at) => ({
        id: `more-${skill}-${at}`,
        capabilities: [skill],
      })),
    );
    return { ...row, units: [...(row.units ?? []), ...units] };
  });
}

const atSource = (
  problem: Problem,
  id: string | undefined,
  change: (source: Source) => Source,
): Problem => ({
  ...problem,
  sources: problem.sources.map((source) => (source.id === id ? change(source) : source)),
});
