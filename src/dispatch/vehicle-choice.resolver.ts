import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { vehicleOf } from "../forces/carrier.types.ts";
import { vehicleById } from "../forces/forces.loader.ts";
import type { Context } from "../graph/context.ts";
import { refused } from "../graph/refused.ts";
import { isUuid } from "./order.rules.ts";
import { orderIdOf } from "./order.resolver.ts";
import { judgeVehicles } from "./vehicle-choice.service.ts";
import { VehicleChoice } from "./vehicle-choice.types.ts";

@Resolver()
export class VehicleChoiceResolver {
  @Query(() => [VehicleChoice], {
    description:
      "可承运本单已装未发物资的车辆;不可用的附原因。 / Vehicles for what an order has loaded; why not, if not.",
  })
  async vehicleChoices(
    @Arg("orderId", () => ID, { description: "调拨单编号。 / Global id of the order." })
    orderId: string,
    @Ctx() context: Context,
  ): Promise<VehicleChoice[]> {
    const id = orderIdOf(orderId);
    const judged = isUuid(id) ? await judgeVehicles(await context.reading.tx(), id) : [];
    const rows = await Promise.all(
      judged.map(({ facts }) => context.load(vehicleById).load(facts.id)),
    );
    return judged.flatMap(({ facts, holdsAll, refusals }, at) => {
      const row = rows[at];
      if (row === null || row === undefined) return [];
      const why = refused(refusals, context.locale).refusals;
      const { insuredUntil } = facts;
      const told = { vehicle: vehicleOf(row), allowed: why.length === 0, holdsAll };
      return [Object.assign(new VehicleChoice(), { ...told, insuredUntil, why })];
    });
  }
}
