import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { bookUnit } from "../../schema/words/ledger.ts";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Context } from "../graph/context.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { answersOfRound } from "./netting.loader.ts";
import { NettingMove, NettingParty, NettingRound, partyOf } from "./netting.types.ts";

/** Money is no item. */
const goodsOf = (context: Context, code: string | null): Promise<Item> | null =>
  code === null || code === bookUnit.MONEY ? null : loadItem(context, code);

@Resolver(() => NettingRound)
export class NettingRoundEdges {
  @FieldResolver(() => Item, {
    nullable: true,
    description: "品种;款项或折价为空。 / The item; null for money and by value.",
  })
  item(@Root() { itemCode }: NettingRound, @Ctx() context: Context): Promise<Item> | null {
    return goodsOf(context, itemCode);
  }

  @FieldResolver(() => Organization, { description: "提出单位。 / Who proposed it." })
  proposedBy(@Root() { org }: NettingRound, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => [NettingParty], { description: "各方与答复。 / Parties and their word." })
  async parties(
    @Root() { key, partyOrgs }: NettingRound,
    @Ctx() context: Context,
  ): Promise<NettingParty[]> {
    const answers = await context.load(answersOfRound).load(key);
    return partyOrgs.map((org) =>
      partyOf(
        org,
        answers.find((answer) => answer.org === org),
      ),
    );
  }
}

@Resolver(() => NettingParty)
export class NettingPartyEdges {
  @FieldResolver(() => Organization, { description: "单位。 / The organization." })
  organization(@Root() { org }: NettingParty, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }
}

@Resolver(() => NettingMove)
export class NettingMoveEdges {
  @FieldResolver(() => Item, {
    nullable: true,
    description: "品种;款项为空。 / The item; null for money.",
  })
  item(@Root() { itemCode }: NettingMove, @Ctx() context: Context): Promise<Item> | null {
    return goodsOf(context, itemCode);
  }

  @FieldResolver(() => Organization, { description: "应补、应付方。 / Who owes." })
  debtor(@Root() { debtorOrg }: NettingMove, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, debtorOrg);
  }

  @FieldResolver(() => Organization, { description: "应收方。 / Who is owed." })
  creditor(@Root() { creditorOrg }: NettingMove, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, creditorOrg);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "承接方:今后由其应补;空为抵销。 / Who owes it from now on; null: it is netted.",
  })
  newDebtor(
    @Root() { newDebtorOrg }: NettingMove,
    @Ctx() context: Context,
  ): Promise<Organization> | null {
    return newDebtorOrg === null ? null : loadOrganization(context, newDebtorOrg);
  }
}
