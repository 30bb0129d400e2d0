import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { AsOf } from "../ledger/as-of.types.ts";
import { pageWith } from "../regions/page.types.ts";
import { listPastOrders } from "./as-of.service.ts";
import {
  OrderAsOf,
  OrderAsOfConnection,
  OrderLineAsOf,
  OrdersAsOfArgs,
  pastOrderOf,
} from "./as-of.types.ts";
import { ApprovalAsOf, LegAsOf } from "./as-of-legs.types.ts";
import { loadApproval } from "./approval.resolver.ts";
import { Approval } from "./approval.types.ts";
import { loadLeg } from "./leg.resolver.ts";
import { Leg } from "./leg.types.ts";
import { lineById } from "./order.loader.ts";
import { loadOrder } from "./order.resolver.ts";
import { DispatchOrder, OrderLine, orderLineOf } from "./order.types.ts";

const local = (type: string, id: string | null | undefined): string | undefined =>
  id == null ? undefined : idOf(type, id);

@Resolver(() => AsOf)
export class AsOfOrders {
  @FieldResolver(() => OrderAsOfConnection, {
    description: "彼时已拟制的调拨单,新的在前。 / Orders drafted by then, the newest first.",
  })
  async orders(
    @Root() { cut }: AsOf,
    @Args(() => OrdersAsOfArgs) { incidentId, lenderId, requesterId, ...page }: OrdersAsOfArgs,
    @Ctx() context: Context,
  ): Promise<Connection<OrderAsOf>> {
    const filter = {
      incidentId: local("Incident", incidentId),
      lenderOrg: local("Organization", lenderId),
      requesterOrg: local("Organization", requesterId),
    };
    const listed = await listPastOrders(await context.reading.tx(), cut, filter, page);
    return pageWith(granted(context, listed), pastOrderOf);
  }
}

@Resolver(() => OrderAsOf)
export class OrderAsOfEdges {
  @FieldResolver(() => DispatchOrder, {
    nullable: true,
    description: "该单今日的情形。 / The order as it is today.",
  })
  order(@Root() { orderId }: OrderAsOf, @Ctx() context: Context): Promise<DispatchOrder | null> {
    return loadOrder(context, orderId);
  }
}

@Resolver(() => OrderLineAsOf)
export class OrderLineAsOfEdges {
  @FieldResolver(() => OrderLine, {
    nullable: true,
    description: "该行今日的情形。 / The line as it is today.",
  })
  async line(
    @Root() { lineId }: OrderLineAsOf,
    @Ctx() context: Context,
  ): Promise<OrderLine | null> {
    const row = await context.load(lineById).load(lineId);
    return row && orderLineOf(row);
  }
}

@Resolver(() => ApprovalAsOf)
export class ApprovalAsOfEdges {
  @FieldResolver(() => Approval, {
    nullable: true,
    description: "该审批今日的情形。 / The approval as it is today.",
  })
  approval(
    @Root() { approvalId }: ApprovalAsOf,
    @Ctx() context: Context,
  ): Promise<Approval | null> {
    return loadApproval(context, approvalId);
  }
}

@Resolver(() => LegAsOf)
export class LegAsOfEdges {
  @FieldResolver(() => Leg, {
    nullable: true,
    description: "该运段今日的情形。 / The leg as it is today.",
  })
  leg(@Root() { legId }: LegAsOf, @Ctx() context: Context): Promise<Leg | null> {
    return loadLeg(context, legId);
  }
}
