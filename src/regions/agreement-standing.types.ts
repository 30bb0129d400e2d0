import { Field, ObjectType } from "type-graphql";
import { Instant } from "../graph/scalars.ts";

@ObjectType({
  simpleResolvers: true,
  description: "协议一个版本上的签署。 / A signature under a version, given or waited for.",
})
export class AgreementSignature {
  @Field(() => Instant, {
    nullable: true,
    description: "签署时间;空为待签。 / When; null: not yet.",
  })
  signedAt!: Date | null;

  orgId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "协议的一次中止。 / One suspension of an agreement.",
})
export class AgreementSuspension {
  @Field(() => Instant, { description: "自何时。 / From when." })
  suspendedAt!: Date;

  @Field(() => String, { description: "理由。 / The reason." })
  reason!: string;

  @Field(() => Instant, { nullable: true, description: "恢复时间。 / When it was lifted." })
  resumedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "恢复理由。 / Why it was lifted." })
  resumeReason!: string | null;

  orgId!: string;
}
