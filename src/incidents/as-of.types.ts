import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import type { PastNeed } from "./as-of.service.ts";
import type { NeedState } from "./need.model.ts";
import { NeedStateEnum } from "./need.types.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "一项需求彼时的情形;空为枢纽当时尚未留存,不作推测。 / How a need stood then; null: nobody kept it.",
})
export class NeedAsOf {
  @Field(() => Quantity, { description: "需要的数量。 / How much is wanted." })
  quantity!: number;

  @Field(() => NeedStateEnum, { nullable: true, description: "彼时状态。 / Its state then." })
  state!: NeedState | null;

  @Field(() => Quantity, { nullable: true, description: "彼时已落实。 / Promised by then." })
  promised!: number | null;

  @Field(() => Quantity, { nullable: true, description: "彼时已签收。 / Received by then." })
  received!: number | null;

  @Field(() => Instant, { nullable: true, description: "撤回时间。 / When it was withdrawn." })
  withdrawnAt!: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: "彼时的失效时间。 / When it was to lapse, as it stood then.",
  })
  lapsesAt!: Date | null;

  needId!: string;
}

export const pastNeedOf = ({ id, quantity, known }: PastNeed): NeedAsOf =>
  Object.assign(new NeedAsOf(), {
    ...{ needId: id, quantity, state: known && known.state, promised: known && known.promised },
    ...{ received: known && known.received, withdrawnAt: known && known.withdrawnAt },
    lapsesAt: known && known.lapsesAt,
  });

export const NeedAsOfConnection = connectionOf("NeedAsOf", NeedAsOf);

@ArgsType()
export class NeedsAsOfArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string | null;
}
