import { Field, ID, InputType, ObjectType } from "type-graphql";
import { payloadOf } from "../graph/refused.ts";
import { globalId } from "../graph/node.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import type { DecisionSight } from "./arbitration.rules.ts";
import { Resolution } from "./resolution.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "决议对争议往来的裁决,只办一次。 / What a resolution decided of a disputed claim.",
})
export class ClaimDecision {
  @Field(() => ID, { description: "往来的全局编号。 / Global id of the claim." })
  claim!: string;

  @Field(() => Quantity, { description: "支持的数额,往来的单位。 / Upheld, the claim's unit." })
  upheld!: number;

  @Field(() => Quantity, { description: "不予支持的数额。 / Not upheld: it left the book." })
  denied!: number;

  @Field(() => Instant, { description: "办理时间。 / When it was carried out." })
  decidedAt!: Date;

  org!: string;
  resolutionId!: string;
}

export const decisionOf = ({ claimId, ...row }: DecisionSight): ClaimDecision =>
  Object.assign(new ClaimDecision(), row, { claim: globalId("Claim", claimId) });

@InputType({ description: "办理争议裁决。 / Carries out what a resolution says of a claim." })
export class ArbitrateClaimInput extends KeyedInput {
  @Field(() => ID, { description: "已通过、载明裁定数额的决议。 / An adopted resolution." })
  resolutionId!: string;
}

export const ArbitrateClaimPayload = payloadOf("ArbitrateClaim", Resolution);
