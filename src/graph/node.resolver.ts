import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Context } from "./context.ts";
import { Node, readNode } from "./node.ts";
import { granted } from "./refused.ts";
import { refuseFor } from "../kernel/refusal.ts";

const idsMax = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      "按全局编号取对象;不存在与无权查看都为空。 / One thing by global id; null if absent or unseen.",
  })
  async node(
    @Arg("id", () => ID, { description: "全局编号。 / The global id." }) id: string,
    @Ctx() context: Context,
  ): Promise<object | null> {
    return readNode(context, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description: "按全局编号批量取对象,次序与所问一致。 / Things by global id, in the order asked.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: "全局编号,至多 100 个。 / Global ids, at most 100." })
    ids: string[],
    @Ctx() context: Context,
  ): Promise<(object | null)[]> {
    if (ids.length > idsMax) granted(context, refuseFor("TOO_MANY", "ids", { max: idsMax }));
    return Promise.all(ids.map((id) => readNode(context, id)));
  }
}
