import { Field, ID, ObjectType } from "type-graphql";
import { Quantity } from "../graph/scalars.ts";
import { EquivalentItem } from "../regions/equivalent.types.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "途中的补库物资,验收前仍属启运方。 / Refill goods on the road, the sender's until they pass.",
})
export class RefillOnTheRoad {
  @Field(() => String, { description: "补库运单号。 / Number of the shipment." })
  shipmentId!: string;

  @Field(() => String, { description: "物资代码。 / Sku that was sent." })
  itemCode!: string;

  @Field(() => Quantity, {
    description: "途中数量,该物资的基本单位。 / Under way, base units of what was sent.",
  })
  quantity!: number;

  @Field(() => Quantity, {
    nullable: true,
    description: "拒收待退回的数量;启运方以外为空。 / Turned away; null for all but the sender.",
  })
  rejected!: number | null;

  @Field(() => EquivalentItem, {
    nullable: true,
    description: "抵补比例;即所欠物资时为空。 / The ratio at which it counts; null: the item owed.",
  })
  ratio!: EquivalentItem | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "依哪个互换要约启运,超出应补的换出临期物资;无则空。 / " +
      "The swap under which it was sent: what is more than owed goes for ageing goods; null: none.",
  })
  offerId!: string | null;
}
