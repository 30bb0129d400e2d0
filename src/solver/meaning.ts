import type { ProblemError } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { floorErrors } from "./floor-errors.ts";
import { numberErrors } from "./number-errors.ts";

/** Faults that a schema cannot see: ids, references, floors, and numbers too large to be exact. */
export function meaningErrors(problem: Problem): ProblemError[] {
  const faults = [...numberErrors(problem), ...idErrors(problem), ...laneErrors(problem)];
  if (faults.length > 0) return faults;
  return [...itemErrors(problem), ...ruleErrors(problem), ...floorErrors(problem)];
}

interface Named {
  readonly id: string;
  readonly path: string;
}

function idErrors(problem: Problem): ProblemError[] {
  const named = (rows: readonly { readonly id: string }[], list: string): Named[] =>
    rows.map((row, index) => ({ id: row.id, path: `/${list}/${index}/id` }));
  const lots = problem.sources.flatMap((source, at) =>
    (source.stock ?? []).map((lot, index) => ({
      id: lot.lot,
      path: `/sources/${at}/stock/${index}/lot`,
    })),
  );
  const units = problem.sources.flatMap((source, at) =>
    (source.units ?? []).map((unit, index) => ({
      id: unit.id,
      path: `/sources/${at}/units/${index}/id`,
    })),
  );
  const kinds = [
    named(problem.items, "items"),
    named(problem.sources, "sources"),
    named(problem.needs, "needs"),
    lots,
    units,
  ];
  const asked = problem.needs.flatMap(({ capabilities = [] }, need) =>
    capabilities.map((id, index) => ({ id, path: `/needs/${need}/capabilities/${index}` })),
  );
  return [...kinds.flatMap((rows) => [...repeats(rows), ...brokenIds(rows)]), ...brokenIds(asked)];
}

function repeats(rows: readonly Named[]): ProblemError[] {
  const seen = new Map<string, string>();
  return rows.flatMap(({ id, path }) => {
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, path);
      return [];
    }
    return [fault(path, "DUPLICATE", `the same id stands at ${before}`)];
  });
}

/** Half a surrogate pair cannot be written as JSON text again, so no hash could cover it. */
const brokenIds = (rows: readonly Named[]) =>
  rows
    .filter(({ id }) => /\p{Surrogate}/u.test(id))
    .map(({ path }) => fault(path, "UNKNOWN_WORD", "this id is not well-formed Unicode"));

function laneErrors(problem: Problem): ProblemError[] {
  const sources = new Set(problem.sources.map((source) => source.id));
  const seen = new Map<string, Set<string>>();
  return problem.lanes.flatMap((lane, index) => {
    const path = `/lanes/${index}`;
    if (!sources.has(lane.from)) return [unknown(`${path}/from`, "source")];
    const targets = seen.get(lane.from) ?? new Set<string>();
    seen.set(lane.from, targets);
    if (targets.has(lane.to))
      return [fault(path, "DUPLICATE", "there is already a lane between these two")];
    targets.add(lane.to);
    return [];
  });
}

function itemErrors(problem: Problem): ProblemError[] {
  const items = new Set(problem.items.map((item) => item.id));
  const faults: ProblemError[] = [];
  const ask = (id: string | undefined, path: string) => {
    if (id !== undefined && !items.has(id)) faults.push(unknown(path, "item"));
  };
  problem.items.forEach((item, index) => {
    const seen = new Set([item.id]);
    (item.substitutes ?? []).forEach((other, at) => {
      const path = `/items/${index}/substitutes/${at}/item`;
      ask(other.item, path);
      if (seen.has(other.item))
        faults.push(fault(path, "DUPLICATE", "an item has one ratio for each other item"));
      seen.add(other.item);
    });
  });
  problem.sources.forEach((source, index) => {
    (source.stock ?? []).forEach((lot, at) => ask(lot.item, `/sources/${index}/stock/${at}/item`));
  });
  problem.needs.forEach((need, index) => ask(need.item, `/needs/${index}/item`));
  (problem.rules?.floors ?? []).forEach((floor, index) =>
    ask(floor.item, `/rules/floors/${index}/item`),
  );
  return faults;
}

function ruleErrors(problem: Problem): ProblemError[] {
  const homeOf = new Map<string, string>();
  for (const source of problem.sources) {
    for (const lot of source.stock ?? []) homeOf.set(`lot ${lot.lot}`, source.id);
    for (const unit of source.units ?? []) homeOf.set(`unit ${unit.id}`, source.id);
  }
  const sources = new Set(problem.sources.map((source) => source.id));
  const needs = new Set(problem.needs.map((need) => need.id));
  const lists = { forbid: problem.rules?.forbid ?? [], pins: problem.rules?.pins ?? [] };
  return Object.entries(lists).flatMap(([list, rows]) =>
    rows.flatMap((row, index) => {
      const path = `/rules/${list}/${index}`;
      const faults: ProblemError[] = [];
      if (row.source !== undefined && !sources.has(row.source))
        faults.push(unknown(`${path}/source`, "source"));
      if (row.need !== undefined && !needs.has(row.need))
        faults.push(unknown(`${path}/need`, "need"));
      for (const kind of ["lot", "unit"] as const) {
        const id = row[kind];
        const home = id === undefined ? undefined : homeOf.get(`${kind} ${id}`);
        if (id !== undefined && (home === undefined || (row.source ?? home) !== home))
          faults.push(unknown(`${path}/${kind}`, `${kind} of this source`));
      }
      return faults;
    }),
  );
}

const unknown = (path: string, what: string) =>
  fault(path, "UNKNOWN_REFERENCE", `the file has no such ${what}`);

const fault = (path: string, code: string, message: string): ProblemError => ({
  path,
  code,
  message,
});
