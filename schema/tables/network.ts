import { doublePrecision, index, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { instant, qipan } from "./column.ts";

export const roadNode = qipan.table("road_node", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  nameZh: text("name_zh").notNull(),
  lon: doublePrecision("lon").notNull(),
  lat: doublePrecision("lat").notNull(),
});

/** A road between two nodes, passable both ways; distances are planning estimates. */
export const roadLink = qipan.table("road_link", {
  id: text("id").primaryKey(),
  fromNode: text("from_node")
    .notNull()
    .references(() => roadNode.id),
  toNode: text("to_node")
    .notNull()
    .references(() => roadNode.id),
  roads: text("roads").notNull(),
  km: doublePrecision("km").notNull(),
  minutes: integer("minutes").notNull(),
  tags: jsonb("tags").notNull().$type<readonly string[]>(),
});

export const roadClosure = qipan.table(
  "road_closure",
  {
    id: uuid("id").primaryKey(),
    linkId: text("link_id")
      .notNull()
      .references(() => roadLink.id),
    reason: text("reason").notNull(),
    closedFrom: instant("closed_from").notNull(),
    closedUntil: instant("closed_until"),
    reportedByOrg: text("reported_by_org").notNull(),
  },
  (t) => [index("road_closure_link").on(t.linkId)],
);
