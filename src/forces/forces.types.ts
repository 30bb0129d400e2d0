import {
  ArgsType,
  createUnionType,
  Field,
  ID,
  InputType,
  Int,
  InterfaceType,
  ObjectType,
} from "type-graphql";
import {
  forceState,
  teamCategory,
  unitEvent,
  type ForceState,
  type TeamCategory,
  type UnitEvent,
} from "../../schema/words/forces.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { Refused } from "../graph/refused.ts";
import { Day, Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { EquipmentUnitRow, TeamRow } from "./forces.service.ts";

export const ForceStateEnum = enumOf(
  "ForceState",
  forceState,
  "队伍、装备的状态;一时只在一处。 / Where a unit stands; in one place at a time.",
);
export const TeamCategoryEnum = enumOf(
  "TeamCategory",
  teamCategory,
  "应急救援队伍类别(应对法第39、40条)。 / Category of a rescue team.",
);
export const UnitEventEnum = enumOf(
  "UnitEvent",
  unitEvent,
  "队伍、装备的动态。 / What can happen to a team or a machine.",
);

@InterfaceType({
  implements: Node,
  description: "可调派的单元:队伍或装备。 / A unit that can be sent: a team or a machine.",
  resolveType: (value: { constructor: { name: string } }) => value.constructor.name,
})
export abstract class ForceUnit extends Node {
  @Field(() => String, { description: "编码。 / The hub's code of it." })
  code!: string;

  @Field(() => ForceStateEnum, { description: "状态。 / State." })
  state!: ForceState;

  @Field(() => Instant, { description: "进入该状态的时间。 / Since when." })
  stateSince!: Date;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  ownerOrg!: string;
  baseNode!: string;
}

@ObjectType({
  implements: ForceUnit,
  simpleResolvers: true,
  description: "应急救援队伍(编组)。 / A rescue team, or a part of one that goes out as a whole.",
})
export class Team extends ForceUnit {
  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: "英文名称。 / Name in English." })
  nameEn!: string | null;

  @Field(() => TeamCategoryEnum, { description: "类别。 / Category." })
  category!: TeamCategory;

  @Field(() => Int, { description: "人数。 / Headcount." })
  headcount!: number;

  @Field(() => Int, { description: "集结出动时间(分钟)。 / Minutes from the call to departure." })
  mobilisationMinutes!: number;

  @Field(() => Day, {
    nullable: true,
    description:
      "人身意外保险有效期至(含);未知为空,编组依整队。 / Insured to this day; null: unknown, or a part.",
  })
  insuredUntil!: string | null;

  @Field(() => Int, { description: "归队后休整(小时)。 / Hours of rest after a return." })
  restHours!: number;

  @Field(() => Instant, {
    nullable: true,
    description: "编组合并的时间;空为现有。 / When this part was merged; null: it stands.",
  })
  disbandedAt!: Date | null;

  parentId!: string | null;
  key!: string;
  regionCode!: string;
  skillCodes!: readonly string[];
}

export const teamOf = ({ skills, ...row }: TeamRow): Team =>
  Object.assign(new Team(), row, {
    key: row.id,
    code: row.id,
    skillCodes: skills,
    id: globalId("Team", row.id),
  });

export const TeamConnection = connectionOf("Team", Team);

@ObjectType({
  implements: ForceUnit,
  simpleResolvers: true,
  description: "一台(套)装备。 / One machine.",
})
export class EquipmentUnit extends ForceUnit {
  typeCode!: string;
  teamId!: string | null;
}

export const unitOf = ({ type, ...row }: EquipmentUnitRow): EquipmentUnit =>
  Object.assign(new EquipmentUnit(), row, {
    code: row.id,
    typeCode: type,
    id: globalId("EquipmentUnit", row.id),
  });

export const EquipmentUnitConnection = connectionOf("EquipmentUnit", EquipmentUnit);

@ArgsType()
export class TeamsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "具备该能力。 / With this skill." })
  skill?: string | null;

  @Field(() => TeamCategoryEnum, { nullable: true, description: "类别。 / Of this category." })
  category?: TeamCategory | null;

  @Field(() => ForceStateEnum, { nullable: true, description: "状态。 / In this state." })
  state?: ForceState | null;

  @Field(() => String, { nullable: true, description: "区划代码,含下级。 / In this region." })
  regionCode?: string | null;
}

@ArgsType()
export class EquipmentUnitsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "装备类型。 / Of this type." })
  type?: string | null;

  @Field(() => ForceStateEnum, { nullable: true, description: "状态。 / In this state." })
  state?: ForceState | null;
}

@InputType({ description: "更新队伍或装备状态。 / Reports where a team or a machine stands." })
export class MoveUnitInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: "队伍或装备编号。 / Global id of the team or the machine." })
  unitId!: string;

  @Field(() => UnitEventEnum, {
    description:
      "动态;预占、释放与转场由调拨单办理。 / What happened; holds and transfers are an order's.",
  })
  event!: UnitEvent;

  @Field(() => Int, {
    nullable: true,
    description: "办理时所见版本;不符则不予办理。 / The version seen; another one is refused.",
  })
  version?: number | null;
}

export const MoveUnitPayload = createUnionType({
  name: "MoveUnitPayload",
  description:
    "MoveUnit 的结果:单元或不予办理的原因。 / What MoveUnit answers: the unit or refusals.",
  types: () => [Team, EquipmentUnit, Refused] as const,
  resolveType: (value) => {
    if ("refusals" in value) return Refused;
    return value instanceof Team ? Team : EquipmentUnit;
  },
});
