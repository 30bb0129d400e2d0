import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  operatingMode,
  regionLevel,
  sector,
  type OperatingMode,
  type RegionLevel,
  type Sector,
} from "../../schema/words/regions.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { enumOf } from "../graph/words.ts";
import { onceFor } from "../kernel/once-for.ts";
import type { ClusterRow, OrganizationRow, RegionRow } from "./regions.service.ts";

export const RegionLevelEnum = enumOf(
  "RegionLevel",
  regionLevel,
  "行政区划层级。 / Level of an administrative division.",
);
export const OperatingModeEnum = enumOf(
  "OperatingMode",
  operatingMode,
  "平急状态。 / Whether a region works in routine or in emergency mode.",
);
export const SectorEnum = enumOf(
  "Sector",
  sector,
  "政府、企业、慈善。 / Whether an organization is government, enterprise or charity.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "行政区划(GB/T 2260)。 / An administrative division by its GB/T 2260 code.",
})
export class Region extends Node {
  @Field(() => String, { description: "行政区划代码。 / GB/T 2260 code." })
  code!: string;

  @Field(() => RegionLevelEnum, { description: "层级。 / Its level." })
  level!: RegionLevel;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;

  @Field(() => String, { description: "拼音。 / Name in pinyin." })
  pinyin!: string;

  @Field(() => Float, { description: "经度(WGS-84)。 / Longitude, WGS-84 degrees." })
  lon!: number;

  @Field(() => Float, { description: "纬度(WGS-84)。 / Latitude, WGS-84 degrees." })
  lat!: number;

  @Field(() => Int, {
    nullable: true,
    description: "常住人口;未知为空。 / Residents; null: unknown.",
  })
  population!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "人口数据的来源与口径。 / Where the population figure comes from.",
  })
  populationNote!: string | null;

  @Field(() => OperatingModeEnum, { description: "平时或急时。 / Routine or emergency." })
  operatingMode!: OperatingMode;

  parentCode!: string | null;
}

export const regionOf = onceFor((row: RegionRow): Region =>
  Object.assign(new Region(), row, { id: globalId("Region", row.code) }),
);

export const RegionConnection = connectionOf("Region", Region);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "互助片区:名单明确,不由边界推定。 / Neighbours that pool reserves, by explicit list.",
})
export class Cluster extends Node {
  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;

  key!: string;
  hubCode!: string;
}

export const clusterOf = (row: ClusterRow): Cluster =>
  Object.assign(new Cluster(), row, { key: row.id, id: globalId("Cluster", row.id) });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "参与单位。 / An organization that takes part.",
})
export class Organization extends Node {
  @Field(() => String, { description: "单位编码。 / The hub's code of the organization." })
  code!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: "英文名称。 / Name in English." })
  nameEn!: string | null;

  @Field(() => SectorEnum, { description: "部门。 / Government, enterprise or charity." })
  sector!: Sector;

  @Field(() => String, {
    nullable: true,
    description: "统一社会信用代码(GB 32100)。 / Unified social credit code.",
  })
  uscc!: string | null;

  @Field(() => String, { nullable: true, description: "组织形式。 / Legal form." })
  legalForm!: string | null;

  @Field(() => String, { nullable: true, description: "行业。 / Industry." })
  industry!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "是否具有公开募捐资格;未知为空。 / May raise funds in public; null: unknown.",
  })
  publicFundraisingQualified!: boolean | null;

  regionCode!: string;
  superiorOrg!: string | null;
}

export const organizationOf = (row: OrganizationRow): Organization =>
  Object.assign(new Organization(), row, { code: row.id, id: globalId("Organization", row.id) });

export const OrganizationConnection = connectionOf("Organization", Organization);

@ArgsType()
export class RegionsArgs extends PageArgs {
  @Field(() => RegionLevelEnum, { nullable: true, description: "只取该层级。 / This level only." })
  level?: RegionLevel | null;

  @Field(() => String, {
    nullable: true,
    description: "只取该区划的下级。 / Only what lies directly under this code.",
  })
  parentCode?: string | null;
}

@ArgsType()
export class OrganizationsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: "按中文、拼音、首字母或编码查找。 / By Chinese name, pinyin, initials or code.",
  })
  search?: string | null;

  @Field(() => SectorEnum, { nullable: true, description: "只取该部门。 / This sector only." })
  sector?: Sector | null;

  @Field(() => String, { nullable: true, description: "只取该区划。 / Of this region only." })
  regionCode?: string | null;
}

@InputType({ description: "平急转换。 / Changes a region's operating mode." })
export class SetOperatingModeInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: "区域编号。 / Global id of the region." })
  regionId!: string;

  @Field(() => OperatingModeEnum, { description: "转换为。 / The mode to change to." })
  operatingMode!: OperatingMode;

  @Field(() => String, {
    description: "转换依据,如启动条件或解除条件。 / On which criterion: it stays on the record.",
  })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "条件不具备时审批人仍予转换的理由,署名留痕。 / Why the approver does it although the criteria fail.",
  })
  overrideReason?: string | null;
}

export const SetOperatingModePayload = payloadOf("SetOperatingMode", Region);
