import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { orderState, type Authority, type Basis } from "../../schema/words/dispatch.ts";
import type { LiabilityClause, LiabilityRule } from "../../schema/words/ledger.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Fen, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { LiabilityClauseEnum, LiabilityRuleEnum } from "../ledger/ledger.types.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { AuthorityEnum, BasisEnum } from "./proposal.types.ts";

export const OrderStateEnum = enumOf(
  "OrderState",
  orderState,
  "调拨单状态,由各行数量推得。 / State of an order, derived from the quantities of its lines.",
);
@ObjectType({ simpleResolvers: true, description: "选用该来源的一条理由。 / Why this source." })
export class LineReason {
  @Field(() => String, { description: "理由代码,如 ONLY_SOURCE。 / Code, such as ONLY_SOURCE." })
  code!: string;

  @Field(() => Float, {
    nullable: true,
    description: "本行的数值(分钟、位次、单价等,按代码)。 / Its figure; unit by code.",
  })
  figure!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "次优来源的数值,单位同上。 / The next best source's figure, same unit.",
  })
  next!: number | null;

  @Field(() => String, { nullable: true, description: "次优来源。 / The next best source." })
  other!: string | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "调拨单的一行:批次、协议物资、队伍或装备之一。 / One line: goods, a team or a machine.",
})
export class OrderLine extends Node {
  @Field(() => BasisEnum, { description: "法律依据。 / Its legal ground." })
  basis!: Basis;

  @Field(() => LiabilityRuleEnum, {
    nullable: true,
    description: "补还责任认定,下达时确定。 / Who owes, fixed at issue.",
  })
  liability!: LiabilityRule | null;

  @Field(() => LiabilityClauseEnum, {
    nullable: true,
    description: "起决定作用的协议条款;无则空。 / The agreement's term that decided; null: none.",
  })
  clause!: LiabilityClause | null;

  @Field(() => Quantity, { description: "调拨数量(基本单位)。 / Ordered, in base units." })
  ordered!: number;

  @Field(() => Quantity, { description: "预占中(基本单位)。 / Held now, in base units." })
  held!: number;

  @Field(() => Quantity, { description: "已装载(基本单位)。 / Loaded, in base units." })
  loaded!: number;

  @Field(() => Quantity, { description: "已启运(基本单位)。 / Departed, in base units." })
  departed!: number;

  @Field(() => Quantity, { description: "签收合格(基本单位)。 / Accepted, in base units." })
  accepted!: number;

  @Field(() => Quantity, { description: "拒收(基本单位)。 / Rejected, in base units." })
  rejected!: number;

  @Field(() => Quantity, { description: "缺失(基本单位)。 / Missing, in base units." })
  missing!: number;

  @Field(() => Quantity, { description: "取消(基本单位)。 / Cancelled, in base units." })
  cancelled!: number;

  @Field(() => Quantity, {
    description: "途中折返或改道(基本单位)。 / Turned back or diverted, in base units.",
  })
  redirected!: number;

  @Field(() => Quantity, {
    description: "满足需求的数量(需求单位)。 / What `ordered` fills, in the need's unit.",
  })
  counted!: number;

  @Field(() => Fen, {
    nullable: true,
    description: "单价(分/基本单位)。 / Price in 分 per base unit; null: not known.",
  })
  unitPriceFen!: number | null;

  @Field(() => Instant, { description: "计划启运。 / When it should leave." })
  leavesAt!: Date;

  @Field(() => Instant, { description: "计划到达。 / When it should arrive." })
  arrivesAt!: Date;

  @Field(() => [LineReason], { description: "选用理由。 / Why this source was chosen." })
  reasons!: LineReason[];

  @Field(() => Int, { description: "版本。 / Version; grows with each change." })
  version!: number;

  key!: string;
  orderKey!: string;
  needKey!: string;
  setId!: string | null;
  covers!: readonly string[] | null;
  depotId!: string | null;
  fromLineId!: string | null;
  lotId!: string | null;
  commitmentId!: string | null;
  teamId!: string | null;
  equipmentId!: string | null;
  sku!: string | null;
  ownerOrg!: string;
  custodianOrg!: string;
  debtorOrg!: string | null;
}

const reasonsOf = (reasons: unknown): LineReason[] =>
  (Array.isArray(reasons) ? (reasons as Partial<LineReason>[]) : []).map((reason) =>
    Object.assign(new LineReason(), { figure: null, next: null, other: null, code: "" }, reason),
  );

export const orderLineOf = ({ item, orderId, needId, reasons, ...row }: LineRow): OrderLine =>
  Object.assign(new OrderLine(), row, {
    key: row.id,
    id: globalId("OrderLine", row.id),
    sku: item,
    orderKey: orderId,
    needKey: needId,
    clause: row.liabilityTerms?.clause ?? null,
    reasons: reasonsOf(reasons),
  });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "调拨单:一个出借单位、一个目的地,不等候其他单位。 / One lender, one destination.",
})
export class DispatchOrder extends Node {
  @Field(() => String, { description: "单号。 / What people say and print." })
  number!: string;

  @Field(() => AuthorityEnum, { description: "调拨权限。 / By what authority." })
  authority!: Authority;

  @Field(() => Instant, {
    nullable: true,
    description: "预占到期;下达后为空。 / When the soft hold lapses; null once issued.",
  })
  holdLapsesAt!: Date | null;

  @Field(() => Instant, { description: "拟制时间。 / When it was drafted." })
  draftedAt!: Date;

  @Field(() => Instant, { nullable: true, description: "下达时间。 / When it was issued." })
  issuedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "接令时间。 / When it was acknowledged." })
  acknowledgedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "开始装载。 / When loading began." })
  loadingAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "关闭时间。 / When it was closed." })
  closedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "取消时间。 / When it was cancelled." })
  cancelledAt!: Date | null;

  @Field(() => String, { nullable: true, description: "取消原因。 / Why it was cancelled." })
  cancelReason!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "来自的方案编号;改道、转用为空。 / Its proposal; null where goods were redirected.",
  })
  proposalId!: string | null;

  @Field(() => Instant, {
    nullable: true,
    description: "提出异议的时间。 / When it was objected to.",
  })
  objectedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "出借单位对调令的异议。 / What a commanded lender says against it.",
  })
  objection!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "征用凭证号;非征用为空。 / Number of the requisition's certificate.",
  })
  certificate!: string | null;

  @Field(() => Int, { description: "版本。 / Version; grows with each change." })
  version!: number;

  key!: string;
  incidentKey!: string;
  lenderOrg!: string;
  requesterOrg!: string;
  receiverOrg!: string;
  payerOrg!: string;
  destinationNode!: string;
  agreementKey!: string | null;
  partyOrgs!: readonly string[];
  fromLegId!: string | null;
}

export const orderOf = ({ incidentId, proposalId, parties, destination, ...row }: OrderRow) =>
  Object.assign(new DispatchOrder(), row, {
    key: row.id,
    id: globalId("DispatchOrder", row.id),
    proposalId: proposalId === null ? null : globalId("Proposal", proposalId),
    incidentKey: incidentId,
    destinationNode: destination,
    agreementKey:
      row.agreementId === null ? null : `${row.agreementId}@${row.agreementVersion ?? 0}`,
    partyOrgs: parties,
  });

export const OrderConnection = connectionOf("DispatchOrder", DispatchOrder);

export const IssueOrderPayload = payloadOf("IssueOrder", DispatchOrder);
export const AcknowledgeOrderPayload = payloadOf("AcknowledgeOrder", DispatchOrder);
export const LoadOrderPayload = payloadOf("LoadOrder", DispatchOrder);
export const CancelOrderPayload = payloadOf("CancelOrder", DispatchOrder);
export const CloseOrderPayload = payloadOf("CloseOrder", DispatchOrder);
export const RenewHoldPayload = payloadOf("RenewHold", DispatchOrder);
export const ObjectToOrderPayload = payloadOf("ObjectToOrder", DispatchOrder);
export const DivertLegPayload = payloadOf("DivertLeg", DispatchOrder);
export const MoveGoodsPayload = payloadOf("MoveGoods", DispatchOrder);
export const TransferUnitPayload = payloadOf("TransferUnit", DispatchOrder);
export const ActFirstPayload = payloadOf("ActFirst", DispatchOrder);
