import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { dutyOf } from "../../schema/words/replenishment.ts";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { loadRegion } from "../regions/regions.edges.ts";
import { Region } from "../regions/regions.types.ts";
import { readRegionPositions } from "./position.loader.ts";
import { PositionCell } from "./position.types.ts";

@Resolver(() => PositionCell)
export class PositionResolver {
  @Query(() => [PositionCell], {
    description:
      "区域间应还、应补、应付矩阵(地级),不同单位不相加。 / Prefecture by prefecture; never across units.",
  })
  async regionPositions(
    @Arg("incidentId", () => ID, { nullable: true, description: "所属事件。 / Of this incident." })
    incidentId: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<PositionCell[]> {
    const incident = incidentId ? idOf("Incident", incidentId) : undefined;
    const rows = await readRegionPositions(await context.reading.tx(), incident);
    return rows.map((row) => Object.assign(new PositionCell(), row, { duty: dutyOf[row.kind] }));
  }

  @FieldResolver(() => Item, {
    nullable: true,
    description: "物资;金额往来为空。 / The item; null for money.",
  })
  async item(@Root() { itemCode }: PositionCell, @Ctx() context: Context): Promise<Item | null> {
    return itemCode === null ? null : loadItem(context, itemCode);
  }

  @FieldResolver(() => Region, { description: "应办一方所在区域。 / Region that is to do it." })
  debtor(@Root() { debtorRegion }: PositionCell, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, debtorRegion);
  }

  @FieldResolver(() => Region, { description: "应收一方所在区域。 / Region to which it is due." })
  creditor(@Root() { creditorRegion }: PositionCell, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, creditorRegion);
  }
}
