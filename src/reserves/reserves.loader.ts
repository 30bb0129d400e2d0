import DataLoader from "dataloader";
import type { LoaderOf } from "../graph/context.ts";
import { pageFrom, type Page, type PageOf } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { manyByKey, oneByKey } from "../regions/rows.loader.ts";
import { readDepots, readDepotsOf, type DepotUnder, readTargets } from "./depot.store.ts";
import { readLotsOf, type LotInPart, type LotWish } from "./lot-page.store.ts";
import { readLots } from "./lot.store.ts";
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
        const pages = new Map<OwnedPage<Wish>, PageOf<Row>>();
        for (const alike of groups(asked)) {
          const [{ wish, page }] = alike;
          const rows = new Map(alike.map(({ owner }): [string, Row[]] => [owner, []]));
          for (const row of await read(await tx(), [...rows.keys()], wish, page))
            rows.get(ownerOf(row))?.push(row);
          for (const one of alike)
            pages.set(
              one,
              pageFrom(rows.get(one.owner) ?? [], page, keyOf, (row) => row),
            );
        }
        return asked.map((one) => pages.get(one) ?? new Error(`no page of ${one.owner}`));
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

export const lotsOfDepot = pagesByOwner<LotInPart, LotWish>(
  readLotsOf,
  ({ depotId }) => depotId,
  ({ item, id }) => [item, id],
);

export const depotsOfRegion = pagesByOwner<DepotUnder, null>(
  (tx, regions, _wish, page) => readDepotsOf(tx, regions, page),
  ({ under }) => under,
  ({ id }) => [id],
);
