import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Written } from "../feed/write.ts";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, readNode } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { StockLot } from "../reserves/lot.types.ts";
import {
  AcceptRefillInput,
  ReceiveRefillInput,
  SendRefillInput,
  TakeBackRefillInput,
  type RefillOfInput,
} from "./refill.args.types.ts";
import {
  AcceptRefillPayload,
  ReceiveRefillPayload,
  RefillShipment,
  SendRefillPayload,
  TakeBackRefillPayload,
} from "./claims.types.ts";
import { evidenceOf } from "./goods.resolver.ts";
import { acceptRefill, sendRefill, takeBackRefill } from "./refill-stock.service.ts";
import { receiveRefill } from "./refill.service.ts";

const refillOf = ({ taskId, claimId, evidence, occurredAt }: RefillOfInput) => ({
  taskId: taskId ? idOf("RefillTask", taskId) : undefined,
  claimId: claimId ? idOf("Claim", claimId) : undefined,
  evidence: evidenceOf(evidence),
  occurredAt,
});

const onShelf = (
  context: Context,
  { idempotencyKey }: Pick<RefillOfInput, "idempotencyKey">,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<StockLot | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key: idempotencyKey }),
    async ({ id }) => (await readNode(context, globalId("StockLot", id))) as StockLot | null,
  );

@Resolver()
export class RefillResolver {
  @Mutation(() => ReceiveRefillPayload, {
    description:
      "采购补库入库:剩余有效期合格方可(保管单位办理)。 / Takes bought goods in; by the keeper.",
  })
  receiveRefill(
    @Arg("input", () => ReceiveRefillInput, { description: "入库内容。 / What came." })
    input: ReceiveRefillInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    const { item, arrived, passed, voucher, batch } = input;
    const lot = {
      batch,
      madeOn: input.madeOn ?? undefined,
      expiresOn: input.expiresOn ?? undefined,
      bin: input.bin ?? undefined,
      unitValueFen: input.unitPriceFen ?? undefined,
    };
    const gift = input.gift ?? undefined;
    const asked = { ...refillOf(input), item, arrived, passed, gift, voucher, lot };
    return onShelf(context, input, (asking) => receiveRefill(context.hub.database, asking, asked));
  }

  @Mutation(() => SendRefillPayload, {
    description: "以库存补库启运(应补方保管员办理)。 / Sends own stock; by the debtor's keeper.",
  })
  sendRefill(
    @Arg("input", () => SendRefillInput, { description: "启运内容。 / What is sent." })
    input: SendRefillInput,
    @Ctx() context: Context,
  ): Promise<RefillShipment | Refused> {
    const { quantity } = input;
    const lotId = idOf("StockLot", input.lotId);
    const carrierOrg = idOf("Organization", input.carrierId);
    const gift = input.gift ?? undefined;
    const offerId = input.offerId ? idOf("RotationOffer", input.offerId) : undefined;
    const asked = { ...refillOf(input), lotId, quantity, gift, offerId, carrierOrg };
    const asking = { principal: context.principal, key: input.idempotencyKey };
    return answer(
      context,
      () => sendRefill(context.hub.database, asking, asked),
      ({ id }) => Promise.resolve(Object.assign(new RefillShipment(), { shipmentId: id })),
    );
  }

  @Mutation(() => AcceptRefillPayload, {
    description: "以库存补库入库,物权转移(保管单位办理)。 / Takes sent goods in; title changes.",
  })
  acceptRefill(
    @Arg("input", () => AcceptRefillInput, { description: "入库内容。 / What came." })
    input: AcceptRefillInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    const { shipmentId, passed, rejected, missing } = input;
    const counts = { passed, gift: input.gift ?? undefined, rejected, missing };
    const asked = { ...refillOf(input), shipmentId, ...counts, bin: input.bin ?? undefined };
    return onShelf(context, input, (asking) => acceptRefill(context.hub.database, asking, asked));
  }

  @Mutation(() => TakeBackRefillPayload, {
    description:
      "补库物资退回或确认灭失(启运方办理)。 / What was not taken in is back, or lost; by its sender.",
  })
  takeBackRefill(
    @Arg("input", () => TakeBackRefillInput, { description: "退回内容。 / What came back." })
    input: TakeBackRefillInput,
    @Ctx() context: Context,
  ): Promise<StockLot | Refused> {
    const { shipmentId, returned, missing, occurredAt } = input;
    const evidence = evidenceOf(input.evidence);
    const asked = { shipmentId, returned, missing, evidence, occurredAt };
    return onShelf(context, input, (asking) => takeBackRefill(context.hub.database, asking, asked));
  }
}
