import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { OperatorLicence } from "../../schema/words/forces.ts";
import { OperatorLicenceEnum } from "../catalog/capability.types.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day } from "../graph/scalars.ts";
import { Team } from "./forces.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "队伍的操作证照。 / A licence of a team's crew.",
})
export class TeamLicence {
  @Field(() => OperatorLicenceEnum, { description: "类别。 / Its kind." })
  licence!: OperatorLicence;

  @Field(() => Day, { description: "有效期至(含)。 / Valid to the end of this day." })
  validUntil!: string;
}

@InputType({ description: "一个编组。 / One part of a team." })
export class TeamPartInput {
  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => Int, {
    description: "人数;各编组合计不超过全队。 / People; together no more than all.",
  })
  headcount!: number;

  @Field(() => [String], { nullable: true, description: "能力;空为全部。 / Skills; null: all." })
  skills?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "驻地节点;空为队部。 / Base; null: the team's.",
  })
  baseNode?: string | null;
}

@InputType()
class TeamActInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: "队伍编号。 / Global id of the team." })
  teamId!: string;
}

@InputType({ description: "编组。 / Splits a team into parts." })
export class SplitTeamInput extends TeamActInput {
  @Field(() => [TeamPartInput], { description: "各编组,1–20。 / The parts, 1–20." })
  parts!: TeamPartInput[];
}

@InputType({ description: "合并编组。 / Makes a team whole again." })
export class MergeTeamInput extends TeamActInput {}

@InputType({ description: "登记操作证照。 / Records a licence of the crew." })
export class RecordLicenceInput extends TeamActInput {
  @Field(() => OperatorLicenceEnum, { description: "类别。 / Its kind." })
  licence!: OperatorLicence;

  @Field(() => Day, { description: "有效期至(含)。 / Valid to the end of this day." })
  validUntil!: string;
}

export const SplitTeamPayload = payloadOf("SplitTeam", Team);
export const MergeTeamPayload = payloadOf("MergeTeam", Team);
export const RecordLicencePayload = payloadOf("RecordLicence", Team);
