import { Ctx, FieldResolver, Resolver, Root, Arg, Int, Args } from "type-graphql";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import { PageArgs, type Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization, loadRegion } from "../regions/regions.edges.ts";
import { Organization, Region } from "../regions/regions.types.ts";
import { lotOf, StockLot } from "../reserves/lot.types.ts";
import { lotById } from "../reserves/reserves.loader.ts";
import { readCampaignNode, readDisclosureNode } from "./disclosure.resolver.ts";
import { Campaign, Disclosure, DisclosureDue, DisclosureVersion } from "./disclosure.types.ts";
import { clockSourceByCode, versionsOfDisclosure } from "./donations.loader.ts";
import { listLinesAt } from "./public.service.ts";
import {
  PublicDistribution,
  PublicDonation,
  PublicDonationConnection,
  publicDonationOf,
  PublicInventoryLine,
} from "./public.types.ts";

@Resolver(() => Campaign)
export class CampaignEdges {
  @FieldResolver(() => Organization, { description: "慈善组织。 / The charity." })
  organization(@Root() { org }: Campaign, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => Region, { description: "区域。 / The region." })
  region(@Root() { regionCode }: Campaign, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, regionCode);
  }
}

@Resolver(() => Disclosure)
export class DisclosureEdges {
  @FieldResolver(() => Organization, { description: "慈善组织。 / The charity." })
  organization(@Root() { org }: Disclosure, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => Region, { description: "区域。 / The region." })
  region(@Root() { regionCode }: Disclosure, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, regionCode);
  }

  @FieldResolver(() => Campaign, { nullable: true, description: "慈善项目。 / Its campaign." })
  campaign(@Root() { campaignKey }: Disclosure, @Ctx() context: Context): Promise<Campaign | null> {
    return campaignKey === null ? Promise.resolve(null) : readCampaignNode(context, campaignKey);
  }

  @FieldResolver(() => [DisclosureVersion], {
    description: "已发布的各版本,新的在前。 / Published versions, newest first.",
  })
  async versions(
    @Root() { key }: Disclosure,
    @Ctx() context: Context,
  ): Promise<DisclosureVersion[]> {
    const rows = await context.load(versionsOfDisclosure).load(key);
    return rows.map(({ disclosureId, ...row }) =>
      Object.assign(new DisclosureVersion(), { ...row, disclosureKey: disclosureId }),
    );
  }

  @FieldResolver(() => PublicDonationConnection, {
    description: "某一版本公示的捐赠;默认最近一版。 / Donations as a version showed them.",
  })
  async donationsAt(
    @Root() { key, version: last }: Disclosure,
    @Arg("version", () => Int, { nullable: true, description: "版本号。 / Number of the version." })
    version: number | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PublicDonation>> {
    const tx = await context.reading.tx();
    const page = await listLinesAt(tx, args, key, version ?? last);
    return pageWith(granted(context, page), publicDonationOf);
  }

  /** Whether goods came in that are not public yet is the charity's and its overseers' to know. */
  @FieldResolver(() => DisclosureDue, {
    nullable: true,
    description: "下次公示期限;他人为空。 / When it is due next; null for all others.",
  })
  async due(
    @Root() disclosure: Disclosure,
    @Ctx() context: Context,
  ): Promise<DisclosureDue | null> {
    const { dueDay: dueOn, dueRule: rule, org, watchers } = disclosure;
    const orgs = context.principal?.memberships.map(({ orgId }) => orgId) ?? [];
    if (dueOn === null || rule === null) return null;
    if (![org, ...watchers].some((one) => orgs.includes(one))) return null;
    const source = await context.load(clockSourceByCode).load(rule);
    const { today } = await context.reading.tx();
    const { sourceZh = "", sourceEn = "" } = source ?? {};
    const overdue = dueOn < today;
    return Object.assign(new DisclosureDue(), { dueOn, overdue, rule, sourceZh, sourceEn });
  }
}

@Resolver(() => PublicDonation)
export class PublicDonationEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { item }: PublicDonation, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, item);
  }

  @FieldResolver(() => Organization, { description: "慈善组织。 / The charity." })
  organization(@Root() { org }: PublicDonation, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, org);
  }

  @FieldResolver(() => Disclosure, {
    nullable: true,
    description: "公示。 / Where it was published.",
  })
  disclosure(
    @Root() { disclosureKey }: PublicDonation,
    @Ctx() context: Context,
  ): Promise<Disclosure | null> {
    return readDisclosureNode(context, disclosureKey);
  }

  @FieldResolver(() => StockLot, {
    nullable: true,
    description: "库存批次;库点不公开则为空。 / Its lot; null where the depot is not yours to see.",
  })
  async lot(@Root() { lotKey }: PublicDonation, @Ctx() context: Context): Promise<StockLot | null> {
    const row = await context.load(lotById).load(lotKey);
    return row && lotOf(row);
  }
}

@Resolver(() => PublicDistribution)
export class PublicDistributionEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { item }: PublicDistribution, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, item);
  }

  @FieldResolver(() => Organization, { description: "慈善组织。 / The charity." })
  organization(
    @Root() { org }: PublicDistribution,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, org);
  }
}

@Resolver(() => PublicInventoryLine)
export class PublicInventoryEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { item }: PublicInventoryLine, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, item);
  }
}
