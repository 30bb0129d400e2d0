import type { Action } from "./duties.ts";

/**
 * A right on a row, said once: rendered as the policy of row-level security, and judged in
 * TypeScript (`holds` in src/access/right.rules.ts). The two are proven equal on random rows.
 */
export type Right =
  /** The hub itself · anyone at all, the public too · whoever belongs to an organization. */
  | "HUB"
  | "READER"
  | "MEMBER"
  | { readonly any: readonly Right[] }
  | { readonly all: readonly Right[] }
  /** The column is an organization of the reader. */
  | { readonly mine: string }
  /** The column is an organization of the reader, in which its roles let it do this. */
  | { readonly may: Action; readonly org: string }
  /** One of the organizations in the column is the reader's, in which its roles let it do this. */
  | { readonly may: Action; readonly among: string }
  /** The column is a region under a government of the reader, in which its roles let it do this. */
  | { readonly may: Action; readonly region: string }
  /** The column is an organization that lends to the reader under a pact in force. */
  | { readonly partner: string }
  /** One of the organizations in the column is the reader's. */
  | { readonly among: string }
  /** All organizations in the column are the reader's. */
  | { readonly within: string }
  /** The column is the reader itself. */
  | { readonly self: string }
  /** The column is one of these values; a list holds one of them. */
  | { readonly column: string; readonly of: readonly string[] }
  | { readonly listed: string; readonly value: string }
  | { readonly listed: string; readonly column: string }
  /** The list holds the reader itself, behind this sign. */
  | { readonly listed: string; readonly sign: string }
  | { readonly column: string; readonly is: "NULL" | "SET" | "POSITIVE" | "FALSE" }
  | Through
  /** Said in SQL in a way of its own, because that is faster or the columns ask for it. */
  | { readonly sql: string; readonly means: Right };

/** There is a row of `table` that the reader sees, where these columns are equal. */
export interface Through {
  readonly through: string;
  /** Own column → column of the other table; a list joins with any of what it holds. */
  readonly on: Readonly<Record<string, string>>;
  readonly where?: Right;
  /** Own column → columns of the other table: one of them names it, or holds it in its list. */
  readonly named?: Readonly<Record<string, readonly string[]>>;
  /** Asked by a definer function: whether the reader sees the other row does not matter. */
  readonly blind?: true;
  /** How SQL asks: by the list of what is seen, or row by row. */
  readonly as?: "IN" | "EXISTS";
  /** A short name of the other table where SQL needs one. */
  readonly alias?: string;
}

/** What may be done with the rows of one table. What is not said is denied. */
export interface TableRights {
  readonly seen: Right;
  readonly added?: Right;
  readonly changed?: Right;
  /** What must hold of the row after the change, where that is another sentence. */
  readonly kept?: Right;
  /** Columns that not everyone who may change the row may set; what is not said is denied none. */
  readonly set?: readonly Setting[];
}

/** Who may set some columns to something else: the right must hold of the row as it was. */
export interface Setting {
  readonly columns: readonly string[];
  readonly by: Right;
  /** Where this column was empty, whoever the right holds for as the row becomes may take it. */
  readonly taken?: string;
}

export function any(...rights: Right[]): Right {
  const [first, ...more] = rights;
  return first === undefined || more.length > 0 ? { any: rights } : first;
}
export const all = (...rights: Right[]): Right => ({ all: rights });
export const mine = (column: string): Right => ({ mine: column });
export const may = (action: Action, ...columns: string[]): Right =>
  any(...columns.map((org) => ({ may: action, org })));
export const among = (column: string): Right => ({ among: column });
export const told = (sql: string, means: Right): Right => ({ sql, means });

/** The hub's, and of whoever one of the columns names. */
export const ours = (...columns: string[]): Right => any("HUB", ...columns.map(mine));

/** The hub's, and of whoever may do this for one of the organizations that the columns name. */
export const duty = (action: Action, ...columns: string[]): Right =>
  any("HUB", may(action, ...columns));

/** Whoever may do this for one of the organizations that the column lists. */
export const mayOne = (action: Action, column: string): Right => ({ may: action, among: column });

/** Whoever sees the row that `column` names, in the column `id` of that table. */
export const via = (
  column: string,
  table: string,
  more: Partial<Omit<Through, "on" | "through">> & { readonly to?: string } = {},
): Right => {
  const { to = "id", ...rest } = more;
  return { through: table, on: { [column]: to }, as: "IN", ...rest };
};

/** The same, asked row by row. */
export const under = (column: string, table: string, alias = "p", where?: Right): Right =>
  via(column, table, { as: "EXISTS", alias, ...(where === undefined ? {} : { where }) });

/**
 * The depots at hand are looked at first, once a statement: it finds none that `via` would not,
 * which stands beside it.
 */
export const atHand = (column: string): Right =>
  told(`${column} = any ((select qipan.seen_at_hand())::text[])`, via(column, "depot"));
