import { ArgsType, Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Quantity } from "../graph/scalars.ts";
import type { PastLotRow, PastPositionRow, PastShelfRow } from "./as-of.service.ts";

@InterfaceType({
  description: "某一时刻账簿所载货架上的数。 / Figures of shelves, as the books had them.",
  resolveType: (value: { constructor: { name: string } }) => value.constructor.name,
})
export abstract class ShelvedAsOf {
  @Field(() => Quantity, {
    nullable: true,
    description:
      "彼时在库未预占、未封存,含过期;未知为空。 / Free and not set aside, expired or not; null: unknown.",
  })
  onHand!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "其中彼时完好、在封存当日未过期。 / Of that, good then and unexpired on its day.",
  })
  usable!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "彼时已预占;无权知晓为空。 / Held then; null: not the reader's to know.",
  })
  held!: number | null;

  @Field(() => Quantity, {
    nullable: true,
    description: "彼时封存、召回;无权知晓为空。 / Set aside or recalled then; null: not to know.",
  })
  blocked!: number | null;
}

@ObjectType({
  implements: ShelvedAsOf,
  simpleResolvers: true,
  description: "区域内一种物资彼时的家底。 / One item of a region's position then.",
})
export class PositionAsOf extends ShelvedAsOf {
  @Field(() => Int, { description: "彼时账上有记载的批次数。 / Lots that were in the books then." })
  lots!: number;

  sku!: string;
}

@ObjectType({
  implements: ShelvedAsOf,
  simpleResolvers: true,
  description: "一库一种物资彼时的数。 / What a depot had of an item then.",
})
export class StockAsOf extends ShelvedAsOf {
  @Field(() => Int, { description: "彼时账上有记载的批次数。 / Lots that were in the books then." })
  lots!: number;

  depotId!: string;
}

@ObjectType({
  implements: ShelvedAsOf,
  simpleResolvers: true,
  description: "一个批次彼时的数。 / What there was of a lot then.",
})
export class LotAsOf extends ShelvedAsOf {
  lotId!: string;
}

export const pastPositionOf = ({ item, ...row }: PastPositionRow): PositionAsOf =>
  Object.assign(new PositionAsOf(), row, { sku: item });
export const pastStockOf = (row: PastShelfRow): StockAsOf => Object.assign(new StockAsOf(), row);
export const pastLotOf = ({ id, onHand, usable, held, blocked }: PastLotRow): LotAsOf =>
  Object.assign(new LotAsOf(), { lotId: id, onHand, usable, held, blocked });

export const PositionAsOfConnection = connectionOf("PositionAsOf", PositionAsOf);
export const StockAsOfConnection = connectionOf("StockAsOf", StockAsOf);
export const LotAsOfConnection = connectionOf("LotAsOf", LotAsOf);

@ArgsType()
export class StockAsOfArgs extends PageArgs {
  @Field(() => String, { description: "物资编码。 / Sku of the item." })
  item!: string;

  @Field(() => String, { nullable: true, description: "区划代码,含下级。 / In this region." })
  regionCode?: string | null;
}

@ArgsType()
export class LotsAsOfArgs extends PageArgs {
  @Field(() => String, { description: "库编码。 / Code of the depot." })
  depotCode!: string;

  @Field(() => String, { nullable: true, description: "只看该物资。 / This sku only." })
  item?: string | null;
}
