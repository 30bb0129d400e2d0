import DataLoader from "dataloader";
import type { LoaderOf } from "../graph/context.ts";
import { pageFrom, type Page, type PageOf } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readDepots, readDepotsOf, type DepotUnder, readTargets } from "./depot.store.ts";
import { readLots, readLotsOf, type LotRow } from "./lot.store.ts";
import { readCommitmentsAt, readCommitmentsById } from "./stock.store.ts";

export const depotById = oneByKey(readDepots, ({ id }) => id);
export const lotById = oneByKey(readLots, ({ id }) => id);
export const targetsOfDepot = manyByKey(readTargets, ({ depotId }) => depotId);
export const commitmentById = oneByKey(readCommitmentsById, ({ id }) => id);
export const commitmentsAtDepot = manyByKey(readCommitmentsAt, ({ depotId }) => depotId);

/** A page of what belongs to `owner`; all owners with the same wish are one statement. */
export interface OwnedPage<Wish> {
  readonly owner: string;
  readonly wish: Wish;
  readonly page: Page;
}

type ReadOwned<Row, Wish> = (
  tx: Tx,
  owners: readonly string[],
  wish: Wish,
  page: Page,
) => Promise<readonly Row[]>;

const pagesByOwner =
  <Row, Wish>(
    read: ReadOwned<Row, Wish>,
    ownerOf: (row: Row) => string,
    keyOf: (row: Row) => readonly string[],
  ): LoaderOf<DataLoader<OwnedPage<Wish>, PageOf<Row>, string>> =>
  (tx) =>
    new DataLoader<OwnedPage<Wish>, PageOf<Row>, string>(
      async (asked) => {
        const rows = new Map<string, Row[]>(asked.map((one) => [exactly(one), []]));
        for (const alike of groups(asked)) {
          const [{ wish, page }] = alike;
          const owners = alike.map(({ owner }) => owner);
          for (const row of await read(await tx(), owners, wish, page))
            rows.get(exactly({ owner: ownerOf(row), wish, page }))?.push(row);
        }
        return asked.map((one) =>
          pageFrom(rows.get(exactly(one)) ?? [], one.page, keyOf, (row) => row),
        );
      },
      { cacheKeyFn: exactly },
    );

const exactly = <Wish>({ owner, wish, page }: OwnedPage<Wish>): string =>
  JSON.stringify([owner, wish, page.first, page.after ?? null]);

type Alike<Wish> = [OwnedPage<Wish>, ...OwnedPage<Wish>[]];

function groups<Wish>(asked: readonly OwnedPage<Wish>[]): Alike<Wish>[] {
  const found = new Map<string, Alike<Wish>>();
  for (const one of asked) {
    const key = exactly({ ...one, owner: "" });
    const group = found.get(key);
    if (group === undefined) found.set(key, [one]);
    else group.push(one);
  }
  return [...found.values()];
}

export const lotsOfDepot = pagesByOwner<LotRow, string | null>(
  readLotsOf,
  ({ depotId }) => depotId,
  ({ item, id }) => [item, id],
);

export const depotsOfRegion = pagesByOwner<DepotUnder, null>(
  (tx, regions, _wish, page) => readDepotsOf(tx, regions, page),
  ({ under }) => under,
  ({ id }) => [id],
);
