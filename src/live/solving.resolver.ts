import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import { progressShown } from "../dispatch/solving.types.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import type { Following } from "./follow.ts";
import { followSolve, type SolveNews } from "./solving.ts";
import { Solving } from "./solving.types.ts";

@Resolver()
export class SolvingResolver {
  @Subscription(() => Solving, {
    subscribe: ({ args, context }) => {
      const { proposalId } = args as { readonly proposalId: string };
      return followSolve(context as Context & Following, idOf("Proposal", proposalId));
    },
    description:
      "求解动态:阶段、最好值与差距,结束即止。 / A solve as it comes further; ends when it is over.",
  })
  solving(
    @Arg("proposalId", () => ID, { description: "方案编号。 / Global id of the proposal." })
    _proposalId: string,
    @Root() { state, progress }: SolveNews,
  ): Solving {
    return Object.assign(new Solving(), { state, progress: progressShown(progress) });
  }
}
