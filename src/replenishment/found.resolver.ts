import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { idOf, localId } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import { lotOf, StockLot } from "../reserves/lot.types.ts";
import { lotById } from "../reserves/reserves.loader.ts";
import { recordFound } from "./found.service.ts";
import { lossesOfLot } from "./found.loader.ts";
import { Loss, lossOf, RecordFoundInput, RecordFoundPayload } from "./found.types.ts";

@Resolver()
export class FoundResolver {
  @Mutation(() => RecordFoundPayload, {
    description:
      "登记找回:冲销灭失及其往来、补库任务;已补足的不再冲销。 / Takes a loss back with what was owed for it.",
  })
  recordFound(
    @Arg("input", () => RecordFoundInput, { description: "哪笔灭失。 / Which loss." })
    { idempotencyKey: key, lotId, ...input }: RecordFoundInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    return answer(
      context,
      () => {
        const asking = { principal: context.principal, key };
        const one = lotId === undefined ? input : { ...input, lotId: idOf("StockLot", lotId) };
        return recordFound(context.hub.database, asking, one);
      },
      async ({ id }) => {
        const row = await context.load(lotById).load(id);
        return row && lotOf(row);
      },
    );
  }
}

@Resolver(() => StockLot)
export class LotLosses {
  @FieldResolver(() => [Loss], {
    description:
      "最近 20 笔盘亏与灭失,新的在前(物权与保管单位可见)。 / The latest 20 losses, to owner and keeper.",
  })
  async losses(@Root() { id }: StockLot, @Ctx() context: Context): Promise<Loss[]> {
    return (await context.load(lossesOfLot).load(localId(id)?.id ?? "")).map(lossOf);
  }
}
