import { sql, type SQL } from "drizzle-orm";
import { bigint, pgSchema, timestamp, type AnyPgColumn } from "drizzle-orm/pg-core";
import { codesOf, type Words } from "../words/word.ts";

export const qipan = pgSchema("qipan");

/** A count in base units, or money in 分: whole, and safe as a JSON number. */
export const quantity = (name: string) => bigint(name, { mode: "number" });

/** An instant; stored with its zone, spoken as RFC 3339 UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** The column holds one of the codes: the same list that TypeScript and GraphQL read. */
export const oneOf = (column: AnyPgColumn, words: Words): SQL =>
  sql`${column} in (${sql.raw(
    codesOf(words)
      .map((code) => `'${code}'`)
      .join(", "),
  )})`;

/**
 * The same where rows are written most: the list stands in a function (`words_let_in` widens it),
 * which a session reads once, while the text of a check is read anew by each statement.
 */
export const known = (column: AnyPgColumn, list: string): SQL =>
  sql`qipan.${sql.raw(list)}_known(${column})`;
