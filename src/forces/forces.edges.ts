import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { EquipmentType, equipmentTypeOf, Skill } from "../catalog/capability.types.ts";
import { loadSkills } from "../catalog/catalog.edges.ts";
import { equipmentTypeByCode } from "../catalog/catalog.loader.ts";
import type { Context } from "../graph/context.ts";
import { loadNode } from "../network/network.edges.ts";
import { RoadNode } from "../network/network.types.ts";
import { loadOrganization, loadRegion } from "../regions/regions.edges.ts";
import { Organization, Region } from "../regions/regions.types.ts";
import { Carrier, Vehicle, vehicleOf } from "./carrier.types.ts";
import { teamById, unitsOfTeam, vehiclesOfCarrier } from "./forces.loader.ts";
import { EquipmentUnit, ForceUnit, Team, teamOf, unitOf } from "./forces.types.ts";

@Resolver(() => ForceUnit)
export class ForceUnitEdges {
  @FieldResolver(() => Organization, { description: "所属单位。 / Whose it is." })
  owner(@Root() { ownerOrg }: ForceUnit, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }

  @FieldResolver(() => RoadNode, { description: "驻地。 / Where its base is." })
  base(@Root() { baseNode }: ForceUnit, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, baseNode);
  }
}

@Resolver(() => Team)
export class TeamEdges {
  @FieldResolver(() => Region, { description: "所在区划。 / Its region." })
  region(@Root() { regionCode }: Team, @Ctx() context: Context): Promise<Region> {
    return loadRegion(context, regionCode);
  }

  @FieldResolver(() => [Skill], { description: "能力。 / What it can do." })
  skills(@Root() { skillCodes }: Team, @Ctx() context: Context): Promise<Skill[]> {
    return loadSkills(context, skillCodes);
  }

  @FieldResolver(() => [EquipmentUnit], { description: "随队装备。 / Its machines." })
  async equipment(@Root() { key }: Team, @Ctx() context: Context): Promise<EquipmentUnit[]> {
    return (await context.load(unitsOfTeam).load(key)).map(unitOf);
  }
}

@Resolver(() => EquipmentUnit)
export class EquipmentUnitEdges {
  @FieldResolver(() => EquipmentType, { description: "类型。 / Its type." })
  async type(@Root() { typeCode }: EquipmentUnit, @Ctx() context: Context): Promise<EquipmentType> {
    const row = await context.load(equipmentTypeByCode).load(typeCode);
    if (row === null) throw new Error(`no equipment type ${typeCode}`);
    return equipmentTypeOf(row);
  }

  @FieldResolver(() => Team, { nullable: true, description: "操作队伍。 / The team that mans it." })
  async team(@Root() { teamId }: EquipmentUnit, @Ctx() context: Context): Promise<Team | null> {
    const row = teamId === null ? null : await context.load(teamById).load(teamId);
    return row && teamOf(row);
  }
}

@Resolver(() => Carrier)
export class CarrierEdges {
  @FieldResolver(() => Organization, { description: "单位。 / The organization." })
  organization(@Root() { orgId }: Carrier, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, orgId);
  }

  @FieldResolver(() => [Vehicle], { description: "车辆。 / Its vehicles." })
  async vehicles(@Root() { orgId }: Carrier, @Ctx() context: Context): Promise<Vehicle[]> {
    return (await context.load(vehiclesOfCarrier).load(orgId)).map(vehicleOf);
  }
}

@Resolver(() => Vehicle)
export class VehicleEdges {
  /** A vehicle's type may be one that the catalogue of machines does not list. */
  @FieldResolver(() => EquipmentType, { nullable: true, description: "车型。 / Its type." })
  async type(
    @Root() { typeCode }: Vehicle,
    @Ctx() context: Context,
  ): Promise<EquipmentType | null> {
    const row = await context.load(equipmentTypeByCode).load(typeCode);
    return row && equipmentTypeOf(row);
  }

  @FieldResolver(() => Organization, { description: "承运单位。 / Who runs it." })
  carrier(@Root() { carrierOrg }: Vehicle, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, carrierOrg);
  }

  @FieldResolver(() => RoadNode, { description: "驻地。 / Where it stands." })
  base(@Root() { baseNode }: Vehicle, @Ctx() context: Context): Promise<RoadNode> {
    return loadNode(context, baseNode);
  }
}
