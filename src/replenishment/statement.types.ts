import { Field, ID, ObjectType } from "type-graphql";
import {
  settlementMeans,
  transferOp,
  type ClaimKind,
  type SettlementMeans,
} from "../../schema/words/ledger.ts";
import type { AccountKind, TransferOp } from "../../schema/words/ledger.ts";
import { duty, taskAge, type Duty, type TaskAge } from "../../schema/words/replenishment.ts";
import { connectionOf } from "../graph/connection.ts";
import { Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { VoucherKey } from "./statement-proof.loader.ts";
import type { StatementRow } from "./statement.model.ts";
import { AccountKindEnum, ClaimKindEnum } from "../ledger/ledger.types.ts";

export const SettlementMeansEnum = enumOf(
  "SettlementMeans",
  settlementMeans,
  "清偿方式。 / How a claim was made smaller.",
);
const TransferOpEnum = enumOf("TransferOp", transferOp, "分录的业务。 / What a transfer books.");
export const DutyEnum = enumOf("Duty", duty, "应还、应补、应付。 / To return, to refill, to pay.");
export const TaskAgeEnum = enumOf("TaskAge", taskAge, "补库任务已开多久。 / Age of a task.");

@ObjectType({ simpleResolvers: true, description: "按方式清偿。 / Settled by one means." })
export class SettledBy {
  @Field(() => SettlementMeansEnum, { description: "方式。 / By which means." })
  means!: SettlementMeans;

  @Field(() => Quantity, { description: "数量,该行单位。 / In the line's unit." })
  quantity!: number;
}

@ObjectType({ simpleResolvers: true, description: "一行的一张凭证。 / One voucher of a line." })
export class StatementVoucher {
  @Field(() => ID, { description: "分录凭证。 / Id of the transfer." })
  transfer!: string;

  @Field(() => TransferOpEnum, { description: "业务。 / What was booked." })
  op!: TransferOp;

  @Field(() => Day, { description: "发生日期。 / When it happened." })
  occurredOn!: string;

  @Field(() => Day, { description: "入账日期。 / When the hub was told." })
  recordedOn!: string;

  @Field(() => Quantity, { description: "增减,该行单位。 / Change, in the line's unit." })
  quantity!: number;

  @Field(() => [String], { description: "调拨单号,各方可见的。 / Numbers of its orders." })
  orders!: string[];

  @Field(() => [ID], { description: "已签交接单的运次。 / Legs whose slips are signed." })
  slips!: string[];

  @Field(() => [String], { description: "票据与事由。 / Papers and reasons, as entered." })
  papers!: string[];

  key!: VoucherKey;
}

@ObjectType({
  simpleResolvers: true,
  description: "对账单的一行:期初 + 新增 − 清偿 + 冲销 = 期末。 / One line of a statement.",
})
export class StatementLine {
  @Field(() => Boolean, {
    description: "应收为是,应办为否。 / True: due to it; false: due from it.",
  })
  collects!: boolean;

  @Field(() => ClaimKindEnum, { description: "往来种类。 / Kind of claim." })
  kind!: ClaimKind;

  @Field(() => DutyEnum, { description: "应还、应补或应付。 / What is to be done." })
  duty!: Duty;

  @Field(() => String, { nullable: true, description: "物资代码;金额为空。 / Item; null: money." })
  itemCode!: string | null;

  @Field(() => String, { description: "单位;金额为“分”。 / Unit; 分 for money." })
  unit!: string;

  @Field(() => Quantity, { description: "期初。 / Opening." })
  opening!: number;

  @Field(() => Quantity, { description: "本期新增。 / Opened." })
  opened!: number;

  @Field(() => [SettledBy], { description: "本期清偿,按方式。 / Settled, by means." })
  settled!: SettledBy[];

  @Field(() => Quantity, { description: "本期冲销净额。 / What reversals added, net." })
  reversed!: number;

  @Field(() => Quantity, { description: "期末。 / Closing." })
  closing!: number;

  @Field(() => Quantity, { description: "期末中有异议的。 / Of the closing figure, disputed." })
  disputed!: number;

  @Field(() => [StatementVoucher], { description: "本期各笔的凭证。 / Vouchers of the period." })
  vouchers!: StatementVoucher[];

  counterpartyOrg!: string;
  org!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "在外物资。 / Own goods that are out." })
export class StatementGoodsOut {
  @Field(() => AccountKindEnum, { description: "状态。 / In which respect." })
  kind!: AccountKind;

  @Field(() => String, { description: "地点代码。 / Code of the place." })
  place!: string;

  @Field(() => String, { description: "物资代码。 / Item code." })
  itemCode!: string;

  @Field(() => String, { description: "单位。 / Base unit." })
  unit!: string;

  @Field(() => Quantity, { description: "数量。 / How much, in base units." })
  quantity!: number;

  holderOrg!: string;
}

@ObjectType({ simpleResolvers: true, description: "按账龄的待补数量。 / Empty shelves by age." })
export class StatementTaskAge {
  @Field(() => TaskAgeEnum, { description: "账龄。 / Age." })
  age!: TaskAge;

  @Field(() => String, { description: "储备库代码。 / Code of the depot." })
  depotCode!: string;

  @Field(() => String, { description: "物资代码。 / Item code." })
  itemCode!: string;

  @Field(() => String, { description: "单位。 / Base unit." })
  unit!: string;

  @Field(() => Quantity, { description: "尚缺。 / Still missing, in base units." })
  missing!: number;

  performerOrg!: string;
}

@ObjectType({ simpleResolvers: true, description: "纳入的一本账簿。 / A book that is in it." })
export class StatementBook {
  @Field(() => Quantity, { description: "上期截至的分录数。 / Entries told before." })
  fromSize!: number;

  @Field(() => Quantity, { description: "截至的分录数。 / Entries up to the cut." })
  size!: number;

  @Field(() => String, { description: "截至的默克尔根;空为尚无分录。 / Merkle root at the cut." })
  root!: string;

  org!: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "对账单:一经出具,数字不变。 / A statement; its figures never change.",
})
export class Statement extends Node {
  @Field(() => Instant, { description: "截至封存时间。 / Sealed up to." })
  cutAt!: Date;

  @Field(() => Day, { description: "出具日期。 / Day of issue." })
  onDay!: string;

  @Field(() => Quantity, {
    description: "截至的账簿分录数。 / Entries of its books up to the cut.",
  })
  headSize!: number;

  @Field(() => String, {
    description: "截至的默克尔根;多本账簿见 books。 / Merkle root; several: see books.",
  })
  headRoot!: string;

  @Field(() => [StatementLine], { description: "往来各行。 / Lines of claims." })
  lines!: StatementLine[];

  @Field(() => [StatementLine], {
    description: "区域内单位之间的往来,不计入 lines。 / Between its governments; not in lines.",
  })
  withinLines!: StatementLine[];

  @Field(() => [StatementBook], { description: "区域汇总的账簿。 / Books of a region's." })
  books!: StatementBook[];

  @Field(() => [StatementGoodsOut], { description: "在外物资,按持有方。 / Goods out, by holder." })
  goodsOut!: StatementGoodsOut[];

  @Field(() => [StatementTaskAge], { description: "补库任务账龄。 / Refill tasks by age." })
  tasks!: StatementTaskAge[];

  @Field(() => Instant, { description: "出具时间。 / When it was issued." })
  issuedAt!: Date;

  @Field(() => Instant, { nullable: true, description: "对方签认时间。 / When the other signed." })
  countersignedAt!: Date | null;

  row!: StatementRow;
  org!: string;
  counterpartyOrg!: string | null;
  incidentKey!: string | null;
}

export const StatementConnection = connectionOf("Statement", Statement);
export const IssueStatementPayload = payloadOf("IssueStatement", Statement);
export const CountersignStatementPayload = payloadOf("CountersignStatement", Statement);
