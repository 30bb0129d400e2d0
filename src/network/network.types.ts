import { Field, Float, Int, ObjectType } from "type-graphql";
import { globalId, Node } from "../graph/node.ts";
import { Instant } from "../graph/scalars.ts";
import type { ClosureRow } from "./network.service.ts";
import type { RoadLink as LinkRow, RoadNode as NodeRow, Route as Way } from "./network.model.ts";

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "路网节点。 / A node of the road network.",
})
export class RoadNode extends Node {
  @Field(() => String, { description: "节点编码。 / Code." })
  code!: string;

  @Field(() => String, { description: "类别,如县城、园区。 / Kind, such as county seat or park." })
  kind!: string;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => Float, { description: "经度(WGS-84)。 / Longitude, WGS-84 degrees." })
  lon!: number;

  @Field(() => Float, { description: "纬度(WGS-84)。 / Latitude, WGS-84 degrees." })
  lat!: number;
}

export const roadNodeOf = (row: NodeRow): RoadNode =>
  Object.assign(new RoadNode(), row, { code: row.id, id: globalId("RoadNode", row.id) });

@ObjectType({
  simpleResolvers: true,
  description: "道路封闭。 / A closure of a road.",
})
export class RoadClosure {
  @Field(() => String, { description: "原因。 / Why." })
  reason!: string;

  @Field(() => Instant, { description: "起。 / From." })
  closedFrom!: Date;

  @Field(() => Instant, { nullable: true, description: "止;未定为空。 / Until; null: not known." })
  closedUntil!: Date | null;
}

export const closureOf = ({ reason, closedFrom, closedUntil }: ClosureRow): RoadClosure =>
  Object.assign(new RoadClosure(), { reason, closedFrom, closedUntil });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "双向可通行的路段;里程与时间为规划估计。 / A two-way road; planning estimates.",
})
export class RoadLink extends Node {
  @Field(() => String, { description: "路段编码。 / Code." })
  code!: string;

  @Field(() => String, { description: "公路名称。 / Names of the roads." })
  roads!: string;

  @Field(() => Float, { description: "里程(千米)。 / Kilometres." })
  km!: number;

  @Field(() => Int, { description: "轻型车队用时(分钟)。 / Minutes for a light motorcade." })
  minutes!: number;

  @Field(() => [String], { description: "风险标签。 / Risks, such as bridge or mountain." })
  tags!: readonly string[];

  fromNode!: string;
  toNode!: string;
}

export const roadLinkOf = (row: LinkRow): RoadLink =>
  Object.assign(new RoadLink(), row, { code: row.id, id: globalId("RoadLink", row.id) });

@ObjectType({
  simpleResolvers: true,
  description: "最快路线,已避开封闭路段。 / The quickest way around closed roads.",
})
export class Route {
  @Field(() => Int, { description: "用时(分钟)。 / Minutes." })
  minutes!: number;

  @Field(() => Float, { description: "里程(千米)。 / Kilometres." })
  km!: number;

  @Field(() => Boolean, { description: "是否跨省。 / Whether it crosses a provincial border." })
  crossProvince!: boolean;

  nodeIds!: readonly string[];
  linkIds!: readonly string[];
}

export const routeOf = ({ minutes, km, nodes, links }: Way, crossProvince: boolean): Route =>
  Object.assign(new Route(), { minutes, km, crossProvince, nodeIds: nodes, linkIds: links });
