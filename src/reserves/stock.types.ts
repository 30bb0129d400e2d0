import { ArgsType, Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { Day, Fen, Instant, Quantity } from "../graph/scalars.ts";
import type { CommitmentRow, NearRow, PositionRow } from "./reserves.model.ts";

@ObjectType({
  simpleResolvers: true,
  description: "附近有货的储备库。 / A depot that has enough of an item, and how far it is.",
})
export class StockNear {
  @Field(() => Quantity, {
    description: "可用数量:未预占、完好、未过期。 / Free, good and unexpired.",
  })
  quantity!: number;

  @Field(() => Float, { description: "直线距离(千米)。 / Distance as the crow flies, km." })
  distanceKm!: number;

  @Field(() => Int, { description: "批次数。 / In how many lots." })
  lots!: number;

  @Field(() => Day, {
    nullable: true,
    description: "最早到期日;空为不过期。 / The first to expire; null: none does.",
  })
  expiresFirst!: string | null;

  @Field(() => Instant, {
    nullable: true,
    description:
      "最早的盘点时间;有批次从未盘点为空。 / The oldest count; null: one was never counted.",
  })
  countedAt!: Date | null;

  depotId!: string;
}

export const nearOf = ({ metres, ...row }: NearRow): StockNear =>
  Object.assign(new StockNear(), row, { distanceKm: metres / 1000 });

export const StockNearConnection = connectionOf("StockNear", StockNear);

@ObjectType({
  simpleResolvers: true,
  description:
    "区域内一种物资的家底;未知为空,不为零。 / One item of a region's position; null: unknown.",
})
export class PositionLine {
  @Field(() => Quantity, {
    nullable: true,
    description: "在库未预占。 / Free on the shelves and not set aside, expired or not.",
  })
  onHand!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "其中可用。 / Of that, good and unexpired.",
  })
  usable!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description:
      "已预占;有无权查看的批次则为空。 / Held; null: part of it is not the reader's to see.",
  })
  held!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "定额;未定为空。 / Target; null: none set.",
  })
  target!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "缺口:定额减可用。 / Target less usable, never below zero.",
  })
  gap!: number | null;

  @Field(() => Int, { description: "批次数。 / Lots." })
  lots!: number;

  @Field(() => Int, { description: "其中从未盘点的。 / Of these, never counted." })
  uncountedLots!: number;

  @Field(() => Instant, {
    nullable: true,
    description: "最早的盘点时间。 / The oldest count among the counted lots.",
  })
  countedAt!: Date | null;

  sku!: string;
}

export const positionLineOf = ({ item, ...row }: PositionRow): PositionLine =>
  Object.assign(new PositionLine(), row, { sku: item });

export const PositionLineConnection = connectionOf("PositionLine", PositionLine);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "协议或产能储备的调用权。 / A call right on goods that are not ours yet.",
})
export class Commitment extends Node {
  @Field(() => String, { description: "编码。 / Code." })
  code!: string;

  @Field(() => Quantity, { description: "总额度。 / Limit in all." })
  maxQuantity!: number;

  @Field(() => Quantity, { description: "已承诺。 / Promised so far." })
  promised!: number;

  @Field(() => Quantity, { description: "剩余额度。 / What is left: limit less promised." })
  available!: number;

  @Field(() => Quantity, { description: "日供数量。 / Base units per day." })
  dailyRate!: number;

  @Field(() => Int, { description: "首批供货时间(分钟)。 / Minutes to the first delivery." })
  leadMinutes!: number;

  @Field(() => Fen, { description: "约定单价(分)。 / Agreed price per base unit, in 分." })
  unitPriceFen!: number;

  @Field(() => Day, { description: "生效日。 / First day of validity." })
  validFrom!: string;

  @Field(() => Day, { description: "届满日(含)。 / Last day of validity." })
  validTo!: string;

  @Field(() => Boolean, { description: "今日是否有效。 / Whether it is in force today." })
  inForceToday!: boolean;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  depotId!: string;
  sku!: string;
  supplierOrg!: string;
  contractingOrg!: string;
}

export const commitmentOf = ({ item, ...row }: CommitmentRow): Commitment =>
  Object.assign(new Commitment(), row, {
    code: row.id,
    sku: item,
    id: globalId("Commitment", row.id),
  });

export const CommitmentConnection = connectionOf("Commitment", Commitment);

@InputType({ description: "一个地点。 / A place." })
export class PointInput {
  @Field(() => Float, { description: "经度(WGS-84)。 / Longitude, WGS-84 degrees." })
  lon!: number;

  @Field(() => Float, { description: "纬度(WGS-84)。 / Latitude, WGS-84 degrees." })
  lat!: number;
}

@ArgsType()
export class StockArgs extends PageArgs {
  @Field(() => String, { description: "物资编码。 / Sku of the item." })
  item!: string;

  @Field(() => PointInput, {
    nullable: true,
    description: "由该点起算;与 node 二选一。 / From this place; this or `node`.",
  })
  near?: PointInput | null;

  @Field(() => String, {
    nullable: true,
    description: "由该路网节点起算。 / From this node of the road network.",
  })
  node?: string | null;

  @Field(() => Quantity, {
    defaultValue: 1,
    description: "每库至少数量。 / At least so much in one depot.",
  })
  minQuantity!: number;
}

@ArgsType()
export class PositionArgs extends PageArgs {
  @Field(() => String, { description: "区划代码,含下级。 / Region with all below it." })
  regionCode!: string;

  @Field(() => String, { nullable: true, description: "只看该物资。 / This sku only." })
  item?: string | null;
}

@ArgsType()
export class ExpiringArgs extends PageArgs {
  @Field(() => Int, {
    description: "多少天内到期,0–3650;已过期的总在内。 / Expiring within so many days, 0–3650.",
  })
  withinDays!: number;

  @Field(() => String, { nullable: true, description: "区划代码,含下级。 / In this region." })
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: "只看该物资。 / This sku only." })
  item?: string | null;
}
