import { ArgsType, Field, Float, InputType, Int, ObjectType } from "type-graphql";
import type { Sector } from "../../schema/words/regions.ts";
import {
  depotTier,
  reserveMode,
  visibility,
  type DepotTier,
  type ReserveMode,
  type Visibility,
} from "../../schema/words/reserves.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { SectorEnum } from "../regions/regions.types.ts";
import { gapOf } from "./reserves.rules.ts";
import type { DepotRow, TargetLine } from "./reserves.service.ts";

export const DepotTierEnum = enumOf("DepotTier", depotTier, "储备库层级。 / Tier of a depot.");
export const ReserveModeEnum = enumOf(
  "ReserveMode",
  reserveMode,
  "储备方式。 / How a reserve is kept.",
);
export const VisibilityEnum = enumOf(
  "Visibility",
  visibility,
  "库存对谁可见。 / Who may see what a depot holds.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "储备库(点)。 / A depot: a place where reserves are kept.",
})
export class Depot extends Node {
  @Field(() => String, { description: "库编码。 / The hub's code of it." })
  code!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: "英文名称。 / Name in English." })
  nameEn!: string | null;

  @Field(() => DepotTierEnum, { description: "层级。 / Tier." })
  tier!: DepotTier;

  @Field(() => SectorEnum, { description: "部门。 / Government, enterprise or charity." })
  sector!: Sector;

  @Field(() => ReserveModeEnum, { description: "储备方式。 / How reserves are kept here." })
  reserveMode!: ReserveMode;

  @Field(() => VisibilityEnum, { description: "可见范围。 / Who may see it." })
  visibility!: Visibility;

  @Field(() => Float, { description: "经度(WGS-84)。 / Longitude, WGS-84 degrees." })
  lon!: number;

  @Field(() => Float, { description: "纬度(WGS-84)。 / Latitude, WGS-84 degrees." })
  lat!: number;

  @Field(() => Float, {
    nullable: true,
    description: "库容(立方米);未知为空。 / Room in cubic metres; null: unknown.",
  })
  capacityM3!: number | null;

  @Field(() => Int, {
    description: "接令到首车装毕(分钟)。 / Minutes from the order to the first loaded vehicle.",
  })
  readyMinutes!: number;

  key!: string;
  regionCode!: string;
  ownerOrg!: string;
  custodianOrg!: string;
  nodeId!: string;
}

export const depotOf = ({ node, ...row }: DepotRow): Depot =>
  Object.assign(new Depot(), row, {
    key: row.id,
    code: row.id,
    nodeId: node,
    id: globalId("Depot", row.id),
  });

export const DepotConnection = connectionOf("Depot", Depot);

@ObjectType({
  simpleResolvers: true,
  description: "储备定额:某库某物资应储数量。 / How much of an item a depot should hold.",
})
export class ReserveTarget {
  @Field(() => Quantity, { description: "应储数量。 / How much there should be." })
  quantity!: number;

  @Field(() => String, { description: "依据。 / On which ground." })
  basis!: string;

  @Field(() => String, { description: "依据的状态,如示例、已批准。 / Whether it is in force." })
  status!: string;

  @Field(() => Quantity, {
    nullable: true,
    description: "未预占数量;从未登记为空。 / Free; null: nothing was ever recorded.",
  })
  onHand!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "其中完好且未过期。 / Of that, good and unexpired.",
  })
  usable!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "缺口:定额减可用;未知为空,不为零。 / Target less usable; null: unknown, not zero.",
  })
  gap!: number | null;

  depotId!: string;
  sku!: string;
}

export const targetOf = ({ item, ...row }: TargetLine): ReserveTarget =>
  Object.assign(new ReserveTarget(), row, { sku: item, gap: gapOf(row.quantity, row.usable) });

@InputType({ description: "储备库的筛选条件,同时满足。 / Which depots; all conditions hold." })
export class DepotFilter {
  @Field(() => String, {
    nullable: true,
    description: "按中文、拼音、首字母或编码查找。 / By Chinese name, pinyin, initials or code.",
  })
  search?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "该区划及其下级。 / In this region or below it.",
  })
  regionCode?: string | null;

  @Field(() => SectorEnum, { nullable: true, description: "部门。 / Sector." })
  sector?: Sector | null;

  @Field(() => DepotTierEnum, { nullable: true, description: "层级。 / Tier." })
  tier?: DepotTier | null;

  @Field(() => ReserveModeEnum, { nullable: true, description: "储备方式。 / Reserve mode." })
  reserveMode?: ReserveMode | null;

  @Field(() => String, {
    nullable: true,
    description: "物权单位编码。 / Code of the organization that owns it.",
  })
  ownerCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "登记有该物资的批次。 / Where lots of this sku are recorded.",
  })
  item?: string | null;
}

@ArgsType()
export class DepotsArgs extends PageArgs {
  @Field(() => DepotFilter, { nullable: true, description: "筛选条件。 / Which depots." })
  filter?: DepotFilter | null;
}

@ArgsType()
export class LotsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "只取该物资。 / Lots of this sku only." })
  item?: string | null;
}
