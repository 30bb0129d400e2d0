import type { ProblemError } from "./plan.ts";
import type { GroupFloor, Problem } from "./problem.ts";

/** Group floors of one item must be nested or disjoint: only then do they stay a network. */
export function floorErrors(problem: Problem): ProblemError[] {
  const sources = new Set(problem.sources.map((source) => source.id));
  const floors = (problem.rules?.floors ?? []).map((floor, index) => ({ floor, index }));
  const lost = floors.flatMap(({ floor, index }) =>
    floor.sources.flatMap((id, at) =>
      sources.has(id)
        ? []
        : [
            {
              path: `/rules/floors/${index}/sources/${at}`,
              code: "UNKNOWN_REFERENCE",
              message: "the file has no such source",
            },
          ],
    ),
  );
  return lost.length > 0 ? lost : crossings(floors);
}

interface Numbered {
  readonly floor: GroupFloor;
  readonly index: number;
}

/** From the widest to the narrowest, all sources of a group must lie in the same group so far. */
function crossings(floors: readonly Numbered[]): ProblemError[] {
  const ownerOf = new Map<string, number>();
  const wideFirst = floors.toSorted((a, b) => b.floor.sources.length - a.floor.sources.length);
  return wideFirst.flatMap(({ floor, index }) => {
    const keys = [...new Set(floor.sources)].map(
      (id) => `${floor.item.length} ${floor.item} ${id}`,
    );
    const owners = new Set(keys.map((key) => ownerOf.get(key)));
    for (const key of keys) ownerOf.set(key, index);
    if (owners.size <= 1) return [];
    return [
      {
        path: `/rules/floors/${index}/sources`,
        code: "GROUPS_CROSS",
        message: "floors of one item are nested or disjoint",
      },
    ];
  });
}
