import { at } from "./board.ts";
import type { Board } from "./board.ts";

/** Of each supply, the pieces that it may ship at most. */
export type Caps = Float64Array;

const HAIR = 1e-9;

/**
 * A board of plain goods with what its sources can carry shared out among their lots beforehand:
 * a network, and every plan on it is one on the board itself. Arcs are numbered as before.
 */
export const cappedBoard = (board: Board, caps: Caps): Board => ({
  ...withoutCapacity(board),
  supplies: board.supplies.map((supply, index) => ({ ...supply, usable: caps[index] ?? 0 })),
});

/** The board as if everything could be carried: no plan on the board itself is better. */
export const withoutCapacity = (board: Board): Board => ({
  ...board,
  sources: board.sources.map((source) => ({ ...source, kg: Infinity, m3: Infinity })),
});

/** Whether capacity is all that keeps a board of goods and single units from being a network. */
export function isCoupled({ arcs, recipes, sources }: Board): boolean {
  const isLimited = sources.some(({ kg, m3 }) => kg < Infinity || m3 < Infinity);
  return isLimited && recipes.length === 0 && arcs.areEven;
}

/** What each supply ships in a plan or in a linear program's answer. */
export function loadsOf({ arcs, supplies }: Board, values: Float64Array): Float64Array {
  const loads = new Float64Array(supplies.length);
  for (let arc = 0; arc < arcs.length; arc += 1) {
    const supply = arcs.supply[arc]!;
    loads[supply] = loads[supply]! + (values[arc] ?? 0);
  }
  return loads;
}

/** What is left of each source's capacity while caps are given out. */
export class Carriage {
  readonly #board: Board;
  readonly #kg: Float64Array;
  readonly #m3: Float64Array;
  readonly caps: Caps;

  constructor(board: Board) {
    this.#board = board;
    this.#kg = Float64Array.from(board.sources, ({ kg }) => kg);
    this.#m3 = Float64Array.from(board.sources, ({ m3 }) => m3);
    this.caps = new Float64Array(board.supplies.length);
  }

  /** More pieces that a supply could still ship. */
  fits(index: number): number {
    const { source, kg, m3, usable } = at(this.#board.supplies, index);
    const left = usable - this.caps[index]!;
    const fits = Math.min(left, pieces(this.#kg[source]!, kg), pieces(this.#m3[source]!, m3));
    return Math.max(0, fits);
  }

  /** Pieces of one lot that must stay for one more of another to fit; Infinity: none help. */
  needed(from: number, to: number): number {
    const own = at(this.#board.supplies, from);
    const other = at(this.#board.supplies, to);
    const byWeight = piecesFreeing(other.kg - this.#kg[other.source]!, own.kg);
    return Math.max(byWeight, piecesFreeing(other.m3 - this.#m3[other.source]!, own.m3));
  }

  /** Raises a cap by as many of these pieces as fit. */
  give(index: number, wanted: number): number {
    const given = Math.min(wanted, this.fits(index));
    const { source, kg, m3 } = at(this.#board.supplies, index);
    this.caps[index] = this.caps[index]! + given;
    this.#kg[source] = this.#kg[source]! - given * kg;
    this.#m3[source] = this.#m3[source]! - given * m3;
    return given;
  }
}

/** How many pieces of so much each make up for what is lacking; Infinity: none do. */
function piecesFreeing(lack: number, each: number): number {
  if (lack <= HAIR) return 0;
  return each === 0 ? Infinity : Math.ceil(lack / each - HAIR);
}

const pieces = (left: number, each: number) =>
  each === 0 ? Infinity : Math.floor(left / each + HAIR);
