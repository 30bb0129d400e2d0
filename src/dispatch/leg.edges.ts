import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Vehicle, vehicleOf } from "../forces/carrier.types.ts";
import { vehicleById } from "../forces/forces.loader.ts";
import type { Context } from "../graph/context.ts";
import { loadNode } from "../network/network.edges.ts";
import { RoadNode } from "../network/network.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { Approval } from "./approval.types.ts";
import { loadLeg } from "./leg.resolver.ts";
import { HandOver, handOverOf, Leg, LegLine, legLineOf, LegRelay, relayOf } from "./leg.types.ts";
import { linesOfLeg, slipsOfLeg } from "./order.loader.ts";
import { loadOrder } from "./order.resolver.ts";
import { DispatchOrder } from "./order.types.ts";

@Resolver(() => Leg)
export class LegEdges {
  @FieldResolver(() => DispatchOrder, { nullable: true, description: "调拨单。 / Its order." })
  order(@Root() { orderKey }: Leg, @Ctx() context: Context): Promise<DispatchOrder | null> {
    return loadOrder(context, orderKey);
  }

  @FieldResolver(() => Organization, { description: "承运单位。 / Who drives." })
  carrier(@Root() { carrierOrg }: Leg, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, carrierOrg);
  }

  @FieldResolver(() => RoadNode, { description: "到达节点。 / Where it goes." })
  destination(@Root() { destinationNode }: Leg, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, destinationNode);
  }

  @FieldResolver(() => [Vehicle], { description: "车辆。 / Its vehicles." })
  async vehicles(@Root() { vehicleKeys }: Leg, @Ctx() context: Context): Promise<Vehicle[]> {
    const rows = await context.load(vehicleById).loadMany(vehicleKeys);
    return rows.flatMap((row) => (row === null || row instanceof Error ? [] : [vehicleOf(row)]));
  }

  @FieldResolver(() => Leg, {
    nullable: true,
    description:
      "中转前的一程;空为自库启运。 / The leg that it took over from; null: from a depot.",
  })
  prior(@Root() { priorLegId }: Leg, @Ctx() context: Context): Promise<Leg | null> | null {
    return priorLegId === null ? null : loadLeg(context, priorLegId);
  }

  @FieldResolver(() => LegRelay, {
    nullable: true,
    description: "中转安排;空为直达。 / Where it is handed over; null: it goes through.",
  })
  relay(@Root() leg: Leg): LegRelay | null {
    return relayOf(leg);
  }

  @FieldResolver(() => [LegLine], { description: "各行。 / What left and what arrived." })
  async lines(@Root() { key }: Leg, @Ctx() context: Context): Promise<LegLine[]> {
    return (await context.load(linesOfLeg).load(key)).map(legLineOf);
  }

  @FieldResolver(() => [HandOver], { description: "两张交接单。 / Its two slips." })
  async slips(@Root() { key }: Leg, @Ctx() context: Context): Promise<HandOver[]> {
    return (await context.load(slipsOfLeg).load(key)).map(handOverOf);
  }
}

@Resolver(() => LegRelay)
export class LegRelayEdges {
  @FieldResolver(() => RoadNode, { description: "中转节点。 / Where." })
  node(@Root() { node }: LegRelay, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, node);
  }

  @FieldResolver(() => Organization, { description: "接续承运单位。 / Who takes over." })
  carrier(@Root() { carrierOrg }: LegRelay, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, carrierOrg);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "中转点保管单位。 / Who keeps the relay point, if anyone but the carrier.",
  })
  async keeper(
    @Root() { keeperOrg }: LegRelay,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return keeperOrg === null ? null : loadOrganization(context, keeperOrg);
  }
}

@Resolver(() => HandOver)
export class HandOverEdges {
  @FieldResolver(() => Organization, { description: "交付方。 / Who gives." })
  givenBy(@Root() { givenByOrg }: HandOver, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, givenByOrg);
  }

  @FieldResolver(() => Organization, { description: "接收方。 / Who takes." })
  takenBy(@Root() { takenByOrg }: HandOver, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, takenByOrg);
  }
}

@Resolver(() => Approval)
export class ApprovalEdges {
  @FieldResolver(() => DispatchOrder, { nullable: true, description: "调拨单。 / Its order." })
  order(@Root() { orderKey }: Approval, @Ctx() context: Context): Promise<DispatchOrder | null> {
    return loadOrder(context, orderKey);
  }

  @FieldResolver(() => Organization, { description: "被提请单位。 / Who is asked." })
  organization(@Root() { orgKey }: Approval, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, orgKey);
  }
}
