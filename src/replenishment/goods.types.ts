import { Field, Int, ObjectType } from "type-graphql";
import type { AccountKind, ClaimKind, LiabilityClause } from "../../schema/words/ledger.ts";
import { OrderLine } from "../dispatch/order.types.ts";
import { payloadOf } from "../graph/refused.ts";
import { Quantity } from "../graph/scalars.ts";
import { AccountKindEnum, ClaimKindEnum, LiabilityClauseEnum } from "../ledger/ledger.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "调拨单行的物资现在何处。 / Where goods of an order line are now.",
})
export class GoodsStanding {
  @Field(() => AccountKindEnum, { description: "状态。 / In which respect." })
  kind!: AccountKind;

  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => String, { description: "储备库或路网节点代码。 / Code of the place." })
  place!: string;

  @Field(() => Boolean, {
    description:
      "曾被签收;去程在途、拒收或折返的为否。 / False: on its way out, rejected or turned back.",
  })
  received!: boolean;

  @Field(() => Boolean, {
    description:
      "未签收、且依协议其风险已在中转交接时转移。 / Not accepted, and its risk passed at a relay.",
  })
  relayed!: boolean;

  holderOrg!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "分担比例,万分比。 / A share in basis points of 10,000.",
})
export class LiabilityShare {
  @Field(() => Int, { description: "万分比。 / Basis points." })
  basisPoints!: number;

  orgId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "谁使用、谁投资、谁补库:责任认定及其依据。 / Who owes for this line, and why.",
})
export class LiabilityExplanation {
  @Field(() => String, { description: "认定依据(中文)。 / The deciding sentence in Chinese." })
  zh!: string;

  @Field(() => String, { description: "认定依据(英文)。 / The deciding sentence in English." })
  en!: string;

  @Field(() => [LiabilityShare], {
    description: "应补、应还或应付的单位;无则空。 / Who owes; empty: nobody.",
  })
  debtors!: LiabilityShare[];

  @Field(() => ClaimKindEnum, {
    nullable: true,
    description: "物资不能归还时产生的往来。 / What a loss becomes.",
  })
  lossClaim!: ClaimKind | null;

  @Field(() => LiabilityClauseEnum, {
    nullable: true,
    description: "起决定作用的协议条款;不由协议决定为空。 / The deciding term; null: none did.",
  })
  clause!: LiabilityClause | null;

  agreementKey!: string | null;
  creditorOrg!: string;
  recourseOrg!: string | null;
}

export const RecordUsePayload = payloadOf("RecordUse", OrderLine);
export const KeepGoodsPayload = payloadOf("KeepGoods", OrderLine);
export const StartReturnPayload = payloadOf("StartReturn", OrderLine);
export const ReceiveReturnPayload = payloadOf("ReceiveReturn", OrderLine);
export const ConfirmReturnLossPayload = payloadOf("ConfirmReturnLoss", OrderLine);
export const InspectReturnPayload = payloadOf("InspectReturn", OrderLine);
export const RecordRepairPayload = payloadOf("RecordRepair", OrderLine);
export const RecordFeePayload = payloadOf("RecordFee", OrderLine);
export const RecordServicePayload = payloadOf("RecordService", OrderLine);
