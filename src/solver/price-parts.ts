import { at } from "./board.ts";
import type { Board } from "./board.ts";
import type { Prices } from "./engine.ts";

/** Which part of a board each of its rows is in: parts have no lot, floor or capacity in common. */
export interface Parts {
  readonly needs: readonly number[];
  readonly stocks: readonly number[];
  readonly groups: readonly number[];
  readonly sources: readonly number[];
}

export function partsOf(board: Board): Parts {
  const sizes = [board.needs, board.supplies, board.groups, board.sources].map(
    ({ length }) => length,
  );
  const [needs = 0, stocks = 0, groups = 0, sources = 0] = sizes;
  const firstOf = { stock: needs, group: needs + stocks, source: needs + stocks + groups };
  const above = Int32Array.from({ length: firstOf.source + sources }, (_, row) => row);
  const root = (row: number): number => {
    let [top, next] = [row, above[row] ?? row];
    while (next !== top) {
      above[top] = above[next] ?? next;
      [top, next] = [next, above[next] ?? next];
    }
    return top;
  };
  const join = (a: number, b: number) => (above[root(a)] = root(b));
  board.arcs.forEach(({ supply, need }) => join(need, firstOf.stock + supply));
  board.groups.forEach(({ supplies }, group) => {
    for (const supply of supplies) join(firstOf.stock + supply, firstOf.group + group);
  });
  board.supplies.forEach(({ source }, supply) => {
    const { kg, m3 } = at(board.sources, source);
    if (kg < Infinity || m3 < Infinity) join(firstOf.stock + supply, firstOf.source + source);
  });
  const rows = (first: number, count: number) =>
    Array.from({ length: count }, (_, row) => root(first + row));
  return {
    needs: rows(0, needs),
    stocks: rows(firstOf.stock, stocks),
    groups: rows(firstOf.group, groups),
    sources: rows(firstOf.source, sources),
  };
}

/** The prices in one need's part alone. Parts share no row, so each proves its own sum. */
export function within(parts: Parts, need: number, prices: Prices): Prices {
  const own = at(parts.needs, need);
  const kept = (rows: readonly number[], row: readonly number[]) =>
    rows.map((price, index) => (row[index] === own ? price : 0));
  return {
    needs: kept(prices.needs, parts.needs),
    stocks: kept(prices.stocks, parts.stocks),
    groups: kept(prices.groups, parts.groups),
    kg: kept(prices.kg, parts.sources),
    m3: kept(prices.m3, parts.sources),
  };
}
