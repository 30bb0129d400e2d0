import type { Words } from "./word.ts";

export const regionLevel = {
  PROVINCE: { zh: "省级", en: "province" },
  PREFECTURE: { zh: "地级", en: "prefecture" },
  COUNTY: { zh: "县级", en: "county" },
} as const satisfies Words;
export type RegionLevel = keyof typeof regionLevel;

/** What the hub measures for a change of the operating mode. */
export const modeMeasure = {
  RESPONSE_LEVEL: { zh: "审批人设定的最强响应级别", en: "strongest level that an approver set" },
  OPEN_RESPONSES: { zh: "尚未解除的应急响应数", en: "responses still under way" },
  GOODS_ON_THE_ROAD: { zh: "在途运段数", en: "legs on the road" },
} as const satisfies Words;
export type ModeMeasure = keyof typeof modeMeasure;

/** 平急转换 */
export const operatingMode = {
  ROUTINE: { zh: "平时", en: "routine" },
  EMERGENCY: { zh: "急时", en: "emergency" },
} as const satisfies Words;
export type OperatingMode = keyof typeof operatingMode;

export const sector = {
  GOVERNMENT: { zh: "政府", en: "government" },
  MARKET: { zh: "企业", en: "enterprise" },
  CHARITY: { zh: "慈善", en: "charity" },
} as const satisfies Words;
export type Sector = keyof typeof sector;

/** What happens to a debt under an agreement. */
export const regime = {
  FREE: { zh: "无偿支援", en: "free of charge" },
  SETTLE_WITHIN_DAYS: { zh: "限期结算", en: "settle within days" },
  REFILL_IN_KIND: { zh: "实物补库", en: "refill in kind" },
  REFILL_OR_CASH: { zh: "实物补库或等值结算", en: "refill in kind or cash equivalent" },
} as const satisfies Words;
export type Regime = keyof typeof regime;

/** Where the risk of loss passes from the lender to the borrower. */
export const riskPassesAt = {
  DEPARTURE: { zh: "出库启运时", en: "at departure" },
  RELAY: { zh: "中转交接时", en: "at the relay hand-over" },
  ARRIVAL: { zh: "到达签收时", en: "at arrival" },
} as const satisfies Words;
export type RiskPassesAt = keyof typeof riskPassesAt;

/** The day from which a claim's term is counted. */
export const dueAnchor = {
  RESPONSE_END: { zh: "自解除应急响应之日起", en: "from the end of the response" },
  RECEIPT: { zh: "自签收之日起", en: "from receipt" },
  DATE: { zh: "约定日期", en: "agreed date" },
} as const satisfies Words;
export type DueAnchor = keyof typeof dueAnchor;

/** By what price a loss is valued where goods are not refilled in kind. */
export const priceBasis = {
  CATALOGUE: { zh: "目录参考价", en: "the catalogue's price" },
  BOOK_VALUE: { zh: "批次账面价值", en: "the lot's book value" },
} as const satisfies Words;
export type PriceBasis = keyof typeof priceBasis;

/** What refill goods must be to equal those that were lent. */
export const refillQuality = {
  NEW: { zh: "新购物资", en: "newly bought" },
  SERVICEABLE: { zh: "合格可用物资", en: "serviceable" },
} as const satisfies Words;
export type RefillQuality = keyof typeof refillQuality;

/** Where one version of an agreement stands; derived from its dates, never stored. */
export const agreementState = {
  PROPOSED: { zh: "待签署", en: "waiting for signatures" },
  WITHDRAWN: { zh: "已撤回", en: "withdrawn before it was signed" },
  UPCOMING: { zh: "已签署,未生效", en: "signed, not yet in force" },
  IN_FORCE: { zh: "生效中", en: "in force" },
  SUSPENDED: { zh: "已中止", en: "suspended" },
  SUPERSEDED: { zh: "已被新版本取代", en: "replaced by a later version" },
  EXPIRED: { zh: "已届满", en: "expired" },
  ENDED: { zh: "已终止(缔约方退出)", en: "ended, its parties left" },
} as const satisfies Words;
export type AgreementState = keyof typeof agreementState;

/** Why a version does not bind a lender and a borrower on a day. */
export const pactLapse = {
  ...agreementState,
  LENDER_LEFT: { zh: "出借方不再是缔约方", en: "the lender is no party any more" },
  BORROWER_LEFT: { zh: "借用方不再是缔约方", en: "the borrower is no party any more" },
} as const satisfies Words;
export type PactLapse = keyof typeof pactLapse;

/** How far apart two parties stand: it decides who must approve (突发事件应对法 Art. 18). */
export const approvalTier = {
  SAME_CITY: { zh: "同市", en: "same city" },
  SAME_PROVINCE: { zh: "同省(区)", en: "same province" },
  CROSS_PROVINCE: { zh: "跨省(区)", en: "cross-province" },
} as const satisfies Words;
export type ApprovalTier = keyof typeof approvalTier;

/** Who owns goods that an enterprise keeps under a storage agreement 代储. */
export const storageTitle = {
  GOVERNMENT_OWNED: { zh: "政府所有", en: "government-owned" },
  ENTERPRISE_OWNED: { zh: "企业所有", en: "enterprise-owned" },
} as const satisfies Words;
export type StorageTitle = keyof typeof storageTitle;
