import { ArgsType, Field, Float, Int, ObjectType } from "type-graphql";
import {
  gbCodeStatus,
  planClass,
  recovery,
  type GbCodeStatus,
  type PlanClass,
  type Recovery,
} from "../../schema/words/catalog.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { Fen, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { onceFor } from "../kernel/once-for.ts";
import type { CategoryRow, ComponentRow, ItemRow, SubstituteRow } from "./catalog.service.ts";

export const PlanClassEnum = enumOf(
  "PlanClass",
  planClass,
  "“十四五”应急物资保障规划的分类。 / Class in the national plan for emergency materials.",
);
export const RecoveryEnum = enumOf(
  "Recovery",
  recovery,
  "用后是否回收。 / What becomes of goods after use.",
);
export const GbCodeStatusEnum = enumOf(
  "GbCodeStatus",
  gbCodeStatus,
  "国标编码是否核实。 / Whether the code was checked against the standard.",
);

@ObjectType({ simpleResolvers: true, description: "物资品类。 / A category of items." })
export class ItemCategory {
  @Field(() => String, { description: "品类编码。 / Code." })
  code!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;
}

export const categoryOf = (row: CategoryRow): ItemCategory =>
  Object.assign(new ItemCategory(), row);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "目录中的物资;数量一律以其基本单位计。 / A catalogue item; quantities are in its unit.",
})
export class Item extends Node {
  @Field(() => String, { description: "物资编码。 / Stock-keeping unit." })
  sku!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "基本单位(英文)。 / Base unit, in English." })
  unit!: string;

  @Field(() => String, { description: "基本单位(中文)。 / Base unit, in Chinese." })
  unitZh!: string;

  @Field(() => String, { description: "国标大类。 / Major class of GB/T 38565." })
  gbMajor!: string;

  @Field(() => String, {
    nullable: true,
    description: "GB/T 38565-2020 编码;未核实为空。 / Code in GB/T 38565-2020; null: not verified.",
  })
  gbCode!: string | null;

  @Field(() => GbCodeStatusEnum, { description: "国标编码是否核实。 / Whether it was verified." })
  gbCodeStatus!: GbCodeStatus;

  @Field(() => PlanClassEnum, { description: "规划分类。 / Class in the national plan." })
  planClass!: PlanClass;

  @Field(() => [String], {
    description: "适用灾种代码;*为通用。 / Codes of hazards that it serves in; * is any.",
  })
  hazards!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: "储存期(月);未知为空。 / Storage life in months; null: unknown.",
  })
  storageLifeMonths!: number | null;

  @Field(() => Float, { description: "单位重量(千克)。 / Kilograms per base unit." })
  weightKg!: number;

  @Field(() => Float, { description: "单位体积(立方米)。 / Cubic metres per base unit." })
  volumeM3!: number;

  @Field(() => RecoveryEnum, { description: "用后处置。 / What becomes of it after use." })
  recovery!: Recovery;

  @Field(() => Int, {
    nullable: true,
    description: "使用未超该月数须归还。 / To be returned if used for fewer months than this.",
  })
  recoveryMonths!: number | null;

  @Field(() => Boolean, {
    description: "归还后须充装、洗消或检测。 / Must be recharged, cleaned or tested after return.",
  })
  needsRestoring!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "危险货物联合国编号。 / UN number of dangerous goods.",
  })
  dangerousGoods!: string | null;

  @Field(() => Fen, {
    nullable: true,
    description: "参考单价(分)。 / Indicative value per base unit, in 分.",
  })
  valueFen!: number | null;

  @Field(() => Boolean, { description: "是否成套物资。 / Whether it is a kit." })
  isKit!: boolean;

  categoryCode!: string;
}

export const itemOf = onceFor(({ category, ...row }: ItemRow): Item =>
  Object.assign(new Item(), row, {
    id: globalId("Item", row.sku),
    categoryCode: category,
    gbCodeStatus: row.gbCode === null ? "UNVERIFIED" : "VERIFIED",
  } as const),
);

export const ItemConnection = connectionOf("Item", Item);

@ObjectType({ simpleResolvers: true, description: "套装中的一种物资。 / One part of a kit." })
export class KitComponent {
  @Field(() => Quantity, { description: "每套数量。 / How many are in one kit." })
  quantity!: number;

  sku!: string;
}

export const componentOf = ({ component, quantity }: ComponentRow): KitComponent =>
  Object.assign(new KitComponent(), { sku: component, quantity });

@ObjectType({
  simpleResolvers: true,
  description: "替代关系:give 个替代品抵 counts 个本品。 / `give` substitutes count as `counts`.",
})
export class Substitute {
  @Field(() => Quantity, { description: "给出的替代品数量。 / How many substitutes are given." })
  give!: number;

  @Field(() => Quantity, { description: "抵作的数量。 / As how many of the item they count." })
  counts!: number;

  @Field(() => String, { description: "说明。 / What to mind." })
  note!: string;

  sku!: string;
}

export const substituteOf = ({ substitute, give, counts, note }: SubstituteRow): Substitute =>
  Object.assign(new Substitute(), { sku: substitute, give, counts, note });

@ArgsType()
export class ItemsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: "按中文、拼音、首字母或编码查找。 / By Chinese name, pinyin, initials or sku.",
  })
  search?: string | null;

  @Field(() => String, { nullable: true, description: "只取该品类。 / This category only." })
  category?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "只取适用该灾种的。 / Only what serves in this hazard.",
  })
  hazard?: string | null;

  @Field(() => PlanClassEnum, { nullable: true, description: "只取该分类。 / This class only." })
  planClass?: PlanClass | null;
}
