import { Field, InputType, ObjectType } from "type-graphql";
import type { ServiceRate as RateTerms } from "../../schema/shapes/agreement.ts";
import { serviceUnit, type ServiceUnit } from "../../schema/words/replenishment.ts";
import { Fen } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";

export const ServiceUnitEnum = enumOf(
  "ServiceUnit",
  serviceUnit,
  "工时单计量单位。 / What a time sheet counts.",
);

@ObjectType({
  simpleResolvers: true,
  description: "队伍装备费率。 / What a unit of work of a team or a machine costs.",
})
export class ServiceRate {
  @Field(() => ServiceUnitEnum, { description: "单位。 / What is counted." })
  unit!: ServiceUnit;

  @Field(() => Fen, { description: "费率,分/单位。 / Rate, 分 per unit." })
  rateFen!: number;
}

export const serviceRateOf = (rate: RateTerms): ServiceRate =>
  Object.assign(new ServiceRate(), rate);

@InputType({ description: "队伍装备费率。 / What a unit of work costs." })
export class ServiceRateInput {
  @Field(() => ServiceUnitEnum, { description: "单位,不重复。 / What is counted; each once." })
  unit!: ServiceUnit;

  @Field(() => Fen, { description: "费率,分/单位。 / Rate, 分 per unit, at least 1." })
  rateFen!: number;
}
