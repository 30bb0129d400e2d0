import { Buffer } from "node:buffer";
import { refuseFor, type Outcome } from "./refusal.ts";
import { ok } from "./result.ts";

/** A keyset page: `after` holds the sort key of the last row seen, complete, so ties are kept. */
export interface Page {
  readonly first: number;
  readonly after: readonly string[] | undefined;
}

const firstMax = 100;

/** Reads Relay arguments; `parts` is how many columns the sort key has. */
export function pageOf(
  args: { readonly first: number; readonly after?: string | null | undefined },
  parts: number,
): Outcome<Page> {
  if (args.first < 1 || args.first > firstMax)
    return refuseFor("QUANTITY_OUT_OF_RANGE", "first", { min: 1, max: firstMax });
  if (args.after === undefined || args.after === null)
    return ok({ first: args.first, after: undefined });
  const key = decodeCursor(args.after);
  if (key?.length !== parts) return refuseFor("FEED_CURSOR_INVALID", "after");
  return ok({ first: args.first, after: key });
}

export const encodeCursor = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key), "utf8").toString("base64url");

function decodeCursor(cursor: string): readonly string[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return isKey(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

const isKey = (key: unknown): key is string[] =>
  Array.isArray(key) && key.every((part) => typeof part === "string" && isReadable(part));

/** What PostgreSQL could not read as text or as a day is from no cursor of ours. */
const isReadable = (part: string): boolean =>
  !part.includes("\0") && (!/^\d{4}-\d\d-\d\d/.test(part) || isDay(part.slice(0, 10)));

function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}

export interface PageOf<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Makes a page of `first + 1` rows that a store read; the surplus row tells that more follow. */
export function pageFrom<Row, T>(
  rows: readonly Row[],
  page: Page,
  keyOf: (row: Row) => readonly string[],
  nodeOf: (row: Row) => T,
): PageOf<T> {
  const edges = rows
    .slice(0, page.first)
    .map((row) => ({ node: nodeOf(row), cursor: encodeCursor(keyOf(row)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
