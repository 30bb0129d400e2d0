import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { localId, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { Carrier, carrierOf, vehicleOf } from "./carrier.types.ts";
import { carrierByOrg, teamById, unitById, vehicleById } from "./forces.loader.ts";
import type { UnitRef } from "./forces.model.ts";
import { listTeams, listUnits, moveUnit, readCarriers } from "./forces.service.ts";
import {
  EquipmentUnitConnection,
  EquipmentUnitsArgs,
  MoveUnitInput,
  MoveUnitPayload,
  TeamConnection,
  teamOf,
  TeamsArgs,
  unitOf,
  type EquipmentUnit,
  type Team,
} from "./forces.types.ts";

const readTeam = async (context: Context, id: string): Promise<Team | null> => {
  const row = await context.load(teamById).load(id);
  return row && teamOf(row);
};
const readUnit = async (context: Context, id: string): Promise<EquipmentUnit | null> => {
  const row = await context.load(unitById).load(id);
  return row && unitOf(row);
};

registerNode("Team", readTeam);
registerNode("EquipmentUnit", readUnit);
registerNode("Carrier", async (context, id) => {
  const row = await context.load(carrierByOrg).load(id);
  return row && carrierOf(row);
});
registerNode("Vehicle", async (context, id) => {
  const row = await context.load(vehicleById).load(id);
  return row && vehicleOf(row);
});

/** What is neither a team nor a machine names a team that is not there. */
const refOf = (global: string): UnitRef => {
  const local = localId(global);
  if (local?.type === "EquipmentUnit") return { kind: "EQUIPMENT", id: local.id };
  return { kind: "TEAM", id: local?.type === "Team" ? local.id : "" };
};

@Resolver()
export class ForcesResolver {
  @Query(() => TeamConnection, { description: "应急队伍,按编码排序。 / Teams, by code." })
  async teams(
    @Args(() => TeamsArgs) args: TeamsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Team>> {
    return pageWith(granted(context, await listTeams(await context.reading.tx(), args)), teamOf);
  }

  @Query(() => EquipmentUnitConnection, { description: "装备,按编码排序。 / Machines, by code." })
  async equipmentUnits(
    @Args(() => EquipmentUnitsArgs) args: EquipmentUnitsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<EquipmentUnit>> {
    return pageWith(granted(context, await listUnits(await context.reading.tx(), args)), unitOf);
  }

  @Query(() => [Carrier], { description: "承运单位。 / Who carries goods." })
  async carriers(@Ctx() context: Context): Promise<Carrier[]> {
    return (await readCarriers(await context.reading.tx())).map(carrierOf);
  }

  @Mutation(() => MoveUnitPayload, {
    description: "更新队伍或装备状态。 / Reports where a team or a machine stands.",
  })
  moveUnit(
    @Arg("input", () => MoveUnitInput, {
      description: "何单元、何动态。 / Which unit, what happened.",
    })
    { idempotencyKey, unitId, event, version }: MoveUnitInput,
    @Ctx() context: Context,
  ): Promise<Team | EquipmentUnit | Refused> {
    const unit = refOf(unitId);
    const move = { idempotencyKey, unit, event, version };
    return answer<{ readonly id: string }, Team | EquipmentUnit>(
      context,
      () => moveUnit(context.hub.database, context.principal, move),
      ({ id }) => (unit.kind === "TEAM" ? readTeam(context, id) : readUnit(context, id)),
    );
  }
}
