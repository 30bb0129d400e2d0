import { Field, ObjectType } from "type-graphql";
import { modeMeasure, type ModeMeasure, type OperatingMode } from "../../schema/words/regions.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { JudgedCriterion, ModeChangeRow } from "./mode.service.ts";
import { OperatingModeEnum } from "./regions.types.ts";

const ModeMeasureEnum = enumOf(
  "ModeMeasure",
  modeMeasure,
  "平急转换条件所测之量。 / What a criterion of the operating mode measures.",
);

@ObjectType({
  simpleResolvers: true,
  description:
    "平急转换的一条条件。转急时具备其一即可,转平时须全部具备。 / To EMERGENCY one is enough, back all must hold.",
})
export class ModeCriterion {
  @Field(() => String, { description: "条件编码。 / Code." })
  code!: string;

  @Field(() => OperatingModeEnum, { description: "转入何种状态的条件。 / The mode it lets in." })
  mode!: OperatingMode;

  @Field(() => ModeMeasureEnum, { description: "所测之量。 / What is measured." })
  measure!: ModeMeasure;

  @Field(() => Quantity, { description: "已知且不超过此数即具备。 / Holds up to this figure." })
  most!: number;

  @Field(() => String, { description: "中文表述。 / In Chinese." })
  textZh!: string;

  @Field(() => String, { description: "英文表述。 / In English." })
  textEn!: string;

  @Field(() => String, { description: "依据(中文)。 / Its source, in Chinese." })
  sourceZh!: string;

  @Field(() => String, { description: "依据(英文)。 / Its source, in English." })
  sourceEn!: string;

  @Field(() => Day, { description: "自何日起适用。 / From which day it counts." })
  validFrom!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "此刻是否具备;公众为空。 / Whether it holds now; null for the public.",
  })
  holds!: boolean | null;
}

export const modeCriterionOf = (row: JudgedCriterion): ModeCriterion =>
  Object.assign(new ModeCriterion(), row);

@ObjectType({
  simpleResolvers: true,
  description: "一次平急转换的记录,只增不改。 / One change of the operating mode, never edited.",
})
export class ModeChange {
  @Field(() => OperatingModeEnum, { description: "转换前。 / From." })
  fromMode!: OperatingMode;

  @Field(() => OperatingModeEnum, { description: "转换后。 / To." })
  toMode!: OperatingMode;

  @Field(() => String, { description: "审批人。 / The approver's name." })
  approverName!: string;

  @Field(() => String, { description: "转换依据。 / The reason given." })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "条件不具备仍予转换的理由;空为条件具备。 / Why it was overridden; null: it was not.",
  })
  overrideReason!: string | null;

  @Field(() => Instant, { description: "转换时间。 / When." })
  changedAt!: Date;

  byOrg!: string;
}

export const modeChangeOf = (row: ModeChangeRow): ModeChange =>
  Object.assign(new ModeChange(), row);
