import { Field, Int, ObjectType } from "type-graphql";
import {
  approvalState,
  type ApprovalKind,
  type ApprovalState,
} from "../../schema/words/dispatch.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { ApprovalKindEnum } from "../regions/terms.types.ts";
import type { ApprovalRow } from "./approval.model.ts";

export const ApprovalStateEnum = enumOf(
  "ApprovalState",
  approvalState,
  "审批状态。 / State of an approval.",
);
export const DecisionEnum = enumOf(
  "Decision",
  { GRANT: { zh: "批准", en: "grant" }, REFUSE: { zh: "拒绝", en: "refuse" } },
  "审批决定。 / What an approver decides.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "一项审批:物权单位、保管单位或补库承诺。 / One approval that an order waits for.",
})
export class Approval extends Node {
  @Field(() => ApprovalKindEnum, { description: "种类。 / Its kind." })
  kind!: ApprovalKind;

  @Field(() => ApprovalStateEnum, { description: "状态。 / Its state." })
  state!: ApprovalState;

  @Field(() => String, { nullable: true, description: "理由。 / The reason given." })
  reason!: string | null;

  @Field(() => Instant, { description: "提请时间。 / When it was asked." })
  askedAt!: Date;

  @Field(() => Instant, {
    description: "失效时间;先调后补时为补手续期限。 / When it lapses, or when papers are due.",
  })
  lapsesAt!: Date;

  @Field(() => Instant, { nullable: true, description: "决定时间。 / When it was decided." })
  decidedAt!: Date | null;

  @Field(() => Int, { description: "版本。 / Version; grows with each change." })
  version!: number;

  key!: string;
  orderKey!: string;
  orgKey!: string;
}

export const approvalOf = ({ orderId, org, ...row }: ApprovalRow): Approval =>
  Object.assign(new Approval(), row, {
    key: row.id,
    id: globalId("Approval", row.id),
    orderKey: orderId,
    orgKey: org,
  });

export const ApprovalConnection = connectionOf("Approval", Approval);
export const DecideApprovalPayload = payloadOf("DecideApproval", Approval);
