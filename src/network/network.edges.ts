import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { closuresOfLink, linkById, nodeById } from "./network.loader.ts";
import {
  closureOf,
  RoadClosure,
  RoadLink,
  roadLinkOf,
  RoadNode,
  roadNodeOf,
  Route,
} from "./network.types.ts";

/** The node at which something of another slice stands; it must be there, by foreign key. */
export async function loadNode(context: Context, id: string): Promise<RoadNode> {
  const row = await context.load(nodeById).load(id);
  if (row === null) throw new Error(`no road node ${id}`);
  return roadNodeOf(row);
}

const loadLink = async (context: Context, id: string): Promise<RoadLink> => {
  const row = await context.load(linkById).load(id);
  if (row === null) throw new Error(`no road ${id}`);
  return roadLinkOf(row);
};

@Resolver(() => RoadLink)
export class RoadLinkEdges {
  @FieldResolver(() => RoadNode, { description: "一端。 / One end." })
  from(@Root() { fromNode }: RoadLink, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, fromNode);
  }

  @FieldResolver(() => RoadNode, { description: "另一端。 / The other end." })
  to(@Root() { toNode }: RoadLink, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, toNode);
  }

  @FieldResolver(() => [RoadClosure], {
    description: "当前与已公告的封闭。 / Closures that hold now or are announced.",
  })
  async closures(@Root() { code }: RoadLink, @Ctx() context: Context): Promise<RoadClosure[]> {
    return (await context.load(closuresOfLink).load(code)).map(closureOf);
  }
}

@Resolver(() => Route)
export class RouteEdges {
  @FieldResolver(() => [RoadNode], { description: "依次经过的节点。 / Its nodes, in order." })
  nodes(@Root() { nodeIds }: Route, @Ctx() context: Context): Promise<RoadNode[]> {
    return Promise.all(nodeIds.map((id) => loadNode(context, id)));
  }

  @FieldResolver(() => [RoadLink], { description: "依次经过的路段。 / Its roads, in order." })
  links(@Root() { linkIds }: Route, @Ctx() context: Context): Promise<RoadLink[]> {
    return Promise.all(linkIds.map((id) => loadLink(context, id)));
  }
}
