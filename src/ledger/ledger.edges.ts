import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { LedgerHead } from "./head.types.ts";
import { claimById } from "./ledger.loader.ts";
import { AccountPosition, Claim, claimOf, RefillTask } from "./ledger.types.ts";

/** A claim by id, null where the reader may not see it. */
export async function loadClaim(context: Context, id: string | null): Promise<Claim | null> {
  const row = id === null ? null : await context.load(claimById).load(id);
  return row && claimOf(row);
}

@Resolver(() => Claim)
export class ClaimEdges {
  @FieldResolver(() => Organization, { description: "应办一方。 / Who is to do it." })
  debtor(@Root() { debtorOrg }: Claim, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, debtorOrg);
  }

  @FieldResolver(() => Organization, { description: "应收一方。 / To whom it is due." })
  creditor(@Root() { creditorOrg }: Claim, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, creditorOrg);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "负责签收的保管单位。 / The custodian who signs for the goods.",
  })
  async custodian(
    @Root() { custodianOrg }: Claim,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return custodianOrg === null ? null : loadOrganization(context, custodianOrg);
  }

  @FieldResolver(() => Claim, {
    nullable: true,
    description: "拆分自哪笔往来。 / The claim that it was split off from.",
  })
  parent(@Root() { parentKey }: Claim, @Ctx() context: Context): Promise<Claim | null> {
    return loadClaim(context, parentKey);
  }
}

@Resolver(() => RefillTask)
export class RefillTaskEdges {
  @FieldResolver(() => Organization, { description: "物权单位。 / Who owns the shelf." })
  owner(@Root() { ownerOrg }: RefillTask, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }

  @FieldResolver(() => Organization, { description: "出资单位。 / Who funds it." })
  funder(@Root() { funderOrg }: RefillTask, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, funderOrg);
  }

  @FieldResolver(() => Organization, { description: "承办单位。 / Who performs it." })
  performer(@Root() { performerOrg }: RefillTask, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, performerOrg);
  }

  @FieldResolver(() => Claim, {
    nullable: true,
    description: "对应的往来;无则空。 / The claim behind it, where there is one.",
  })
  claim(@Root() { claimKey }: RefillTask, @Ctx() context: Context): Promise<Claim | null> {
    return loadClaim(context, claimKey);
  }
}

@Resolver(() => AccountPosition)
export class AccountPositionEdges {
  @FieldResolver(() => Organization, { description: "账户所属单位。 / Whose book it is in." })
  owner(@Root() { ownerOrg }: AccountPosition, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "保管或持有单位。 / Who holds the goods.",
  })
  async holder(
    @Root() { holderOrg }: AccountPosition,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return holderOrg === null ? null : loadOrganization(context, holderOrg);
  }
}

@Resolver(() => LedgerHead)
export class LedgerHeadEdges {
  @FieldResolver(() => Organization, { description: "账簿所属单位。 / Whose book it is." })
  organization(@Root() { book }: LedgerHead, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, book);
  }
}
