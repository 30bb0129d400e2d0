import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { needTable } from "./tables.ts";
import { bandEnd, BANDS } from "./values.ts";

/** A row of a linear model: lower ≤ Σ values·columns ≤ upper. */
export interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly indices: number[];
  readonly values: number[];
}

/** The columns of the base model: each arc, each recipe, then what each need misses, in bands. */
export interface Columns {
  readonly upper: Float64Array;
  /** First column of a need's missing pieces, and how many bands there are. */
  readonly missingAt: Int32Array;
  readonly bands: number;
}

/** Bands are only worth their columns where fairness is asked for. */
export function baseColumns(board: Board, fair: boolean): Columns {
  const { arcs, needs, recipes } = board;
  const { quantity, open } = needTable(board);
  const bands = fair ? BANDS : 1;
  const first = arcs.length + recipes.length;
  const upper = new Float64Array(first + bands * needs.length);
  upper.set(arcs.room);
  recipes.forEach(({ need }, recipe) => (upper[arcs.length + recipe] = open[need]!));
  const missingAt = new Int32Array(needs.length);
  for (let need = 0; need < needs.length; need += 1) {
    missingAt[need] = first + bands * need;
    // Bands fill from the cheapest, so the pieces that pins fill come off the dearest.
    let left = open[need]!;
    for (let band = 0; band < bands; band += 1) {
      const size = fair
        ? bandEnd(quantity[need]!, band + 1) - bandEnd(quantity[need]!, band)
        : left;
      const taken = Math.min(size, left);
      upper[first + bands * need + band] = taken;
      left -= taken;
    }
  }
  return { upper, missingAt, bands };
}

export interface BaseRows {
  readonly needs: Row[];
  readonly stocks: Row[];
  readonly groups: Row[];
  readonly kg: Row[];
  readonly m3: Row[];
}

/** Needs, stocks, floors and capacity: a network, save for capacity and uneven ratios. */
export function baseRows(board: Board): BaseRows {
  const needs = board.needs.map((need): Row => {
    return { lower: need.open, upper: need.open, indices: [], values: [] };
  });
  const stocks = board.supplies.map((supply) => atMost(supply.usable));
  const kg = board.sources.map((source) => atMost(source.kg));
  const m3 = board.sources.map((source) => atMost(source.m3));
  const groups = board.groups.map((group) => atMost(group.limit));
  const groupsOf = rowsOfSupply(board, groups);
  board.arcs.forEach((arc, column) => {
    const supply = at(board.supplies, arc.supply);
    if (at(board.needs, arc.need).capabilities === undefined)
      push(at(needs, arc.need), column, arc.counts);
    push(at(stocks, arc.supply), column, arc.give);
    for (const row of groupsOf.get(arc.supply) ?? []) push(row, column, arc.give);
    if (supply.kg > 0) push(at(kg, supply.source), column, arc.give * supply.kg);
    if (supply.m3 > 0) push(at(m3, supply.source), column, arc.give * supply.m3);
  });
  return { needs, stocks, groups, kg, m3 };
}

/** The rows of the stages' model: needs first, with what they miss, then every limit that bites. */
export function stageRows(board: Board, columns: Columns): Row[] {
  const { needs, stocks, groups, kg, m3 } = baseRows(board);
  needs.forEach((row, need) => {
    const first = columns.missingAt[need]!;
    for (let band = 0; band < columns.bands; band += 1) push(row, first + band, 1);
  });
  board.recipes.forEach(({ need }, recipe) => push(at(needs, need), board.arcs.length + recipe, 1));
  const limits = [...stocks, ...groups, ...kg, ...m3];
  return [...needs, ...limits.filter(bites), ...roleRows(board)];
}

/** What sets use of a role is what is sent for it; of pinned units some may be idle. */
function roleRows(board: Board): Row[] {
  const rows = board.roles.map(({ arcs, pinned }): Row => {
    const row = { lower: 0, upper: pinned.length, indices: [], values: [] };
    for (const arc of arcs) push(row, arc, -1);
    return row;
  });
  board.recipes.forEach(({ roles }, recipe) => {
    for (const role of roles) push(at(rows, role), board.arcs.length + recipe, 1);
  });
  return rows;
}

const bites = (row: Row) => row.indices.length > 0 && row.upper < Infinity;

/** Where lots, and after them groups, stand among the stages' rows; undefined: they do not. */
export function loadRows(board: Board): readonly (number | undefined)[] {
  const { needs, stocks, groups } = baseRows(board);
  let next = needs.length;
  return [...stocks, ...groups].map((row) => (bites(row) ? next++ : undefined));
}

/** Whether goods are a network, whatever units do: no capacity rows and no uneven ratios. */
export function hasNetworkGoods(board: Board): boolean {
  const free = board.sources.every((source) => source.kg === Infinity && source.m3 === Infinity);
  return free && board.arcs.areEven;
}

/** Whether whole data keep whole answers: nor are there sets to make up. */
export const isNetwork = (board: Board): boolean =>
  board.recipes.length === 0 && hasNetworkGoods(board);

function rowsOfSupply(board: Board, rows: readonly Row[]): Map<number, Row[]> {
  const rowsOf = new Map<number, Row[]>();
  board.groups.forEach((group, index) => {
    for (const supply of group.supplies)
      rowsOf.set(supply, [...(rowsOf.get(supply) ?? []), at(rows, index)]);
  });
  return rowsOf;
}

export const atMost = (upper: number): Row => ({
  lower: -Infinity,
  upper,
  indices: [],
  values: [],
});

/** Σ costs · columns at most `limit`, both scaled by `factor`. */
export function costRow(costs: Float64Array, limit: number, factor: number): Row {
  const row = atMost(limit * factor);
  costs.forEach((cost, column) => {
    if (cost !== 0) push(row, column, cost * factor);
  });
  return row;
}

export function push(row: Row, column: number, value: number): void {
  row.indices.push(column);
  row.values.push(value);
}

/** Rows packed by row for the package's typed-array interface. */
export function packRows(rows: readonly Row[], numCols: number) {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => (starts[index + 1] = (starts[index] ?? 0) + row.indices.length));
  const size = starts[rows.length] ?? 0;
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  rows.forEach((row, index) => {
    indices.set(row.indices, starts[index] ?? 0);
    values.set(row.values, starts[index] ?? 0);
  });
  const matrix = { format: "csr" as const, numRows: rows.length, numCols, starts, indices, values };
  return {
    lower: Float64Array.from(rows, (row) => row.lower),
    upper: Float64Array.from(rows, (row) => row.upper),
    matrix,
  };
}
