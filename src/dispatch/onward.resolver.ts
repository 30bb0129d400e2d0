import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import type { Refused } from "../graph/refused.ts";
import { legIdOf, loadLeg } from "./leg.resolver.ts";
import { Leg } from "./leg.types.ts";
import { DivertLegInput, MoveGoodsInput, TransferUnitInput } from "./onward.args.types.ts";
import { divertLeg, moveGoods, transferUnit } from "./order-onward.service.ts";
import { objectToOrder } from "./order-objection.service.ts";
import { ReasonedOrderInput } from "./order.args.types.ts";
import { lineById } from "./order.loader.ts";
import { changed, orderIdOf } from "./order.resolver.ts";
import {
  DispatchOrder,
  DivertLegPayload,
  MoveGoodsPayload,
  ObjectToOrderPayload,
  OrderLine,
  orderLineOf,
  TransferUnitPayload,
} from "./order.types.ts";

/** Orders whose goods come of another order, and what a lender says to a command. */
@Resolver()
export class OnwardResolver {
  @Mutation(() => DivertLegPayload, {
    description:
      "改道(出借单位审批人,或请求单位报出借单位批准):拟制新单,由新请求单位下达。 / Offers a leg to another incident.",
  })
  divertLeg(
    @Arg("input", () => DivertLegInput, { description: "去向。 / Where it goes." })
    input: DivertLegInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    const { legId, reason } = input;
    const lines = input.lines.map(({ orderLineId, needId }) => ({
      orderLineId: idOf("OrderLine", orderLineId),
      needId: idOf("Need", needId),
    }));
    return changed(context, input, (asking) =>
      divertLeg(context.hub.database, asking, { legId: legIdOf(legId), lines, reason }),
    );
  }

  @Mutation(() => MoveGoodsPayload, {
    description:
      "现场物资转用于其他事件,须出借单位同意。 / Offers goods on site to another incident.",
  })
  moveGoods(
    @Arg("input", () => MoveGoodsInput, { description: "转用。 / What goes where." })
    input: MoveGoodsInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    const { quantity, reason } = input;
    const orderLineId = idOf("OrderLine", input.orderLineId);
    const needId = idOf("Need", input.needId);
    return changed(context, input, (asking) =>
      moveGoods(context.hub.database, asking, { orderLineId, needId, quantity, reason }),
    );
  }

  @Mutation(() => TransferUnitPayload, {
    description:
      "队伍、装备转场至其他事件,须出借单位同意,由新请求单位下达。 / Offers a unit to another incident.",
  })
  transferUnit(
    @Arg("input", () => TransferUnitInput, { description: "转场。 / Which unit goes where." })
    input: TransferUnitInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    const orderLineId = idOf("OrderLine", input.orderLineId);
    const needId = idOf("Need", input.needId);
    return changed(context, input, (asking) =>
      transferUnit(context.hub.database, asking, { orderLineId, needId, reason: input.reason }),
    );
  }

  @Mutation(() => ObjectToOrderPayload, {
    description:
      "对调令提出异议(出借单位),不停止执行。 / A commanded lender objects; the order goes on.",
  })
  objectToOrder(
    @Arg("input", () => ReasonedOrderInput, { description: "理由。 / Why." })
    input: ReasonedOrderInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    const orderId = orderIdOf(input.orderId);
    return changed(context, input, (asking) =>
      objectToOrder(context.hub.database, asking, { orderId, reason: input.reason }),
    );
  }
}

@Resolver(() => DispatchOrder)
export class OnwardOrderEdges {
  @FieldResolver(() => Leg, {
    nullable: true,
    description: "改道前的一程;非改道为空。 / The leg that is diverted to this order.",
  })
  divertedLeg(@Root() { fromLegId }: DispatchOrder, @Ctx() context: Context): Promise<Leg | null> {
    return fromLegId === null ? Promise.resolve(null) : loadLeg(context, fromLegId);
  }
}

@Resolver(() => OrderLine)
export class OnwardLineEdges {
  @FieldResolver(() => OrderLine, {
    nullable: true,
    description: "转用前的行;直接出库为空。 / The line whose goods these were; null: off a shelf.",
  })
  async takenFrom(
    @Root() { fromLineId }: OrderLine,
    @Ctx() context: Context,
  ): Promise<OrderLine | null> {
    const row = fromLineId === null ? null : await context.load(lineById).load(fromLineId);
    return row && orderLineOf(row);
  }
}
