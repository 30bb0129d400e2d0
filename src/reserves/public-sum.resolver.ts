import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { PublicSum, PublicSumConnection, publicSumOf, PublicSumsArgs } from "./public-sum.types.ts";
import { listPublicSums } from "./reserves.service.ts";

@Resolver(() => PublicSum)
export class PublicSumResolver {
  @Query(() => PublicSumConnection, {
    description:
      "一市公开汇总库的合计,任何人可查。 / Sums of a city's depots that are public in aggregate; for anyone.",
  })
  async publicSums(
    @Args(() => PublicSumsArgs) args: PublicSumsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PublicSum>> {
    const listed = await listPublicSums(await context.reading.tx(), args);
    return pageWith(granted(context, listed), publicSumOf);
  }

  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: PublicSum, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }
}
