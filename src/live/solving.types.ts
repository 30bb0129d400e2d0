import { Field, ObjectType } from "type-graphql";
import type { ProposalState } from "../../schema/words/dispatch.ts";
import { ProposalStateEnum } from "../dispatch/proposal.types.ts";
import { SolveProgress } from "../dispatch/solving.types.ts";

@ObjectType({ description: "求解动态的一条。 / One message about a solve." })
export class Solving {
  @Field(() => ProposalStateEnum, {
    description: "方案状态;不再是求解中即为末条。 / Its state; the last message is not SOLVING.",
  })
  state!: ProposalState;

  @Field(() => SolveProgress, {
    nullable: true,
    description:
      "进度;空为尚未轮到或由另一节点求解。 / Null: not begun, or solved by another node.",
  })
  progress!: SolveProgress | null;
}
