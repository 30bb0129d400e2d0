import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { OrderState } from "../../schema/words/dispatch.ts";
import { Skill } from "../catalog/capability.types.ts";
import { loadItem, loadSkills } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import { teamById, unitById } from "../forces/forces.loader.ts";
import { EquipmentUnit, Team, teamOf, unitOf } from "../forces/forces.types.ts";
import type { Context } from "../graph/context.ts";
import { assert } from "../kernel/assert.ts";
import { loadIncident } from "../incidents/incident.resolver.ts";
import { Incident } from "../incidents/incident.types.ts";
import { loadNeed } from "../incidents/need.resolver.ts";
import { Need } from "../incidents/need.types.ts";
import { loadNode } from "../network/network.edges.ts";
import { RoadNode } from "../network/network.types.ts";
import { agreementByKey } from "../regions/agreement.loader.ts";
import { Agreement, agreementOf } from "../regions/agreement.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { lotOf, StockLot } from "../reserves/lot.types.ts";
import { Depot } from "../reserves/depot.types.ts";
import { loadDepot } from "../reserves/reserves.edges.ts";
import { lotById } from "../reserves/reserves.loader.ts";
import { Approval, approvalOf } from "./approval.types.ts";
import { Leg, legOf } from "./leg.types.ts";
import { approvalsOfOrder, legsOfOrder, linesOfOrder } from "./order.loader.ts";
import { orderState } from "./order.rules.ts";
import { DispatchOrder, OrderLine, orderLineOf, OrderStateEnum } from "./order.types.ts";

@Resolver(() => DispatchOrder)
export class OrderEdges {
  @FieldResolver(() => OrderStateEnum, { description: "状态。 / Its state, derived." })
  async state(@Root() order: DispatchOrder, @Ctx() context: Context): Promise<OrderState> {
    return orderState(order, await context.load(linesOfOrder).load(order.key));
  }

  @FieldResolver(() => [OrderLine], { description: "各行。 / Its lines." })
  async lines(@Root() { key }: DispatchOrder, @Ctx() context: Context): Promise<OrderLine[]> {
    return (await context.load(linesOfOrder).load(key)).map(orderLineOf);
  }

  @FieldResolver(() => [Approval], { description: "审批。 / Whose approval it waits for." })
  async approvals(@Root() { key }: DispatchOrder, @Ctx() context: Context): Promise<Approval[]> {
    return (await context.load(approvalsOfOrder).load(key)).map(approvalOf);
  }

  @FieldResolver(() => [Leg], { description: "运段。 / Its legs, in the order of departure." })
  async legs(@Root() { key }: DispatchOrder, @Ctx() context: Context): Promise<Leg[]> {
    return (await context.load(legsOfOrder).load(key)).map(legOf);
  }

  @FieldResolver(() => Incident, { description: "所属事件。 / The incident that it serves." })
  async incident(@Root() order: DispatchOrder, @Ctx() context: Context): Promise<Incident> {
    const incident = await loadIncident(context, order.incidentKey);
    assert(incident !== null, "every member sees every incident");
    return incident;
  }

  @FieldResolver(() => RoadNode, { description: "送达节点。 / Where it goes." })
  destination(@Root() order: DispatchOrder, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, order.destinationNode);
  }

  @FieldResolver(() => Organization, { description: "出借单位。 / Who lends." })
  lender(@Root() { lenderOrg }: DispatchOrder, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, lenderOrg);
  }

  @FieldResolver(() => Organization, { description: "请求单位。 / Who asked." })
  requester(@Root() order: DispatchOrder, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, order.requesterOrg);
  }

  @FieldResolver(() => Organization, { description: "签收单位。 / Who receives." })
  receiver(@Root() { receiverOrg }: DispatchOrder, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, receiverOrg);
  }

  @FieldResolver(() => Organization, { description: "负担单位。 / Who bears the cost." })
  payer(@Root() { payerOrg }: DispatchOrder, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, payerOrg);
  }

  @FieldResolver(() => [Organization], { description: "可查阅的各方。 / Who may read it." })
  parties(@Root() { partyOrgs }: DispatchOrder, @Ctx() context: Context): Promise<Organization[]> {
    return Promise.all(partyOrgs.map((org) => loadOrganization(context, org)));
  }

  @FieldResolver(() => Agreement, {
    nullable: true,
    description: "所依协议的那一版。 / The version of the agreement that it leans on.",
  })
  async agreement(
    @Root() { agreementKey }: DispatchOrder,
    @Ctx() context: Context,
  ): Promise<Agreement | null> {
    const row =
      agreementKey === null ? null : await context.load(agreementByKey).load(agreementKey);
    return row && agreementOf(row);
  }
}

@Resolver(() => OrderLine)
export class OrderLineEdges {
  @FieldResolver(() => Need, { nullable: true, description: "所满足的需求。 / The need it fills." })
  need(@Root() { needKey }: OrderLine, @Ctx() context: Context): Promise<Need | null> {
    return loadNeed(context, needKey);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "所在成套的编号,见需求的各套。 / Code of its set, among the need's; null: in none.",
  })
  set(@Root() { setId }: OrderLine): string | null {
    return setId;
  }

  @FieldResolver(() => [Skill], {
    description: "在成套需求中承担的能力;不成套为空。 / What it covers in its set; empty: no set.",
  })
  covers(@Root() { covers }: OrderLine, @Ctx() context: Context): Promise<Skill[]> {
    return loadSkills(context, covers ?? []);
  }

  @FieldResolver(() => Item, { nullable: true, description: "物资。 / The item; null: a unit." })
  async item(@Root() { sku }: OrderLine, @Ctx() context: Context): Promise<Item | null> {
    return sku === null ? null : loadItem(context, sku);
  }

  @FieldResolver(() => StockLot, { nullable: true, description: "批次。 / The lot, if any." })
  async lot(@Root() { lotId }: OrderLine, @Ctx() context: Context): Promise<StockLot | null> {
    const row = lotId === null ? null : await context.load(lotById).load(lotId);
    return row && lotOf(row);
  }

  @FieldResolver(() => Depot, { nullable: true, description: "储备库。 / The depot, if any." })
  async depot(@Root() { depotId }: OrderLine, @Ctx() context: Context): Promise<Depot | null> {
    return depotId === null ? null : loadDepot(context, depotId);
  }

  @FieldResolver(() => Team, { nullable: true, description: "队伍。 / The team, if any." })
  async team(@Root() { teamId }: OrderLine, @Ctx() context: Context): Promise<Team | null> {
    const row = teamId === null ? null : await context.load(teamById).load(teamId);
    return row && teamOf(row);
  }

  @FieldResolver(() => EquipmentUnit, {
    nullable: true,
    description: "装备。 / The machine, if any.",
  })
  async equipment(
    @Root() { equipmentId }: OrderLine,
    @Ctx() context: Context,
  ): Promise<EquipmentUnit | null> {
    const row = equipmentId === null ? null : await context.load(unitById).load(equipmentId);
    return row && unitOf(row);
  }

  @FieldResolver(() => Organization, { description: "物权单位。 / Whose it is." })
  owner(@Root() { ownerOrg }: OrderLine, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }

  @FieldResolver(() => Organization, { description: "保管单位。 / Who keeps it." })
  custodian(@Root() { custodianOrg }: OrderLine, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, custodianOrg);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "补还责任单位;下达前或无人负担为空。 / Who owes for what does not come back.",
  })
  async debtor(
    @Root() { debtorOrg }: OrderLine,
    @Ctx() context: Context,
  ): Promise<Organization | null> {
    return debtorOrg === null ? null : loadOrganization(context, debtorOrg);
  }
}
