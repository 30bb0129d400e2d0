import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { HazardZone as Zone } from "../../schema/shapes/hazard-zone.ts";
import {
  incidentCategory,
  incidentGrade,
  incidentState,
  responseLevel,
  warningLevel,
  type IncidentCategory,
  type IncidentGrade,
  type IncidentState,
  type ResponseLevel,
  type WarningLevel,
} from "../../schema/words/incidents.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { IncidentRow, LevelRow } from "./incident.model.ts";

export const IncidentCategoryEnum = enumOf(
  "IncidentCategory",
  incidentCategory,
  "突发事件类别(应对法第二条)。 / Category of an incident (Emergency Response Law Art. 2).",
);
export const IncidentGradeEnum = enumOf(
  "IncidentGrade",
  incidentGrade,
  "事件分级;社会安全事件不分级。 / Grade; none for social security incidents (Art. 3).",
);
export const WarningLevelEnum = enumOf(
  "WarningLevel",
  warningLevel,
  "预警级别,有颜色。 / Warning level, by colour (Art. 63).",
);
export const ResponseLevelEnum = enumOf(
  "ResponseLevel",
  responseLevel,
  "响应级别,无颜色。 / Response level, without colour (Art. 71).",
);
export const IncidentStateEnum = enumOf(
  "IncidentState",
  incidentState,
  "事件状态。 / State of an incident.",
);

@ObjectType({
  simpleResolvers: true,
  description: "警戒区:圆或顺风扇形,在时段内有效。 / A circle, or a sector of it down the wind.",
})
export class HazardZone {
  @Field(() => Float, { description: "中心经度(WGS-84)。 / Longitude of its centre, WGS-84." })
  lon!: number;

  @Field(() => Float, { description: "中心纬度(WGS-84)。 / Latitude of its centre, WGS-84." })
  lat!: number;

  @Field(() => Float, { description: "半径,千米。 / Radius in kilometres." })
  radiusKm!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "风去向,自正北顺时针度数;空为整圆。 / Where the wind blows to, degrees from north.",
  })
  windTowardsDegrees!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "扇形全张角,度。 / Full opening angle of the sector in degrees.",
  })
  sectorDegrees!: number | null;

  @Field(() => Instant, { description: "起始时间。 / Holds from." })
  from!: Date;

  @Field(() => Instant, { description: "截止时间(不含)。 / Holds until, exclusive." })
  until!: Date;
}

export const hazardZoneOf = ({ fromIso, untilIso, ...zone }: Zone): HazardZone =>
  Object.assign(new HazardZone(), {
    windTowardsDegrees: null,
    sectorDegrees: null,
    ...zone,
    from: new Date(fromIso),
    until: new Date(untilIso),
  });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "突发事件。 / An incident.",
})
export class Incident extends Node {
  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: "英文名称。 / Name in English." })
  nameEn!: string | null;

  @Field(() => IncidentCategoryEnum, { description: "类别。 / Its category." })
  category!: IncidentCategory;

  @Field(() => String, { description: "灾种代码,如 HAZCHEM。 / Hazard code, such as HAZCHEM." })
  hazard!: string;

  @Field(() => IncidentGradeEnum, { nullable: true, description: "事件分级。 / Its grade." })
  incidentGrade!: IncidentGrade | null;

  @Field(() => WarningLevelEnum, { nullable: true, description: "预警级别。 / Warning level." })
  warningLevel!: WarningLevel | null;

  @Field(() => ResponseLevelEnum, {
    nullable: true,
    description: "当前响应级别;未启动或已解除为空。 / Response level in force; null: none.",
  })
  responseLevel!: ResponseLevel | null;

  @Field(() => IncidentStateEnum, { description: "状态。 / Its state." })
  state!: IncidentState;

  @Field(() => Float, { description: "经度(WGS-84)。 / Longitude, WGS-84 degrees." })
  lon!: number;

  @Field(() => Float, { description: "纬度(WGS-84)。 / Latitude, WGS-84 degrees." })
  lat!: number;

  @Field(() => HazardZone, { nullable: true, description: "警戒区。 / Its hazard zone." })
  zone!: HazardZone | null;

  @Field(() => [ID], { description: "本次响应封闭的道路。 / Ids of roads shut to this response." })
  closedRoadIds!: string[];

  @Field(() => Instant, { description: "发生时间。 / When it happened." })
  occurredAt!: Date;

  @Field(() => Instant, { description: "报告时间。 / When it was reported." })
  reportedAt!: Date;

  @Field(() => Instant, { nullable: true, description: "启动响应时间。 / When response began." })
  responseStartedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "解除响应时间。 / When response ended." })
  responseEndedAt!: Date | null;

  @Field(() => Int, { description: "版本,每次变更加一。 / Version; grows with each change." })
  version!: number;

  key!: string;
  node!: string;
  regionCode!: string;
  leadOrg!: string;
  governmentOrg!: string;
  payerOrg!: string | null;
  responsibleOrg!: string | null;
}

export const incidentOf = (row: IncidentRow): Incident =>
  Object.assign(new Incident(), row, {
    key: row.id,
    id: globalId("Incident", row.id),
    zone: row.zone && hazardZoneOf(row.zone),
    closedRoadIds: row.closedRoads.map((road) => globalId("RoadLink", road)),
  });

export const IncidentConnection = connectionOf("Incident", Incident);

@ObjectType({
  simpleResolvers: true,
  description: "一次定级记录:下单时有效者决定由谁负担。 / One setting of the levels, kept.",
})
export class IncidentLevel {
  @Field(() => ResponseLevelEnum, { nullable: true, description: "响应级别。 / Response level." })
  responseLevel!: ResponseLevel | null;

  @Field(() => IncidentGradeEnum, { nullable: true, description: "事件分级。 / Grade." })
  incidentGrade!: IncidentGrade | null;

  @Field(() => WarningLevelEnum, { nullable: true, description: "预警级别。 / Warning level." })
  warningLevel!: WarningLevel | null;

  @Field(() => Boolean, {
    description:
      "是否由属地政府审批人设定(先调后补以此为前提)。 / Set by an approver of the region's government.",
  })
  setByApprover!: boolean;

  @Field(() => Instant, { description: "设定时间。 / When it was set." })
  setAt!: Date;

  @Field(() => String, { description: "理由。 / The reason given." })
  reason!: string;

  payerOrg!: string | null;
}

export const levelOf = ({ responseLevel: level, ...row }: LevelRow): IncidentLevel =>
  Object.assign(new IncidentLevel(), {
    responseLevel: level,
    incidentGrade: row.incidentGrade,
    warningLevel: row.warningLevel,
    setByApprover: row.setByApprover,
    setAt: row.setAt,
    reason: row.reason,
    payerOrg: row.payerOrg,
  });

export const ReportIncidentPayload = payloadOf("ReportIncident", Incident);
export const StartResponsePayload = payloadOf("StartResponse", Incident);
export const SetResponseLevelPayload = payloadOf("SetResponseLevel", Incident);
export const SetHazardZonePayload = payloadOf("SetHazardZone", Incident);
export const EndResponsePayload = payloadOf("EndResponse", Incident);
export const BeginAftermathPayload = payloadOf("BeginAftermath", Incident);
export const CloseIncidentPayload = payloadOf("CloseIncident", Incident);
export const DeclareNeedsPayload = payloadOf("DeclareNeeds", Incident);
