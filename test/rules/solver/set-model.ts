import type { Highs } from "highs";
import type { Lot, Need, Problem, Source, Unit } from "../../../src/solver/problem.ts";

/**
 * A world of units and goods as one mixed-integer program in text, written from the contract
 * alone: each set of each need stands for itself, and each unit has a place in each of them.
 *
 * Answers the least of every part of unmet, fairness, arrival and cost, each within the best of
 * those before it. No pins, capacity or substitutes.
 */
export function leastByModel(highs: Highs, problem: Problem): number[][] {
  const text = new ModelText();
  for (const need of problem.needs) writeNeed(text, problem, need);
  for (const source of problem.sources) writeSource(text, problem, source);
  writeFloors(text, problem);
  const grades = (of: (need: Need, piece: number) => number) =>
    [1, 2, 3, 4, 5].map((grade) =>
      problem.needs
        .filter((need) => (need.priority ?? 3) === grade)
        .flatMap((need) => pieces(need).map((piece): Term => [of(need, piece), lack(need, piece)])),
    );
  const weigh = (need: Need) => problem.items.find(({ id }) => id === need.item)?.weight ?? 1;
  const stages = [
    grades((need) => weigh(need)),
    grades((need, piece) => Math.ceil((10 * piece) / need.quantity)),
    [text.late],
    [text.cost],
  ];
  return stages.map((parts) => parts.map((terms) => text.least(highs, terms)));
}

type Term = readonly [number, string];

class ModelText {
  readonly late: Term[] = [];
  readonly cost: Term[] = [];
  readonly #rows: string[] = [];
  readonly #whole = new Map<string, number>();
  readonly #binds = new Set<string>();

  column(name: string, upper: number): string {
    this.#whole.set(name, upper);
    return name;
  }

  row(terms: readonly Term[], sign: "<=" | "=" | ">=", limit: number): void {
    if (terms.length > 0) this.#rows.push(`${said(terms)} ${sign} ${limit}`);
  }

  /** A cost that is due once as soon as any of the columns is used. */
  onUse(name: string, cost: number, used: string, most: number): void {
    if (cost === 0) return;
    if (!this.#binds.has(name)) this.cost.push([cost, this.column(name, 1)]);
    this.#binds.add(name);
    this.row(
      [
        [1, used],
        [-most, name],
      ],
      "<=",
      0,
    );
  }

  least(highs: Highs, terms: readonly Term[]): number {
    if (terms.length === 0) return 0;
    const bounds = [...this.#whole].map(([name, upper]) => `0 <= ${name} <= ${upper}`);
    const rows = this.#rows.map((row, at) => `r${at}: ${row}`);
    const columns = [...this.#whole.keys()];
    const text = ["Minimize", `o: ${said(terms)}`, "Subject To", ...rows, "Bounds", ...bounds];
    const answer = highs.solve([...text, "General", ...columns, "End"].join("\n"), {
      mip_rel_gap: 0,
      mip_abs_gap: 0,
    });
    if (answer.Status !== "Optimal") throw new Error(`the model is ${answer.Status}`);
    const best = Math.round(answer.ObjectiveValue);
    this.row(terms, "<=", best);
    return best;
  }
}

const said = (terms: readonly Term[]) =>
  terms.map(([factor, name]) => `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`).join(" ");

const pieces = (need: Need) => Array.from({ length: need.quantity }, (_, piece) => piece + 1);
const lack = (need: Need, piece: number) => `m_${need.id}_${piece}`;
const plain = (id: string) => id.replaceAll("-", "_");

function writeNeed(text: ModelText, problem: Problem, need: Need): void {
  const filled: Term[] = pieces(need).map((piece) => [1, text.column(lack(need, piece), 1)]);
  const asked = need.capabilities;
  for (const source of problem.sources) {
    for (const lot of need.item === undefined ? [] : (source.stock ?? []))
      if (lot.item === need.item)
        filled.push(
          ...send(text, problem, need, { source, lot }, `x_${plain(lot.lot)}_${need.id}`),
        );
    for (const unit of need.capability === undefined ? [] : (source.units ?? []))
      if (unit.capabilities.includes(need.capability ?? ""))
        filled.push(
          ...send(text, problem, need, { source, unit }, `x_${plain(unit.id)}_${need.id}`),
        );
  }
  for (const set of asked === undefined ? [] : pieces(need)) {
    const whole = text.column(`f_${need.id}_${set}`, 1);
    filled.push([1, whole]);
    const placed = problem.sources.flatMap((source) =>
      (source.units ?? []).flatMap((unit) => {
        const name = `x_${plain(unit.id)}_${need.id}_${set}`;
        const isAble = (asked ?? []).some((one) => unit.capabilities.includes(one));
        return isAble && send(text, problem, need, { source, unit }, name).length > 0
          ? [{ unit, name }]
          : [];
      }),
    );
    for (const one of asked ?? []) {
      const able = placed.filter(({ unit }) => unit.capabilities.includes(one));
      text.row([...able.map(({ name }): Term => [1, name]), [-1, whole]], ">=", 0);
    }
  }
  text.row(filled, "=", need.quantity);
}

interface Stored {
  readonly source: Source;
  readonly lot?: Lot;
  readonly unit?: Unit;
}

const used = new WeakMap<ModelText, Map<string, string[]>>();

/** A column for what may go, entered in time and cost; none where it may not. */
function send(text: ModelText, problem: Problem, need: Need, stored: Stored, name: string): Term[] {
  const { source, lot, unit } = stored;
  const lane = problem.lanes.find(({ from, to }) => from === source.id && to === need.place);
  if (lane === undefined || lane.open === false) return [];
  const ready = lot?.availableMinutes ?? unit?.readyMinutes ?? 0;
  const arrives = Math.max(source.readyMinutes ?? 0, ready) + lane.minutes;
  const shelf = (lot?.expiresInMinutes ?? Infinity) - arrives;
  const isForbidden = problem.rules?.forbid?.some(
    (rule) =>
      (rule.source ?? source.id) === source.id &&
      (rule.need ?? need.id) === need.id &&
      (rule.lot ?? lot?.lot) === lot?.lot &&
      (rule.unit ?? unit?.id) === unit?.id,
  );
  const isLate = arrives > (need.deadlineMinutes ?? Infinity);
  if (isLate || shelf <= 0 || shelf < (need.minShelfMinutes ?? 0) || isForbidden === true)
    return [];
  const most = lot?.quantity ?? 1;
  text.column(name, most);
  const weight = problem.items.find(({ id }) => id === need.item)?.weight ?? 1;
  text.late.push([weight * (6 - (need.priority ?? 3)) * arrives, name]);
  text.cost.push([(lane.unitCost ?? 0) + (lot?.unitCost ?? 0), name]);
  text.onUse(`l_${lane.from}_${lane.to}`, lane.fixedCost ?? 0, name, most);
  text.onUse(`s_${source.id}`, source.fixedCost ?? 0, name, most);
  const names = used.get(text) ?? new Map<string, string[]>();
  used.set(text, names);
  const key = lot?.lot ?? unit?.id ?? "";
  names.set(key, [...(names.get(key) ?? []), name]);
  return [[1, name]];
}

const sum = (text: ModelText, ids: readonly string[]): Term[] =>
  ids.flatMap((id) => (used.get(text)?.get(id) ?? []).map((name): Term => [1, name]));

function writeSource(text: ModelText, _: Problem, { stock = [], units = [] }: Source): void {
  for (const lot of stock)
    text.row(sum(text, [lot.lot]), "<=", Math.max(0, lot.quantity - (lot.floor ?? 0)));
  for (const unit of units) text.row(sum(text, [unit.id]), "<=", 1);
}

function writeFloors(text: ModelText, problem: Problem): void {
  for (const floor of problem.rules?.floors ?? []) {
    const lots = problem.sources
      .filter(({ id }) => floor.sources.includes(id))
      .flatMap(({ stock = [] }) => stock)
      .filter(({ item }) => item === floor.item);
    const held = lots.reduce((all, lot) => all + lot.quantity, 0);
    text.row(
      sum(
        text,
        lots.map(({ lot }) => lot),
      ),
      "<=",
      Math.max(0, held - floor.keep),
    );
  }
}
