import { ArgsType, Field, ID } from "type-graphql";
import type { ClaimKind, ClaimState, RefillTaskState } from "../../schema/words/ledger.ts";
import { PageArgs } from "../graph/connection.ts";
import { ClaimKindEnum, ClaimStateEnum, RefillTaskStateEnum } from "./ledger.types.ts";

@ArgsType()
export class ClaimsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "应办一方。 / Who is to do it." })
  debtorId?: string;

  @Field(() => ID, { nullable: true, description: "应收一方。 / To whom it is due." })
  creditorId?: string;

  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string;

  @Field(() => [ClaimKindEnum], { nullable: true, description: "种类。 / Of these kinds." })
  kinds?: ClaimKind[];

  @Field(() => [ClaimStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: ClaimState[];

  @Field(() => Boolean, {
    nullable: true,
    description: "只取逾期的,或只取未逾期的。 / Only overdue ones, or only the others.",
  })
  overdue?: boolean;
}

@ArgsType()
export class RefillTasksArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "物权单位。 / Whose shelf." })
  ownerId?: string;

  @Field(() => ID, { nullable: true, description: "承办单位。 / Who performs it." })
  performerId?: string;

  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string;

  @Field(() => ID, { nullable: true, description: "待补的储备库。 / Of this depot." })
  depotId?: string;

  @Field(() => [RefillTaskStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: RefillTaskState[];

  @Field(() => Boolean, {
    nullable: true,
    description: "只取逾期的,或只取未逾期的。 / Only overdue ones, or only the others.",
  })
  overdue?: boolean;
}
