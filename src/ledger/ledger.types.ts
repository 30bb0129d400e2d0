import { Field, Int, ObjectType } from "type-graphql";
import {
  accountKind,
  claimKind,
  claimState,
  liabilityClause,
  liabilityRule,
  refillTaskState,
  type AccountKind,
  type ClaimKind,
  type ClaimState,
  type LiabilityRule,
  type RefillTaskState,
} from "../../schema/words/ledger.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { Day, Fen, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { AccountSight, ClaimSight, TaskSight } from "./ledger.loader.ts";

export const AccountKindEnum = enumOf(
  "AccountKind",
  accountKind,
  "账户类别:物资在何种状态,或应收应付。 / In which respect a balance is kept.",
);
export const ClaimKindEnum = enumOf(
  "ClaimKind",
  claimKind,
  "往来种类:一方应向另一方做什么。 / What one organization is to do for another.",
);
export const ClaimStateEnum = enumOf("ClaimState", claimState, "往来状态。 / State of a claim.");
export const LiabilityRuleEnum = enumOf(
  "LiabilityRule",
  liabilityRule,
  "责任认定依据,先符合者为准。 / The row of the liability order that decided.",
);
export const LiabilityClauseEnum = enumOf(
  "LiabilityClause",
  liabilityClause,
  "决定责任的协议条款。 / Which term of the agreement decided who owes.",
);
export const RefillTaskStateEnum = enumOf(
  "RefillTaskState",
  refillTaskState,
  "补库任务状态。 / State of a refill task.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "往来:谁应向谁归还、补库、修复或付款多少。 / Who is to return, refill, repair or pay what to whom.",
})
export class Claim extends Node {
  @Field(() => ClaimKindEnum, { description: "种类。 / Kind." })
  kind!: ClaimKind;

  @Field(() => ClaimStateEnum, { description: "状态;逾期另行推算。 / State; overdue is derived." })
  state!: ClaimState;

  @Field(() => String, {
    nullable: true,
    description: "物资代码;金额往来为空。 / Item code; null for money.",
  })
  itemCode!: string | null;

  @Field(() => String, {
    description: "计量单位;金额为“分”。 / Unit of the quantities; 分 for money.",
  })
  unit!: string;

  @Field(() => Quantity, {
    description:
      "累计产生数量,拆出的不计,基本单位或分。 / Opened in all, without what was split off, in base units or 分.",
  })
  opened!: number;

  @Field(() => Quantity, {
    description: "未清数量,基本单位或分。 / Outstanding, in base units or 分.",
  })
  outstanding!: number;

  @Field(() => LiabilityRuleEnum, { description: "认定依据。 / Why this side is liable." })
  liability!: LiabilityRule;

  @Field(() => ClaimKindEnum, {
    nullable: true,
    description: "追偿所对应的往来种类。 / For a recourse: the kind that it mirrors.",
  })
  mirrors!: ClaimKind | null;

  @Field(() => Fen, {
    nullable: true,
    description: "单价,分/基本单位。 / Unit price, 分 per base unit.",
  })
  unitPriceFen!: number | null;

  @Field(() => Day, {
    nullable: true,
    description: "到期日;起算日未到时为空。 / Due day; null until its term begins.",
  })
  dueOn!: string | null;

  @Field(() => Boolean, {
    description: "是否逾期(无争议、未清且已过到期日)。 / Undisputed, open and past its due day.",
  })
  overdue!: boolean;

  @Field(() => Instant, { description: "产生时间。 / When it was opened." })
  openedAt!: Date;

  @Field(() => Instant, {
    nullable: true,
    description: "应办一方签认时间。 / When the debtor signed.",
  })
  debtorConfirmedAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: "应收一方签认时间。 / When the creditor signed.",
  })
  creditorConfirmedAt!: Date | null;

  @Field(() => Int, { description: "版本号。 / Version." })
  version!: number;

  debtorOrg!: string;
  creditorOrg!: string;
  custodianOrg!: string | null;
  incidentKey!: string | null;
  orderLineKey!: string | null;
  depotKey!: string | null;
  parentKey!: string | null;
}

export const claimOf = ({
  incidentId,
  orderLineId,
  depotId,
  parentId,
  ...row
}: ClaimSight): Claim =>
  Object.assign(new Claim(), row, {
    id: globalId("Claim", row.id),
    incidentKey: incidentId,
    orderLineKey: orderLineId,
    depotKey: depotId,
    parentKey: parentId,
  });

export const ClaimConnection = connectionOf("Claim", Claim);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "补库任务:货架已空,须合格入库方可销号。 / The shelf is empty; only qualified intake closes it.",
})
export class RefillTask extends Node {
  @Field(() => RefillTaskStateEnum, { description: "状态。 / State." })
  state!: RefillTaskState;

  @Field(() => String, { description: "物资代码。 / Item code." })
  itemCode!: string;

  @Field(() => String, { description: "计量单位。 / Base unit." })
  unit!: string;

  @Field(() => Quantity, { description: "应补数量,基本单位。 / To refill, in base units." })
  quantity!: number;

  @Field(() => Quantity, { description: "已合格入库数量。 / Taken in and found good." })
  done!: number;

  @Field(() => Day, { nullable: true, description: "到期日。 / Due day." })
  dueOn!: string | null;

  @Field(() => Boolean, { description: "是否逾期。 / Past its due day and not done." })
  overdue!: boolean;

  @Field(() => Instant, { description: "产生时间。 / When it was opened." })
  openedAt!: Date;

  @Field(() => Int, { description: "版本号。 / Version." })
  version!: number;

  ownerOrg!: string;
  funderOrg!: string;
  performerOrg!: string;
  depotKey!: string;
  claimKey!: string | null;
  incidentKey!: string | null;
}

export const taskOf = ({ incidentId, depotId, claimId, ...row }: TaskSight): RefillTask =>
  Object.assign(new RefillTask(), row, {
    id: globalId("RefillTask", row.id),
    incidentKey: incidentId,
    depotKey: depotId,
    claimKey: claimId,
  });

export const RefillTaskConnection = connectionOf("RefillTask", RefillTask);

@ObjectType({
  simpleResolvers: true,
  description: "一个账户的结余。 / The balance of one account.",
})
export class AccountPosition {
  @Field(() => AccountKindEnum, { description: "账户类别。 / Kind of account." })
  kind!: AccountKind;

  @Field(() => String, { description: "地点:储备库或路网节点代码。 / Place code." })
  place!: string;

  @Field(() => String, { nullable: true, description: "物资代码;金额为空。 / Item code." })
  itemCode!: string | null;

  @Field(() => String, { description: "计量单位。 / Base unit, or 分." })
  unit!: string;

  @Field(() => Quantity, {
    description: "结余;来源与应付账户不大于零。 / Balance; sources and payables are ≤ 0.",
  })
  balance!: number;

  ownerOrg!: string;
  holderOrg!: string | null;
}

export const positionOf = ({ owner, custodian, ...row }: AccountSight): AccountPosition =>
  Object.assign(new AccountPosition(), row, {
    ownerOrg: owner,
    holderOrg: custodian === "" ? null : custodian,
  });
