import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { inclusionOf, LedgerInclusion } from "../ledger/proof.types.ts";
import { proofsOfVoucher } from "./statement-proof.loader.ts";
import { StatementVoucher } from "./statement.types.ts";

@Resolver(() => StatementVoucher)
export class StatementVoucherProofs {
  @FieldResolver(() => [LedgerInclusion], {
    description:
      "使该行增减的分录,按对账单的封存头证明。 / Entries that moved the line, proved in its head.",
  })
  async inclusions(
    @Root() { key }: StatementVoucher,
    @Ctx() context: Context,
  ): Promise<LedgerInclusion[]> {
    return (await context.load(proofsOfVoucher).load(key)).map(inclusionOf);
  }
}
