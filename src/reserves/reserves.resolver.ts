import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { PageArgs, type Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { registerNode } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { nodeById } from "../network/network.loader.ts";
import { pageWith } from "../regions/page.types.ts";
import { Depot, DepotConnection, depotOf, DepotsArgs } from "./depot.types.ts";
import type { StockLot } from "./lot.types.ts";
import { lotOf, StockLotConnection } from "./lot.types.ts";
import { commitmentById, depotById, lotById } from "./reserves.loader.ts";
import {
  listCommitments,
  listDepots,
  listExpiring,
  listPosition,
  listStock,
} from "./reserves.service.ts";
import type { Commitment, PositionLine, StockNear } from "./stock.types.ts";
import {
  CommitmentConnection,
  commitmentOf,
  ExpiringArgs,
  nearOf,
  PositionArgs,
  PositionLineConnection,
  positionLineOf,
  StockArgs,
  StockNearConnection,
} from "./stock.types.ts";

const readDepot = async (context: Context, id: string): Promise<Depot | null> => {
  const row = await context.load(depotById).load(id);
  return row && depotOf(row);
};

registerNode("Depot", readDepot);
registerNode("StockLot", async (context, id) => {
  const row = await context.load(lotById).load(id);
  return row && lotOf(row);
});
registerNode("Commitment", async (context, id) => {
  const row = await context.load(commitmentById).load(id);
  return row && commitmentOf(row);
});

@Resolver()
export class ReservesResolver {
  @Query(() => Depot, { nullable: true, description: "按编码取储备库。 / A depot by its code." })
  depot(
    @Arg("code", () => String, { description: "库编码。 / Code of the depot." }) code: string,
    @Ctx() context: Context,
  ): Promise<Depot | null> {
    return readDepot(context, code);
  }

  @Query(() => DepotConnection, { description: "储备库,按编码排序。 / Depots, by code." })
  async depots(
    @Args(() => DepotsArgs) { filter, ...args }: DepotsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Depot>> {
    const listed = await listDepots(await context.reading.tx(), args, filter ?? {});
    return pageWith(granted(context, listed), depotOf);
  }

  @Query(() => StockNearConnection, {
    description: "附近谁有货:由近及远。 / Who has it near here: depots with enough, nearest first.",
  })
  async stock(
    @Args(() => StockArgs) { near, node, ...args }: StockArgs,
    @Ctx() context: Context,
  ): Promise<Connection<StockNear>> {
    const at = node ? await context.load(nodeById).load(node) : null;
    const from = near ? { lon: near.lon, lat: near.lat } : at;
    return pageWith(
      granted(context, await listStock(await context.reading.tx(), args, from)),
      nearOf,
    );
  }

  @Query(() => PositionLineConnection, {
    description: "一个区域的家底,逐项物资。 / What a region has, promises and should have, by sku.",
  })
  async position(
    @Args(() => PositionArgs) args: PositionArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PositionLine>> {
    const listed = await listPosition(await context.reading.tx(), args);
    return pageWith(granted(context, listed), positionLineOf);
  }

  @Query(() => StockLotConnection, {
    description:
      "临期与过期批次,先到期在前。 / Lots that expire soon or have expired, first first.",
  })
  async expiringLots(
    @Args(() => ExpiringArgs) args: ExpiringArgs,
    @Ctx() context: Context,
  ): Promise<Connection<StockLot>> {
    const listed = await listExpiring(await context.reading.tx(), args);
    return pageWith(granted(context, listed), lotOf);
  }

  @Query(() => CommitmentConnection, {
    description: "协议与产能储备,按编码排序。 / Call rights on contracted goods, by code.",
  })
  async commitments(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("item", () => String, { nullable: true, description: "只取该物资。 / This sku only." })
    item: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<Commitment>> {
    const listed = await listCommitments(await context.reading.tx(), args, item ?? null);
    return pageWith(granted(context, listed), commitmentOf);
  }
}
