import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { AsOf } from "../ledger/as-of.types.ts";
import { pageWith } from "../regions/page.types.ts";
import { listPastLots, listPastPosition, listPastShelves } from "./as-of.service.ts";
import {
  LotAsOf,
  LotAsOfConnection,
  LotsAsOfArgs,
  pastLotOf,
  pastPositionOf,
  pastStockOf,
  PositionAsOf,
  PositionAsOfConnection,
  StockAsOf,
  StockAsOfArgs,
  StockAsOfConnection,
} from "./as-of.types.ts";
import { Depot } from "./depot.types.ts";
import { lotOf, StockLot } from "./lot.types.ts";
import { loadDepot } from "./reserves.edges.ts";
import { lotById } from "./reserves.loader.ts";
import { PositionArgs } from "./stock.types.ts";

@Resolver(() => AsOf)
export class AsOfReserves {
  @FieldResolver(() => PositionAsOfConnection, {
    description: "一个区域彼时的家底,逐项物资。 / What a region had then, item by item.",
  })
  async position(
    @Root() { cut }: AsOf,
    @Args(() => PositionArgs) args: PositionArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PositionAsOf>> {
    const listed = await listPastPosition(await context.reading.tx(), cut, args);
    return pageWith(granted(context, listed), pastPositionOf);
  }

  @FieldResolver(() => StockAsOfConnection, {
    description:
      "一种物资彼时在各库的数,按库编码。 / What each depot had of an item then, by code.",
  })
  async stock(
    @Root() { cut }: AsOf,
    @Args(() => StockAsOfArgs) args: StockAsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<StockAsOf>> {
    const listed = await listPastShelves(await context.reading.tx(), cut, args);
    return pageWith(granted(context, listed), pastStockOf);
  }

  @FieldResolver(() => LotAsOfConnection, {
    description: "一库各批次彼时的数,按物资与批次。 / A depot's lots then, by item and lot.",
  })
  async lots(
    @Root() { cut }: AsOf,
    @Args(() => LotsAsOfArgs) args: LotsAsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<LotAsOf>> {
    const listed = await listPastLots(await context.reading.tx(), cut, args);
    return pageWith(granted(context, listed), pastLotOf);
  }
}

@Resolver(() => PositionAsOf)
export class PositionAsOfEdges {
  @FieldResolver(() => Item, { description: "物资(今日所载)。 / The item, as it is today." })
  item(@Root() { sku }: PositionAsOf, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }
}

@Resolver(() => StockAsOf)
export class StockAsOfEdges {
  @FieldResolver(() => Depot, {
    nullable: true,
    description: "储备库(今日所载)。 / The depot, as it is today.",
  })
  depot(@Root() { depotId }: StockAsOf, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotId);
  }
}

@Resolver(() => LotAsOf)
export class LotAsOfEdges {
  @FieldResolver(() => StockLot, {
    nullable: true,
    description: "批次今日的情形。 / The lot as it is today.",
  })
  async lot(@Root() { lotId }: LotAsOf, @Ctx() context: Context): Promise<StockLot | null> {
    const row = await context.load(lotById).load(lotId);
    return row && lotOf(row);
  }
}
