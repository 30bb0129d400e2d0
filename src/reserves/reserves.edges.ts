import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { loadItem, loadItems } from "../catalog/catalog.edges.ts";
import { loadEach } from "../regions/rows.loader.ts";
import { Batch, type BatchResolver } from "../graph/batch.ts";
import { Reads } from "../graph/below.ts";
import { Item } from "../catalog/catalog.types.ts";
import { PageArgs, type Connection } from "../graph/connection.ts";
import type { Context, Locale } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import { loadNode } from "../network/network.edges.ts";
import { RoadNode } from "../network/network.types.ts";
import { storageAgreementsAtDepot } from "../regions/agreement.loader.ts";
import { StorageAgreement, storageAgreementOf } from "../regions/agreement.types.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization, loadRegion, loadRegions } from "../regions/regions.edges.ts";
import { Organization, Region } from "../regions/regions.types.ts";
import {
  Depot,
  DepotConnection,
  depotOf,
  LotsArgs,
  ReserveTarget,
  targetOf,
} from "./depot.types.ts";
import { lotOf, StockLot, StockLotConnection } from "./lot.types.ts";
import {
  commitmentsAtDepot,
  depotById,
  depotsOfRegion,
  lotsOfDepot,
  targetsOfDepot,
} from "./reserves.loader.ts";
import { depotPage, lotPage, lotParts, type LotPart } from "./reserves.service.ts";
import { Commitment, commitmentOf, PositionLine, StockNear } from "./stock.types.ts";

/** A depot by id, null where the reader may not see it. */
export async function loadDepot(context: Context, id: string): Promise<Depot | null> {
  const row = await context.load(depotById).load(id);
  return row && depotOf(row);
}

@Resolver(() => Region)
export class RegionDepots {
  @FieldResolver(() => DepotConnection, {
    description: "本区划及其下级的储备库。 / Depots in this region or below it.",
  })
  async depots(
    @Root() { code }: Region,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Depot>> {
    const page = granted(context, depotPage(args));
    const asked = { owner: code, wish: null, page };
    return pageWith(await context.load(depotsOfRegion).load(asked), depotOf);
  }
}

const nameIn = (locale: Locale, { nameZh, nameEn }: Depot): string =>
  locale === "en" ? (nameEn ?? nameZh) : nameZh;

/** The columns behind what is read of a lot; null for all of them. */
const partsOf = (reads: ReadonlySet<string> | undefined): readonly LotPart[] | null =>
  reads === undefined ? null : lotParts.filter((part) => reads.has(part));

const lotsOfDepots: BatchResolver<Depot, Connection<StockLot>, LotsArgs> = async (
  depots,
  context,
  { item, ...args },
  below,
) => {
  const page = granted(context, lotPage(args));
  const wish = { item: item ?? null, parts: partsOf(below.reads("edges", "node")) };
  const asked = depots.map(({ key }) => ({ owner: key, wish, page }));
  return loadEach(context.load(lotsOfDepot), asked, (rows) => pageWith(rows, lotOf));
};

@Resolver(() => Depot)
export class DepotEdges {
  @FieldResolver(() => String, {
    description: "以请求语言显示的名称。 / Its name in the language asked for.",
  })
  @Batch((depots: readonly Depot[], { locale }) => depots.map((one) => nameIn(locale, one)))
  name(@Root() depot: Depot, @Ctx() { locale }: Context): string {
    return nameIn(locale, depot);
  }

  @FieldResolver(() => Region, { description: "所在区划。 / Where it is." })
  @Batch(loadRegions)
  region(@Root() { regionCode }: Depot, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, regionCode);
  }

  @FieldResolver(() => Organization, { description: "物权单位。 / Who owns it." })
  owner(@Root() { ownerOrg }: Depot, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }

  @FieldResolver(() => Organization, { description: "保管单位。 / Who keeps it." })
  custodian(@Root() { custodianOrg }: Depot, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, custodianOrg);
  }

  @FieldResolver(() => RoadNode, { description: "路网节点。 / Its node of the road network." })
  node(@Root() { nodeId }: Depot, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, nodeId);
  }

  @FieldResolver(() => StockLotConnection, {
    description: "库内批次,按物资与批次排序。 / Its lots, by item and lot.",
  })
  @Batch(lotsOfDepots)
  async lots(
    @Root() { key }: Depot,
    @Args(() => LotsArgs) { item, ...args }: LotsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<StockLot>> {
    const page = granted(context, lotPage(args));
    const asked = { owner: key, wish: { item: item ?? null, parts: null }, page };
    return pageWith(await context.load(lotsOfDepot).load(asked), lotOf);
  }

  @FieldResolver(() => [ReserveTarget], { description: "储备定额与缺口。 / Targets and gaps." })
  async targets(@Root() { key }: Depot, @Ctx() context: Context): Promise<ReserveTarget[]> {
    return (await context.load(targetsOfDepot).load(key)).map(targetOf);
  }

  @FieldResolver(() => [Commitment], {
    description: "协议与产能储备的调用权。 / Call rights on goods from here.",
  })
  async commitments(@Root() { key }: Depot, @Ctx() context: Context): Promise<Commitment[]> {
    return (await context.load(commitmentsAtDepot).load(key)).map(commitmentOf);
  }

  @FieldResolver(() => [StorageAgreement], {
    description: "代储协议;公众不可见。 / Storage agreements; not for the public.",
  })
  async storageAgreements(
    @Root() { key }: Depot,
    @Ctx() context: Context,
  ): Promise<StorageAgreement[]> {
    return (await context.load(storageAgreementsAtDepot).load(key)).map(storageAgreementOf);
  }
}

@Resolver(() => StorageAgreement)
export class StorageAgreementDepot {
  @FieldResolver(() => Depot, { nullable: true, description: "储备库。 / The depot." })
  depot(@Root() { depotId }: StorageAgreement, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotId);
  }
}

@Resolver(() => StockLot)
export class StockLotEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  @Reads("sku")
  @Batch(loadItems)
  item(@Root() { sku }: StockLot, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }

  @FieldResolver(() => Depot, {
    nullable: true,
    description: "所在储备库;无权查看为空。 / Its depot; null: not yours to see.",
  })
  @Reads("depotId")
  depot(@Root() { depotId }: StockLot, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotId);
  }

  @FieldResolver(() => Organization, { description: "物权单位。 / Who owns it." })
  @Reads("ownerOrg")
  owner(@Root() { ownerOrg }: StockLot, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }
}

@Resolver(() => ReserveTarget)
export class ReserveTargetEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: ReserveTarget, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }
}

@Resolver(() => StockNear)
export class StockNearEdges {
  @FieldResolver(() => Depot, { nullable: true, description: "储备库。 / The depot." })
  depot(@Root() { depotId }: StockNear, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotId);
  }
}

@Resolver(() => PositionLine)
export class PositionLineEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: PositionLine, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }
}

@Resolver(() => Commitment)
export class CommitmentEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: Commitment, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }

  @FieldResolver(() => Depot, { nullable: true, description: "供货点。 / Where it comes from." })
  depot(@Root() { depotId }: Commitment, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotId);
  }

  @FieldResolver(() => Organization, { description: "供货单位。 / Who supplies." })
  supplier(@Root() { supplierOrg }: Commitment, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, supplierOrg);
  }

  @FieldResolver(() => Organization, { description: "签约单位。 / Who may call." })
  contractor(
    @Root() { contractingOrg }: Commitment,
    @Ctx() context: Context,
  ): Promise<Organization> {
    return loadOrganization(context, contractingOrg);
  }
}
