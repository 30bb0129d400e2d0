import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { confirmDifference, denyDifference } from "./leg-difference.service.ts";
import { receiveLeg } from "./leg-receive.service.ts";
import { DenyDifferenceInput } from "./leg.args.types.ts";
import { departOrder } from "./leg.service.ts";
import type { Departed } from "./slip.service.ts";
import {
  ConfirmDifferencePayload,
  DenyDifferencePayload,
  Departure,
  DepartOrderPayload,
  Leg,
  legOf,
  ReceiveLegPayload,
  RenewArrivalCodePayload,
} from "./leg.types.ts";
import { DepartOrderInput, LegStepInput, ReceiveLegInput } from "./order.args.types.ts";
import { legById } from "./order.loader.ts";
import { orderIdOf } from "./order.resolver.ts";
import { renewArrivalCode } from "./slip-code.service.ts";

export const loadLeg = async (context: Context, id: string): Promise<Leg | null> => {
  const row = await context.load(legById).load(id);
  return row && legOf(row);
};
registerNode("Leg", loadLeg);

export const legIdOf = (id: string): string => idOf("Leg", id);

/** The leg is read again, the code is not: it is nowhere to be read. */
export const shown = (
  context: Context,
  act: () => Promise<Outcome<Departed>>,
): Promise<Departure | Refused> =>
  answer(context, act, async ({ id, arrivalCode }) => {
    const leg = await loadLeg(context, id);
    return leg && Object.assign(new Departure(), { leg, arrivalCode: arrivalCode ?? null });
  });

@Resolver()
export class LegResolver {
  @Query(() => Leg, { nullable: true, description: "按编号取运段。 / A leg by its id." })
  leg(
    @Arg("id", () => ID, { description: "运段编号。 / Global id of the leg." }) id: string,
    @Ctx() context: Context,
  ): Promise<Leg | null> {
    return loadLeg(context, legIdOf(id));
  }

  @Mutation(() => DepartOrderPayload, {
    description:
      "出库启运(保管员):出具交接单与一次性到达交接码;可分批。 / Counts goods out at the gate; in parts if need be.",
  })
  departOrder(
    @Arg("input", () => DepartOrderInput, { description: "启运。 / The departure." })
    { idempotencyKey: key, orderId, carrierId, vehicleIds, lines, occurredAt }: DepartOrderInput,
    @Ctx() context: Context,
  ): Promise<Departure | Refused> {
    const input = {
      orderId: orderIdOf(orderId),
      carrierOrg: idOf("Organization", carrierId),
      vehicleIds: vehicleIds?.map((id) => idOf("Vehicle", id)),
      lines: lines.map(({ orderLineId, departed }) => ({
        orderLineId: idOf("OrderLine", orderLineId),
        departed,
      })),
      occurredAt,
    };
    const { principal } = context;
    return shown(context, () => departOrder(context.hub.database, { principal, key }, input));
  }

  @Mutation(() => RenewArrivalCodePayload, {
    description:
      "补发到达交接码(发出方),旧码作废。 / A new arrival code where the old one was lost; by the sender.",
  })
  renewArrivalCode(
    @Arg("input", () => LegStepInput, { description: "运段。 / The leg." })
    { idempotencyKey: key, legId }: LegStepInput,
    @Ctx() context: Context,
  ): Promise<Departure | Refused> {
    const { principal } = context;
    const input = { legId: legIdOf(legId) };
    return shown(context, () => renewArrivalCode(context.hub.database, { principal, key }, input));
  }

  @Mutation(() => ReceiveLegPayload, {
    description:
      "签收(签收人):合格、拒收、缺失之和须等于启运数。 / Receives a leg, every line counted.",
  })
  receiveLeg(
    @Arg("input", () => ReceiveLegInput, { description: "清点结果。 / The counts." })
    { idempotencyKey: key, legId, lines, ...rest }: ReceiveLegInput,
    @Ctx() context: Context,
  ): Promise<Leg | Refused> {
    const { principal } = context;
    const input = {
      ...rest,
      legId: legIdOf(legId),
      lines: lines.map(({ orderLineId, accepted, rejected, missing }) => ({
        orderLineId: idOf("OrderLine", orderLineId),
        accepted,
        rejected,
        missing,
      })),
    };
    return answer(
      context,
      () => receiveLeg(context.hub.database, { principal, key }, input),
      ({ id }) => loadLeg(context, id),
    );
  }

  @Mutation(() => ConfirmDifferencePayload, {
    description:
      "确认差异;逾期视同确认,有争议时任一方可认可对方。 / Confirms what is missing, or the other's figures.",
  })
  confirmDifference(
    @Arg("input", () => LegStepInput, { description: "运段。 / The leg." })
    { idempotencyKey: key, legId }: LegStepInput,
    @Ctx() context: Context,
  ): Promise<Leg | Refused> {
    const { principal } = context;
    return answer(
      context,
      () => confirmDifference(context.hub.database, { principal, key }, { legId: legIdOf(legId) }),
      ({ id }) => loadLeg(context, id),
    );
  }

  @Mutation(() => DenyDifferencePayload, {
    description:
      "否认差异(发出方,限期内),未定前不产生往来。 / The sender denies it; nobody owes meanwhile.",
  })
  denyDifference(
    @Arg("input", () => DenyDifferenceInput, { description: "理由与数字。 / Why, and figures." })
    { idempotencyKey: key, legId, reason, lines }: DenyDifferenceInput,
    @Ctx() context: Context,
  ): Promise<Leg | Refused> {
    const { principal } = context;
    const denied = lines.map(({ orderLineId, missing }) => ({
      orderLineId: idOf("OrderLine", orderLineId),
      missing,
    }));
    const input = { legId: legIdOf(legId), reason, lines: denied };
    return answer(
      context,
      () => denyDifference(context.hub.database, { principal, key }, input),
      ({ id }) => loadLeg(context, id),
    );
  }
}
