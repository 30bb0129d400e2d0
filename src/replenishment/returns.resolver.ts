import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { lineById } from "../dispatch/order.loader.ts";
import { loadOrder } from "../dispatch/order.resolver.ts";
import { DispatchOrder, OrderLine, orderLineOf } from "../dispatch/order.types.ts";
import { PageArgs, type Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { assert } from "../kernel/assert.ts";
import { listPage } from "../kernel/page.ts";
import { GoodsStanding } from "./goods.types.ts";
import { readReturnsDue } from "./returns.loader.ts";
import { ReturnDue, ReturnDueConnection, returnDueOf } from "./returns.types.ts";

@Resolver(() => ReturnDue)
export class ReturnsResolver {
  @Query(() => ReturnDueConnection, {
    description:
      "归还途中、待检、待修的物资(保管单位可见),先到账的在前。 / What comes back to your keeping, oldest first.",
  })
  async returnsDue(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ReturnDue>> {
    const tx = await context.reading.tx();
    const read = (page: Parameters<typeof readReturnsDue>[1]) => readReturnsDue(tx, page);
    const page = granted(context, await listPage(args, ["bigint"], read, ({ key }) => [key]));
    return {
      ...page,
      edges: page.edges.map(({ node, cursor }) => ({ node: returnDueOf(node), cursor })),
    };
  }

  @FieldResolver(() => GoodsStanding, { description: "现状。 / Where they are, and how many." })
  standing(@Root() { standing }: ReturnDue): GoodsStanding {
    return standing;
  }

  @FieldResolver(() => OrderLine, { description: "调拨单行。 / The order line." })
  async line(@Root() { lineKey }: ReturnDue, @Ctx() context: Context): Promise<OrderLine> {
    return orderLineOf(await rowOf(context, lineKey));
  }

  @FieldResolver(() => DispatchOrder, { description: "调拨单。 / The order." })
  async order(@Root() { lineKey }: ReturnDue, @Ctx() context: Context): Promise<DispatchOrder> {
    const order = await loadOrder(context, (await rowOf(context, lineKey)).orderId);
    assert(order !== null, "a keeper is a party to the order");
    return order;
  }
}

async function rowOf(context: Context, lineKey: string) {
  const row = await context.load(lineById).load(lineKey);
  assert(row !== null, "a keeper is a party to the order of what it keeps");
  return row;
}
