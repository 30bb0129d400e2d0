import { at } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import type { DispatchModel } from "./highs-model.ts";
import { atMost, baseRows, push } from "./highs-rows.ts";
import type { Row } from "./highs-rows.ts";

/** What may be used or not: a lane, a (need, source) pair, a source, or arrivals from a time on. */
export type UsageKind = "lane" | "pair" | "source" | "late";

/** Yes-or-no columns of one kind: an arc may flow only where its column is one. */
export interface Usage {
  /** Column of each key that is not in use already by a pin. */
  readonly columnOf: ReadonlyMap<number, number>;
  /** The key of each arc; undefined where the pin has opened it. */
  readonly keyOfArc: readonly (number | undefined)[];
  /** What each arc may carry where its column is one: rows that the model can do without. */
  spare: readonly Row[];
  /** The times that a "late" key stands for, ascending, and the latest pin before them. */
  readonly times: readonly number[];
  readonly latestPin: number;
}

/** Adds the columns and rows of one kind of use to the model. */
export function addUsage(model: DispatchModel, board: Board, kind: UsageKind): Usage {
  const latestPin = board.pinned.reduce((latest, move) => Math.max(latest, move.arrives), 0);
  const times = kind === "late" ? lateTimes(board, latestPin) : [];
  const keyOf = keyReader(board, kind, times);
  const opened = new Set(board.pinned.map(keyOf));
  const keys = board.arcs.map(keyOf);
  const free = [...new Set(keys.filter((key) => !opened.has(key)))].sort((a, b) => a - b);
  const first = model.addColumns(free.map(() => 1));
  const columnOf = new Map(free.map((key, index) => [key, first + index]));
  const sums = sumsOfUse(board, keys, columnOf);
  const isSummed = new Uint8Array(keys.length);
  for (const { indices } of sums) for (const arc of indices.slice(0, -1)) isSummed[arc] = 1;
  const [rows, spare]: [Row[], Row[]] = [[...sums], []];
  keys.forEach((key, arc) => {
    const column = columnOf.get(key);
    if (column === undefined) return;
    const row = atMost(0);
    push(row, arc, 1);
    push(row, column, -board.arcs.at(arc).room);
    (isSummed[arc] === 1 ? spare : rows).push(row);
  });
  if (kind === "late") rows.push(...chain(free, columnOf));
  model.addRows(rows);
  const keyOfArc = keys.map((key) => (opened.has(key) ? undefined : key));
  return { columnOf, keyOfArc, spare, times, latestPin };
}

/**
 * All that a key's arcs take of one limit is at most the limit where the key is used. Whole answers
 * keep this already; without it a linear program pays for a tenth of a depot and empties it.
 */
function sumsOfUse(
  board: Board,
  keys: readonly number[],
  columnOf: ReadonlyMap<number, number>,
): Row[] {
  const { needs, stocks, groups, kg, m3 } = baseRows(board);
  return [...needs, ...stocks, ...groups, ...kg, ...m3]
    .filter(({ upper }) => upper < Infinity)
    .flatMap(({ indices, values, upper }) => {
      const rows = new Map<number, Row>();
      indices.forEach((arc, at) => {
        const column = columnOf.get(keys[arc] ?? -1);
        if (column === undefined) return;
        const row = rows.get(column) ?? atMost(0);
        rows.set(column, row);
        push(row, arc, values[at] ?? 0);
      });
      // Of one arc it is what its own row says, or less.
      const sums = [...rows].filter(([, row]) => row.indices.length > 1);
      for (const [column, row] of sums) push(row, column, -upper);
      return sums.map(([, row]) => row);
    });
}

/** Sets each column of a full answer to what these flows use. */
export function markUse(usage: Usage, kind: UsageKind, flows: Flows, values: Float64Array): void {
  let latest = -1;
  usage.keyOfArc.forEach((key, arc) => {
    if (key === undefined || (flows[arc] ?? 0) === 0) return;
    values[usage.columnOf.get(key) ?? -1] = 1;
    latest = Math.max(latest, key);
  });
  if (kind !== "late") return;
  for (const [key, column] of usage.columnOf) if (key <= latest) values[column] = 1;
}

function keyReader(board: Board, kind: UsageKind, times: readonly number[]) {
  const timeAt = new Map(times.map((time, index) => [time, index]));
  return (pair: {
    readonly supply: number;
    readonly need: number;
    readonly lane: number;
    readonly arrives: number;
  }): number => {
    switch (kind) {
      case "lane":
        return pair.lane;
      case "pair":
        return pair.need * board.sources.length + at(board.supplies, pair.supply).source;
      case "source":
        return at(board.supplies, pair.supply).source;
      case "late":
        return timeAt.get(pair.arrives) ?? -1;
    }
  };
}

/** Arrival times in use, after the latest pin: only those can still make the plan later. */
function lateTimes(board: Board, latestPin: number): number[] {
  const times = new Set(board.arcs.arrives.filter((time) => time > latestPin));
  return [...times].sort((a, b) => a - b);
}

/** A later arrival implies every earlier step of time. */
function chain(keys: readonly number[], columnOf: ReadonlyMap<number, number>): Row[] {
  return keys
    .filter((key) => key > 0)
    .map((key) => {
      const row = atMost(0);
      push(row, columnOf.get(key) ?? -1, 1);
      push(row, columnOf.get(key - 1) ?? -1, -1);
      return row;
    });
}
