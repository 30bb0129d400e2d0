import { Field, ObjectType } from "type-graphql";
import { Vehicle } from "../forces/carrier.types.ts";
import { Refusal } from "../graph/refused.ts";
import { Day } from "../graph/scalars.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "一辆车可否承运这张调拨单已装未发的物资。 / Whether a vehicle may carry what an order has loaded.",
})
export class VehicleChoice {
  @Field(() => Vehicle, { description: "车辆。 / The vehicle." })
  vehicle!: Vehicle;

  @Field(() => Boolean, {
    description: "资质与保险是否齐备。 / Whether licence and insurance let it carry the load.",
  })
  allowed!: boolean;

  @Field(() => Boolean, { description: "一车能否装下。 / Whether it holds all of it alone." })
  holdsAll!: boolean;

  @Field(() => Day, {
    nullable: true,
    description: "承运保险有效期至(含)。 / Insured to the end of this day.",
  })
  insuredUntil!: string | null;

  @Field(() => [Refusal], { description: "不可用的原因。 / Why it may not." })
  why!: Refusal[];
}
