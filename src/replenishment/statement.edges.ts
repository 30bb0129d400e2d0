import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { StatementGoodsOut, StatementLine, StatementTaskAge } from "./statement.types.ts";

@Resolver(() => StatementLine)
export class StatementLineEdges {
  @FieldResolver(() => Organization, { description: "对方单位。 / The other side." })
  counterparty(
    @Root() { counterpartyOrg }: StatementLine,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, counterpartyOrg);
  }
}

@Resolver(() => StatementGoodsOut)
export class StatementGoodsOutEdges {
  @FieldResolver(() => Organization, { description: "持有方。 / Who has them." })
  holder(@Root() { holderOrg }: StatementGoodsOut, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, holderOrg);
  }
}

@Resolver(() => StatementTaskAge)
export class StatementTaskAgeEdges {
  @FieldResolver(() => Organization, { description: "承办单位。 / Who performs it." })
  performer(
    @Root() { performerOrg }: StatementTaskAge,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, performerOrg);
  }
}
