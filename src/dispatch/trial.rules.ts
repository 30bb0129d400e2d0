import { word } from "../../schema/words/word.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { explainFault } from "../solver/fault-words.ts";
import type { ProblemError } from "../solver/plan.ts";
import type { Lot, Need, Problem, Unit } from "../solver/problem.ts";
import type { Edits, FloorEdit } from "../solver/what-if-edits.ts";
import type { PinInput } from "./problem.model.ts";
import { isLate, needIdOf } from "./proposal.model.ts";
import { pinnedNeeds } from "./set.rules.ts";

const minuteMs = 60_000;

/** What is tried on a proposal, in the words of its lines. */
export interface TrialEdits {
  /** Supplies that may not be drawn on. */
  readonly forbid?: readonly string[] | undefined;
  readonly close?: readonly { readonly supply: string; readonly needId: string }[] | undefined;
  readonly pins?: readonly PinInput[] | undefined;
  /** How much more, or less, must stay where a supply lies. */
  readonly floors?: readonly { readonly supply: string; readonly by: number }[] | undefined;
  readonly stock?: readonly { readonly supply: string; readonly quantity: number }[] | undefined;
  readonly deadlines?:
    | readonly { readonly needId: string; readonly deadlineAt?: Date | null | undefined }[]
    | undefined;
}

/** The edits in the words of the problem file; each unknown supply and need is refused. */
export function editsOf(
  { problem, zeroAt }: { readonly problem: Problem; readonly zeroAt: Date },
  { forbid = [], close = [], pins = [], floors = [], stock = [], deadlines = [] }: TrialEdits,
): Outcome<Edits> {
  const named = new Named(problem);
  const needFor = pinnedNeeds(problem.needs.filter(({ id }) => !isLate(id)));
  const edits = {
    forbid: forbid.map((supply, index) => ({
      ...named.thing(supply, `edits.forbid.${index}`),
      reason: "WHAT_IF",
    })),
    close: close.map(({ supply, needId }, index) => ({
      from: named.thing(supply, `edits.close.${index}.supply`).source,
      to: named.place(needId, `edits.close.${index}.needId`),
    })),
    pins: pins.map(({ supply, needId, quantity }, index) => {
      const thing = named.thing(supply, `edits.pins.${index}.supply`);
      named.place(needId, `edits.pins.${index}.needId`);
      const much = "lot" in thing ? { quantity: quantity ?? 0 } : {};
      return { ...thing, need: needFor(needId, named.skills(supply))?.id ?? needId, ...much };
    }),
    floors: floors.flatMap(({ supply, by }, index) =>
      floorsBy(problem, named.lot(supply, `edits.floors.${index}.supply`), by),
    ),
    stock: stock.map(({ supply, quantity }, index) => {
      const like = named.lot(supply, `edits.stock.${index}.supply`);
      return { ...like, lot: `what-if:${index}`, quantity, floor: 0 };
    }),
    deadlines: deadlines.flatMap(({ needId, deadlineAt }, index) => {
      named.place(needId, `edits.deadlines.${index}.needId`);
      const deadlineMinutes = deadlineAt == null ? null : minutesBetween(zeroAt, deadlineAt);
      return named.parts(needId).map((need) => ({ need, deadlineMinutes }));
    }),
  };
  if (named.wrong.length > 0) return refuse(named.wrong);
  const given = Object.entries(edits).filter(([, rows]) => rows.length > 0);
  if (given.length > 0) return ok(Object.fromEntries(given) as Edits);
  return refuse([
    refusal("INVALID_INPUT", "edits", { why: word("没有任何变化", "nothing is changed") }),
  ]);
}

type Held = Lot & { readonly source: string };

/** What the file calls things; each that it does not have is remembered as a refusal. */
class Named {
  readonly wrong: Refusal[] = [];
  readonly #lots: ReadonlyMap<string, Held>;
  readonly #units: ReadonlyMap<string, Unit & { readonly source: string }>;
  readonly #needs: readonly Need[];

  constructor({ sources, needs }: Problem) {
    this.#lots = new Map(
      sources.flatMap(({ id: source, stock = [] }) =>
        stock.map((lot): [string, Held] => [lot.lot, { ...lot, source }]),
      ),
    );
    this.#units = new Map(
      sources.flatMap(({ id: source, units = [] }) =>
        units.map((unit) => [unit.id, { ...unit, source }] as const),
      ),
    );
    this.#needs = needs.filter(({ id }) => !isLate(id));
  }

  thing(supply: string, path: string) {
    const lot = this.#lots.get(supply);
    if (lot !== undefined) return { source: lot.source, lot: supply };
    const source = this.#units.get(supply)?.source;
    if (source === undefined) this.wrong.push(refusal("UNKNOWN_CODE", path, { code: supply }));
    return { source: source ?? "", unit: supply };
  }

  lot(supply: string, path: string): Held {
    const lot = this.#lots.get(supply);
    if (lot !== undefined) return lot;
    const why = word("不是物资批次", "not a lot of goods");
    if (this.#units.has(supply)) this.wrong.push(refusal("INVALID_INPUT", path, { why }));
    else this.wrong.push(refusal("UNKNOWN_CODE", path, { code: supply }));
    return { source: "", lot: supply, item: "", quantity: 0 };
  }

  skills(supply: string): readonly string[] {
    return this.#units.get(supply)?.capabilities ?? [];
  }

  /** The file's needs that stand for one of the hub: whole sets, and what fills up broken ones. */
  parts(needId: string): readonly string[] {
    return this.#needs.map(({ id }) => id).filter((id) => needIdOf(id) === needId);
  }

  place(needId: string, path: string): string {
    const place = this.#needs.find(({ id }) => needIdOf(id) === needId)?.place;
    if (place === undefined) this.wrong.push(refusal("NOT_FOUND", path));
    return place ?? "";
  }
}

const minutesBetween = (zeroAt: Date, deadlineAt: Date): number =>
  Math.max(0, Math.floor((deadlineAt.getTime() - zeroAt.getTime()) / minuteMs));

/** Groups that hold the goods where there are some, else the lot itself. */
function floorsBy(problem: Problem, { source, ...lot }: Held, by: number): FloorEdit[] {
  const groups = (problem.rules?.floors ?? []).flatMap(({ sources, item, keep }, rule) =>
    item === lot.item && sources.includes(source) ? [{ rule, keep: Math.max(0, keep + by) }] : [],
  );
  if (groups.length > 0) return groups;
  return [{ lot: lot.lot, floor: Math.max(0, (lot.floor ?? 0) + by) }];
}

/** A fault of the edits as a refusal: `/pins/0` is `edits.pins.0`. */
export function refusedEdits(faults: readonly ProblemError[]): readonly Refusal[] {
  return faults.map((fault) => {
    const path = `edits${fault.path.replaceAll("/", ".")}`;
    return refusal("PROBLEM_INVALID", path, { why: explainFault(fault) });
  });
}
