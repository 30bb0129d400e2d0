import { ArgsType, Field, ID, InputType } from "type-graphql";
import {
  shortReason,
  type ApprovalState,
  type OrderState,
  type ShortReason,
} from "../../schema/words/dispatch.ts";
import { PageArgs } from "../graph/connection.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import type { Decision } from "./approval.model.ts";
import { ApprovalStateEnum, DecisionEnum } from "./approval.types.ts";
import { OrderStateEnum } from "./order.types.ts";

const ShortReasonEnum = enumOf(
  "ShortReason",
  shortReason,
  "拣货短少的原因。 / Why less was loaded than was ordered.",
);

@ArgsType()
export class OrdersArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string;

  @Field(() => ID, { nullable: true, description: "出借单位。 / Lent by this organization." })
  lenderId?: string;

  @Field(() => ID, { nullable: true, description: "请求单位。 / Asked for by this organization." })
  requesterId?: string;

  @Field(() => [OrderStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: OrderState[];
}

@ArgsType()
export class ApprovalsArgs extends PageArgs {
  @Field(() => [ApprovalStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: ApprovalState[];
}

@InputType({ description: "采纳方案。 / Adopts a proposal." })
export class AdoptProposalInput extends KeyedInput {
  @Field(() => ID, { description: "方案编号。 / Global id of the proposal." })
  proposalId!: string;
}

@InputType({ description: "对一张调拨单办理。 / What is done to one order." })
export class OrderStepInput extends KeyedInput {
  @Field(() => ID, { description: "调拨单编号。 / Global id of the order." })
  orderId!: string;
}

@InputType({ description: "说明理由后对一张调拨单办理。 / The same, with a reason." })
export class ReasonedOrderInput extends OrderStepInput {
  @Field(() => String, { description: "理由,1–500 字。 / The reason, 1–500 characters." })
  reason!: string;
}

@InputType({ description: "审批。 / Decides one approval." })
export class DecideApprovalInput extends KeyedInput {
  @Field(() => ID, { description: "审批编号。 / Global id of the approval." })
  approvalId!: string;

  @Field(() => DecisionEnum, { description: "决定。 / The decision." })
  decision!: Decision;

  @Field(() => String, {
    nullable: true,
    description: "理由;拒绝时必填。 / The reason; needed for a refusal.",
  })
  reason?: string;

  @Field(() => String, {
    nullable: true,
    description: "征用决定文号;空则由枢纽编号。 / Number of a requisition; absent: the hub's own.",
  })
  certificate?: string;
}

@InputType({ description: "装载清点的一行。 / One counted line of a loading." })
export class LoadLineInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  lineId!: string;

  @Field(() => Quantity, { description: "本次装载(基本单位)。 / Loaded now, in base units." })
  loaded!: number;

  @Field(() => ShortReasonEnum, {
    nullable: true,
    description: "余数不再装载的原因。 / Given: the rest never comes, and this is why.",
  })
  shortReason?: ShortReason;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "卸下数量(基本单位,已装未启运),须注明原因。 / Taken off again of what has not left; needs the reason.",
  })
  unloaded?: number;
}

@InputType({ description: "拣货装载。 / Counts what is loaded." })
export class LoadOrderInput extends OrderStepInput {
  @Field(() => [LoadLineInput], { description: "清点结果。 / The counted lines." })
  lines!: LoadLineInput[];
}

@InputType({ description: "启运清点的一行。 / One line counted out at the gate." })
export class DepartLineInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => Quantity, { description: "启运数量(基本单位)。 / Departed, in base units." })
  departed!: number;
}

@InputType({ description: "出库启运。 / A departure." })
export class DepartOrderInput extends OrderStepInput {
  @Field(() => ID, { description: "承运单位;队伍自行开进时为其单位。 / Who drives." })
  carrierId!: string;

  @Field(() => [ID], {
    nullable: true,
    description: "车辆;空则自动选择。 / The vehicles; absent: as few as hold the load.",
  })
  vehicleIds?: string[];

  @Field(() => [DepartLineInput], { description: "清点结果。 / The counted lines." })
  lines!: DepartLineInput[];

  @Field(() => Instant, { nullable: true, description: "启运时间;空为现在。 / When; absent: now." })
  occurredAt?: Date;
}

@InputType({ description: "对一程办理。 / What is done to one leg." })
export class LegStepInput extends KeyedInput {
  @Field(() => ID, { description: "运段编号。 / Global id of the leg." })
  legId!: string;
}

@InputType({ description: "签收清点的一行,三数之和等于启运数。 / One counted line; adds up." })
export class ReceiveLineInput {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => Quantity, { description: "合格(基本单位)。 / Accepted, in base units." })
  accepted!: number;

  @Field(() => Quantity, { description: "拒收(基本单位)。 / Rejected, in base units." })
  rejected!: number;

  @Field(() => Quantity, { description: "缺失(基本单位)。 / Missing, in base units." })
  missing!: number;
}

@InputType({ description: "签收一程。 / Receives a leg." })
export class ReceiveLegInput extends LegStepInput {
  @Field(() => String, { description: "承运人出示的交接码。 / The code that the carrier shows." })
  code!: string;

  @Field(() => [ReceiveLineInput], { description: "逐行清点。 / Every line of the leg, counted." })
  lines!: ReceiveLineInput[];

  @Field(() => Instant, { nullable: true, description: "到达时间;空为现在。 / When; absent: now." })
  occurredAt?: Date;
}
