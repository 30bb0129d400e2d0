import type { Asked, Board } from "./board.ts";
import { capabilityKind, itemKind, kindsAsked } from "./board.ts";
import type { Problem } from "./problem.ts";

/**
 * The part of a problem that a change for one need can reach: all that is tied to it by
 * substitutes or by units with several capabilities. The rest would come out as before, so a
 * trial need not solve it again. Capacity of a source ties everything together.
 */
export class Scopes {
  readonly #kindOf = new Map<string, string>();
  readonly #problem: Problem;
  readonly #parts = new Map<string, Problem>();

  constructor({ problem }: Board) {
    this.#problem = problem;
    for (const { id, substitutes = [] } of problem.items)
      this.#join([itemKind(id), ...substitutes.map(({ item }) => itemKind(item))]);
    for (const { units = [] } of problem.sources)
      for (const { capabilities } of units) this.#join(capabilities.map(capabilityKind));
    for (const need of problem.needs) this.#join(kindsAsked(need));
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
    const known = new Map<string, boolean>();
    const isIn = (kind: string): boolean => this.#root(kind) === own;
    const isHeld = (item: string): boolean => {
      const answer = known.get(item) ?? isIn(itemKind(item));
      known.set(item, answer);
      return answer;
    };
    const needs = problem.needs.filter((need) =>
      need.item === undefined ? isIn(kindOf(need)) : isHeld(need.item),
    );
    const [ids, places] = [needs.map(({ id }) => id), needs.map(({ place }) => place)];
    const [kept, reached] = [new Set(ids), new Set(places)];
    const sources = problem.sources.map((source) => ({
      ...source,
      stock: (source.stock ?? []).filter((lot) => isHeld(lot.item)),
      units: (source.units ?? []).filter(({ capabilities }) =>
        capabilities.some((one) => isIn(capabilityKind(one))),
      ),
    }));
    const { floors = [], forbid = [], pins = [] } = problem.rules ?? {};
    const rules = {
      floors: floors.filter((floor) => isIn(itemKind(floor.item))),
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
