import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { KeyedInput } from "../incidents/incident.args.types.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { adoptProposal } from "./adoption.service.ts";
import { Adoption, AdoptProposalPayload } from "./adoption.types.ts";
import { actFirst } from "./approval-first.service.ts";
import { issueOrder } from "./order-issue.service.ts";
import { loadOrder as loadGoods } from "./order-load.service.ts";
import { listOrders } from "./order-page.service.ts";
import {
  AdoptProposalInput,
  LoadOrderInput,
  OrdersArgs,
  OrderStepInput,
  ReasonedOrderInput,
} from "./order.args.types.ts";
import { lineById, orderById, ordersOfProposal } from "./order.loader.ts";
import { acknowledgeOrder, cancelOrder, closeOrder, renewHold } from "./order.service.ts";
import {
  AcknowledgeOrderPayload,
  ActFirstPayload,
  CancelOrderPayload,
  CloseOrderPayload,
  DispatchOrder,
  IssueOrderPayload,
  LoadOrderPayload,
  OrderConnection,
  orderLineOf,
  orderOf,
  RenewHoldPayload,
} from "./order.types.ts";

export const loadOrder = async (context: Context, id: string): Promise<DispatchOrder | null> => {
  const row = await context.load(orderById).load(id);
  return row && orderOf(row);
};
registerNode("DispatchOrder", loadOrder);
registerNode("OrderLine", async (context, id) => {
  const row = await context.load(lineById).load(id);
  return row && orderLineOf(row);
});

export const orderIdOf = (id: string): string => idOf("DispatchOrder", id);

/** Runs a write about an order and reads the order again. */
export const changed = (
  context: Context,
  { idempotencyKey: key }: KeyedInput,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<DispatchOrder | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => loadOrder(context, id),
  );

const localOrg = (id: string | undefined) => (id === undefined ? id : idOf("Organization", id));

@Resolver()
export class OrderResolver {
  @Query(() => DispatchOrder, {
    nullable: true,
    description: "按编号取调拨单。 / An order by its id.",
  })
  order(
    @Arg("id", () => ID, { description: "调拨单编号。 / Global id of the order." }) id: string,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | null> {
    return loadOrder(context, orderIdOf(id));
  }

  @Query(() => OrderConnection, {
    description: "与本单位有关的调拨单,新的在前。 / Orders that concern one, newest first.",
  })
  async orders(
    @Args(() => OrdersArgs)
    { incidentId, lenderId, requesterId, states, ...page }: OrdersArgs,
    @Ctx() context: Context,
  ): Promise<Connection<DispatchOrder>> {
    const filter = {
      incidentId: incidentId === undefined ? incidentId : idOf("Incident", incidentId),
      lenderOrg: localOrg(lenderId),
      requesterOrg: localOrg(requesterId),
      states,
    };
    const listed = await listOrders(await context.reading.tx(), filter, page);
    return pageWith(granted(context, listed), orderOf);
  }

  @Mutation(() => AdoptProposalPayload, {
    description:
      "采纳方案(请求单位值班调度员):按出借单位拟制调拨单,整体预占;有任何不足则全部不办。 / Adopts a proposal whole or not at all.",
  })
  adoptProposal(
    @Arg("input", () => AdoptProposalInput, { description: "方案。 / The proposal." })
    { idempotencyKey: key, proposalId }: AdoptProposalInput,
    @Ctx() context: Context,
  ): Promise<Adoption | Refused> {
    const input = { proposalId: idOf("Proposal", proposalId) };
    const { principal } = context;
    return answer(
      context,
      () => adoptProposal(context.hub.database, { principal, key }, input),
      async ({ id }) => {
        const orders = (await context.load(ordersOfProposal).load(id)).map(orderOf);
        return Object.assign(new Adoption(), { proposalId: globalId("Proposal", id), orders });
      },
    );
  }

  @Mutation(() => IssueOrderPayload, {
    description:
      "下达调拨单(请求单位),审批须已齐备;此时确定补还责任。 / Issues an order; fixes who owes.",
  })
  issueOrder(
    @Arg("input", () => OrderStepInput, { description: "调拨单。 / The order." })
    input: OrderStepInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    return changed(context, input, (asking) =>
      issueOrder(context.hub.database, asking, { orderId: orderIdOf(input.orderId) }),
    );
  }

  @Mutation(() => AcknowledgeOrderPayload, {
    description: "接令(出借或保管单位)。 / Acknowledges an order; by the lender or a keeper.",
  })
  acknowledgeOrder(
    @Arg("input", () => OrderStepInput, { description: "调拨单。 / The order." })
    input: OrderStepInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    return changed(context, input, (asking) =>
      acknowledgeOrder(context.hub.database, asking, { orderId: orderIdOf(input.orderId) }),
    );
  }

  @Mutation(() => LoadOrderPayload, {
    description: "拣货装载(保管员),短少须写明原因。 / Counts what is loaded; by a keeper.",
  })
  loadOrder(
    @Arg("input", () => LoadOrderInput, { description: "清点结果。 / The counted lines." })
    input: LoadOrderInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    const lines = input.lines.map(({ lineId, loaded, shortReason, unloaded }) => ({
      lineId: idOf("OrderLine", lineId),
      loaded,
      shortReason,
      unloaded,
    }));
    return changed(context, input, (asking) =>
      loadGoods(context.hub.database, asking, { orderId: orderIdOf(input.orderId), lines }),
    );
  }

  @Mutation(() => CancelOrderPayload, {
    description: "取消调拨单(请求单位),只在启运之前。 / Cancels an order before departure.",
  })
  cancelOrder(
    @Arg("input", () => ReasonedOrderInput, { description: "理由。 / Why." })
    input: ReasonedOrderInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    const orderId = orderIdOf(input.orderId);
    return changed(context, input, (asking) =>
      cancelOrder(context.hub.database, asking, { orderId, reason: input.reason }),
    );
  }

  @Mutation(() => CloseOrderPayload, {
    description: "关闭调拨单(请求单位),须已签收且差异已确认。 / Closes a received order.",
  })
  closeOrder(
    @Arg("input", () => OrderStepInput, { description: "调拨单。 / The order." })
    input: OrderStepInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    return changed(context, input, (asking) =>
      closeOrder(context.hub.database, asking, { orderId: orderIdOf(input.orderId) }),
    );
  }

  @Mutation(() => RenewHoldPayload, {
    description: "续占(仅出借单位)。 / Renews the soft hold; by the lender alone.",
  })
  renewHold(
    @Arg("input", () => OrderStepInput, { description: "调拨单。 / The order." })
    input: OrderStepInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    return changed(context, input, (asking) =>
      renewHold(context.hub.database, asking, { orderId: orderIdOf(input.orderId) }),
    );
  }

  @Mutation(() => ActFirstPayload, {
    description:
      "先调后补(请求单位),仅在协议约定的范围内。 / Acts first, papers later; where the pact allows it.",
  })
  actFirst(
    @Arg("input", () => ReasonedOrderInput, { description: "理由。 / Why." })
    input: ReasonedOrderInput,
    @Ctx() context: Context,
  ): Promise<DispatchOrder | Refused> {
    const orderId = orderIdOf(input.orderId);
    return changed(context, input, (asking) =>
      actFirst(context.hub.database, asking, { orderId, reason: input.reason }),
    );
  }
}
