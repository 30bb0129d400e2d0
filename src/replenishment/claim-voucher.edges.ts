import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { lineById } from "../dispatch/order.loader.ts";
import { loadOrder } from "../dispatch/order.resolver.ts";
import { DispatchOrder, OrderLine, orderLineOf } from "../dispatch/order.types.ts";
import type { Context } from "../graph/context.ts";
import { Claim } from "../ledger/ledger.types.ts";

/** The papers behind a claim, as far as the reader may see them. */
@Resolver(() => Claim)
export class ClaimVouchers {
  @FieldResolver(() => OrderLine, {
    nullable: true,
    description: "由哪一行物资产生。 / The order line that gave rise to it.",
  })
  async orderLine(
    @Root() { orderLineKey }: Claim,
    @Ctx() context: Context,
  ): Promise<OrderLine | null> {
    const row = orderLineKey === null ? null : await context.load(lineById).load(orderLineKey);
    return row && orderLineOf(row);
  }

  @FieldResolver(() => DispatchOrder, {
    nullable: true,
    description: "来源调拨单及其交接单。 / The order, with its hand-over slips.",
  })
  async order(
    @Root() { orderLineKey }: Claim,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | null> {
    const row = orderLineKey === null ? null : await context.load(lineById).load(orderLineKey);
    return row && loadOrder(context, row.orderId);
  }
}
