import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Context } from "../graph/context.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { Depot } from "./depot.types.ts";
import { loadDepot } from "./reserves.edges.ts";
import { linesOfStocktake } from "./stocktake.loader.ts";
import { Stocktake, StocktakeLine, stocktakeLineOf } from "./stocktake.types.ts";

@Resolver(() => Stocktake)
export class StocktakeEdges {
  @FieldResolver(() => Depot, { nullable: true, description: "储备库。 / The depot." })
  depot(@Root() { depotId }: Stocktake, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotId);
  }

  @FieldResolver(() => Organization, { description: "盘点单位。 / Who counts." })
  counter(@Root() { org }: Stocktake, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => [StocktakeLine], {
    description: "盘点表,按货位排列。 / The sheet, by bin.",
  })
  async lines(@Root() { key }: Stocktake, @Ctx() context: Context): Promise<StocktakeLine[]> {
    return (await context.load(linesOfStocktake).load(key)).map(stocktakeLineOf);
  }
}

@Resolver(() => StocktakeLine)
export class StocktakeLineEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: StocktakeLine, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }
}
