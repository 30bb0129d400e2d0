import { at } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import { holdsSets } from "./sets.ts";
import { needTable, stockTable } from "./tables.ts";

const HAIR = 1e-9;

/** What is still free while a plan is filled up step by step. */
export class Room {
  readonly #board: Board;
  readonly #stock: Float64Array;
  readonly #needs: Float64Array;
  readonly #groups: Float64Array;
  readonly #groupsOf: ReadonlyMap<number, readonly number[]>;
  readonly #kg: Float64Array;
  readonly #m3: Float64Array;
  /** Whether any source's capacity is limited at all. */
  readonly #isLimited: boolean;
  readonly #hasSets: boolean;

  constructor(board: Board) {
    const start = known.get(board) ?? startOf(board);
    known.set(board, start);
    this.#board = board;
    this.#stock = start.stock.slice();
    this.#needs = start.needs.slice();
    this.#groups = start.groups.slice();
    this.#groupsOf = start.groupsOf;
    this.#kg = start.kg.slice();
    this.#m3 = start.m3.slice();
    this.#isLimited = start.isLimited;
    this.#hasSets = board.roles.length > 0;
  }

  /** Steps of an arc that would still fit. */
  fits(arc: number): number {
    const { supply, need, give, counts } = this.#board.arcs;
    const wanted = Math.floor(this.#needs[need[arc]!]! / counts[arc]!);
    const free = Math.floor(this.freePieces(supply[arc]!) / give[arc]!);
    return Math.max(0, Math.min(wanted, free));
  }

  /** Pieces that a supply could still ship, whoever wants them. */
  freePieces(index: number): number {
    let free = this.#stock[index]!;
    for (const group of this.groupsOf(index)) free = Math.min(free, this.#groups[group]!);
    if (!this.#isLimited) return Math.max(0, free);
    const supply = at(this.#board.supplies, index);
    free = Math.min(free, pieces(this.#kg[supply.source]!, supply.kg));
    return Math.max(0, Math.min(free, pieces(this.#m3[supply.source]!, supply.m3)));
  }

  /** What is left of the lot itself, whatever else binds. */
  stockLeft(index: number): number {
    return this.#stock[index]!;
  }

  groupLeft(index: number): number {
    return this.#groups[index]!;
  }

  groupsOf(index: number): readonly number[] {
    return this.#groups.length === 0 ? NONE : (this.#groupsOf.get(index) ?? NONE);
  }

  needLeft(index: number): number {
    return this.#needs[index]!;
  }

  capacityLeft(source: number): { readonly kg: number; readonly m3: number } {
    return { kg: this.#kg[source]!, m3: this.#m3[source]! };
  }

  take(arc: number, steps: number): void {
    const { supply, need, give, counts } = this.#board.arcs;
    const index = supply[arc]!;
    const shipped = steps * give[arc]!;
    // A unit alone fills nothing of a need of several capabilities: its sets do.
    if (!this.#hasSets || at(this.#board.needs, need[arc]!).capabilities === undefined)
      this.#needs[need[arc]!]! -= steps * counts[arc]!;
    this.#stock[index]! -= shipped;
    for (const group of this.groupsOf(index)) this.#groups[group]! -= shipped;
    if (!this.#isLimited) return;
    const { source, kg, m3 } = at(this.#board.supplies, index);
    this.#kg[source]! -= shipped * kg;
    this.#m3[source]! -= shipped * m3;
  }

  /** Nothing was taken twice; weights are summed floats, so they may miss by a hair. */
  holds(): boolean {
    if (![this.#stock, this.#needs, this.#groups].every(areLeft)) return false;
    return (
      !this.#isLimited ||
      this.#board.sources.every(
        (source, index) =>
          overBy(source.kg, this.#kg[index]!) && overBy(source.m3, this.#m3[index]!),
      )
    );
  }
}

/** What a board has room for at first: the same for every plan that is tried on it. */
const known = new WeakMap<Board, Start>();

type Start = ReturnType<typeof startOf>;

const startOf = (board: Board) => ({
  stock: stockTable(board).usable,
  needs: needTable(board).open,
  groups: Float64Array.from(board.groups, (group) => group.limit),
  groupsOf: groupsBySupply(board),
  kg: Float64Array.from(board.sources, (source) => source.kg),
  m3: Float64Array.from(board.sources, (source) => source.m3),
  isLimited: board.sources.some(({ kg, m3 }) => kg < Infinity || m3 < Infinity),
});

/** Room after a whole plan; undefined where a flow is not a whole number in its range. */
export function roomAfter(board: Board, flows: Flows): Room | undefined {
  const room = new Room(board);
  for (let index = 0; index < board.arcs.length; index += 1) {
    const steps = flows[index]!;
    if (steps === 0) continue;
    if (!Number.isSafeInteger(steps) || steps < 0) return undefined;
    room.take(index, steps);
  }
  return room;
}

export const isFeasible = (board: Board, flows: Flows) =>
  (roomAfter(board, flows)?.holds() ?? false) && holdsSets(board, flows);

const NONE: readonly number[] = [];

function areLeft(sums: Float64Array): boolean {
  for (let row = 0; row < sums.length; row += 1) if (!(sums[row]! >= 0)) return false;
  return true;
}

const pieces = (left: number, each: number) =>
  each === 0 ? Infinity : Math.floor(left / each + HAIR);

const overBy = (whole: number, left: number) => left >= -HAIR * Math.max(1, whole);

function groupsBySupply(board: Board): Map<number, number[]> {
  const groupsOf = new Map<number, number[]>();
  board.groups.forEach((group, index) => {
    for (const supply of group.supplies)
      groupsOf.set(supply, [...(groupsOf.get(supply) ?? []), index]);
  });
  return groupsOf;
}
