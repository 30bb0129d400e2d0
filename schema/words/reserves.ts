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

export const stocktakeState = {
  OPEN: { zh: "盘点中", en: "open" },
  CLOSED: { zh: "已结束", en: "closed" },
  CANCELLED: { zh: "已取消", en: "cancelled" },
} as const satisfies Words;
export type StocktakeState = keyof typeof stocktakeState;

/** Where one lot of a count stands; it tells no figure and no direction. */
export const stocktakeStage = {
  UNCOUNTED: { zh: "未点", en: "not counted" },
  RECOUNT: { zh: "须复点", en: "to be counted again" },
  MATCHED: { zh: "账实相符", en: "as the book says" },
  DIFFERS: { zh: "账实不符", en: "differs" },
} as const satisfies Words;
export type StocktakeStage = keyof typeof stocktakeStage;

/** Why a count differs from the book. */
export const stocktakeReason = {
  MISCOUNTED: { zh: "前次点错", en: "miscounted before" },
  UNRECORDED_ISSUE: { zh: "出库未登记", en: "issued without a record" },
  UNRECORDED_RECEIPT: { zh: "入库未登记", en: "received without a record" },
  WRONG_PLACE: { zh: "错放他处", en: "put elsewhere" },
  NATURAL_LOSS: { zh: "自然损耗", en: "natural loss" },
  STOLEN: { zh: "失窃", en: "stolen" },
  LOST_IN_KEEPING: { zh: "保管短少(保管单位责任)", en: "lost by the keeper's fault" },
  SPOILT_IN_KEEPING: { zh: "保管损毁(保管单位责任)", en: "spoilt by the keeper's fault" },
} as const satisfies Words;
export type StocktakeReason = keyof typeof stocktakeReason;

/** What becomes of goods that leave a shelf without an order. */
export const writeOffOutcome = {
  SCRAPPED: { zh: "报废", en: "scrapped" },
  ROTATED_OUT: { zh: "轮出", en: "rotated out" },
} as const satisfies Words;
export type WriteOffOutcome = keyof typeof writeOffOutcome;

/** On which terms goods that expire soon are offered. */
export const rotationMode = {
  GIFT: { zh: "无偿划转", en: "as a gift" },
  EXCHANGE: { zh: "以新换旧", en: "in exchange for fresh goods" },
  SWAP: { zh: "随补库互换", en: "swapped as a refill comes" },
} as const satisfies Words;
export type RotationMode = keyof typeof rotationMode;

export const rotationState = {
  OFFERED: { zh: "待承接", en: "offered" },
  PARTLY_TAKEN: { zh: "部分承接", en: "partly taken" },
  TAKEN: { zh: "已全部承接", en: "taken" },
  WITHDRAWN: { zh: "已撤回", en: "withdrawn" },
  EXPIRED: { zh: "已过期", en: "expired" },
} as const satisfies Words;
export type RotationState = keyof typeof rotationState;

/** How far a figure is trusted, by the age of its count. */
export const confidence = {
  HIGH: { zh: "高", en: "high" },
  MEDIUM: { zh: "中", en: "medium" },
  LOW: { zh: "低", en: "low" },
} as const satisfies Words;
export type Confidence = keyof typeof confidence;
