import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import type { OrderState } from "../../schema/words/dispatch.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Quantity } from "../graph/scalars.ts";
import { ApprovalAsOf, LegAsOf, pastApprovalOf, pastLegOf } from "./as-of-legs.types.ts";
import type { PastLine, PastOrder } from "./as-of.service.ts";
import { OrderStateEnum } from "./order.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "一行彼时的数量(基本单位)。 / The quantities of a line then, in base units.",
})
export class OrderLineAsOf {
  @Field(() => Quantity, { description: "调拨数量。 / Ordered." })
  ordered!: number;

  @Field(() => Quantity, { description: "预占中。 / Held." })
  held!: number;

  @Field(() => Quantity, { description: "已装载。 / Loaded." })
  loaded!: number;

  @Field(() => Quantity, { description: "已启运。 / Departed." })
  departed!: number;

  @Field(() => Quantity, { description: "签收合格。 / Accepted." })
  accepted!: number;

  @Field(() => Quantity, { description: "拒收。 / Rejected." })
  rejected!: number;

  @Field(() => Quantity, { description: "缺失。 / Missing." })
  missing!: number;

  @Field(() => Quantity, { description: "取消。 / Cancelled." })
  cancelled!: number;

  @Field(() => Quantity, { description: "途中折返或改道。 / Turned back or diverted." })
  redirected!: number;

  lineId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "一张调拨单彼时的情形。 / How an order stood then.",
})
export class OrderAsOf {
  @Field(() => OrderStateEnum, {
    nullable: true,
    description:
      "彼时状态;空为枢纽当时尚未留存,不作推测。 / Its state then; null: nobody kept it, and it is not guessed.",
  })
  state!: OrderState | null;

  @Field(() => [OrderLineAsOf], {
    nullable: true,
    description: "各行彼时的数量;空为未留存。 / Its lines then; null: nobody kept them.",
  })
  lines!: OrderLineAsOf[] | null;

  @Field(() => [ApprovalAsOf], {
    nullable: true,
    description: "彼时的审批;空为未留存。 / Its approvals then; null: nobody kept them.",
  })
  approvals!: ApprovalAsOf[] | null;

  @Field(() => [LegAsOf], {
    nullable: true,
    description: "彼时已启运的运段;空为未留存。 / Its legs then; null: nobody kept them.",
  })
  legs!: LegAsOf[] | null;

  orderId!: string;
}

const lineAsOf = ({ id, ...quantities }: PastLine): OrderLineAsOf =>
  Object.assign(new OrderLineAsOf(), { lineId: id, ...quantities });

export const pastOrderOf = ({ id, known, approvals, legs }: PastOrder): OrderAsOf =>
  Object.assign(new OrderAsOf(), {
    orderId: id,
    state: known && known.state,
    lines: known && known.lines.map(lineAsOf),
    approvals: approvals && approvals.map(pastApprovalOf),
    legs: legs && legs.map(pastLegOf),
  });

export const OrderAsOfConnection = connectionOf("OrderAsOf", OrderAsOf);

@ArgsType()
export class OrdersAsOfArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string | null;

  @Field(() => ID, { nullable: true, description: "出借单位。 / Of this lender." })
  lenderId?: string | null;

  @Field(() => ID, { nullable: true, description: "申请单位。 / Of this requester." })
  requesterId?: string | null;
}
