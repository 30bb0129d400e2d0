import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { PageArgs, type Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { publishedOf } from "./disclosure.resolver.ts";
import type { Disclosure } from "./disclosure.types.ts";
import { DisclosureConnection } from "./disclosure.types.ts";
import { plainNumber } from "./number.rules.ts";
import {
  listDisclosures,
  listInventory,
  listPublicDistributions,
  listPublicLines,
  type PublicFilter,
} from "./public.service.ts";
import type { PublicDistribution, PublicInventoryLine } from "./public.types.ts";
import {
  inventoryOf,
  PublicDistributionConnection,
  publicDistributionOf,
  PublicDonation,
  PublicDonationConnection,
  PublicDonationsArgs,
  publicDonationOf,
  PublicInventoryConnection,
  type PublicDonationFilter,
} from "./public.types.ts";

type Asked = Readonly<Pick<PublicDonationFilter, keyof PublicDonationFilter>>;

const local = (type: string, id: string | undefined): string | undefined =>
  id === undefined ? undefined : idOf(type, id);

const filterOf = (filter: Partial<Asked> = {}): PublicFilter => ({
  org: local("Organization", filter.organizationId),
  disclosureId: local("Disclosure", filter.disclosureId),
  item: filter.itemCode,
  regionCode: filter.regionCode,
  number: filter.number === undefined ? undefined : plainNumber(filter.number),
});

/** What was published, and nothing else, whoever asks; no key is needed. */
@Resolver()
export class PublicResolver {
  @Query(() => PublicDonationConnection, {
    description: "已公示的捐赠,新接收的在前。 / Published donations, newest receipts first.",
  })
  async publicDonations(
    @Args(() => PublicDonationsArgs) { filter, ...args }: PublicDonationsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PublicDonation>> {
    const tx = await context.reading.tx();
    const page = await listPublicLines(tx, args, filterOf(filter));
    return pageWith(granted(context, page), publicDonationOf);
  }

  @Query(() => PublicDonation, {
    nullable: true,
    description: "按公开编号取一笔已公示的捐赠。 / A published donation by its number.",
  })
  async publicDonation(
    @Arg("number", () => String, { description: "公开编号。 / Public number." }) number: string,
    @Ctx() context: Context,
  ): Promise<PublicDonation | null> {
    const filter = { number: plainNumber(number) };
    const page = await listPublicLines(await context.reading.tx(), { first: 1 }, filter);
    const [edge] = granted(context, page).edges;
    return edge === undefined ? null : publicDonationOf(edge.node);
  }

  @Query(() => PublicDistributionConnection, {
    description: "已公示的发放,新的在前。 / Published distributions, newest first.",
  })
  async publicDistributions(
    @Args(() => PublicDonationsArgs) { filter, ...args }: PublicDonationsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PublicDistribution>> {
    const tx = await context.reading.tx();
    const page = await listPublicDistributions(tx, args, filterOf(filter));
    return pageWith(granted(context, page), publicDistributionOf);
  }

  @Query(() => PublicInventoryConnection, {
    description: "已公示捐赠按物资合计,按物资代码排序。 / Published totals by item, by code.",
  })
  async publicInventory(
    @Args(() => PublicDonationsArgs) { filter, ...args }: PublicDonationsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PublicInventoryLine>> {
    const page = await listInventory(await context.reading.tx(), args, filterOf(filter));
    return pageWith(granted(context, page), inventoryOf);
  }

  @Query(() => DisclosureConnection, {
    description: "已发布的公示,新建的在前。 / Published disclosures, newest first.",
  })
  async publicDisclosures(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Disclosure>> {
    const tx = await context.reading.tx();
    const page = await listDisclosures(tx, args, { published: true });
    return pageWith(granted(context, page), publishedOf);
  }
}
