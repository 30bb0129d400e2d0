import { ArgsType, Field, Float, ID, Int, ObjectType } from "type-graphql";
import { kpiKind, type KpiKind } from "../../schema/words/kpi.ts";
import { Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { Kpi as KpiFigure } from "./kpi.rules.ts";

const KpiKindEnum = enumOf(
  "KpiKind",
  kpiKind,
  "需之即有、调之即应、应之即到、到之即用。 / The four figures by which a reserve is judged.",
);

@ObjectType({
  simpleResolvers: true,
  description:
    "一项指标,附分子与分母;未知为空。 / One figure with what was counted; null: unknown.",
})
export class Kpi {
  @Field(() => KpiKindEnum, { description: "哪一项。 / Which." })
  kind!: KpiKind;

  @Field(() => Int, {
    description:
      "达成数:足额需求、已接令、已签收的调拨单、全部合格的行。 / Needs met, orders answered or received, lines all good.",
  })
  numerator!: number;

  @Field(() => Int, {
    description:
      "总数:申报的需求、下达的调拨单、验收的行。 / Needs declared, orders issued, lines inspected.",
  })
  denominator!: number;

  @Field(() => Int, {
    nullable: true,
    description: "达成比例(万分比);无可计为空。 / Share in basis points; null: nothing to count.",
  })
  shareBasisPoints!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "逐项程度的平均(万分比)。 / Mean of how far each was met, in basis points.",
  })
  meanBasisPoints!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "自下达起的中位用时(分钟)。 / Median minutes from the issue.",
  })
  medianMinutes!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "九成在此用时之内(分钟)。 / Nine of ten within so many minutes.",
  })
  p90Minutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "按计划时间到达的调拨单数。 / Orders that came by the planned time.",
  })
  onTime!: number | null;
}

export const kpiFrom = (figure: KpiFigure): Kpi => Object.assign(new Kpi(), figure);

@ArgsType()
export class KpisArgs {
  @Field(() => ID, { nullable: true, description: "只看该事件。 / Of this incident only." })
  incidentId?: string;

  @Field(() => Instant, { nullable: true, description: "自何时(含)。 / From, inclusive." })
  from?: Date;

  @Field(() => Instant, { nullable: true, description: "至何时(不含)。 / Until, exclusive." })
  to?: Date;
}
