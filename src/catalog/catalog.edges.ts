import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { BatchResolver } from "../graph/batch.ts";
import type { Context } from "../graph/context.ts";
import { loadEach } from "../regions/rows.loader.ts";
import type { ItemRow } from "./catalog.service.ts";
import { EquivalentItem } from "../regions/equivalent.types.ts";
import { EquipmentType, Skill, skillOf } from "./capability.types.ts";
import {
  categoryByCode,
  componentsOfKit,
  itemBySku,
  skillByCode,
  substitutesOfItem,
} from "./catalog.loader.ts";
import {
  categoryOf,
  componentOf,
  Item,
  ItemCategory,
  itemOf,
  KitComponent,
  Substitute,
  substituteOf,
} from "./catalog.types.ts";

/** The item that something of another slice is of; it must be there, by foreign key. */
export const loadItem = async (context: Context, sku: string): Promise<Item> =>
  itemAt(await context.load(itemBySku).load(sku), sku);

/** The items of many things at once. */
export const loadItems: BatchResolver<{ readonly sku: string }, Item> = (things, context) =>
  loadEach(
    context.load(itemBySku),
    things.map(({ sku }) => sku),
    itemAt,
  );

function itemAt(row: ItemRow | null, sku: string): Item {
  if (row === null) throw new Error(`no item ${sku}`);
  return itemOf(row);
}

/** Skills by code, in the order of the list; a code that the catalogue has lost is left out. */
export async function loadSkills(context: Context, codes: readonly string[]): Promise<Skill[]> {
  const rows = await Promise.all(codes.map((code) => context.load(skillByCode).load(code)));
  return rows.filter((row) => row !== null).map(skillOf);
}

@Resolver(() => Item)
export class ItemEdges {
  @FieldResolver(() => ItemCategory, { description: "品类。 / Its category." })
  async category(@Root() { categoryCode }: Item, @Ctx() context: Context): Promise<ItemCategory> {
    const row = await context.load(categoryByCode).load(categoryCode);
    if (row === null) throw new Error(`no category ${categoryCode}`);
    return categoryOf(row);
  }

  @FieldResolver(() => [KitComponent], {
    description: "套装组成;非套装为空列表。 / What a kit is made of; empty for other items.",
  })
  async components(@Root() { sku, isKit }: Item, @Ctx() context: Context): Promise<KitComponent[]> {
    return isKit ? (await context.load(componentsOfKit).load(sku)).map(componentOf) : [];
  }

  @FieldResolver(() => [Substitute], { description: "可替代物资。 / What may be given instead." })
  async substitutes(@Root() { sku }: Item, @Ctx() context: Context): Promise<Substitute[]> {
    return (await context.load(substitutesOfItem).load(sku)).map(substituteOf);
  }
}

@Resolver(() => KitComponent)
export class KitComponentEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: KitComponent, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }
}

@Resolver(() => Substitute)
export class SubstituteEdges {
  @FieldResolver(() => Item, { description: "替代品。 / The substitute." })
  item(@Root() { sku }: Substitute, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }
}

@Resolver(() => EquivalentItem)
export class EquivalentItemEdges {
  @FieldResolver(() => Item, {
    nullable: true,
    description: "抵补物资;目录中没有为空。 / What may come instead; null: not in the catalogue.",
  })
  async substituteItem(
    @Root() { substitute }: EquivalentItem,
    @Ctx() context: Context,
  ): Promise<Item | null> {
    const row = await context.load(itemBySku).load(substitute);
    return row && itemOf(row);
  }
}

@Resolver(() => EquipmentType)
export class EquipmentTypeEdges {
  @FieldResolver(() => [Skill], { description: "可提供的能力。 / What it can do." })
  skills(@Root() { skillCodes }: EquipmentType, @Ctx() context: Context): Promise<Skill[]> {
    return loadSkills(context, skillCodes);
  }
}
