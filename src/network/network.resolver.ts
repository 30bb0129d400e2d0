import { Arg, Ctx, Float, Query, Resolver } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { registerNode } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { Instant } from "../graph/scalars.ts";
import { linkById, nodeById, wholeNetwork } from "./network.loader.ts";
import { crossProvince } from "./network.rules.ts";
import { findRoute } from "./network.service.ts";
import { RoadLink, roadLinkOf, RoadNode, roadNodeOf, Route, routeOf } from "./network.types.ts";

registerNode("RoadNode", async (context, id) => {
  const row = await context.load(nodeById).load(id);
  return row && roadNodeOf(row);
});
registerNode("RoadLink", async (context, id) => {
  const row = await context.load(linkById).load(id);
  return row && roadLinkOf(row);
});

@Resolver()
export class NetworkResolver {
  @Query(() => [RoadNode], { description: "路网全部节点。 / All nodes of the road network." })
  async roadNodes(@Ctx() context: Context): Promise<RoadNode[]> {
    return (await context.load(wholeNetwork)()).nodes.map(roadNodeOf);
  }

  @Query(() => [RoadLink], { description: "路网全部路段。 / All roads of the network." })
  async roadLinks(@Ctx() context: Context): Promise<RoadLink[]> {
    return (await context.load(wholeNetwork)()).links.map(roadLinkOf);
  }

  @Query(() => Route, {
    nullable: true,
    description: "两节点间最快路线;不通为空。 / The quickest way between two nodes; null: none.",
  })
  async route(
    @Arg("from", () => String, { description: "起点编码。 / Code of the origin." }) from: string,
    @Arg("to", () => String, { description: "终点编码。 / Code of the destination." }) to: string,
    @Arg("speedFactor", () => Float, {
      defaultValue: 1,
      description: "用时倍数:重型货车约 1.3。 / Multiplies minutes; about 1.3 for a heavy lorry.",
    })
    speedFactor: number,
    @Arg("at", () => Instant, {
      nullable: true,
      description:
        "按该时刻的封闭情况,默认现在。 / With the closures of this instant; default now.",
    })
    at: Date | null | undefined,
    @Ctx() context: Context,
  ): Promise<Route | null> {
    const network = await context.load(wholeNetwork)();
    const asked = { from, to, speedFactor, ...(at ? { at } : {}) };
    const way = granted(context, await findRoute(await context.reading.tx(), network, asked));
    return way && routeOf(way, crossProvince(way));
  }
}
