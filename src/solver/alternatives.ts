import type { Board } from "./board.ts";
import { stockTable } from "./tables.ts";

/** Of the arcs that could stand in for another, the first of the least by each figure. */
export interface Best {
  readonly near: number;
  readonly legal: number;
  readonly cheap: number;
  /** Whether any of them would have to open a lane. */
  readonly isNewLane: boolean;
}

/** Of how many needs goods go by each lane. */
type Served = Float64Array;

type Figure = (arc: number) => number;

/** What each figure of an arc is; the cost is that of what fills one piece of the need. */
export function figuresOf(board: Board) {
  const { arrives, lane, supply, give, counts } = board.arcs;
  const { rank, unitCost } = stockTable(board);
  return {
    near: (arc: number) => arrives[arc]!,
    legal: (arc: number) => rank[supply[arc]!]!,
    cheap: (arc: number) =>
      ((board.lanes[lane[arc]!]!.unitCost + unitCost[supply[arc]!]!) * give[arc]!) / counts[arc]!,
  };
}

/** Undefined where there is none to choose from. */
export function bestOf(board: Board, arcs: readonly number[], served: Served): Best | undefined {
  if (arcs.length === 0) return undefined;
  const { near, legal, cheap } = figuresOf(board);
  const isNewLane = arcs.every((arc) => served[board.arcs.lane[arc]!] === 0);
  const [first, second, third] = [near, legal, cheap].map((figure) => leastOf(arcs, figure));
  return { near: first!, legal: second!, cheap: third!, isNewLane };
}

/** Of two lots of arcs together; among equals the first. */
export function betterOf(board: Board, a: Best | undefined, b: Best | undefined): Best | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const { near, legal, cheap } = figuresOf(board);
  const least = (one: number, other: number, figure: Figure) =>
    leastOf(one < other ? [one, other] : [other, one], figure);
  return {
    near: least(a.near, b.near, near),
    legal: least(a.legal, b.legal, legal),
    cheap: least(a.cheap, b.cheap, cheap),
    isNewLane: a.isNewLane && b.isNewLane,
  };
}

/**
 * The best of all arcs but those of one source, whichever that is: by each figure it is the best of
 * all, or the best that is not of that one's source. To go over all arcs for each line of a need
 * would take as the square of its lines.
 */
export class Alternatives {
  readonly #board: Board;
  readonly #arcs: readonly number[];
  #inTurn: readonly number[] | undefined;
  readonly #sourceOf: (arc: number) => number;
  readonly #firsts: readonly number[];
  /** By the same figures, the best from another source than the first's; -1: none. */
  readonly #seconds: readonly number[];
  /** Sources of which a lane is in use already. */
  readonly #served: ReadonlySet<number>;

  constructor(board: Board, arcs: readonly number[], served: Served) {
    this.#board = board;
    this.#arcs = arcs;
    const { source } = stockTable(board);
    const { supply, lane } = board.arcs;
    this.#sourceOf = (arc) => source[supply[arc]!]!;
    const { near, legal, cheap } = figuresOf(board);
    const figures = [near, legal, cheap];
    this.#firsts = figures.map((figure) => leastOf(arcs, figure));
    this.#seconds = figures.map((figure, at) => {
      const first = this.#firsts[at]!;
      const isOther = (arc: number) => this.#sourceOf(arc) !== this.#sourceOf(first);
      return first < 0 ? NONE : leastOf(arcs, figure, isOther);
    });
    const isServed = (arc: number) => served[lane[arc]!]! > 0;
    this.#served = new Set(arcs.filter(isServed).map(this.#sourceOf));
  }

  /** All of them, the soonest first; sorted when first asked for. */
  get inTurn(): readonly number[] {
    return (this.#inTurn ??= inTurn(this.#board, this.#arcs));
  }

  besides(source: number): Best | undefined {
    const [near, legal, cheap] = this.#firsts.map((first, at) =>
      first >= 0 && this.#sourceOf(first) === source ? this.#seconds[at]! : first,
    );
    if (near! < 0) return undefined;
    const isNewLane = this.#served.size === (this.#served.has(source) ? 1 : 0);
    return { near: near!, legal: legal!, cheap: cheap!, isNewLane };
  }
}

/** The soonest first, of equals the first. */
export function inTurn(board: Board, arcs: readonly number[]): number[] {
  const { near } = figuresOf(board);
  return arcs.toSorted((a, b) => near(a) - near(b) || a - b);
}

const NONE = -1;

/** The first of the least. */
function leastOf(
  arcs: readonly number[],
  figure: Figure,
  isAsked: (arc: number) => boolean = () => true,
): number {
  let [best, least] = [NONE, Infinity];
  for (const arc of arcs) {
    if (!isAsked(arc)) continue;
    const own = figure(arc);
    if (best !== NONE && own >= least) continue;
    best = arc;
    least = own;
  }
  return best;
}
