import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import type { InventoryRow, PublicDistributionRow, PublicLineRow } from "./public.service.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "去向:接收数量等于其余各项之和。 / Where goods are; received is the sum of the rest.",
})
export class DonatedGoods {
  @Field(() => Quantity, { description: "接收。 / Received, in base units." })
  received!: number;

  @Field(() => Quantity, { description: "在库。 / In the depot." })
  inStock!: number;

  @Field(() => Quantity, { description: "在途或现场。 / On the road or on site." })
  out!: number;

  @Field(() => Quantity, { description: "已发放。 / Given out." })
  distributed!: number;

  @Field(() => Quantity, { description: "已使用。 / Used in the response." })
  used!: number;

  @Field(() => Quantity, { description: "报废、灭失等。 / Scrapped, lost, or passed on." })
  lost!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "已公示的一笔捐赠。 / A donation as published; nothing of its donor but a name.",
})
export class PublicDonation extends DonatedGoods {
  @Field(() => String, { description: "公开编号。 / Public number." })
  number!: string;

  @Field(() => String, {
    nullable: true,
    description: "捐赠方;空为匿名。 / The donor, with its consent; null: anonymous.",
  })
  donor!: string | null;

  @Field(() => String, { nullable: true, description: "按包装填写的数量。 / As given, in packs." })
  given!: string | null;

  @Field(() => Day, { description: "接收日期。 / Received on." })
  receivedOn!: string;

  @Field(() => String, { nullable: true, description: "定向用途。 / Purpose; null: any." })
  earmark!: string | null;

  @Field(() => Instant, { description: "数据截至(公示时间)。 / As published then." })
  asOf!: Date;

  item!: string;
  org!: string;
  lotKey!: string;
  disclosureKey!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "已公示的一次发放;不含人名。 / A published distribution; without names.",
})
export class PublicDistribution {
  @Field(() => String, { description: "捐赠的公开编号。 / Number of the donation." })
  number!: string;

  @Field(() => String, {
    nullable: true,
    description: "地点;空为未公开。 / Place; null: withheld, it held personal data.",
  })
  place!: string | null;

  @Field(() => String, { nullable: true, description: "接收单位类别。 / Kind of unit." })
  unit!: string | null;

  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => Day, { description: "日期。 / Day." })
  day!: string;

  item!: string;
  org!: string;
}

@ObjectType({ simpleResolvers: true, description: "一种物资的公示合计。 / Totals of one item." })
export class PublicInventoryLine extends DonatedGoods {
  @Field(() => Int, { description: "捐赠笔数。 / Donations." })
  donations!: number;

  item!: string;
}

export const PublicDonationConnection = connectionOf("PublicDonation", PublicDonation);
export const PublicDistributionConnection = connectionOf("PublicDistribution", PublicDistribution);
export const PublicInventoryConnection = connectionOf("PublicInventoryLine", PublicInventoryLine);

const goodsOf = ({
  received,
  inStock,
  out,
  distributed,
  used,
  lost,
}: Omit<InventoryRow, "item" | "donations">) => ({
  ...{ received, inStock, out },
  ...{ distributed, used, lost },
});

export const publicDonationOf = (row: PublicLineRow): PublicDonation =>
  Object.assign(new PublicDonation(), {
    ...goodsOf(row),
    ...{ number: row.number, donor: row.donor, given: row.given, receivedOn: row.receivedOn },
    ...{ earmark: row.earmark, asOf: row.asOf, item: row.item, org: row.org },
    ...{ lotKey: row.lotId, disclosureKey: row.disclosureId },
  });

export const publicDistributionOf = (row: PublicDistributionRow): PublicDistribution =>
  Object.assign(new PublicDistribution(), {
    ...{ number: row.number, place: row.place, unit: row.unit, quantity: row.quantity },
    ...{ day: row.day, item: row.item, org: row.org },
  });

export const inventoryOf = (row: InventoryRow): PublicInventoryLine =>
  Object.assign(new PublicInventoryLine(), {
    ...goodsOf(row),
    ...{ donations: row.donations, item: row.item },
  });

@InputType({ description: "公示的筛选。 / What to show." })
export class PublicDonationFilter {
  @Field(() => ID, { nullable: true, description: "慈善组织。 / Of this charity." })
  organizationId?: string;

  @Field(() => String, { nullable: true, description: "物资代码。 / Of this item." })
  itemCode?: string;

  @Field(() => String, { nullable: true, description: "区划代码,含下级。 / Region and below." })
  regionCode?: string;

  @Field(() => ID, { nullable: true, description: "公示。 / Of this disclosure." })
  disclosureId?: string;

  @Field(() => String, { nullable: true, description: "捐赠的公开编号。 / Of this donation." })
  number?: string;
}

@ArgsType()
export class PublicDonationsArgs extends PageArgs {
  @Field(() => PublicDonationFilter, { nullable: true, description: "筛选。 / What to show." })
  filter?: PublicDonationFilter;
}
