import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { CodesArgs } from "../codes/codes.args.types.ts";
import { codesAre, codesOf, codesOfOne, type Codes } from "../codes/codes.edges.ts";
import { Batch } from "../graph/batch.ts";
import type { Context } from "../graph/context.ts";
import { Depot } from "./depot.types.ts";

@Resolver(() => Depot)
export class DepotCodes {
  @FieldResolver(() => [String], codesAre)
  @Batch((depots: readonly Depot[], context, args: CodesArgs) =>
    codesOf(
      "DEPOT",
      depots.map(({ code }) => code),
      context,
      args,
    ),
  )
  codes(
    @Root() { code }: Depot,
    @Args(() => CodesArgs) args: CodesArgs,
    @Ctx() context: Context,
  ): Promise<Codes> {
    return codesOfOne("DEPOT", code, context, args);
  }
}
