import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { registerNode } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { EquipmentType, equipmentTypeOf, Skill, skillOf } from "./capability.types.ts";
import { equipmentTypeByCode, itemBySku, skillByCode } from "./catalog.loader.ts";
import { listItems, readCategories, readEquipmentTypes, readSkills } from "./catalog.service.ts";
import {
  categoryOf,
  Item,
  ItemCategory,
  ItemConnection,
  itemOf,
  ItemsArgs,
} from "./catalog.types.ts";

const readItem = async (context: Context, sku: string): Promise<Item | null> => {
  const row = await context.load(itemBySku).load(sku);
  return row && itemOf(row);
};

registerNode("Item", readItem);
registerNode("Skill", async (context, code) => {
  const row = await context.load(skillByCode).load(code);
  return row && skillOf(row);
});
registerNode("EquipmentType", async (context, code) => {
  const row = await context.load(equipmentTypeByCode).load(code);
  return row && equipmentTypeOf(row);
});

@Resolver()
export class CatalogResolver {
  @Query(() => Item, { nullable: true, description: "按编码取物资。 / An item by its sku." })
  item(
    @Arg("sku", () => String, { description: "物资编码。 / Stock-keeping unit." }) sku: string,
    @Ctx() context: Context,
  ): Promise<Item | null> {
    return readItem(context, sku);
  }

  @Query(() => ItemConnection, { description: "物资目录,按编码排序。 / The catalogue, by sku." })
  async items(
    @Args(() => ItemsArgs) args: ItemsArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Item>> {
    const listed = await listItems(await context.reading.tx(), args);
    return pageWith(granted(context, listed), itemOf);
  }

  @Query(() => [ItemCategory], { description: "物资品类。 / Categories of items." })
  async itemCategories(@Ctx() context: Context): Promise<ItemCategory[]> {
    return (await readCategories(await context.reading.tx())).map(categoryOf);
  }

  @Query(() => [Skill], { description: "能力目录。 / What teams and machines can do." })
  async skills(@Ctx() context: Context): Promise<Skill[]> {
    return (await readSkills(await context.reading.tx())).map(skillOf);
  }

  @Query(() => [EquipmentType], { description: "装备类型。 / Types of machines." })
  async equipmentTypes(@Ctx() context: Context): Promise<EquipmentType[]> {
    return (await readEquipmentTypes(await context.reading.tx())).map(equipmentTypeOf);
  }
}
