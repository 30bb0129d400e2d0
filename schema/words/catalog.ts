import type { Words } from "./word.ts";

/** “十四五”应急物资保障规划 (2022-10-11) */
export const planClass = {
  BL: { zh: "受灾人员基本生活保障物资", en: "basic living" },
  RS: { zh: "抢险救援保障物资", en: "rescue operations" },
  RF: { zh: "应急救援力量保障物资", en: "rescue forces" },
} as const satisfies Words;
export type PlanClass = keyof typeof planClass;

/** What becomes of goods after use; agreements and inspection read it. */
export const recovery = {
  MUST_RETURN: { zh: "用后必须归还", en: "must be returned" },
  RETURN_IF_UNDER_MONTHS: { zh: "使用未超期限须归还", en: "returned if used under the limit" },
  NON_RECOVERABLE: { zh: "消耗品,不回收", en: "consumed, not recovered" },
} as const satisfies Words;
export type Recovery = keyof typeof recovery;

/** Classes of a transport licence that a load may call for. */
export const licenceClass = {
  GENERAL: { zh: "普通货运", en: "general freight" },
  DG_2: { zh: "危险货物第2类(气体)", en: "dangerous goods class 2, gases" },
  DG_3: { zh: "危险货物第3类(易燃液体)", en: "dangerous goods class 3, flammable liquids" },
  DG_8: { zh: "危险货物第8类(腐蚀品)", en: "dangerous goods class 8, corrosives" },
  DG_OTHER: { zh: "其他危险货物", en: "other dangerous goods" },
  OVERSIZE: { zh: "大件运输", en: "oversize loads" },
} as const satisfies Words;
export type LicenceClass = keyof typeof licenceClass;

/** Whether a code of GB/T 38565 was checked against the standard. */
export const gbCodeStatus = {
  VERIFIED: { zh: "已对照标准核实", en: "checked against the standard" },
  UNVERIFIED: { zh: "未核实,暂不标注", en: "not checked, so not given" },
} as const satisfies Words;
export type GbCodeStatus = keyof typeof gbCodeStatus;
