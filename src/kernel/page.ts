import { Buffer } from "node:buffer";
import { refuseFor, type Outcome } from "./refusal.ts";
import { ok } from "./result.ts";

/** A keyset page: `after` holds the sort key of the last row seen, complete, so ties are kept. */
export interface Page {
  readonly first: number;
  readonly after: readonly string[] | undefined;
}

/** Relay's arguments as a resolver hands them on. */
export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/**
 * What a part of a sort key looks like, by its type in PostgreSQL. A cursor comes from outside:
 * what PostgreSQL could not read as that type is refused before it is asked. Instants keep the
 * microseconds of the database: a `Date` would cut them off, and rows of one millisecond be missed.
 */
const keyPart = {
  text: (part: string) => !part.includes("\0"),
  integer: (part: string) => /^\d{1,9}$/.test(part),
  bigint: (part: string) => /^\d{1,15}$/.test(part),
  date: (part: string) => /^\d{4}-\d\d-\d\d$/.test(part) && isDay(part),
  timestamptz: (part: string) => instantText.test(part) && isDay(part.slice(0, 10)),
  uuid: (part: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part),
} as const;
export type KeyPart = keyof typeof keyPart;

/** As `to_char` writes it for a key, or as PostgreSQL writes a `timestamptz` itself. */
const instantText =
  /^\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d\d(:\d\d)?)$/;

function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}

const firstMax = 100;

/** Reads Relay arguments; `parts` are the columns of the sort key. */
export function pageOf({ first, after }: PageRequest, parts: readonly KeyPart[]): Outcome<Page> {
  if (first < 1 || first > firstMax)
    return refuseFor("QUANTITY_OUT_OF_RANGE", "first", { min: 1, max: firstMax });
  if (after === undefined || after === null) return ok({ first, after: undefined });
  const key = decodeCursor(after);
  if (key?.length !== parts.length) return refuseFor("FEED_CURSOR_INVALID", "after");
  const isOurs = key.every((part, at) => keyPart[parts[at] ?? "text"](part));
  return isOurs ? ok({ first, after: key }) : refuseFor("FEED_CURSOR_INVALID", "after");
}

/** A page of rows as a store reads them: `read` answers one row more than asked for, if any. */
export async function listPage<Row>(
  request: PageRequest,
  parts: readonly KeyPart[],
  read: (page: Page) => Promise<readonly Row[]>,
  keyOf: (row: Row) => readonly string[],
): Promise<Outcome<PageOf<Row>>> {
  const page = pageOf(request, parts);
  if (!page.ok) return page;
  return ok(pageFrom(await read(page.value), page.value, keyOf, (row) => row));
}

export const encodeCursor = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key), "utf8").toString("base64url");

/** The sort key that a cursor stands for; undefined if it is none of ours. */
export function decodeCursor(cursor: string): readonly string[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return isKey(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

const isKey = (key: unknown): key is string[] =>
  Array.isArray(key) && key.every((part) => typeof part === "string");

export interface PageOf<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A row of a page; its cursor is written when it is asked for, which most readers do not. */
class PageEdge<Row, Node> {
  readonly node: Node;
  readonly #row: Row;
  readonly #keyOf: (row: Row) => readonly string[];

  constructor(node: Node, row: Row, keyOf: (row: Row) => readonly string[]) {
    this.node = node;
    this.#row = row;
    this.#keyOf = keyOf;
  }

  get cursor(): string {
    return encodeCursor(this.#keyOf(this.#row));
  }
}

/**
 * What a page tells of itself. A class, for an object that is written down with a getter has a
 * shape of its own, which keeps all that the getter sees until the whole memory is collected.
 */
class PageEnds {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #edges: readonly { readonly cursor: string }[];

  constructor(edges: readonly { readonly cursor: string }[], rows: number, page: Page) {
    this.hasNextPage = rows > page.first;
    this.hasPreviousPage = page.after !== undefined;
    this.#edges = edges;
  }

  get startCursor(): string | null {
    return this.#edges[0]?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

/** Makes a page of `first + 1` rows that a store read; the surplus row tells that more follow. */
export function pageFrom<Row, T>(
  rows: readonly Row[],
  page: Page,
  keyOf: (row: Row) => readonly string[],
  nodeOf: (row: Row) => T,
): PageOf<T> {
  const edges = rows.slice(0, page.first).map((row) => new PageEdge(nodeOf(row), row, keyOf));
  return { edges, pageInfo: new PageEnds(edges, rows.length, page) };
}
