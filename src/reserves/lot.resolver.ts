import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { LotEvent } from "../../schema/words/reserves.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import { changeLot } from "./lot.service.ts";
import type { StockLot } from "./lot.types.ts";
import {
  BlockLotPayload,
  ChangeLotInput,
  lotOf,
  RecallLotPayload,
  ReleaseLotPayload,
} from "./lot.types.ts";
import { lotById } from "./reserves.loader.ts";

const inputIs = { description: "哪个批次、为何。 / Which lot, and why." };

@Resolver()
export class LotResolver {
  @Mutation(() => BlockLotPayload, {
    description: "封存批次,未预占数量转入封存。 / Puts a lot on quality hold.",
  })
  blockLot(
    @Arg("input", () => ChangeLotInput, inputIs) input: ChangeLotInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    return change(context, "BLOCK", input);
  }

  @Mutation(() => RecallLotPayload, {
    description: "召回批次,不得再放行。 / Recalls a lot; it is never released again.",
  })
  recallLot(
    @Arg("input", () => ChangeLotInput, inputIs) input: ChangeLotInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    return change(context, "RECALL", input);
  }

  @Mutation(() => ReleaseLotPayload, {
    description: "检验合格,解除封存。 / Inspected and good: lifts the quality hold.",
  })
  releaseLot(
    @Arg("input", () => ChangeLotInput, inputIs) input: ChangeLotInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    return change(context, "RELEASE", input);
  }
}

const change = (
  context: Context,
  event: LotEvent,
  { idempotencyKey, lotId, version, reason }: ChangeLotInput,
): Promise<StockLot | Refused> =>
  answer(
    context,
    () =>
      changeLot(context.hub.database, context.principal, event, {
        idempotencyKey,
        version,
        reason,
        lotId: idOf("StockLot", lotId),
      }),
    async ({ id }) => {
      const row = await context.load(lotById).load(id);
      return row && lotOf(row);
    },
  );
