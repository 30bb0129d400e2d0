import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { partiesOfAgreement } from "./agreement.loader.ts";
import { AgreementSignature, AgreementSuspension } from "./agreement-standing.types.ts";
import { Agreement, AgreementParty, StorageAgreement } from "./agreement.types.ts";
import { loadOrganization } from "./regions.edges.ts";
import { Organization } from "./regions.types.ts";

@Resolver(() => Agreement)
export class AgreementEdges {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: "提出该版本的单位;早年签订的为空。 / Who proposed it; null: signed long ago.",
  })
  async proposedBy(
    @Root() { proposedByOrg }: Agreement,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return proposedByOrg === null ? null : loadOrganization(context, proposedByOrg);
  }

  @FieldResolver(() => [AgreementParty], { description: "各方。 / Its parties." })
  async parties(@Root() { key }: Agreement, @Ctx() context: Context): Promise<AgreementParty[]> {
    const rows = await context.load(partiesOfAgreement).load(key);
    return rows.map((row) => Object.assign(new AgreementParty(), row));
  }
}

@Resolver(() => AgreementParty)
export class AgreementPartyEdges {
  @FieldResolver(() => Organization, { description: "单位。 / The organization." })
  organization(@Root() { orgId }: AgreementParty, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, orgId);
  }
}

@Resolver(() => AgreementSignature)
export class AgreementSignatureEdges {
  @FieldResolver(() => Organization, { description: "单位。 / The organization." })
  organization(
    @Root() { orgId }: AgreementSignature,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, orgId);
  }
}

@Resolver(() => AgreementSuspension)
export class AgreementSuspensionEdges {
  @FieldResolver(() => Organization, { description: "中止的一方。 / Who suspended it." })
  organization(
    @Root() { orgId }: AgreementSuspension,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, orgId);
  }
}

@Resolver(() => StorageAgreement)
export class StorageAgreementEdges {
  @FieldResolver(() => Organization, { description: "物权单位。 / Who owns the goods." })
  owner(@Root() { ownerOrg }: StorageAgreement, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }

  @FieldResolver(() => Organization, { description: "保管单位。 / Who keeps the goods." })
  custodian(
    @Root() { custodianOrg }: StorageAgreement,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, custodianOrg);
  }

  @FieldResolver(() => Organization, { description: "签约单位。 / Who contracted for it." })
  contractor(
    @Root() { contractingOrg }: StorageAgreement,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, contractingOrg);
  }
}
