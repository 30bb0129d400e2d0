import type { Column, ForeignKey, Table } from "./export.model.ts";

/**
 * Tables that do not move, and why: `migration` is in the header; sessions are secrets of the
 * place where people signed in; `seal_state` speaks of transaction ids of the old cluster.
 */
export const leftBehind: readonly string[] = ["migration", "session", "seal_state"];

/** Columns that another place gives values of its own. */
const ownOfPlace: Readonly<Record<string, readonly string[]>> = { hub: ["epoch", "lineage"] };

export const moves = (table: Table): boolean => !leftBehind.includes(table.name);

export const movingColumns = ({ name, columns }: Table): readonly Column[] =>
  columns.filter((one) => one.type !== "xid8" && ownOfPlace[name]?.includes(one.name) !== true);

/** The journal's tables: written in the order of its seals, stretch by stretch, at last. */
export const journal = [
  "sealed",
  "transfer",
  "entry",
  "book_leaf",
  "ledger_head",
  "event",
] as const;
export type JournalTable = (typeof journal)[number];

export const isJournal = ({ name }: Table): boolean =>
  (journal as readonly string[]).includes(name);

/** Each table after those that it refers to, as far as they do not refer to it in turn. */
export function ordered(tables: readonly Table[], keys: readonly ForeignKey[]): Table[] {
  const rest = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  const placed: Table[] = [];
  const missing = ({ name }: Table): number =>
    keys.filter(
      ({ table, refers }) =>
        table === name && refers !== name && rest.some((one) => one.name === refers),
    ).length;
  while (rest.length > 0) {
    const least = Math.min(...rest.map(missing));
    const at = rest.findIndex((one) => missing(one) === least);
    placed.push(...rest.splice(at, 1));
  }
  return placed;
}

/** Keys that a row may break until all are there: of a table to itself, or to a later one. */
export function looseKeys(
  order: readonly Table[],
  keys: readonly ForeignKey[],
): readonly ForeignKey[] {
  const place = new Map(order.map(({ name }, at) => [name, at]));
  return keys.filter(({ table, refers }) => (place.get(refers) ?? -1) >= (place.get(table) ?? -1));
}
