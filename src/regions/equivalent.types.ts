import { Field, InputType, ObjectType } from "type-graphql";
import type { EquivalentItem as EquivalentTerms } from "../../schema/shapes/agreement.ts";
import { Quantity } from "../graph/scalars.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "可抵补的物资及比例,不传递。 / What may come in place of another item; not transitive.",
})
export class EquivalentItem {
  @Field(() => String, { description: "所欠物资编码。 / Sku that is owed." })
  item!: string;

  @Field(() => String, { description: "抵补物资编码。 / Sku that may come instead." })
  substitute!: string;

  @Field(() => Quantity, {
    description: "抵补物资每份数量(基本单位)。 / So many of the substitute, base units.",
  })
  give!: number;

  @Field(() => Quantity, {
    description: "折合所欠物资数量(基本单位)。 / Count as so many of the item owed, base units.",
  })
  counts!: number;
}

export const equivalentItemOf = (one: EquivalentTerms): EquivalentItem =>
  Object.assign(new EquivalentItem(), one);

@InputType({ description: "可抵补的物资及比例。 / An item that may come in place of another." })
export class EquivalentItemInput {
  @Field(() => String, { description: "所欠物资编码。 / Sku that is owed." })
  item!: string;

  @Field(() => String, { description: "抵补物资编码。 / Sku that may come instead." })
  substitute!: string;

  @Field(() => Quantity, { description: "抵补物资每份数量。 / So many of the substitute, 1–10⁶." })
  give!: number;

  @Field(() => Quantity, { description: "折合所欠物资数量。 / Count as so many owed, 1–10⁶." })
  counts!: number;
}
