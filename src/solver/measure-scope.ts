import { compare } from "../kernel/compare.ts";
import type { Asked, Board } from "./board.ts";
import { capabilityKind, itemKind, kindsAsked } from "./board.ts";
import type { Idea } from "./measure-ideas.ts";
import type { Lane, Lot, Need, Problem, Source, Unit } from "./problem.ts";

type Change = Pick<Idea, "change">;

const NONE: readonly never[] = [];

/**
 * The part of a problem that a change for one need can reach: all that is tied to it by
 * substitutes or by units with several capabilities. The rest would come out as before, so a
 * trial need not solve it again. Capacity of a source ties everything together.
 */
export class Scopes {
  readonly #kindOf = new Map<string, string>();
  readonly #problem: Problem;
  readonly #isWhole: boolean;
  readonly #parts = new Map<string, Problem>();
  /** The same parts with all lanes. */
  readonly #wide = new Map<string, Problem>();
  #roots: ReadonlyMap<string, Root> | undefined;
  /** All sources with nothing in them. */
  #idle: readonly Source[] | undefined;
  #ways: readonly (readonly Lane[])[] | undefined;

  constructor({ problem }: Board) {
    this.#problem = problem;
    this.#isWhole = problem.sources.some((source) => source.capacity !== undefined);
    for (const { id, substitutes = [] } of problem.items)
      this.#join([itemKind(id), ...substitutes.map(({ item }) => itemKind(item))]);
    for (const { units = [] } of problem.sources)
      for (const { capabilities } of units) this.#join(capabilities.map(capabilityKind));
    for (const need of problem.needs)
      if (need.capabilities !== undefined) this.#join(kindsAsked(need));
  }

  /**
   * What a change makes of the part around a need: with all sources and lanes of the problem, so
   * that a board of it takes them over from the problem's own.
   */
  changed(asked: Asked, { change }: Change): Problem {
    if (this.#isWhole) return change(this.#problem);
    const own = this.#root(kindOf(asked));
    const wide = this.#wide.get(own) ?? { ...this.#cutOut(own), lanes: this.#problem.lanes };
    this.#wide.set(own, wide);
    return change(wide);
  }

  /** The problem without what has nothing to do with the need, cut out once for all of a kind. */
  around(asked: Asked): Problem {
    if (this.#isWhole) return this.#problem;
    const own = this.#root(kindOf(asked));
    const part = this.#parts.get(own) ?? this.#onOwnLanes(this.#cutOut(own));
    this.#parts.set(own, part);
    return part;
  }

  #onOwnLanes(part: Problem): Problem {
    const reached = new Set(part.needs.map(({ place }) => place));
    this.#ways ??= waysFrom(this.#problem);
    const lanes: Lane[] = [];
    for (const ways of this.#ways)
      for (const lane of ways) if (reached.has(lane.to)) lanes.push(lane);
    return { ...part, lanes };
  }

  #cutOut(own: string): Problem {
    const problem = this.#problem;
    this.#roots ??= this.#byRoot();
    const { needs, stock, units } = this.#roots.get(own) ?? emptyRoot();
    const [lotsAt, unitsAt] = [inTurn(stock), inTurn(units)];
    this.#idle ??= problem.sources.map((source) => ({ ...source, stock: NONE, units: NONE }));
    const sources = this.#idle.map((source, home): Source => {
      const [lots, teams] = [lotsAt(home), unitsAt(home)];
      return lots.length + teams.length === 0 ? source : { ...source, stock: lots, units: teams };
    });
    const items = problem.items.filter(({ id }) => this.#root(itemKind(id)) === own);
    const held = new Set(items.map(({ id }) => id));
    const kept = new Set(needs.map(({ id }) => id));
    const { floors = [], forbid = [], pins = [] } = problem.rules ?? {};
    const rules = {
      floors: floors.filter(({ item }) => held.has(item)),
      forbid: forbid.filter((rule) => rule.need === undefined || kept.has(rule.need)),
      pins: pins.filter((pin) => kept.has(pin.need)),
    };
    return { ...problem, needs, sources, rules };
  }

  /** What is asked for and what stands at each source, by the root of its kind. */
  #byRoot(): Map<string, Root> {
    const { items, needs, sources } = this.#problem;
    const roots = new Map<string, Root>();
    const at = (name: string) => {
      const root = roots.get(name) ?? emptyRoot();
      roots.set(name, root);
      return root;
    };
    const rootOf = new Map(items.map(({ id }) => [id, at(this.#root(itemKind(id)))]));
    const ofItem = (item: string) => rootOf.get(item) ?? emptyRoot();
    for (const need of needs)
      if (need.item !== undefined) ofItem(need.item).needs.push(need);
      else at(this.#root(kindOf(need))).needs.push(need);
    for (const [home, { stock = NONE, units = NONE }] of sources.entries()) {
      for (const lot of stock) addTo(ofItem(lot.item).stock, home, lot);
      // All that a unit can do hangs together.
      for (const unit of units)
        addTo(at(this.#root(capabilityKind(unit.capabilities[0] ?? ""))).units, home, unit);
    }
    return roots;
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

/** A part: its needs, and its lots and units. */
interface Root {
  readonly needs: Need[];
  readonly stock: Placed<Lot>;
  readonly units: Placed<Unit>;
}

/** Rows, and where the source of each stands in the file, in that order. */
interface Placed<Row> {
  readonly rows: Row[];
  readonly homes: number[];
}

const emptyRoot = (): Root => ({
  needs: [],
  stock: { rows: [], homes: [] },
  units: { rows: [], homes: [] },
});

function addTo<Row>({ rows, homes }: Placed<Row>, home: number, row: Row): void {
  rows.push(row);
  homes.push(home);
}

/** The rows at one source after the other, asked for in order. */
function inTurn<Row>({ rows, homes }: Placed<Row>): (home: number) => readonly Row[] {
  let next = 0;
  return (home) => {
    const first = next;
    while (homes[next] === home) next += 1;
    return next === first ? NONE : rows.slice(first, next);
  };
}

/** Lanes by where their source stands in the file, in the order in which a board has them. */
function waysFrom({ sources, lanes }: Problem): Lane[][] {
  const ways = new Map(sources.map(({ id }): [string, Lane[]] => [id, []]));
  for (const lane of lanes) ways.get(lane.from)?.push(lane);
  return [...ways.values()].map((own) => own.sort((a, b) => compare(a.to, b.to)));
}

/** All that a need asks for hangs together, so one of it will do. */
const kindOf = (need: Asked): string => kindsAsked(need)[0] ?? "";
