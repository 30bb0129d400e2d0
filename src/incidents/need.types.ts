import { Field, Int, ObjectType } from "type-graphql";
import { needState, type NeedState } from "../../schema/words/incidents.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { NeedView } from "./need.model.ts";

export const NeedStateEnum = enumOf(
  "NeedState",
  needState,
  "需求状态;“已满足”以签收计。 / State of a need; MET counts what was received.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "一项需求:物资、具备某能力的队伍装备,或成套的队伍装备。 / Goods, capable units, or sets of units.",
})
export class Need extends Node {
  @Field(() => Quantity, {
    description:
      "需要的数量(物资基本单位、队伍装备数或套数)。 / In base units, or teams and machines, or sets.",
  })
  quantity!: number;

  @Field(() => Quantity, {
    description: "已落实(采纳方案)的数量。 / Promised by adopted proposals, in base units.",
  })
  promised!: number;

  @Field(() => Quantity, { description: "已签收的数量。 / Received, in base units." })
  received!: number;

  @Field(() => NeedStateEnum, { description: "状态,由数量与时间推得。 / Its state, derived." })
  state!: NeedState;

  @Field(() => Int, { description: "优先级,1 危及生命 … 5。 / Priority, 1 life at stake … 5." })
  priority!: number;

  @Field(() => Instant, { nullable: true, description: "最迟到达。 / Latest arrival; null: any." })
  deadlineAt!: Date | null;

  @Field(() => Int, {
    description: "到达时剩余保质期下限,分钟。 / Least shelf life left at arrival, minutes.",
  })
  minShelfMinutes!: number;

  @Field(() => Instant, { nullable: true, description: "失效时间。 / When it lapses." })
  lapsesAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "撤回时间。 / When it was withdrawn." })
  withdrawnAt!: Date | null;

  @Field(() => Instant, { description: "申报时间。 / When it was declared." })
  declaredAt!: Date;

  @Field(() => Int, { description: "版本,每次变更加一。 / Version; grows with each change." })
  version!: number;

  key!: string;
  sku!: string | null;
  capability!: string | null;
  capabilityCodes!: readonly string[];
  node!: string;
  incidentKey!: string;
  requestedByOrg!: string;
}

export const needOf = ({ item, incidentId, capabilities, ...row }: NeedView): Need =>
  Object.assign(new Need(), row, {
    key: row.id,
    capabilityCodes: capabilities ?? [],
    id: globalId("Need", row.id),
    sku: item,
    incidentKey: incidentId,
  });

export const NeedConnection = connectionOf("Need", Need);
export const WithdrawNeedPayload = payloadOf("WithdrawNeed", Need);
export const RenewNeedPayload = payloadOf("RenewNeed", Need);
