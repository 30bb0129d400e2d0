import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Confidence } from "../../schema/words/reserves.ts";
import { loadItem } from "../catalog/catalog.edges.ts";
import { itemBySku } from "../catalog/catalog.loader.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Connection } from "../graph/connection.ts";
import { Reads } from "../graph/below.ts";
import type { Context } from "../graph/context.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { Depot } from "./depot.types.ts";
import { confidenceRuleByCategory } from "./gap.loader.ts";
import { ageInDays, confidenceOf } from "./gap.rules.ts";
import { listGaps, readTarget, setTarget } from "./gap.service.ts";
import {
  ConfidenceEnum,
  GapLine,
  GapLineConnection,
  gapLineOf,
  GapsArgs,
  SetTargetInput,
  SetTargetPayload,
} from "./gap.types.ts";
import { StockLot } from "./lot.types.ts";
import { loadDepot } from "./reserves.edges.ts";
import { PositionLine } from "./stock.types.ts";

/** By the rule of the item's category on the database's day; one statement for a page. */
async function trust(
  context: Context,
  sku: string,
  ageDays: number | null,
): Promise<Confidence | null> {
  if (ageDays === null) return null;
  const category = (await context.load(itemBySku).load(sku))?.category ?? "";
  return confidenceOf(ageDays, await context.load(confidenceRuleByCategory).load(category));
}

/** A sum is as old as its oldest count, and unknown while a part of it was never counted. */
async function trustSum(
  context: Context,
  { sku, countedAt, uncountedLots }: Pick<GapLine, "sku" | "countedAt" | "uncountedLots">,
): Promise<Confidence | null> {
  if (countedAt === null || uncountedLots > 0) return null;
  const { today } = await context.reading.tx();
  return trust(context, sku, ageInDays(countedAt, today));
}

const trusted = {
  nullable: true,
  description:
    "可信度,按盘点时间长短;从未盘点为空。 / How far to trust it, by its count; null: never counted.",
};

@Resolver()
export class GapResolver {
  @Query(() => GapLineConnection, {
    description:
      "各库各物资的定额与缺口,按库与物资排列。 / Targets against what there is, by depot and sku.",
  })
  async gaps(
    @Args(() => GapsArgs) { filter, ...args }: GapsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<GapLine>> {
    const listed = await listGaps(await context.reading.tx(), args, {
      regionCode: filter?.regionCode ?? null,
      depot: filter?.depot ?? null,
      item: filter?.item ?? null,
      onlyShort: filter?.onlyShort ?? false,
      expiringWithinDays: filter?.expiringWithinDays ?? 90,
    });
    return pageWith(granted(context, listed), gapLineOf);
  }

  @Mutation(() => SetTargetPayload, {
    description:
      "设定储备定额(物权单位办理),保留历次版本。 / Sets a target; older versions are kept.",
  })
  setTarget(
    @Arg("input", () => SetTargetInput, { description: "定额。 / The target." })
    { idempotencyKey: key, depot: depotId, item, quantity, basis, version }: SetTargetInput,
    @Ctx() context: Context,
  ): Promise<GapLine | Refused> {
    const input = { depotId, item, quantity, basis, version };
    return answer(
      context,
      () => setTarget(context.hub.database, { principal: context.principal, key }, input),
      async ({ id }) => {
        const row = await readTarget(await context.reading.tx(), id);
        return row && gapLineOf(row);
      },
    );
  }
}

@Resolver(() => GapLine)
export class GapLineEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: GapLine, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }

  @FieldResolver(() => Depot, { nullable: true, description: "储备库。 / The depot." })
  depot(@Root() { depotId }: GapLine, @Ctx() context: Context): Promise<Depot | null> {
    return loadDepot(context, depotId);
  }

  @FieldResolver(() => ConfidenceEnum, trusted)
  confidence(@Root() line: GapLine, @Ctx() context: Context): Promise<Confidence | null> {
    return trustSum(context, line);
  }
}

@Resolver(() => PositionLine)
export class PositionConfidence {
  @FieldResolver(() => ConfidenceEnum, trusted)
  confidence(@Root() line: PositionLine, @Ctx() context: Context): Promise<Confidence | null> {
    return trustSum(context, line);
  }
}

@Resolver(() => StockLot)
export class LotConfidence {
  @FieldResolver(() => ConfidenceEnum, trusted)
  @Reads("sku", "countAgeDays")
  confidence(
    @Root() { sku, countAgeDays }: StockLot,
    @Ctx() context: Context,
  ): Promise<Confidence | null> {
    return trust(context, sku, countAgeDays);
  }
}
