import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  disclosureState,
  disclosureSubject,
  publicationKind,
  type DisclosureState,
  type DisclosureSubject,
  type PublicationKind,
} from "../../schema/words/donations.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";

export const DisclosureStateEnum = enumOf(
  "DisclosureState",
  disclosureState,
  "公示状态。 / State of a disclosure.",
);
export const DisclosureSubjectEnum = enumOf(
  "DisclosureSubject",
  disclosureSubject,
  "公示对象的类别。 / What a disclosure is about.",
);
export const PublicationKindEnum = enumOf(
  "PublicationKind",
  publicationKind,
  "版本的性质。 / What kind of version it is.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "慈善项目;枢纽不收善款。 / A campaign of a charity; the hub never takes its money.",
})
export class Campaign extends Node {
  @Field(() => String, { description: "公开编号。 / Public number." })
  number!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: "英文名称。 / Name in English." })
  nameEn!: string | null;

  @Field(() => Boolean, {
    description:
      "为重大突发事件公开募捐(慈善法第七十二条)。 / A public appeal for a major incident.",
  })
  major!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "备案编号。 / Filing number; null: not filed.",
  })
  filingNumber!: string | null;

  @Field(() => Day, { description: "开始日期。 / First day." })
  startsOn!: string;

  @Field(() => Day, { nullable: true, description: "结束日期。 / Last day; null: goes on." })
  endsOn!: string | null;

  org!: string;
  regionCode!: string;
}

@ObjectType({ simpleResolvers: true, description: "公示的一个版本。 / One published version." })
export class DisclosureVersion {
  @Field(() => Int, { description: "版本号,从 1 起。 / Number, from 1." })
  version!: number;

  @Field(() => PublicationKindEnum, { description: "性质。 / Its kind." })
  kind!: PublicationKind;

  @Field(() => String, { nullable: true, description: "公开说明。 / Public note." })
  note!: string | null;

  @Field(() => Instant, { description: "公示时间。 / When it was published." })
  publishedAt!: Date;

  @Field(() => Int, { description: "新增条数。 / Entries added." })
  added!: number;

  @Field(() => Int, { description: "变更条数。 / Entries replaced." })
  changed!: number;

  disclosureKey!: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "捐赠公示:逐版发布,旧版仍可查。 / A disclosure; older versions stay readable.",
})
export class Disclosure extends Node {
  @Field(() => String, { description: "公示号。 / Public number." })
  number!: string;

  @Field(() => DisclosureSubjectEnum, { description: "对象类别。 / What it is about." })
  subjectKind!: DisclosureSubject;

  @Field(() => String, { description: "中文标题。 / Title in Chinese." })
  titleZh!: string;

  @Field(() => String, { nullable: true, description: "英文标题。 / Title in English." })
  titleEn!: string | null;

  @Field(() => DisclosureStateEnum, { description: "状态。 / State." })
  state!: DisclosureState;

  @Field(() => Int, { description: "最近公示的版本;0 为尚未公示。 / Last version; 0: none yet." })
  version!: number;

  @Field(() => Instant, { nullable: true, description: "最近公示时间。 / When last published." })
  publishedAt!: Date | null;

  key!: string;
  org!: string;
  regionCode!: string;
  campaignKey!: string | null;
  dueDay!: string | null;
  dueRule!: string | null;
  watchers!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "公示期限:慈善组织和属地民政可见。 / When it is due; for the charity and its overseers.",
})
export class DisclosureDue {
  @Field(() => Day, { description: "到期日(含当日)。 / To the end of this day, Asia/Shanghai." })
  dueOn!: string;

  @Field(() => Boolean, { description: "已逾期。 / The day has passed." })
  overdue!: boolean;

  @Field(() => String, { description: "期限代码。 / Code of the clock." })
  rule!: string;

  @Field(() => String, { description: "依据(中文)。 / On which ground, in Chinese." })
  sourceZh!: string;

  @Field(() => String, { description: "依据(英文)。 / On which ground, in English." })
  sourceEn!: string;
}

export const DisclosureConnection = connectionOf("Disclosure", Disclosure);
export const OpenCampaignPayload = payloadOf("OpenCampaign", Campaign);
export const ChangeCampaignPayload = payloadOf("ChangeCampaign", Campaign);
export const OpenDisclosurePayload = payloadOf("OpenDisclosure", Disclosure);
export const PublishDisclosurePayload = payloadOf("PublishDisclosure", Disclosure);
export const RecordDistributionPayload = payloadOf("RecordDistribution", Disclosure);

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
