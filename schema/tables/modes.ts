import { bigint, check, date, index, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { modeMeasure, operatingMode } from "../words/regions.ts";
import { instant, oneOf, qipan } from "./column.ts";
import { organization, region } from "./regions.ts";

/** When a region may change its mode: dated, with its source, measured by the hub. */
export const modeCriterion = qipan.table(
  "mode_criterion",
  {
    code: text("code").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to"),
    mode: text("mode").notNull().$type<keyof typeof operatingMode>(),
    measure: text("measure").notNull().$type<keyof typeof modeMeasure>(),
    /** It holds while the measure is known and not above this. */
    most: bigint("most", { mode: "number" }).notNull(),
    textZh: text("text_zh").notNull(),
    textEn: text("text_en").notNull(),
    sourceZh: text("source_zh").notNull(),
    sourceEn: text("source_en").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.code, t.validFrom] }),
    check("mode_criterion_mode", oneOf(t.mode, operatingMode)),
    check("mode_criterion_measure", oneOf(t.measure, modeMeasure)),
  ],
);

/** One change of a region's mode, with the criteria as they stood; never edited. */
export const modeChange = qipan.table(
  "mode_change",
  {
    id: uuid("id").primaryKey(),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
    fromMode: text("from_mode").notNull(),
    toMode: text("to_mode").notNull(),
    byOrg: text("by_org")
      .notNull()
      .references(() => organization.id),
    approver: text("approver").notNull(),
    approverName: text("approver_name").notNull(),
    reason: text("reason").notNull(),
    /** Why it was changed although the criteria did not hold. */
    overrideReason: text("override_reason"),
    criteria: jsonb("criteria").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [index("mode_change_of").on(t.regionCode, t.changedAt)],
);
