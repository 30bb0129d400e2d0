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

/** Ids that must differ from each other; where one stands is only told if it is at fault. */
interface Named {
  readonly ids: readonly string[];
  readonly pathOf: (index: number) => string;
}

function idErrors(problem: Problem): ProblemError[] {
  const { items, sources, needs } = problem;
  const named = (rows: readonly { readonly id: string }[], list: string): Named => ({
    ids: rows.map(({ id }) => id),
    pathOf: (index) => `/${list}/${index}/id`,
  });
  const lots = sources.map(({ stock = [] }) => stock.map(({ lot }) => lot));
  const units = sources.map(({ units: own = [] }) => own.map(({ id }) => id));
  const asked = needs.map(({ capabilities = [] }) => capabilities);
  const kinds = [
    named(items, "items"),
    named(sources, "sources"),
    named(needs, "needs"),
    nested(lots, (source, index) => `/sources/${source}/stock/${index}/lot`),
    nested(units, (source, index) => `/sources/${source}/units/${index}/id`),
  ];
  return [
    ...kinds.flatMap((rows) => [...repeats(rows), ...brokenIds(rows)]),
    ...brokenIds(nested(asked, (need, index) => `/needs/${need}/capabilities/${index}`)),
  ];
}

function nested(
  lists: readonly (readonly string[])[],
  path: (list: number, index: number) => string,
): Named {
  const pathOf = (place: number) => {
    let index = place;
    const list = lists.findIndex(({ length }) => (index -= length) < 0);
    return path(list, index + (lists[list] ?? []).length);
  };
  return { ids: lists.flat(), pathOf };
}

function repeats({ ids, pathOf }: Named): ProblemError[] {
  if (new Set(ids).size === ids.length) return [];
  const seen = new Map<string, number>();
  return ids.flatMap((id, index) => {
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, index);
      return [];
    }
    return [fault(pathOf(index), "DUPLICATE", `the same id stands at ${pathOf(before)}`)];
  });
}

/** Half a surrogate pair cannot be written as JSON text again, so no hash could cover it. */
function brokenIds({ ids, pathOf }: Named): ProblemError[] {
  // All at once first: hardly ever is one at fault.
  if (!HALF_A_PAIR.test(ids.join(" "))) return [];
  return ids.flatMap((id, index) =>
    HALF_A_PAIR.test(id)
      ? [fault(pathOf(index), "UNKNOWN_WORD", "this id is not well-formed Unicode")]
      : [],
  );
}

const HALF_A_PAIR = /\p{Surrogate}/u;

function laneErrors(problem: Problem): ProblemError[] {
  const sources = new Set(problem.sources.map((source) => source.id));
  const seen = new Map<string, Set<string>>();
  const faults: ProblemError[] = [];
  problem.lanes.forEach(({ from, to }, index) => {
    const path = () => `/lanes/${index}`;
    const targets = seen.get(from) ?? new Set<string>();
    if (targets.size === 0) seen.set(from, targets);
    if (!sources.has(from)) faults.push(unknown(`${path()}/from`, "source"));
    else if (targets.has(to))
      faults.push(fault(path(), "DUPLICATE", "there is already a lane between these two"));
    else targets.add(to);
  });
  return faults;
}

function itemErrors(problem: Problem): ProblemError[] {
  const items = new Set(problem.items.map((item) => item.id));
  const faults: ProblemError[] = [];
  const ask = (id: string | undefined, path: () => string) => {
    if (id !== undefined && !items.has(id)) faults.push(unknown(path(), "item"));
  };
  problem.items.forEach((item, index) => {
    const seen = new Set([item.id]);
    (item.substitutes ?? []).forEach((other, at) => {
      const path = `/items/${index}/substitutes/${at}/item`;
      ask(other.item, () => path);
      if (seen.has(other.item))
        faults.push(fault(path, "DUPLICATE", "an item has one ratio for each other item"));
      seen.add(other.item);
    });
  });
  problem.sources.forEach((source, index) => {
    (source.stock ?? []).forEach((lot, at) => {
      ask(lot.item, () => `/sources/${index}/stock/${at}/item`);
    });
  });
  problem.needs.forEach(({ item }, index) => {
    ask(item, () => `/needs/${index}/item`);
  });
  (problem.rules?.floors ?? []).forEach(({ item }, index) => {
    ask(item, () => `/rules/floors/${index}/item`);
  });
  return faults;
}

function ruleErrors(problem: Problem): ProblemError[] {
  const lists = { forbid: problem.rules?.forbid ?? [], pins: problem.rules?.pins ?? [] };
  // Where each lot is need not be known before a rule names one.
  if (lists.forbid.length + lists.pins.length === 0) return [];
  const homeOf = new Map<string, string>();
  for (const source of problem.sources) {
    for (const lot of source.stock ?? []) homeOf.set(`lot ${lot.lot}`, source.id);
    for (const unit of source.units ?? []) homeOf.set(`unit ${unit.id}`, source.id);
  }
  const sources = new Set(problem.sources.map((source) => source.id));
  const needs = new Set(problem.needs.map((need) => need.id));
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
