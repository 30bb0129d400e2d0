import { Field, Int, ObjectType } from "type-graphql";
import {
  disclosureState,
  disclosureSubject,
  publicationKind,
  type DisclosureState,
  type DisclosureSubject,
  type PublicationKind,
} from "../../schema/words/donations.ts";
import { connectionOf } from "../graph/connection.ts";
import { Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";

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
