import { Field, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "一项要素。 / One fact about a statement." })
export class StatementFact {
  @Field(() => String, { description: "名称。 / What." })
  term!: string;

  @Field(() => String, { description: "内容。 / How it is." })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: "一列。 / One column." })
export class StatementHeading {
  @Field(() => String, { description: "列名。 / Its title." })
  text!: string;

  @Field(() => Boolean, { description: "数字列。 / Whether it holds numbers." })
  number!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: "一类明细;各行单位不同,不合计。 / One kind of lines; units differ, so no sums.",
})
export class StatementPart {
  @Field(() => String, { description: "类别代码。 / Code of the kind." })
  code!: string;

  @Field(() => String, { description: "标题。 / Title." })
  title!: string;

  @Field(() => [StatementHeading], { description: "各列。 / Columns." })
  headings!: StatementHeading[];

  @Field(() => [[String]], { description: "各行,金额以元计。 / Rows; money in CNY." })
  rows!: string[][];
}

@ObjectType({
  simpleResolvers: true,
  description: "可读的对账单。 / A statement as people read it.",
})
export class StatementPage {
  @Field(() => String, { description: "编号。 / Its number." })
  number!: string;

  @Field(() => String, { description: "标题。 / Title." })
  title!: string;

  @Field(() => [StatementFact], { description: "双方、期间、截止与账头。 / Sides, period, cut." })
  facts!: StatementFact[];

  @Field(() => [StatementPart], { description: "各类明细。 / Its parts." })
  sections!: StatementPart[];
}
