import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import { handOverLeg } from "./leg-hand-over.service.ts";
import { planRelay } from "./leg-relay.service.ts";
import { turnBackLeg } from "./leg-turn-back.service.ts";
import { HandOverLegInput, PlanRelayInput, TurnBackLegInput } from "./leg.args.types.ts";
import { legIdOf, loadLeg, shown } from "./leg.resolver.ts";
import {
  HandOverLegPayload,
  PlanRelayPayload,
  TurnBackLegPayload,
  type Departure,
  type Leg,
} from "./leg.types.ts";

/** What happens to a leg between its departure and its arrival. */
@Resolver()
export class LegWayResolver {
  @Mutation(() => PlanRelayPayload, {
    description:
      "安排中转(发出方、请求单位或承运单位),可改可撤。 / Plans a relay; may be changed until it is made.",
  })
  planRelay(
    @Arg("input", () => PlanRelayInput, { description: "中转安排。 / The relay." })
    { idempotencyKey: key, legId, relay }: PlanRelayInput,
    @Ctx() context: Context,
  ): Promise<Leg | Refused> {
    const { principal } = context;
    const keeperId = relay?.keeperId;
    const input = {
      legId: legIdOf(legId),
      relay: relay && {
        nodeId: idOf("RoadNode", relay.nodeId),
        carrierOrg: idOf("Organization", relay.carrierId),
        keeperOrg: keeperId === undefined ? keeperId : idOf("Organization", keeperId),
      },
    };
    return answer(
      context,
      () => planRelay(context.hub.database, { principal, key }, input),
      ({ id }) => loadLeg(context, id),
    );
  }

  @Mutation(() => HandOverLegPayload, {
    description:
      "中转交接(接续承运单位或中转点),逐行点收。 / Counts a leg over; answers the one that goes on.",
  })
  handOverLeg(
    @Arg("input", () => HandOverLegInput, { description: "点收结果。 / The counts." })
    { idempotencyKey: key, legId, code, vehicleIds, lines, occurredAt }: HandOverLegInput,
    @Ctx() context: Context,
  ): Promise<Departure | Refused> {
    const { principal } = context;
    const input = {
      legId: legIdOf(legId),
      code,
      vehicleIds: vehicleIds?.map((id) => idOf("Vehicle", id)),
      lines: lines.map(({ orderLineId, taken }) => ({
        orderLineId: idOf("OrderLine", orderLineId),
        taken,
      })),
      occurredAt,
    };
    return shown(context, () => handOverLeg(context.hub.database, { principal, key }, input));
  }

  @Mutation(() => TurnBackLegPayload, {
    description: "折返(请求单位,非调令时出借单位亦可)。 / Turns a leg back; its needs reopen.",
  })
  turnBackLeg(
    @Arg("input", () => TurnBackLegInput, { description: "折返。 / Which, and why." })
    { idempotencyKey: key, legId, ...rest }: TurnBackLegInput,
    @Ctx() context: Context,
  ): Promise<Leg | Refused> {
    const { principal } = context;
    const input = { ...rest, legId: legIdOf(legId) };
    return answer(
      context,
      () => turnBackLeg(context.hub.database, { principal, key }, input),
      ({ id }) => loadLeg(context, id),
    );
  }
}
