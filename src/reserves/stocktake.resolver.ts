import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Asking } from "../access/asking.service.ts";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { closeStocktake } from "./stocktake-close.service.ts";
import { stocktakeById } from "./stocktake.loader.ts";
import {
  cancelStocktake,
  listStocktakes,
  openStocktake,
  recordCounts,
} from "./stocktake.service.ts";
import type { Stocktake } from "./stocktake.types.ts";
import {
  CancelStocktakeInput,
  CancelStocktakePayload,
  CloseStocktakeInput,
  CloseStocktakePayload,
  OpenStocktakeInput,
  OpenStocktakePayload,
  RecordCountsInput,
  RecordCountsPayload,
  type ReserveInput,
  StocktakeConnection,
  stocktakeOf,
  StocktakesArgs,
} from "./stocktake.types.ts";

const readStocktake = async (context: Context, id: string): Promise<Stocktake | null> => {
  const row = await context.load(stocktakeById).load(id);
  return row && stocktakeOf(row);
};

registerNode("Stocktake", readStocktake);

const counted = (
  context: Context,
  { idempotencyKey: key }: Pick<ReserveInput, "idempotencyKey">,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Stocktake | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => readStocktake(context, id),
  );

const lotIdOf = (global: string): string => idOf("StockLot", global);
const stocktakeIdOf = (global: string): string => idOf("Stocktake", global);

@Resolver()
export class StocktakeResolver {
  @Query(() => StocktakeConnection, { description: "盘点,最新在前。 / Stocktakes, newest first." })
  async stocktakes(
    @Args(() => StocktakesArgs) { depot, ...args }: StocktakesArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Stocktake>> {
    const listed = await listStocktakes(await context.reading.tx(), args, depot ?? null);
    return pageWith(granted(context, listed), stocktakeOf);
  }

  @Mutation(() => OpenStocktakePayload, {
    description: "开始盘点(保管员办理);盘点表不显示账面数量。 / Opens a blind count; by a keeper.",
  })
  openStocktake(
    @Arg("input", () => OpenStocktakeInput, { description: "点哪里、点什么。 / What is counted." })
    { idempotencyKey, depot: depotId, items, bins, note }: OpenStocktakeInput,
    @Ctx() context: Context,
  ): Promise<Stocktake | Refused> {
    const input = { depotId, items, bins, note };
    return counted(context, { idempotencyKey }, (asking) =>
      openStocktake(context.hub.database, asking, input),
    );
  }

  @Mutation(() => RecordCountsPayload, {
    description:
      "录入实点数量;与账面不符的须复点。 / Records counts; what differs is counted again.",
  })
  recordCounts(
    @Arg("input", () => RecordCountsInput, { description: "各批次。 / The lots." })
    input: RecordCountsInput,
    @Ctx() context: Context,
  ): Promise<Stocktake | Refused> {
    const counts = input.counts.map(({ lotId, counted, countedAt }) => ({
      ...{ lotId: lotIdOf(lotId), counted, countedAt },
    }));
    const given = { stocktakeId: stocktakeIdOf(input.stocktakeId), counts };
    return counted(context, input, (asking) => recordCounts(context.hub.database, asking, given));
  }

  @Mutation(() => CloseStocktakePayload, {
    description:
      "结束盘点:盘盈盘亏入账,盘亏须补库。 / Closes a count: surplus and shortage are booked.",
  })
  closeStocktake(
    @Arg("input", () => CloseStocktakeInput, { description: "不符的原因。 / Reasons." })
    input: CloseStocktakeInput,
    @Ctx() context: Context,
  ): Promise<Stocktake | Refused> {
    const reasons = input.reasons.map(({ lotId, reason, note }) => ({
      ...{ lotId: lotIdOf(lotId), reason, note },
    }));
    const given = { stocktakeId: stocktakeIdOf(input.stocktakeId), reasons };
    return counted(context, input, (asking) => closeStocktake(context.hub.database, asking, given));
  }

  @Mutation(() => CancelStocktakePayload, {
    description: "取消盘点,账面不变。 / Cancels a count; the book stays as it is.",
  })
  cancelStocktake(
    @Arg("input", () => CancelStocktakeInput, { description: "哪次盘点。 / Which count." })
    input: CancelStocktakeInput,
    @Ctx() context: Context,
  ): Promise<Stocktake | Refused> {
    const given = { stocktakeId: stocktakeIdOf(input.stocktakeId) };
    return counted(context, input, (asking) =>
      cancelStocktake(context.hub.database, asking, given),
    );
  }
}
