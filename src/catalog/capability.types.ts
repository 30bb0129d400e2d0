import { Field, Float, Int, ObjectType } from "type-graphql";
import { operatorLicence, type OperatorLicence } from "../../schema/words/forces.ts";
import { globalId, Node } from "../graph/node.ts";
import { enumOf } from "../graph/words.ts";
import type { EquipmentTypeRow, SkillRow } from "./catalog.service.ts";

export const OperatorLicenceEnum = enumOf(
  "OperatorLicence",
  operatorLicence,
  "操作证照类别。 / What whoever operates a machine must hold.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "队伍或装备的能力。 / What a team or a machine can do.",
})
export class Skill extends Node {
  @Field(() => String, { description: "能力编码。 / Code." })
  code!: string;

  @Field(() => String, { description: "领域。 / Domain." })
  domain!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: "依据的标准。 / The standard behind it." })
  standard!: string | null;
}

export const skillOf = (row: SkillRow): Skill =>
  Object.assign(new Skill(), row, { id: globalId("Skill", row.code) });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "装备类型。 / A type of machine or vehicle.",
})
export class EquipmentType extends Node {
  @Field(() => String, { description: "类型编码。 / Code." })
  code!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "类别。 / Class." })
  class!: string;

  @Field(() => Int, { description: "机组人数。 / Crew." })
  crewSize!: number;

  @Field(() => String, { description: "机动方式。 / How it is moved." })
  transportMode!: string;

  @Field(() => Float, { nullable: true, description: "能力数值。 / Capacity." })
  capacity!: number | null;

  @Field(() => String, { nullable: true, description: "能力单位。 / Unit of its capacity." })
  capacityUnit!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "公路行驶速度(千米/时)。 / Speed on the road, km/h.",
  })
  roadSpeedKmh!: number | null;

  @Field(() => OperatorLicenceEnum, {
    nullable: true,
    description: "操作人员须持的证照;空为不需要。 / What its crew must hold; null: nothing.",
  })
  operatorLicence!: OperatorLicence | null;

  skillCodes!: readonly string[];
}

export const equipmentTypeOf = ({ skills, ...row }: EquipmentTypeRow): EquipmentType =>
  Object.assign(new EquipmentType(), row, {
    id: globalId("EquipmentType", row.code),
    skillCodes: skills,
  });
