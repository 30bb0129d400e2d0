import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { OrderLine } from "../dispatch/order.types.ts";
import type { Written } from "../feed/write.ts";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, readNode } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { Database } from "../postgres/pool.ts";
import {
  type EvidenceInput,
  InspectReturnInput,
  KeepGoodsInput,
  RecordRepairInput,
  RecordUseInput,
  ReturnedInput,
  StartReturnInput,
  type LineInput,
} from "./goods.args.types.ts";
import type { Evidence } from "./goods.model.ts";
import { keepGoods, recordUse, startReturn } from "./goods.service.ts";
import {
  ConfirmReturnLossPayload,
  InspectReturnPayload,
  KeepGoodsPayload,
  ReceiveReturnPayload,
  RecordRepairPayload,
  RecordUsePayload,
  StartReturnPayload,
} from "./goods.types.ts";
import {
  confirmReturnLoss,
  inspectReturn,
  receiveReturn,
  recordRepair,
} from "./returns.service.ts";

type Act<Input> = (database: Database, asking: Asking, input: Input) => Promise<Outcome<Written>>;

/** Runs a write about an order line and reads the line again. */
export function onLine<Input extends { readonly orderLineId: string }>(
  context: Context,
  { idempotencyKey }: LineInput,
  input: Input,
  act: Act<Input>,
): Promise<OrderLine | Refused> {
  const asking = { principal: context.principal, key: idempotencyKey };
  return answer(
    context,
    () => act(context.hub.database, asking, input),
    async () =>
      (await readNode(context, globalId("OrderLine", input.orderLineId))) as OrderLine | null,
  );
}

/** An input may carry an explicit null where it means nothing. */
export const evidenceOf = (given: EvidenceInput | undefined): Evidence => ({
  note: given?.note ?? undefined,
  documents: given?.documents ?? undefined,
});

/** What every deed on a line says: the line, the evidence, the time. */
export const saidOf = ({ orderLineId, evidence, occurredAt }: LineInput) => ({
  orderLineId: idOf("OrderLine", orderLineId),
  evidence: evidenceOf(evidence),
  occurredAt,
});

const orgOf = (id: string): string => idOf("Organization", id);
const fromOf = (kept: boolean): "BORROWED" | "ON_SITE" => (kept ? "BORROWED" : "ON_SITE");

@Resolver()
export class GoodsResolver {
  @Mutation(() => RecordUsePayload, {
    description: "登记使用(签收单位办理)。 / Books what became of goods; by the receiver.",
  })
  recordUse(
    @Arg("input", () => RecordUseInput, { description: "使用情况。 / What became of them." })
    input: RecordUseInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    const { consumed, distributed, scrapped, destroyed, againstEarmark } = input;
    const counts = { consumed, scrapped, destroyed, againstEarmark, from: fromOf(input.fromKept) };
    const given = distributed.map(({ place, unit, quantity, day }) => {
      return { place, unit, quantity, day };
    });
    return onLine(context, input, { ...saidOf(input), ...counts, distributed: given }, recordUse);
  }

  @Mutation(() => KeepGoodsPayload, {
    description: "留存物资,仍应归还。 / Keeps goods; they are still to be returned.",
  })
  keepGoods(
    @Arg("input", () => KeepGoodsInput, { description: "留存情况。 / What is kept where." })
    input: KeepGoodsInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    const { quantity } = input;
    const depotId = idOf("Depot", input.depotId);
    return onLine(context, input, { ...saidOf(input), quantity, depotId }, keepGoods);
  }

  @Mutation(() => StartReturnPayload, {
    description: "归还启运(签收单位办理)。 / Sends goods back; by the receiver.",
  })
  startReturn(
    @Arg("input", () => StartReturnInput, { description: "归还情况。 / What goes back." })
    input: StartReturnInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    const { quantity, carrierId, fromKept } = input;
    const load = { quantity, carrierOrg: orgOf(carrierId), from: fromOf(fromKept) } as const;
    return onLine(context, input, { ...saidOf(input), ...load }, startReturn);
  }

  @Mutation(() => ReceiveReturnPayload, {
    description: "归还到库,待检(保管单位办理)。 / Goods are back, to be inspected; by the keeper.",
  })
  receiveReturn(
    @Arg("input", () => ReturnedInput, { description: "到库情况。 / What arrived." })
    input: ReturnedInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    return onLine(context, input, returnedOf(input), receiveReturn);
  }

  @Mutation(() => ConfirmReturnLossPayload, {
    description: "确认归途缺失(签收或负担单位办理)。 / What never arrived is lost; by its sender.",
  })
  confirmReturnLoss(
    @Arg("input", () => ReturnedInput, { description: "缺失情况。 / What is missing." })
    input: ReturnedInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    return onLine(context, input, returnedOf(input), confirmReturnLoss);
  }

  @Mutation(() => InspectReturnPayload, {
    description: "归还验收:应还数量按验收结果核减(保管单位办理)。 / The keeper's inspection.",
  })
  inspectReturn(
    @Arg("input", () => InspectReturnInput, { description: "验收结果。 / What was found." })
    input: InspectReturnInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    const { good, repair, scrapped, restore, spoiledById } = input;
    const spoiledByOrg = spoiledById ? orgOf(spoiledById) : undefined;
    const found = { ...wayOf(input), good, repair, scrapped, restore, spoiledByOrg };
    return onLine(context, input, { ...saidOf(input), ...found }, inspectReturn);
  }

  @Mutation(() => RecordRepairPayload, {
    description: "修复验收(保管单位办理)。 / Repaired goods are back; by the keeper.",
  })
  recordRepair(
    @Arg("input", () => RecordRepairInput, { description: "修复结果。 / What was fixed." })
    input: RecordRepairInput,
    @Ctx() context: Context,
  ): Promise<OrderLine | Refused> {
    const { fixed, scrapped, voucher } = input;
    const mended = { ...saidOf(input), ...wayOf(input), fixed, scrapped, voucher };
    return onLine(context, input, mended, recordRepair);
  }
}

const wayOf = ({ received, relayed }: ReturnedInput | InspectReturnInput | RecordRepairInput) => ({
  received,
  relayed: relayed ?? undefined,
});

const returnedOf = (input: ReturnedInput) => ({
  ...saidOf(input),
  ...wayOf(input),
  carrierOrg: orgOf(input.carrierId),
  quantity: input.quantity,
});
