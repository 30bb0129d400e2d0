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
