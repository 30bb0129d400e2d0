import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { codeTableKind, codeTableSight } from "../words/codes.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { organization } from "./regions.ts";

/** 码表: what an organization's own system, or a standard that it holds, calls things of the hub. */
export const codeTable = qipan.table(
  "code_table",
  {
    id: uuid("id").primaryKey(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    /** The system whose codes they are, as its owner names it: `ERP`, `GB/T 38565-2020`. */
    system: text("system").notNull(),
    kind: text("kind").notNull().$type<keyof typeof codeTableKind>(),
    sight: text("sight").notNull().$type<keyof typeof codeTableSight>(),
    version: integer("version").notNull(),
  },
  (t) => [
    unique("code_table_once").on(t.org, t.system, t.kind),
    check("code_table_kind", oneOf(t.kind, codeTableKind)),
    check("code_table_sight", oneOf(t.sight, codeTableSight)),
    check("code_table_depot", sql`${t.kind} <> 'DEPOT' or ${t.sight} = 'OWN'`),
  ],
);

/** One import that changed something; what it made of the table is read from the rows. */
export const codeTableVersion = qipan.table(
  "code_table_version",
  {
    tableId: uuid("table_id")
      .notNull()
      .references(() => codeTable.id),
    version: integer("version").notNull(),
    /** How the source names this state of it: a date, an edition. */
    edition: text("edition"),
    rows: integer("rows").notNull(),
    added: integer("added").notNull(),
    changed: integer("changed").notNull(),
    removed: integer("removed").notNull(),
    importedBy: text("imported_by").notNull(),
    importedAt: instant("imported_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tableId, t.version] })],
);

/**
 * A code and what it stands for, from a version on and until another. A code that stands for
 * several things has a row for each; an empty target is a code that is known and not mapped.
 */
export const codeEntry = qipan.table(
  "code_entry",
  {
    tableId: uuid("table_id").notNull(),
    code: text("code").notNull(),
    /** The hub's own code; of a unit its Chinese name, as the catalogue writes it. */
    target: text("target").notNull(),
    /** The unit that the foreign system counts in under this code; empty: the item's base unit. */
    unit: text("unit").notNull(),
    /** `give` of that unit are `counts` of the hub's. */
    give: quantity("give").notNull(),
    counts: quantity("counts").notNull(),
    /** What the foreign system calls it. */
    name: text("name"),
    fromVersion: integer("from_version").notNull(),
    untilVersion: integer("until_version"),
  },
  (t) => [
    primaryKey({ columns: [t.tableId, t.code, t.target, t.unit, t.fromVersion] }),
    foreignKey({
      name: "code_entry_version",
      columns: [t.tableId, t.fromVersion],
      foreignColumns: [codeTableVersion.tableId, codeTableVersion.version],
    }),
    index("code_entry_target").on(t.tableId, t.target),
    check("code_entry_ratio", sql`${t.give} > 0 and ${t.counts} > 0`),
    check("code_entry_versions", sql`${t.untilVersion} > ${t.fromVersion}`),
  ],
);
