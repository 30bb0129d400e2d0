import type { Words } from "./word.ts";

/** What the codes of a table stand for: what of the hub they are mapped to. */
export const codeTableKind = {
  ITEM: { zh: "物资", en: "items of the catalogue" },
  CATEGORY: { zh: "物资品类", en: "categories of items" },
  REGION: { zh: "行政区划", en: "regions" },
  ORGANIZATION: { zh: "单位(机构)", en: "organizations" },
  DEPOT: { zh: "储备库", en: "depots" },
  UNIT: { zh: "计量单位", en: "units of quantity" },
} as const satisfies Words;
export type CodeTableKind = keyof typeof codeTableKind;

/** Who reads a table besides its owner. */
export const codeTableSight = {
  OWN: { zh: "仅本单位", en: "its owner alone" },
  MEMBERS: { zh: "全体成员单位", en: "every member of the hub" },
} as const satisfies Words;
export type CodeTableSight = keyof typeof codeTableSight;

/** What a version did with a row of its table. */
export const codeChange = {
  ADDED: { zh: "新增", en: "added" },
  CHANGED: { zh: "更新", en: "changed" },
  REMOVED: { zh: "移除", en: "removed" },
} as const satisfies Words;
export type CodeChange = keyof typeof codeChange;
