import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import type { NeedState } from "../../schema/words/incidents.ts";
import { PageArgs } from "../graph/connection.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { KeyedInput, OfIncidentInput } from "./incident.args.types.ts";
import { NeedStateEnum } from "./need.types.ts";

@ArgsType()
export class NeedsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string;

  @Field(() => [NeedStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: NeedState[];
}

@ArgsType()
export class NeedsOfArgs extends PageArgs {
  @Field(() => [NeedStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: NeedState[];
}

@InputType({
  description:
    "一项需求:物资、能力、成套能力三者填一。 / One need: an item, a capability, or those of a set.",
})
export class NeedInput {
  @Field(() => String, { nullable: true, description: "物资代码。 / Item code." })
  item?: string;

  @Field(() => String, { nullable: true, description: "能力代码。 / Capability code." })
  capability?: string;

  @Field(() => [String], {
    nullable: true,
    description:
      "成套能力代码,2–6 项,一套须齐备。 / Capabilities of a set, two to six, all of them at once.",
  })
  capabilities?: string[];

  @Field(() => Quantity, {
    description:
      "数量,1–10^9:物资基本单位、队伍装备数或套数。 / Base units, teams and machines, or sets.",
  })
  quantity!: number;

  @Field(() => String, {
    nullable: true,
    description: "所用单位;与基本单位不符即退回。 / The unit counted in; checked if given.",
  })
  unit?: string;

  @Field(() => Int, { nullable: true, description: "优先级 1–5,空为 3。 / Priority 1–5, else 3." })
  priority?: number;

  @Field(() => String, { nullable: true, description: "送达节点;空为事发节点。 / Road node." })
  node?: string;

  @Field(() => Instant, { nullable: true, description: "最迟到达。 / Latest arrival." })
  deadlineAt?: Date;

  @Field(() => Int, { nullable: true, description: "剩余保质期下限,分钟。 / Shelf life left." })
  minShelfMinutes?: number;

  @Field(() => Instant, { nullable: true, description: "失效时间。 / When it lapses." })
  lapsesAt?: Date;
}

@InputType({ description: "一批需求,全收或全退。 / A list of needs: all of it or nothing." })
export class DeclareNeedsInput extends OfIncidentInput {
  @Field(() => ID, { nullable: true, description: "申报单位。 / Who asks; one's own if absent." })
  requestedById?: string;

  @Field(() => [NeedInput], { description: "需求,至多 200 项。 / The needs, at most 200." })
  needs!: NeedInput[];
}

@InputType({ description: "撤回需求。 / Withdrawing a need." })
export class WithdrawNeedInput extends KeyedInput {
  @Field(() => ID, { description: "需求编号。 / Global id of the need." })
  needId!: string;
}

@InputType({ description: "续报需求。 / Renewing a need." })
export class RenewNeedInput extends WithdrawNeedInput {
  @Field(() => Instant, { nullable: true, description: "新的失效时间。 / Until when." })
  lapsesAt?: Date;
}
