import type { ValidateFunction } from "ajv";
import { ok, refuse } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import {
  addLot,
  addUnits,
  changeFloor,
  changeGroup,
  changeLanes,
  changeNeed,
} from "./measure-edits.ts";
import type { ProblemError } from "./plan.ts";
import type { Forbid, Lane, Lot, Need, Pin, Problem, Source, Unit } from "./problem.ts";
import { compileAll, faultsIn, validateProblem } from "./validate.ts";
import { editsSchema } from "./what-if.schema.ts";

/** What is tried on a problem. Rows have the form that they have in a problem file. */
export interface Edits {
  /** Lanes to close: without `to` all that leave `from`, without `from` all that reach `to`. */
  readonly close?: readonly Way[];
  readonly open?: readonly Way[];
  readonly forbid?: readonly Forbid[];
  readonly pins?: readonly Pin[];
  readonly floors?: readonly FloorEdit[];
  readonly deadlines?: readonly DeadlineEdit[];
  /** More lots at sources that are there. */
  readonly stock?: readonly (Lot & { readonly source: string })[];
  /** More units at sources that are there. */
  readonly units?: readonly (Unit & { readonly source: string })[];
  /** More sources; `lanes` say where they can send. */
  readonly sources?: readonly Source[];
  readonly lanes?: readonly Lane[];
}

export interface Way {
  readonly from?: string;
  readonly to?: string;
}

/** A lot keeps `floor`, or the group at the position `rule` of `rules.floors` keeps `keep`. */
export interface FloorEdit {
  readonly lot?: string;
  readonly floor?: number;
  readonly rule?: number;
  readonly keep?: number;
}

export interface DeadlineEdit {
  readonly need: string;
  /** null: there is none any more. */
  readonly deadlineMinutes: number | null;
}

/**
 * The problem with the edits done, or all that is wrong with them by JSON pointer into the edits.
 *
 * The problem itself must be valid. A pin that stock, need or capacity cannot bear is refused, as
 * it is in a problem file.
 */
export function editProblem(
  problem: Problem,
  input: unknown,
): Result<Problem, readonly ProblemError[]> {
  validate ??= compileAll(editsSchema);
  const shape = faultsIn(input, validate);
  if (shape.length > 0) return refuse(shape);
  const edits = input as Edits;
  const lost = unknownThings(problem, edits);
  if (lost.length > 0) return refuse(lost);
  const edited = apply(problem, edits);
  const valid = validateProblem(edited);
  return valid.ok ? ok(edited) : refuse(valid.refused.map((row) => traced(row, problem, edits)));
}

function apply(problem: Problem, edits: Edits): Problem {
  const rules = problem.rules ?? {};
  let edited: Problem = {
    ...problem,
    sources: [...problem.sources, ...(edits.sources ?? [])],
    lanes: [...problem.lanes, ...(edits.lanes ?? [])],
    rules: {
      ...rules,
      forbid: [...(rules.forbid ?? []), ...(edits.forbid ?? [])],
      pins: [...(rules.pins ?? []), ...(edits.pins ?? [])],
    },
  };
  for (const way of edits.open ?? []) edited = changeLanes(edited, isOn(way), true);
  for (const way of edits.close ?? []) edited = changeLanes(edited, isOn(way), false);
  for (const { lot, floor = 0, rule, keep = 0 } of edits.floors ?? [])
    edited =
      lot === undefined
        ? changeGroup(edited, edited.rules?.floors?.[rule ?? -1], () => keep)
        : changeFloor(edited, lot, () => floor);
  for (const { need, deadlineMinutes } of edits.deadlines ?? [])
    edited =
      deadlineMinutes === null
        ? { ...edited, needs: edited.needs.map((row) => (row.id === need ? undated(row) : row)) }
        : changeNeed(edited, need, deadlineMinutes);
  for (const { source, ...lot } of edits.stock ?? []) edited = addLot(edited, source, lot);
  for (const { source, ...unit } of edits.units ?? []) edited = addUnits(edited, source, [unit]);
  return edited;
}

const isOn =
  (way: Way) =>
  ({ from, to }: Lane): boolean =>
    (way.from ?? from) === from && (way.to ?? to) === to;

const undated = (need: Need): Need =>
  Object.fromEntries(
    Object.entries(need).filter(([key]) => key !== "deadlineMinutes"),
  ) as unknown as Need;

/** Edits of what the file does not have would do nothing, and nobody would notice. */
function unknownThings(problem: Problem, edits: Edits): ProblemError[] {
  const sources = new Set([...problem.sources, ...(edits.sources ?? [])].map(({ id }) => id));
  const lots = new Set(problem.sources.flatMap(({ stock = [] }) => stock.map(({ lot }) => lot)));
  const needs = new Set(problem.needs.map(({ id }) => id));
  const lanes = [...problem.lanes, ...(edits.lanes ?? [])];
  const groups = problem.rules?.floors?.length ?? 0;
  return [
    ...faults("close", edits.close, (way) => (lanes.some(isOn(way)) ? "" : "/lane")),
    ...faults("open", edits.open, (way) => (lanes.some(isOn(way)) ? "" : "/lane")),
    ...faults("floors", edits.floors, ({ lot, rule = 0 }) =>
      lot === undefined ? (rule < groups ? "" : "/rule") : lots.has(lot) ? "" : "/lot",
    ),
    ...faults("deadlines", edits.deadlines, ({ need }) => (needs.has(need) ? "" : "/need")),
    ...faults("stock", edits.stock, ({ source }) => (sources.has(source) ? "" : "/source")),
    ...faults("units", edits.units, ({ source }) => (sources.has(source) ? "" : "/source")),
  ];
}

function faults<Row>(
  list: keyof Edits,
  rows: readonly Row[] | undefined,
  missing: (row: Row) => string,
): ProblemError[] {
  return (rows ?? []).flatMap((row, at) => {
    const what = missing(row);
    if (what === "") return [];
    const path = what === "/lane" ? `/${list}/${at}` : `/${list}/${at}${what}`;
    const message = `the problem has no such ${what.slice(1)}`;
    return [{ path, code: "UNKNOWN_REFERENCE", message }];
  });
}

/** A fault of the edited problem, told of its edit: what is new stands at a list's end. */
function traced(fault: ProblemError, problem: Problem, edits: Edits): ProblemError {
  const { forbid = [], pins = [] } = problem.rules ?? {};
  const ends: readonly (readonly [string, number, keyof Edits])[] = [
    ["/rules/forbid/", forbid.length, "forbid"],
    ["/rules/pins/", pins.length, "pins"],
    ["/sources/", problem.sources.length, "sources"],
    ["/lanes/", problem.lanes.length, "lanes"],
  ];
  for (const [start, length, list] of ends) {
    const [index = "", ...rest] = fault.path.startsWith(start)
      ? fault.path.slice(start.length).split("/")
      : [];
    if (index !== "" && Number(index) >= length)
      return { ...fault, path: [`/${list}`, Number(index) - length, ...rest].join("/") };
  }
  return tracedIntoSource(fault, problem, edits) ?? tracedIntoNeed(fault, problem, edits) ?? fault;
}

function tracedIntoNeed(fault: ProblemError, { needs }: Problem, { deadlines = [] }: Edits) {
  const [, at, ...rest] = /^\/needs\/(\d+)(\/deadlineMinutes)$/.exec(fault.path) ?? [];
  const position = deadlines.findLastIndex(({ need }) => need === needs[Number(at)]?.id);
  if (at === undefined || position < 0) return undefined;
  return { ...fault, path: `/deadlines/${position}${rest.join("")}` };
}

function tracedIntoSource(
  fault: ProblemError,
  problem: Problem,
  edits: Edits,
): ProblemError | undefined {
  const [, at, list, index, ...rest] = /^\/sources\/(\d+)\/(stock|units)\/(\d+)(.*)$/.exec(
    fault.path,
  ) ?? [""];
  const source = problem.sources[Number(at)];
  if (source === undefined || (list !== "stock" && list !== "units")) return undefined;
  const added = Number(index) - (source[list] ?? []).length;
  const rows: readonly { readonly source: string }[] = edits[list] ?? [];
  const own = rows.flatMap((row, position) => (row.source === source.id ? [position] : []));
  const position = own[added];
  return position === undefined
    ? undefined
    : { ...fault, path: `/${list}/${position}${rest.join("")}` };
}

let validate: ValidateFunction | undefined;
