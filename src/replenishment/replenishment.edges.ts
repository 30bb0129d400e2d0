import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import { OrderLine } from "../dispatch/order.types.ts";
import type { Context } from "../graph/context.ts";
import { idOf, localId } from "../graph/node.ts";
import { loadIncident } from "../incidents/incident.resolver.ts";
import { Incident } from "../incidents/incident.types.ts";
import { wayBackOf } from "../ledger/account.rules.ts";
import { sayLiability } from "../ledger/liability.rules.ts";
import { readClaimPage } from "../ledger/ledger.loader.ts";
import { Claim, claimOf, RefillTask } from "../ledger/ledger.types.ts";
import { agreementByKey } from "../regions/agreement.loader.ts";
import { Agreement, agreementOf } from "../regions/agreement.types.ts";
import { EquivalentItem, equivalentItemOf } from "../regions/equivalent.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { loadDepot } from "../reserves/reserves.edges.ts";
import { Depot } from "../reserves/depot.types.ts";
import { readGoods } from "./case.service.ts";
import type { LineCase } from "./goods.model.ts";
import { GoodsStanding, LiabilityExplanation, LiabilityShare } from "./goods.types.ts";
import { substitutesOfTask } from "./refill.loader.ts";

const outKinds = ["ON_SITE", "BORROWED", "RETURNING", "INSPECTION", "REPAIR", "IN_TRANSIT"];

const neverReceived = { received: false, relayed: false };

const lineKey = (id: string): string => localId(id)?.id ?? "";

async function explained(context: Context, key: string): Promise<LiabilityExplanation | null> {
  const found = await readGoods(await context.reading.tx(), key);
  return found === undefined ? null : explanationOf(context, found);
}

/** Before its issue a line binds nobody, and there is nothing to explain. */
async function explanationOf(
  context: Context,
  { line }: LineCase,
): Promise<LiabilityExplanation | null> {
  const { liability, liabilityTerms: terms } = line;
  if (liability === null || terms === null) return null;
  const orgs = [terms.creditor, ...terms.debtors.map(({ orgId }) => orgId)];
  const found = await Promise.all(orgs.map((org) => loadOrganization(context, org)));
  const named = found.map(({ code, nameZh, nameEn }) => {
    return [code, { zh: `${nameZh}(${code})`, en: `${nameEn ?? nameZh} (${code})` }] as const;
  });
  const { zh, en } = sayLiability(terms, new Map(named));
  return Object.assign(new LiabilityExplanation(), {
    ...{ zh, en, lossClaim: terms.lossClaim ?? null },
    debtors: terms.debtors.map((share) => Object.assign(new LiabilityShare(), share)),
    ...{ creditorOrg: terms.creditor, recourseOrg: terms.recourseFrom ?? null },
    clause: terms.clause ?? null,
    agreementKey: terms.pact === undefined ? null : `${terms.pact.id}@${terms.pact.version}`,
  });
}

@Resolver(() => OrderLine)
export class OrderLineGoods {
  @Query(() => LiabilityExplanation, {
    nullable: true,
    description: "责任认定:打印起决定作用的一条。 / Who owes for this line; the row that decided.",
  })
  explainLiability(
    @Arg("orderLineId", () => ID, { description: "调拨单行编号。 / Global id of the order line." })
    orderLineId: string,
    @Ctx() context: Context,
  ): Promise<LiabilityExplanation | null> {
    return explained(context, idOf("OrderLine", orderLineId));
  }

  @FieldResolver(() => [GoodsStanding], {
    description: "尚未了结的物资现在何处。 / Where its goods are that are not disposed of yet.",
  })
  async goodsOut(@Root() { id }: OrderLine, @Ctx() context: Context): Promise<GoodsStanding[]> {
    const found = await readGoods(await context.reading.tx(), lineKey(id));
    return (found?.standings ?? [])
      .filter(({ kind }) => outKinds.includes(kind))
      .map(({ kind, place, balance, custodian, ref }) =>
        Object.assign(new GoodsStanding(), {
          ...{ kind, place, quantity: balance, holderOrg: custodian },
          ...(kind === "IN_TRANSIT" ? neverReceived : wayBackOf(ref)),
        }),
      );
  }

  @FieldResolver(() => [Claim], {
    description: "由此产生的往来,至多 100 笔。 / Claims that it gave rise to, at most 100.",
  })
  async claims(@Root() { id }: OrderLine, @Ctx() context: Context): Promise<Claim[]> {
    const page = { first: 99, after: undefined };
    const filter = { orderLineId: lineKey(id) };
    const rows = await readClaimPage(await context.reading.tx(), filter, page);
    return rows.map(claimOf);
  }
}

@Resolver(() => GoodsStanding)
export class GoodsStandingEdges {
  @FieldResolver(() => Organization, { description: "持有方。 / Who has them." })
  holder(@Root() { holderOrg }: GoodsStanding, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, holderOrg);
  }
}

@Resolver(() => LiabilityShare)
export class LiabilityShareEdges {
  @FieldResolver(() => Organization, { description: "单位。 / The organization." })
  organization(@Root() { orgId }: LiabilityShare, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, orgId);
  }
}

@Resolver(() => LiabilityExplanation)
export class LiabilityExplanationEdges {
  @FieldResolver(() => Organization, { description: "应收一方。 / To whom it is due." })
  creditor(
    @Root() { creditorOrg }: LiabilityExplanation,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, creditorOrg);
  }

  @FieldResolver(() => Agreement, {
    nullable: true,
    description: "起决定作用的协议版本;不由协议决定为空。 / The version that decided; null: none.",
  })
  async agreement(
    @Root() { agreementKey }: LiabilityExplanation,
    @Ctx() context: Context,
  ): Promise<Agreement | null> {
    const row =
      agreementKey === null ? null : await context.load(agreementByKey).load(agreementKey);
    return row && agreementOf(row);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "可向其追偿的事故责任单位。 / The firm from which it may be recovered.",
  })
  async recourseFrom(
    @Root() { recourseOrg }: LiabilityExplanation,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return recourseOrg === null ? null : loadOrganization(context, recourseOrg);
  }
}

@Resolver(() => Claim)
export class ClaimPlaces {
  @FieldResolver(() => Item, {
    nullable: true,
    description: "物资;金额往来为空。 / The item; null for money.",
  })
  async item(@Root() { itemCode }: Claim, @Ctx() context: Context): Promise<Item | null> {
    return itemCode === null ? null : loadItem(context, itemCode);
  }

  @FieldResolver(() => Incident, { nullable: true, description: "所属事件。 / The incident." })
  async incident(
    @Root() { incidentKey }: Claim,
    @Ctx() context: Context,
  ): Promise<Incident | null> {
    return incidentKey === null ? null : loadIncident(context, incidentKey);
  }

  @FieldResolver(() => Depot, { nullable: true, description: "应送达的库。 / Where goods go." })
  async depot(@Root() { depotKey }: Claim, @Ctx() context: Context): Promise<Depot | null> {
    return depotKey === null ? null : loadDepot(context, depotKey);
  }
}

@Resolver(() => RefillTask)
export class RefillTaskPlaces {
  @FieldResolver(() => Incident, { nullable: true, description: "所属事件。 / The incident." })
  async incident(
    @Root() { incidentKey }: RefillTask,
    @Ctx() context: Context,
  ): Promise<Incident | null> {
    return incidentKey === null ? null : loadIncident(context, incidentKey);
  }

  @FieldResolver(() => Depot, { nullable: true, description: "待补的库。 / The empty shelf." })
  depot(@Root() { depotKey }: RefillTask, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotKey);
  }

  @FieldResolver(() => Item, { description: "应补物资。 / The item that is missing." })
  item(@Root() { itemCode }: RefillTask, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, itemCode);
  }

  @FieldResolver(() => [EquivalentItem], {
    description: "协议可抵补的物资及比例;无则空列表。 / What the agreement lets come instead.",
  })
  async substitutes(
    @Root() { id }: RefillTask,
    @Ctx() context: Context,
  ): Promise<EquivalentItem[]> {
    const rows = await context.load(substitutesOfTask).load(localId(id)?.id ?? "");
    return rows.map(({ terms }) => equivalentItemOf(terms));
  }
}
