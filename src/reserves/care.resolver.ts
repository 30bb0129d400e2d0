import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Asking } from "../access/asking.service.ts";
import type { Written } from "../feed/write.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import {
  AssembleKitsInput,
  AssembleKitsPayload,
  BatchRecall,
  BreakKitsInput,
  BreakKitsPayload,
  RecallBatchInput,
  RecallBatchPayload,
  WriteOffLotInput,
  WriteOffLotPayload,
} from "./care.types.ts";
import { writeOffLot } from "./disposal.service.ts";
import { assembleKits, breakKits } from "./kit.service.ts";
import type { StockLot } from "./lot.types.ts";
import { lotOf } from "./lot.types.ts";
import { readRecalled, recallBatch } from "./recall.service.ts";
import { lotById } from "./reserves.loader.ts";
import type { ReserveInput } from "./stocktake.types.ts";

const onLot = (
  context: Context,
  { idempotencyKey: key }: Pick<ReserveInput, "idempotencyKey">,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<StockLot | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    async ({ id }) => {
      const row = await context.load(lotById).load(id);
      return row && lotOf(row);
    },
  );

async function recalledLots(context: Context, written: string): Promise<BatchRecall> {
  const ids = await readRecalled(await context.reading.tx(), written);
  const rows = await Promise.all(ids.map((id) => context.load(lotById).load(id)));
  const lots = rows.flatMap((row) => (row === null ? [] : [lotOf(row)]));
  return Object.assign(new BatchRecall(), { lots });
}

@Resolver()
export class CareResolver {
  @Mutation(() => RecallBatchPayload, {
    description:
      "整批召回:各库各单位一次全部停用,通知所有相关调拨单。 / Stops a batch in every depot at once.",
  })
  recallBatch(
    @Arg("input", () => RecallBatchInput, { description: "哪一批、为何。 / Which, and why." })
    { idempotencyKey: key, item, batch, reason }: RecallBatchInput,
    @Ctx() context: Context,
  ): Promise<BatchRecall | Refused> {
    const asking = { principal: context.principal, key };
    return answer(
      context,
      () => recallBatch(context.hub.database, asking, { item, batch, reason }),
      ({ id }) => recalledLots(context, id),
    );
  }

  @Mutation(() => WriteOffLotPayload, {
    description:
      "报废或轮出(物权单位审批人办理)。 / Scraps or rotates out; by the owner's approver.",
  })
  writeOffLot(
    @Arg("input", () => WriteOffLotInput, { description: "处置什么。 / What, and how." })
    { idempotencyKey, ...input }: WriteOffLotInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    const given = { ...input, lotId: idOf("StockLot", input.lotId) };
    return onLot(context, { idempotencyKey }, (asking) =>
      writeOffLot(context.hub.database, asking, given),
    );
  }

  @Mutation(() => AssembleKitsPayload, {
    description: "组装套件(保管员办理)。 / Builds kits from components on the shelf; by a keeper.",
  })
  assembleKits(
    @Arg("input", () => AssembleKitsInput, { description: "组装什么。 / What is built." })
    { idempotencyKey, ...input }: AssembleKitsInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    const given = { ...input, lotIds: input.lotIds.map((id) => idOf("StockLot", id)) };
    return onLot(context, { idempotencyKey }, (asking) =>
      assembleKits(context.hub.database, asking, given),
    );
  }

  @Mutation(() => BreakKitsPayload, {
    description:
      "拆分套件,组件退回原批次(保管员办理)。 / Breaks kits up; parts go back to their lots.",
  })
  breakKits(
    @Arg("input", () => BreakKitsInput, { description: "拆分什么。 / What is broken up." })
    { idempotencyKey, ...input }: BreakKitsInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    const given = { ...input, lotId: idOf("StockLot", input.lotId) };
    return onLot(context, { idempotencyKey }, (asking) =>
      breakKits(context.hub.database, asking, given),
    );
  }
}
