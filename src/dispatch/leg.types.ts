import { Field, ID, Int, ObjectType } from "type-graphql";
import {
  differenceState as differenceWords,
  legState,
  slipKind,
  type DifferenceState,
  type LegState,
  type SlipKind,
} from "../../schema/words/dispatch.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { differenceState } from "./difference.rules.ts";
import type { LegLineRow, LegRow, SlipRow } from "./leg.model.ts";

export const LegStateEnum = enumOf("LegState", legState, "运段状态。 / State of a leg.");
export const DifferenceStateEnum = enumOf(
  "DifferenceState",
  differenceWords,
  "差异状态。 / Where a difference stands.",
);
export const SlipKindEnum = enumOf("SlipKind", slipKind, "交接单种类。 / Which of the two slips.");

@ObjectType({
  simpleResolvers: true,
  description: "运段上的一行,基本单位。 / One line of a leg, in base units.",
})
export class LegLine {
  @Field(() => ID, { description: "调拨单行编号。 / Global id of the order line." })
  orderLineId!: string;

  @Field(() => Quantity, { description: "启运数量(基本单位)。 / Departed, in base units." })
  departed!: number;

  @Field(() => Quantity, {
    description:
      "签收合格,或中转点收(基本单位)。 / Accepted, or taken over at a relay, in base units.",
  })
  accepted!: number;

  @Field(() => Quantity, { description: "拒收(基本单位)。 / Rejected, in base units." })
  rejected!: number;

  @Field(() => Quantity, { description: "缺失(基本单位)。 / Missing, in base units." })
  missing!: number;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "发出方主张的缺失(基本单位);空为未否认。 / Missing as the sender has it; null: not denied.",
  })
  deniedMissing!: number | null;
}

export const legLineOf = ({ orderLineId, ...row }: LegLineRow): LegLine =>
  Object.assign(new LegLine(), row, { orderLineId: globalId("OrderLine", orderLineId) });

@ObjectType({
  simpleResolvers: true,
  description: "交接单:交付方与接收方当面签认。 / A slip, signed by the two at the vehicle.",
})
export class HandOver {
  @Field(() => SlipKindEnum, { description: "种类。 / Its kind." })
  kind!: SlipKind;

  @Field(() => Instant, { nullable: true, description: "签认时间。 / When it was signed." })
  signedAt!: Date | null;

  givenByOrg!: string;
  takenByOrg!: string;
}

export const handOverOf = ({ kind, signedAt, givenByOrg, takenByOrg }: SlipRow): HandOver =>
  Object.assign(new HandOver(), { kind, signedAt, givenByOrg, takenByOrg });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "运段:一个承运单位的一程。 / A stretch of road under one carrier.",
})
export class Leg extends Node {
  @Field(() => Int, { description: "第几程。 / Its place among the order's legs, from 1." })
  position!: number;

  @Field(() => LegStateEnum, { description: "状态。 / Its state." })
  state!: LegState;

  @Field(() => [ID], { description: "车辆编号。 / Global ids of its vehicles." })
  vehicleIds!: string[];

  @Field(() => Instant, { nullable: true, description: "启运时间。 / When it left." })
  departedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "到达时间。 / When it arrived." })
  arrivedAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description:
      "差异确认期限;无缺失为空。 / Until when a difference may be confirmed; null: none.",
  })
  differenceWindowEndsAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: "差异确认时间,含逾期视同确认。 / When the difference was settled.",
  })
  differenceSettledAt!: Date | null;

  @Field(() => DifferenceStateEnum, {
    nullable: true,
    description: "差异状态;无缺失为空。 / Where its difference stands; null: none.",
  })
  differenceState!: DifferenceState | null;

  @Field(() => Instant, {
    nullable: true,
    description: "发出方否认差异的时间。 / When the sender denied the difference.",
  })
  differenceDeniedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "发出方否认差异的理由。 / Why the sender denied it.",
  })
  differenceDeniedReason!: string | null;

  @Field(() => Int, { description: "版本。 / Version; grows with each change." })
  version!: number;

  key!: string;
  vehicleKeys!: readonly string[];
  orderKey!: string;
  carrierOrg!: string;
  destinationNode!: string;
  priorLegId!: string | null;
  relayNode!: string | null;
  relayCarrierOrg!: string | null;
  relayKeeperOrg!: string | null;
}

export const legOf = ({ orderId, toNode, vehicleIds, ...row }: LegRow): Leg =>
  Object.assign(new Leg(), row, {
    key: row.id,
    id: globalId("Leg", row.id),
    orderKey: orderId,
    destinationNode: toNode,
    differenceState: differenceState(row),
    vehicleKeys: vehicleIds,
    vehicleIds: vehicleIds.map((id) => globalId("Vehicle", id)),
  });

@ObjectType({
  simpleResolvers: true,
  description: "中转安排。 / Where a leg is handed over, and to whom.",
})
export class LegRelay {
  node!: string;
  carrierOrg!: string;
  keeperOrg!: string | null;
}

export function relayOf({ relayNode, relayCarrierOrg, relayKeeperOrg }: Leg): LegRelay | null {
  if (relayNode === null || relayCarrierOrg === null) return null;
  const relay = { node: relayNode, carrierOrg: relayCarrierOrg, keeperOrg: relayKeeperOrg };
  return Object.assign(new LegRelay(), relay);
}

@ObjectType({
  simpleResolvers: true,
  description: "启运的结果。 / What a departure made.",
})
export class Departure {
  @Field(() => Leg, { description: "运段。 / The leg." })
  leg!: Leg;

  @Field(() => String, {
    nullable: true,
    description:
      "到达交接码,只显示这一次;重复提交时为空。 / Arrival code, shown once; null on a repeated request.",
  })
  arrivalCode!: string | null;
}

export const DepartOrderPayload = payloadOf("DepartOrder", Departure);
export const RenewArrivalCodePayload = payloadOf("RenewArrivalCode", Departure);
export const PlanRelayPayload = payloadOf("PlanRelay", Leg);
export const HandOverLegPayload = payloadOf("HandOverLeg", Departure);
export const TurnBackLegPayload = payloadOf("TurnBackLeg", Leg);
export const ReceiveLegPayload = payloadOf("ReceiveLeg", Leg);
export const DenyDifferencePayload = payloadOf("DenyDifference", Leg);
export const ConfirmDifferencePayload = payloadOf("ConfirmDifference", Leg);
