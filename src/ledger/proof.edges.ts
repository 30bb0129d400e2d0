import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { Claim } from "./ledger.types.ts";
import { proofsOfClaim } from "./proof.loader.ts";
import { inclusionOf, LedgerConsistency, LedgerInclusion } from "./proof.types.ts";

@Resolver(() => LedgerInclusion)
export class InclusionEdges {
  @FieldResolver(() => Organization, { description: "谁的账簿。 / Whose book." })
  organization(@Root() { book }: LedgerInclusion, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, book);
  }
}

@Resolver(() => LedgerConsistency)
export class ConsistencyEdges {
  @FieldResolver(() => Organization, { description: "谁的账簿。 / Whose book." })
  organization(
    @Root() { book }: LedgerConsistency,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, book);
  }
}

@Resolver(() => Claim)
export class ClaimProofs {
  @FieldResolver(() => [LedgerInclusion], {
    description:
      "各笔分录及其证明,旧的在前,至多 100 笔。 / Its entries, proved in a side's book, at most 100.",
  })
  async inclusions(
    @Arg("organizationId", () => ID, { description: "哪一方的账簿。 / In whose book." })
    organizationId: string,
    @Root() { id }: Claim,
    @Ctx() context: Context,
  ): Promise<LedgerInclusion[]> {
    const book = idOf("Organization", organizationId);
    const proofs = await context.load(proofsOfClaim).load({ book, claimId: idOf("Claim", id) });
    return proofs.map(inclusionOf);
  }
}
