import type { Words } from "./word.ts";

export const depotTier = {
  REGIONAL_HUB: { zh: "区域中心库", en: "regional hub" },
  PROVINCE: { zh: "省级库", en: "province" },
  PREFECTURE: { zh: "市级库", en: "prefecture" },
  COUNTY: { zh: "县级库", en: "county" },
  PARK: { zh: "园区库", en: "industrial park" },
  SPECIALISED: { zh: "专用库", en: "specialised" },
  ENTERPRISE: { zh: "企业库", en: "enterprise" },
  CHARITY: { zh: "慈善仓", en: "charity" },
} as const satisfies Words;
export type DepotTier = keyof typeof depotTier;

export const reserveMode = {
  PHYSICAL: { zh: "实物储备", en: "physical" },
  CUSTODIAL: { zh: "代储", en: "custodial" },
  AGREEMENT: { zh: "协议储备", en: "agreement" },
  CAPACITY: { zh: "产能储备", en: "production capacity" },
} as const satisfies Words;
export type ReserveMode = keyof typeof reserveMode;

/** Who may see what a depot holds. */
export const visibility = {
  PUBLIC: { zh: "公开", en: "public" },
  PUBLIC_AGGREGATE: { zh: "公开汇总", en: "public in aggregate" },
  PARTNER: { zh: "协议方可见", en: "partners" },
  RESTRICTED: { zh: "仅本单位", en: "own organization only" },
} as const satisfies Words;
export type Visibility = keyof typeof visibility;

export const lotCondition = {
  GOOD: { zh: "完好", en: "good" },
  BLOCKED: { zh: "封存", en: "blocked" },
  RECALLED: { zh: "召回", en: "recalled" },
} as const satisfies Words;
export type LotCondition = keyof typeof lotCondition;

export const lotOrigin = {
  PURCHASED: { zh: "采购", en: "purchased" },
  ALLOCATED: { zh: "上级调拨", en: "allocated from above" },
  DONATED: { zh: "捐赠", en: "donated" },
  COMMERCIAL: { zh: "企业自有", en: "commercial stock" },
} as const satisfies Words;
export type LotOrigin = keyof typeof lotOrigin;

/** What a keeper can do with a lot's condition. */
export const lotEvent = {
  BLOCK: { zh: "封存", en: "put on quality hold" },
  RECALL: { zh: "召回", en: "recall" },
  RELEASE: { zh: "检验放行", en: "inspect and release" },
} as const satisfies Words;
export type LotEvent = keyof typeof lotEvent;
