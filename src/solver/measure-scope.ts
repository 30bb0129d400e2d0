import { compare } from "../kernel/compare.ts";
import type { Asked, Board } from "./board.ts";
import { capabilityKind, itemKind, kindsAsked } from "./board.ts";
import type { Idea } from "./measure-ideas.ts";
import type { Lane, Lot, Need, Problem, Source, Unit } from "./problem.ts";

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
  readonly #isWhole: boolean;
  readonly #parts = new Map<string, Problem>();
  readonly #busy = new Map<string, Problem>();
  #roots: ReadonlyMap<string, Root> | undefined;
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
   * What a change makes of the part around a need, without sources that hold nothing and their
   * lanes: they are most of what is left of a large problem.
   */
  changed(asked: Asked, { target: { source }, change }: Change): Problem {
    const own = this.#isWhole ? WHOLE : this.#root(kindOf(asked));
    const known = this.#busy.get(own);
    const busy = known ?? (this.#isWhole ? withoutIdle(this.#problem) : this.#busyIn(own));
    this.#busy.set(own, busy);
    // What is idle may be what is changed.
    const isThere = source === undefined || busy.sources.some(({ id }) => id === source);
    return withoutIdle(change(isThere ? busy : this.around(asked)));
  }

  /** The problem without what has nothing to do with the need, cut out once for all of a kind. */
  around(asked: Asked): Problem {
    if (this.#isWhole) return this.#problem;
    const own = this.#root(kindOf(asked));
    const part = this.#parts.get(own) ?? this.#cutOut(own);
    this.#parts.set(own, part);
    return part;
  }

  #cutOut(own: string): Problem {
    const { stock, units } = this.#rootAt(own);
    const sources = this.#problem.sources.map((source, home): Source => {
      return { ...source, stock: stock.get(home) ?? NONE, units: units.get(home) ?? NONE };
    });
    const homes = sources.map((_, home) => home);
    return this.#part(own, sources, homes);
  }

  /** The same with only those sources that hold something of it, and their lanes. */
  #busyIn(own: string): Problem {
    const { stock, units } = this.#rootAt(own);
    const homes = [...new Set([...stock.keys(), ...units.keys()])].sort((a, b) => a - b);
    const sources = homes.flatMap((home): Source[] => {
      const source = this.#problem.sources[home];
      if (source === undefined) return [];
      return [{ ...source, stock: stock.get(home) ?? NONE, units: units.get(home) ?? NONE }];
    });
    return this.#part(own, sources, homes);
  }

  #part(own: string, sources: readonly Source[], homes: readonly number[]): Problem {
    const problem = this.#problem;
    const { needs } = this.#rootAt(own);
    const items = problem.items.filter(({ id }) => this.#root(itemKind(id)) === own);
    const held = new Set(items.map(({ id }) => id));
    const kept = new Set(needs.map(({ id }) => id));
    const reached = new Set(needs.map(({ place }) => place));
    const { floors = [], forbid = [], pins = [] } = problem.rules ?? {};
    const rules = {
      floors: floors.filter(({ item }) => held.has(item)),
      forbid: forbid.filter((rule) => rule.need === undefined || kept.has(rule.need)),
      pins: pins.filter((pin) => kept.has(pin.need)),
    };
    this.#ways ??= waysFrom(problem);
    const ways = this.#ways;
    const lanes: Lane[] = [];
    for (const home of homes)
      for (const lane of ways[home] ?? NONE) if (reached.has(lane.to)) lanes.push(lane);
    return { ...problem, needs, sources, lanes, rules };
  }

  #rootAt(own: string): Root {
    this.#roots ??= this.#byRoot();
    return this.#roots.get(own) ?? emptyRoot();
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

const WHOLE = "";

/** A part: its needs, and its lots and units by where their source stands in the file. */
interface Root {
  readonly needs: Need[];
  readonly stock: Map<number, Lot[]>;
  readonly units: Map<number, Unit[]>;
}

const emptyRoot = (): Root => ({ needs: [], stock: new Map(), units: new Map() });

/** Lanes by where their source stands in the file, in the order in which a board has them. */
function waysFrom({ sources, lanes }: Problem): Lane[][] {
  const ways = new Map(sources.map(({ id }): [string, Lane[]] => [id, []]));
  for (const lane of lanes) ways.get(lane.from)?.push(lane);
  return [...ways.values()].map((own) => own.sort((a, b) => compare(a.to, b.to)));
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
