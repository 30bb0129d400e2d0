import { ArgsType, Field, Float, ID, InputType } from "type-graphql";
import type {
  IncidentCategory,
  IncidentGrade,
  IncidentState,
  ResponseLevel,
  WarningLevel,
} from "../../schema/words/incidents.ts";
import { PageArgs } from "../graph/connection.ts";
import { Instant } from "../graph/scalars.ts";
import {
  IncidentCategoryEnum,
  IncidentGradeEnum,
  IncidentStateEnum,
  ResponseLevelEnum,
  WarningLevelEnum,
} from "./incident.types.ts";

@ArgsType()
export class IncidentsArgs extends PageArgs {
  @Field(() => [IncidentStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: IncidentState[];

  @Field(() => [IncidentCategoryEnum], { nullable: true, description: "类别。 / Of these kinds." })
  categories?: IncidentCategory[];

  @Field(() => String, {
    nullable: true,
    description: "区划代码,含下级。 / GB/T 2260 code; the region and all below it.",
  })
  regionCode?: string;
}

@InputType()
export class KeyedInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;
}

@InputType()
export class OfIncidentInput extends KeyedInput {
  @Field(() => ID, { description: "事件编号。 / Global id of the incident." })
  incidentId!: string;
}

@InputType({ description: "事件报告。 / The report of an incident." })
export class ReportIncidentInput extends KeyedInput {
  @Field(() => String, { description: "中文名称,至多 120 字。 / Name in Chinese, at most 120." })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: "英文名称。 / Name in English." })
  nameEn?: string;

  @Field(() => IncidentCategoryEnum, { description: "类别。 / Its category." })
  category!: IncidentCategory;

  @Field(() => String, { description: "灾种代码,如 HAZCHEM。 / Hazard code, such as HAZCHEM." })
  hazard!: string;

  @Field(() => IncidentGradeEnum, { nullable: true, description: "事件分级。 / Its grade." })
  incidentGrade?: IncidentGrade;

  @Field(() => WarningLevelEnum, { nullable: true, description: "预警级别。 / Warning level." })
  warningLevel?: WarningLevel;

  @Field(() => String, { description: "区划代码。 / GB/T 2260 code of its region." })
  regionCode!: string;

  @Field(() => String, {
    nullable: true,
    description: "路网节点;空取最近者。 / Road node; absent: the nearest to the point.",
  })
  node?: string;

  @Field(() => Float, { nullable: true, description: "经度(WGS-84)。 / Longitude, WGS-84." })
  lon?: number;

  @Field(() => Float, { nullable: true, description: "纬度(WGS-84)。 / Latitude, WGS-84." })
  lat?: number;

  @Field(() => ID, {
    nullable: true,
    description: "牵头单位;空为本单位。 / Lead organization; absent: one's own.",
  })
  leadId?: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "事故责任单位(安全生产应急条例第十九条)。 / The firm responsible for the accident.",
  })
  responsibleId?: string;

  @Field(() => Instant, { nullable: true, description: "发生时间;空为现在。 / When; now." })
  occurredAt?: Date;
}

@InputType({ description: "响应级别及负担单位。 / A response level, and who bears the cost." })
export class ResponseLevelInput extends OfIncidentInput {
  @Field(() => ResponseLevelEnum, { description: "响应级别。 / Response level." })
  responseLevel!: ResponseLevel;

  @Field(() => IncidentGradeEnum, { nullable: true, description: "事件分级。 / Grade." })
  incidentGrade?: IncidentGrade;

  @Field(() => WarningLevelEnum, { nullable: true, description: "预警级别。 / Warning level." })
  warningLevel?: WarningLevel;

  @Field(() => ID, {
    nullable: true,
    description:
      "负担单位;空则不变,初次为属地政府。 / Payer; absent: as before, at first the government.",
  })
  payerId?: string;

  @Field(() => String, { description: "理由。 / The reason; it stays on the record." })
  reason!: string;
}

@InputType({ description: "警戒区的形状与时段。 / Shape and time of a hazard zone." })
export class HazardZoneInput {
  @Field(() => Float, { nullable: true, description: "中心经度;空为事发点。 / Longitude." })
  lon?: number;

  @Field(() => Float, { nullable: true, description: "中心纬度;空为事发点。 / Latitude." })
  lat?: number;

  @Field(() => Float, { description: "半径,千米,0.01–200。 / Radius in kilometres." })
  radiusKm!: number;

  @Field(() => Float, { nullable: true, description: "风去向,度。 / Where the wind blows to." })
  windTowardsDegrees?: number;

  @Field(() => Float, { nullable: true, description: "扇形全张角,度。 / Opening angle, degrees." })
  sectorDegrees?: number;

  @Field(() => Instant, { nullable: true, description: "起始;空为现在。 / From; absent: now." })
  from?: Date;

  @Field(() => Instant, { description: "截止。 / Until." })
  until!: Date;
}

@InputType({ description: "警戒区与封闭道路。 / The zone and the roads that are shut." })
export class SetHazardZoneInput extends OfIncidentInput {
  @Field(() => HazardZoneInput, {
    nullable: true,
    description: "警戒区;写 null 为解除,不写为不变。 / The zone; null lifts it, absent keeps it.",
  })
  zone?: HazardZoneInput | null;

  @Field(() => [ID], {
    nullable: true,
    description: "封闭道路编号;不写为不变。 / Global ids of shut roads; absent: as before.",
  })
  closedRoadIds?: string[];
}

@InputType({ description: "事件进入下一阶段。 / The next stage of an incident." })
export class IncidentStageInput extends OfIncidentInput {
  @Field(() => String, { nullable: true, description: "说明。 / A remark." })
  reason?: string;
}
