import type { Asked, Board } from "./board.ts";
import { capabilityKind, itemKind, kindsAsked } from "./board.ts";
import type { Idea } from "./measure-ideas.ts";
import type { Lot, Problem, Source, Unit } from "./problem.ts";

type Change = Pick<Idea, "target" | "change">;

const NONE: readonly never[] = [];

/**
 * The part of a problem that a change for one need can reach: all that is tied to it by
 * substitutes or by units with several capabilities. The rest would come out as before, so a
 * trial need not solve it again. Capacity of a source ties everything together.
 */
export class Scopes {
  readonly #kindOf = new Map<string, string>();
  readonly #problem: Problem;
  readonly #parts = new Map<string, Problem>();
  readonly #busy = new Map<Problem, Problem>();
  #held: ReadonlyMap<string, Held> | undefined;

  constructor({ problem }: Board) {
    this.#problem = problem;
    for (const { id, substitutes = [] } of problem.items)
      this.#join([itemKind(id), ...substitutes.map(({ item }) => itemKind(item))]);
    for (const { units = [] } of problem.sources)
      for (const { capabilities } of units) this.#join(capabilities.map(capabilityKind));
    for (const need of problem.needs) this.#join(kindsAsked(need));
  }

  /**
   * What a change makes of the part around a need, without sources that hold nothing and their
   * lanes: they are most of what is left of a large problem.
   */
  changed(asked: Asked, { target, change }: Change): Problem {
    const whole = this.around(asked);
    const busy = this.#busy.get(whole) ?? withoutIdle(whole);
    this.#busy.set(whole, busy);
    // What is idle may be what is changed.
    const isThere =
      target.source === undefined || busy.sources.some(({ id }) => id === target.source);
    return withoutIdle(change(isThere ? busy : whole));
  }

  /** The problem without what has nothing to do with the need, cut out once for all of a kind. */
  around(asked: Asked): Problem {
    const own = this.#root(kindOf(asked));
    const isWhole = this.#problem.sources.some((source) => source.capacity !== undefined);
    const part = this.#parts.get(own) ?? (isWhole ? this.#problem : this.#cutOut(own));
    this.#parts.set(own, part);
    return part;
  }

  #cutOut(own: string): Problem {
    const problem = this.#problem;
    const isIn = (kind: string): boolean => this.#root(kind) === own;
    const held = new Set(problem.items.map(({ id }) => id).filter((id) => isIn(itemKind(id))));
    const needs = problem.needs.filter((need) =>
      need.item === undefined ? isIn(kindOf(need)) : held.has(need.item),
    );
    const kept = new Set(needs.map(({ id }) => id));
    const reached = new Set(needs.map(({ place }) => place));
    this.#held ??= this.#heldByRoot();
    const here = this.#held.get(own);
    const sources = problem.sources.map((source, home): Source => {
      const stock = here?.stock.get(home) ?? NONE;
      return { ...source, stock, units: here?.units.get(home) ?? NONE };
    });
    const { floors = [], forbid = [], pins = [] } = problem.rules ?? {};
    const rules = {
      floors: floors.filter(({ item }) => held.has(item)),
      forbid: forbid.filter((rule) => rule.need === undefined || kept.has(rule.need)),
      pins: pins.filter((pin) => kept.has(pin.need)),
    };
    const lanes = problem.lanes.filter(({ to }) => reached.has(to));
    return { ...problem, needs, sources, lanes, rules };
  }

  /** What stands at each source, by the root of its kind: gone over once for all parts. */
  #heldByRoot(): Map<string, Held> {
    const held = new Map<string, Held>();
    const rootOf = new Map(this.#problem.items.map(({ id }) => [id, this.#root(itemKind(id))]));
    const into = (root: string) => {
      const row = held.get(root) ?? {
        stock: new Map<number, Lot[]>(),
        units: new Map<number, Unit[]>(),
      };
      held.set(root, row);
      return row;
    };
    for (const [home, { stock = NONE, units = NONE }] of this.#problem.sources.entries()) {
      for (const lot of stock) addTo(into(rootOf.get(lot.item) ?? "").stock, home, lot);
      // All that a unit can do hangs together.
      for (const unit of units)
        addTo(into(this.#root(capabilityKind(unit.capabilities[0] ?? ""))).units, home, unit);
    }
    return held;
  }

  #join([first, ...others]: readonly string[]): void {
    if (first === undefined) return;
    for (const other of others) {
      const [own, its] = [this.#root(first), this.#root(other)];
      if (own !== its) this.#kindOf.set(its, own);
    }
  }

  #root(kind: string): string {
    let root = kind;
    for (let next = this.#kindOf.get(root); next !== undefined; next = this.#kindOf.get(root))
      root = next;
    return root;
  }
}

/** Lots and units of a part, by where their source stands in the file. */
interface Held {
  readonly stock: Map<number, Lot[]>;
  readonly units: Map<number, Unit[]>;
}

function addTo<Row>(rows: Map<number, Row[]>, home: number, row: Row): void {
  const own = rows.get(home);
  if (own === undefined) rows.set(home, [row]);
  else own.push(row);
}

/** All that a need asks for hangs together, so one of it will do. */
const kindOf = (need: Asked): string => kindsAsked(need)[0] ?? "";

function withoutIdle(problem: Problem): Problem {
  const sources = problem.sources.filter(
    ({ stock = [], units = [] }) => stock.length + units.length > 0,
  );
  if (sources.length === problem.sources.length) return problem;
  const busy = new Set(sources.map(({ id }) => id));
  return { ...problem, sources, lanes: problem.lanes.filter(({ from }) => busy.has(from)) };
}
