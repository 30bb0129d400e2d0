import { Field, ObjectType } from "type-graphql";
import type { ClaimKind } from "../../schema/words/ledger.ts";
import type { Duty } from "../../schema/words/replenishment.ts";
import { Quantity } from "../graph/scalars.ts";
import { ClaimKindEnum } from "../ledger/ledger.types.ts";
import { DutyEnum } from "./statement.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "一个区域对另一区域、一种往来、一种物资的未清数量。 / One cell of the matrix.",
})
export class PositionCell {
  @Field(() => DutyEnum, { description: "应还、应补或应付。 / What is to be done." })
  duty!: Duty;

  @Field(() => ClaimKindEnum, { description: "往来种类。 / Kind of claim." })
  kind!: ClaimKind;

  @Field(() => String, { nullable: true, description: "物资代码;金额为空。 / Item; null: money." })
  itemCode!: string | null;

  @Field(() => String, { description: "单位;金额为“分”。 / Unit; 分 for money." })
  unit!: string;

  @Field(() => Quantity, { description: "未清。 / Outstanding." })
  outstanding!: number;

  @Field(() => Quantity, { description: "其中逾期。 / Of it, overdue." })
  overdue!: number;

  @Field(() => Quantity, { description: "其中有异议。 / Of it, disputed." })
  disputed!: number;

  debtorRegion!: string;
  creditorRegion!: string;
}
