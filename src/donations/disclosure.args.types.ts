import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../graph/connection.ts";
import { Day, Quantity } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";

@InputType({ description: "登记慈善项目。 / Registers a campaign." })
export class OpenCampaignInput extends KeyedInput {
  @Field(() => ID, { description: "慈善组织。 / The charity." })
  organizationId!: string;

  @Field(() => String, { description: "中文名称,至多 80 字。 / Name in Chinese, at most 80." })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: "英文名称。 / Name in English." })
  nameEn?: string;

  @Field(() => String, { description: "区划代码。 / GB/T 2260 code of the region." })
  regionCode!: string;

  @Field(() => ID, { nullable: true, description: "所为事件。 / The incident that it is for." })
  incidentId?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "为重大突发事件公开募捐:每五日公示。 / A public appeal for a major incident.",
  })
  major!: boolean;

  @Field(() => String, { nullable: true, description: "备案编号。 / Filing number." })
  filingNumber?: string;

  @Field(() => Day, { description: "开始日期。 / First day; not in the future." })
  startsOn!: string;
}

@InputType({ description: "更新慈善项目。 / Changes a campaign." })
export class ChangeCampaignInput extends KeyedInput {
  @Field(() => ID, { description: "慈善项目。 / Global id of the campaign." })
  campaignId!: string;

  @Field(() => Day, { nullable: true, description: "结束日期。 / Last day; not in the future." })
  endsOn?: string;

  @Field(() => String, { nullable: true, description: "备案编号。 / Filing number." })
  filingNumber?: string;
}

@InputType({ description: "就一起事件建立公示。 / Opens a disclosure about an incident." })
export class OpenDisclosureInput extends KeyedInput {
  @Field(() => ID, { description: "慈善组织。 / The charity." })
  organizationId!: string;

  @Field(() => ID, { description: "事件。 / The incident." })
  incidentId!: string;

  @Field(() => String, { description: "中文标题,至多 80 字。 / Title in Chinese, at most 80." })
  titleZh!: string;

  @Field(() => String, { nullable: true, description: "英文标题。 / Title in English." })
  titleEn?: string;
}

@InputType({ description: "公示或更正。 / Publishes, or corrects." })
export class PublishDisclosureInput extends KeyedInput {
  @Field(() => ID, { description: "公示。 / Global id of the disclosure." })
  disclosureId!: string;

  @Field(() => String, {
    nullable: true,
    description: "公开说明,至多 500 字;更正时必填。 / Public note; a correction needs one.",
  })
  note?: string;
}

@InputType({
  description: "一次发放:只记地点、单位类别、数量和日期。 / One distribution; no names.",
})
export class GivenOutInput {
  @Field(() => String, { description: "地点,如社区名称。 / Place, such as a community." })
  place!: string;

  @Field(() => String, { description: "接收单位类别。 / What kind of unit took them." })
  unit!: string;

  @Field(() => Quantity, { description: "数量,基本单位。 / How much, in base units." })
  quantity!: number;

  @Field(() => Day, { description: "日期。 / On which day." })
  day!: string;
}

@InputType({ description: "登记发放。 / Records a distribution." })
export class RecordDistributionInput extends KeyedInput {
  @Field(() => String, { description: "捐赠的公开编号。 / Public number of the donation." })
  number!: string;

  @Field(() => [GivenOutInput], { description: "发放去向,至多 100 处。 / Where to, at most 100." })
  distributed!: GivenOutInput[];
}

@ArgsType()
export class DisclosuresArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "慈善组织。 / Of this charity." })
  organizationId?: string;
}

@ArgsType()
export class DisclosuresDueArgs extends PageArgs {
  @Field(() => Int, { defaultValue: 1, description: "多少天内到期,含已逾期。 / Due within days." })
  withinDays!: number;
}
