import { ArgsType, Field, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Quantity } from "../graph/scalars.ts";
import type { PublicSumRow } from "./reserves.service.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "一市公开汇总库的合计,不足三库不出数。 / A city's sum of one item; of fewer than 3 depots: none.",
})
export class PublicSum {
  @Field(() => Quantity, {
    description:
      "合计可用量,取前两位有效数字。 / Free, good and unexpired in all, to two leading digits.",
  })
  quantity!: number;

  sku!: string;
}

export const publicSumOf = ({ item, quantity }: PublicSumRow): PublicSum =>
  Object.assign(new PublicSum(), { sku: item, quantity });

export const PublicSumConnection = connectionOf("PublicSum", PublicSum);

@ArgsType()
export class PublicSumsArgs extends PageArgs {
  @Field(() => String, {
    description: "地级区划代码;各市互不重叠。 / Code of a prefecture; these do not overlap.",
  })
  cityCode!: string;

  @Field(() => String, { nullable: true, description: "只看该物资。 / This sku only." })
  item?: string | null;
}
