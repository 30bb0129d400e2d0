import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import {
  settlementMeans,
  type ClaimKind,
  type SettlementMeans,
} from "../../schema/words/ledger.ts";
import type { AccountKind } from "../../schema/words/ledger.ts";
import { duty, taskAge, type Duty, type TaskAge } from "../../schema/words/replenishment.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import type { StatementRow } from "./statement.model.ts";
import { AccountKindEnum, ClaimKindEnum } from "../ledger/ledger.types.ts";

export const SettlementMeansEnum = enumOf(
  "SettlementMeans",
  settlementMeans,
  "清偿方式。 / How a claim was made smaller.",
);
export const DutyEnum = enumOf("Duty", duty, "应还、应补、应付。 / To return, to refill, to pay.");
export const TaskAgeEnum = enumOf("TaskAge", taskAge, "补库任务已开多久。 / Age of a task.");

@ObjectType({ simpleResolvers: true, description: "按方式清偿。 / Settled by one means." })
export class SettledBy {
  @Field(() => SettlementMeansEnum, { description: "方式。 / By which means." })
  means!: SettlementMeans;

  @Field(() => Quantity, { description: "数量,该行单位。 / In the line's unit." })
  quantity!: number;
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

  counterpartyOrg!: string;
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

  @Field(() => Quantity, { description: "截至的账簿分录数。 / Entries of the book up to the cut." })
  headSize!: number;

  @Field(() => String, { description: "截至的默克尔根;空为尚无分录。 / Merkle root at the cut." })
  headRoot!: string;

  @Field(() => [StatementLine], { description: "往来各行。 / Lines of claims." })
  lines!: StatementLine[];

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

@InputType({ description: "出具对账单。 / Issues a statement." })
export class IssueStatementInput extends KeyedInput {
  @Field(() => ID, { description: "出具单位。 / Whose statement." })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: "对方单位;空为全部。 / Other side; null: all." })
  counterpartyId?: string;

  @Field(() => ID, { nullable: true, description: "所属事件;空为全部。 / Incident; null: all." })
  incidentId?: string;
}

@InputType({ description: "签认对账单。 / The other side signs." })
export class CountersignStatementInput extends KeyedInput {
  @Field(() => ID, { description: "对账单编号。 / Global id of the statement." })
  statementId!: string;
}

@ArgsType()
export class StatementsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "出具单位。 / Whose statements." })
  organizationId?: string;

  @Field(() => ID, { nullable: true, description: "对方单位。 / The other side." })
  counterpartyId?: string;

  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string;
}
