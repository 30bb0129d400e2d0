import type { Board } from "./board.ts";
import type { ColumnBounds } from "./highs-search.ts";
import { baseColumns, isNetwork } from "./highs-rows.ts";
import type { Columns } from "./highs-rows.ts";
import { networkOf } from "./network-lay.ts";
import { startNetwork } from "./network-start.ts";
import { piecesOf } from "./network-pieces.ts";
import { hairFor, NetworkSimplex } from "./network-simplex.ts";

export interface Settled {
  readonly columns: readonly ColumnBounds[];
  /** Numbered by lots and then by groups, as their rows stand in the linear model. */
  readonly loads: readonly { readonly load: number; readonly value: number }[];
}

/**
 * A board without capacity and uneven ratios as a network: the root supplies floors' groups,
 * groups supply lots, lots supply needs, and what a need misses comes from the root itself.
 * Columns are numbered as in the linear model; the arcs of lots and groups come after them.
 */
export class NetworkModel {
  readonly columns: Columns;
  readonly #pieces: readonly Solved[];
  /** Those that the last objective weighs. */
  #moved: Solved[] = [];
  /** Of all arcs, as the pieces have left it. */
  readonly #flow: Float64Array;
  readonly #arcs: number;
  #snapshot: Float64Array | undefined;

  /** Undefined where the board is no network. */
  static of(board: Board, fair: boolean): NetworkModel | undefined {
    return isNetwork(board) ? NetworkModel.#laid(board, fair) : undefined;
  }

  /** Of goods alone, where a board's sets have no room in it. */
  static ofGoods(goods: Board, fair: boolean): NetworkModel {
    return NetworkModel.#laid(goods, fair);
  }

  private constructor(
    board: Board,
    columns: Columns,
    { flow, pieces }: { readonly flow: Float64Array; readonly pieces: readonly Solved[] },
  ) {
    this.columns = columns;
    this.#arcs = board.arcs.length;
    this.#flow = flow;
    this.#pieces = pieces;
  }

  static #laid(board: Board, fair: boolean): NetworkModel {
    const columns = baseColumns(board, fair);
    const network = networkOf(board, columns);
    startNetwork(network, board, columns);
    const pieces = piecesOf(network).map(({ arcs, network: own }) =>
      solved(arcs, new NetworkSimplex(own)),
    );
    return new NetworkModel(board, columns, { flow: network.flow, pieces });
  }

  /** Another model in the same state, which then goes its own way. */
  copy(board: Board): NetworkModel {
    const pieces = this.#pieces.map(({ arcs, simplex }) => solved(arcs, simplex.copy()));
    return new NetworkModel(board, this.columns, { flow: this.#flow.slice(), pieces });
  }

  get size(): number {
    return this.columns.upper.length;
  }

  /** Parts that share nothing but the root, each solved by itself. */
  get pieces(): readonly Solved[] {
    return this.#pieces;
  }

  /** Columns, and after them the arcs of lots and groups. */
  get arcs(): number {
    return this.#flow.length;
  }

  /**
   * Moves to the least Σ costs · columns; false where it was told to stop. Costs beyond the columns
   * are those of lots and groups.
   */
  minimise(costs: Float64Array, mayStop: () => boolean): boolean {
    this.#moved = [];
    const span = spanOf(costs);
    for (const piece of this.#pieces) {
      const { simplex } = piece;
      const hair = takeCosts(piece, costs, span);
      if (hair === undefined) continue;
      this.#moved.push(piece);
      const before = simplex.pivots;
      const isDone = simplex.minimise(piece.costs, mayStop, hair);
      if (simplex.pivots !== before) this.#read(piece);
      if (!isDone) return false;
    }
    return true;
  }

  /** Takes over the flows of pieces that were changed from outside. */
  refresh(): void {
    for (const piece of this.#pieces) this.#read(piece);
  }

  #read({ arcs, simplex: { flow } }: Solved): void {
    this.#snapshot = undefined;
    for (let at = 0; at < arcs.length; at += 1) this.#flow[arcs[at]!] = flow[at]!;
  }

  /** Exchanges of arcs so far: the measure of work that is the same on every machine. */
  get pivots(): number {
    return this.#pieces.reduce((sum, { simplex }) => sum + simplex.pivots, 0);
  }

  /** From now on only flows that are optimal for the last objective are considered. */
  freeze(): void {
    for (const { simplex } of this.#moved) simplex.freeze();
  }

  /** What the faces so far have settled: columns by number, then lots' and groups' whole load. */
  get settled(): Settled {
    const rows = this.#pieces.flatMap(({ simplex, arcs }) =>
      Array.from(simplex.settled(), (at) => arcs[at] ?? 0),
    );
    const valued = rows.map((arc) => ({ arc, value: this.#flow[arc] ?? 0 }));
    return {
      columns: valued
        .filter(({ arc }) => arc < this.size)
        .map(({ arc, value }) => ({ column: arc, lower: value, upper: value })),
      loads: valued
        .filter(({ arc }) => arc >= this.size)
        .map(({ arc, value }) => ({ load: arc - this.size, value })),
    };
  }

  /** By supply: what one more piece of a lot that is used up would gain by the last objective. */
  get gains(): Float64Array {
    const gains = new Float64Array(this.#flow.length - this.size);
    for (const { simplex, arcs } of this.#moved)
      arcs.forEach((arc, at) => {
        if (arc >= this.size) gains[arc - this.size] = simplex.gainOf(at);
      });
    return gains;
  }

  /** The flow of each of the board's arcs as it is now: the same list until one has changed. */
  get flows(): Float64Array {
    return (this.#snapshot ??= this.#flow.slice(0, this.#arcs));
  }

  /** The flow of each arc, those of lots and groups too; not to be written on. */
  get allFlows(): Float64Array {
    return this.#flow;
  }

  /** Σ costs · columns as they are now. */
  value(costs: Float64Array): number {
    let value = 0;
    for (let column = 0; column < costs.length; column += 1)
      value += costs[column]! * this.#flow[column]!;
    return value;
  }
}

/** A piece of the network, and where its arcs stand in the whole. */
export interface Solved {
  readonly arcs: Int32Array;
  readonly simplex: NetworkSimplex;
  /** The objective on this piece's arcs. */
  readonly costs: Float64Array;
}

/** From the first column that costs something to behind the last: in many parts these are few. */
interface Span {
  readonly first: number;
  readonly end: number;
}

function spanOf(costs: Float64Array): Span {
  let [first, end] = [0, costs.length];
  while (first < end && costs[first] === 0) first += 1;
  while (first < end && costs[end - 1] === 0) end -= 1;
  return { first, end };
}

/**
 * Hands the objective to a piece, for the arcs that may still change, which stand in order: to what
 * rounding it is known there. Undefined where it weighs none of them.
 */
function takeCosts(
  { arcs, simplex: { active }, costs: own }: Solved,
  costs: Float64Array,
  { first, end }: Span,
): number | undefined {
  own.fill(0);
  let largest = 0;
  let isWhole = true;
  let [place, behind] = [0, active.length];
  while (place < behind) {
    const middle = (place + behind) >> 1;
    if (arcs[active[middle]!]! < first) place = middle + 1;
    else behind = middle;
  }
  for (; place < active.length; place += 1) {
    const arc = active[place]!;
    const column = arcs[arc]!;
    if (column >= end) break;
    const cost = costs[column]!;
    if (cost === 0) continue;
    own[arc] = cost;
    largest = Math.max(largest, Math.abs(cost));
    isWhole &&= Number.isSafeInteger(cost);
  }
  return largest === 0 ? undefined : hairFor(largest, isWhole);
}

const solved = (arcs: Int32Array, simplex: NetworkSimplex): Solved => ({
  arcs,
  simplex,
  costs: new Float64Array(arcs.length),
});
