import type { Arcs } from "./arcs.ts";
import type { Lane, Need, Problem } from "./problem.ts";
import type { Rows } from "./reach.ts";
import { inSets } from "./sets.ts";
import { needTable } from "./tables.ts";
import { Tally, tallyOfArcs } from "./tally.ts";

/**
 * The problem as the engines see it: defaults filled in, everything sorted by id and numbered,
 * pins already taken off stock, needs, floors and capacity, and one arc for each pair that may
 * be used. All quantities are in pieces, all times in minutes from the problem's zero.
 */
export interface Board {
  readonly problem: Problem;
  readonly sources: readonly BoardSource[];
  readonly supplies: readonly Supply[];
  readonly needs: readonly BoardNeed[];
  readonly lanes: readonly BoardLane[];
  readonly groups: readonly Group[];
  readonly arcs: Arcs;
  /** Of needs of several capabilities at once. */
  readonly roles: readonly Role[];
  readonly recipes: readonly Recipe[];
  readonly pinned: readonly Move[];
  readonly index: BoardIndex;
}

export interface BoardSource {
  readonly id: string;
  readonly fixedCost: number;
  /** Net of pins; Infinity: no limit. */
  readonly kg: number;
  readonly m3: number;
}

/** A lot or a unit. */
export interface Supply {
  readonly source: number;
  readonly lot?: string;
  readonly unit?: string;
  readonly item?: string;
  readonly capabilities: readonly string[];
  readonly stock: number;
  readonly floor: number;
  /** What pins take from it. */
  readonly pinned: number;
  /** What is left to plan with: stock less floor and pins. */
  readonly usable: number;
  readonly leaves: number;
  /** Infinity: it keeps for ever. */
  readonly expires: number;
  readonly unitCost: number;
  readonly rank: number;
  readonly kg: number;
  readonly m3: number;
}

export interface BoardNeed {
  readonly id: string;
  readonly place: string;
  readonly item?: string;
  readonly capability?: string;
  /** All at once, sorted; quantities are then sets, and pins fill none by themselves. */
  readonly capabilities?: readonly string[];
  readonly quantity: number;
  /** What pins leave unfilled. */
  readonly open: number;
  readonly priority: number;
  readonly deadline: number;
  readonly minShelf: number;
  readonly weight: number;
}

export interface BoardLane {
  readonly from: number;
  readonly to: string;
  readonly minutes: number;
  readonly open: boolean;
  readonly unitCost: number;
  readonly fixedCost: number;
  readonly cross: boolean;
}

/** A floor that several lots keep together; groups of one item are nested or disjoint. */
export interface Group {
  readonly rule: number;
  readonly supplies: readonly number[];
  /** What the group may still ship: stock less `keep` and pins. */
  readonly limit: number;
}

/** Units that cover the same part of what a need asks for: its arcs, and supplies by pins. */
export interface Role {
  readonly need: number;
  readonly covers: readonly string[];
  readonly arcs: readonly number[];
  readonly pinned: readonly number[];
}

/** A way to make up one set of a need: a unit of each role, none of them to spare. */
export interface Recipe {
  readonly need: number;
  readonly roles: readonly number[];
}

export interface Move {
  readonly supply: number;
  readonly need: number;
  readonly lane: number;
  readonly shipped: number;
  readonly counted: number;
  readonly arrives: number;
  /** Of a need of several capabilities: what the unit covers, and in which of its sets. */
  readonly covers?: readonly string[];
  readonly set?: number;
}

export interface BoardIndex {
  /** Supplies that could serve a need by kind, whatever else speaks against them. */
  readonly candidates: (need: BoardNeed) => readonly number[];
  /** Of these, the ones with a lane to the need's place, in order, each with its lane. */
  readonly eachReached: (need: BoardNeed, visit: (supply: number, lane: number) => void) => void;
  readonly times: Times;
  /** The lanes to each place. */
  readonly waysTo: ReadonlyMap<string, Rows>;
  readonly laneOf: (source: number, place: string) => number | undefined;
  readonly sourceOf: ReadonlyMap<string, number>;
  readonly byName: { readonly supplyOf: ReadonlyMap<string, number> };
  readonly needOf: ReadonlyMap<string, number>;
  readonly ratio: (need: BoardNeed, supply: Supply) => Ratio | undefined;
  /** Whether each of its candidates fills the need one for one. */
  readonly isOfOneKind: (need: BoardNeed) => boolean;
  readonly forbids: (supply: number, need: number) => readonly string[];
}

/** What is weighed of every supply and every lane, as lists of numbers: pairs are many. */
export interface Times {
  readonly leaves: Float64Array;
  readonly expires: Float64Array;
  readonly minutes: Float64Array;
  /** 1 or 0. */
  readonly isOpen: Uint8Array;
}

export interface Ratio {
  readonly give: number;
  readonly counts: number;
}

/** How many steps of each arc a plan takes, pins apart, and then how many sets of each recipe. */
export type Flows = Float64Array;

export const flowCount = ({ arcs, recipes }: Pick<Board, "arcs" | "recipes">) =>
  arcs.length + recipes.length;

export const itemKind = (item: string) => `item ${item}`;
export const capabilityKind = (capability: string) => `capability ${capability}`;
/** The kinds that a need asks for, without substitutes. */
export const kindsAsked = ({ item, capability, capabilities }: Asked): string[] =>
  item === undefined ? (capabilities ?? [capability ?? ""]).map(capabilityKind) : [itemKind(item)];

export type Asked = Pick<Need, "item" | "capability" | "capabilities">;

export const lotKey = (lot: string) => `lot ${lot}`;
export const unitKey = (unit: string) => `unit ${unit}`;

/** All movements of a plan, by need and then by set and supply. */
export const movesOf = (board: Board, flows: Flows): Move[] =>
  mapMoves(board, flows, (move) => move);

/** What each movement of a plan becomes, in the same order; the movements are not kept. */
export function mapMoves<Row>(board: Board, flows: Flows, of: (move: Move) => Row): Row[] {
  const tally = tallyOfArcs(board, flows);
  const rows: Row[] = [];
  if (board.roles.length === 0) {
    for (let row = 0; row < tally.length; row += 1) rows.push(of(tally.at(row)));
    return rows;
  }
  const moves = Array.from({ length: tally.length }, (_, row) => tally.at(row));
  return inSets(board, flows, moves).map(of);
}

/** The same as numbers alone. */
export function tallyOf(board: Board, flows: Flows, spare?: Tally): Tally {
  if (board.roles.length === 0) return tallyOfArcs(board, flows, spare);
  const moves = movesOf(board, flows);
  const tally = new Tally(moves.length, true);
  for (const move of moves) tally.push(move);
  return tally;
}

/** What each need still misses under these movements. */
export function missingOf(board: Board, { length, need, counted }: Tally): Float64Array {
  const missing = needTable(board).quantity.slice();
  for (let row = 0; row < length; row += 1) missing[need[row]!]! -= counted[row]!;
  return missing;
}

export const isOpen = (lane: Lane) => lane.open ?? true;

/** Reads a row whose number the board itself gave out. */
export function at<Row>(rows: ArrayLike<Row>, index: number): Row {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`no row ${index} of ${rows.length}`);
  return row;
}
