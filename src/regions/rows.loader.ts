import DataLoader from "dataloader";
import type { LoaderOf } from "../graph/context.ts";
import type { Tx } from "../postgres/transaction.ts";

type Read<Row> = (tx: Tx, keys: readonly string[]) => Promise<readonly Row[]>;

/** One row for a key, one query for a page of keys; absent and unseen are null alike. */
export const oneByKey =
  <Row>(read: Read<Row>, keyOf: (row: Row) => string): LoaderOf<DataLoader<string, Row | null>> =>
  (tx) =>
    new DataLoader<string, Row | null>(async (keys) => {
      const rows = await read(await tx(), keys);
      const found = new Map(rows.map((row) => [keyOf(row), row]));
      return keys.map((key) => found.get(key) ?? null);
    });

/**
 * One row for a key of a table that every reader may see and that seldom changes: the process keeps
 * it (`Kept`), and what it has is not asked for again.
 */
class KeptLoader<Row> extends DataLoader<string, Row | null> {
  readonly #tx: () => Promise<Tx>;
  readonly #table: string;

  constructor(tx: () => Promise<Tx>, table: string, read: Read<Row>, keyOf: (row: Row) => string) {
    super(async (keys) => {
      const rows = (await this.#rows()) ?? new Map<string, Row>();
      const missing = keys.filter((key) => !rows.has(key));
      if (missing.length > 0)
        for (const row of await read(await tx(), missing)) rows.set(keyOf(row), row);
      return keys.map((key) => rows.get(key) ?? null);
    });
    this.#tx = tx;
    this.#table = table;
  }

  /** A method: a function that was stored here kept all of its request until a full collection. */
  async #rows(): Promise<Map<string, Row> | undefined> {
    return (await this.#tx()).kept?.(this.#table) as Map<string, Row> | undefined;
  }

  /** Where all are kept nobody waits for each of them, which costs more than to find it. */
  override async loadMany(keys: ArrayLike<string>): Promise<(Row | null | Error)[]> {
    const rows = await this.#rows();
    const found = Array.from(keys, (key) => rows?.get(key));
    return found.includes(undefined) ? super.loadMany(keys) : (found as Row[]);
  }
}

export const keptByKey =
  <Row>(
    table: string,
    read: Read<Row>,
    keyOf: (row: Row) => string,
  ): LoaderOf<DataLoader<string, Row | null>> =>
  (tx) =>
    new KeptLoader(tx, table, read, keyOf);

/**
 * What stands for each of many keys, made of its row; each key is asked for once, and what many of
 * them share is made once. Where a row must be there and is not, `of` throws.
 */
export async function loadEach<Key, Row, Made>(
  loader: DataLoader<Key, Row, unknown>,
  keys: readonly Key[],
  of: (row: Row, key: Key) => Made,
): Promise<(Made | Error)[]> {
  const distinct = [...new Set(keys)];
  const rows = await loader.loadMany(distinct);
  const made = new Map(
    distinct.map((key, at): [Key, Made | Error] => {
      const row = rows[at] as Row | Error;
      return [key, row instanceof Error ? row : of(row, key)];
    }),
  );
  return keys.map((key) => made.get(key) as Made | Error);
}

/** Some rows for a key, one query for a page of keys, in the order in which they were read. */
export const manyByKey =
  <Row>(
    read: Read<Row>,
    keyOf: (row: Row) => string,
  ): LoaderOf<DataLoader<string, readonly Row[]>> =>
  (tx) =>
    new DataLoader<string, readonly Row[]>(async (keys) => {
      const found = new Map(keys.map((key): [string, Row[]] => [key, []]));
      for (const row of await read(await tx(), keys)) found.get(keyOf(row))?.push(row);
      return keys.map((key) => found.get(key) ?? []);
    });
