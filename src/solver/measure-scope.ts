import type { Asked, Board } from "./board.ts";
import { capabilityKind, itemKind, kindsAsked } from "./board.ts";
import type { Idea } from "./measure-ideas.ts";
import type { Problem, Source } from "./problem.ts";

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
    const sources = problem.sources.map((source): Source => {
      const stock = (source.stock ?? NONE).filter((lot) => held.has(lot.item));
      const units = (source.units ?? NONE).filter(({ capabilities }) =>
        capabilities.some((one) => isIn(capabilityKind(one))),
      );
      return { ...source, stock, units };
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
