import type { Words } from "./word.ts";

/** 突发事件应对法 Art. 2 */
export const incidentCategory = {
  NATURAL_DISASTER: { zh: "自然灾害", en: "natural disaster" },
  ACCIDENT_DISASTER: { zh: "事故灾难", en: "accident disaster" },
  PUBLIC_HEALTH: { zh: "公共卫生事件", en: "public health event" },
  SOCIAL_SECURITY: { zh: "社会安全事件", en: "social security incident" },
} as const satisfies Words;
export type IncidentCategory = keyof typeof incidentCategory;

/** Art. 3: the first three categories only. */
export const incidentGrade = {
  GRADE_I: { zh: "特别重大", en: "grade I, exceptionally serious" },
  GRADE_II: { zh: "重大", en: "grade II, serious" },
  GRADE_III: { zh: "较大", en: "grade III, major" },
  GRADE_IV: { zh: "一般", en: "grade IV, ordinary" },
} as const satisfies Words;
export type IncidentGrade = keyof typeof incidentGrade;

/** Art. 63: levels have colours; response levels (Art. 71) have none. */
export const warningLevel = {
  RED: { zh: "一级(红色)", en: "level 1, red" },
  ORANGE: { zh: "二级(橙色)", en: "level 2, orange" },
  YELLOW: { zh: "三级(黄色)", en: "level 3, yellow" },
  BLUE: { zh: "四级(蓝色)", en: "level 4, blue" },
} as const satisfies Words;
export type WarningLevel = keyof typeof warningLevel;

export const responseLevel = {
  LEVEL_1: { zh: "一级响应", en: "response level 1" },
  LEVEL_2: { zh: "二级响应", en: "response level 2" },
  LEVEL_3: { zh: "三级响应", en: "response level 3" },
  LEVEL_4: { zh: "四级响应", en: "response level 4" },
} as const satisfies Words;
export type ResponseLevel = keyof typeof responseLevel;

export const incidentState = {
  REPORTED: { zh: "已报告", en: "reported" },
  ACTIVE: { zh: "响应中", en: "active" },
  RESPONSE_ENDED: { zh: "解除应急响应", en: "response ended" },
  AFTERMATH: { zh: "善后", en: "aftermath" },
  CLOSED: { zh: "办结", en: "closed" },
} as const satisfies Words;
export type IncidentState = keyof typeof incidentState;

export const needState = {
  OPEN: { zh: "待满足", en: "open" },
  PARTLY_MET: { zh: "部分满足", en: "partly met" },
  MET: { zh: "已满足", en: "met" },
  WITHDRAWN: { zh: "已撤回", en: "withdrawn" },
  EXPIRED: { zh: "已过期", en: "expired" },
} as const satisfies Words;
export type NeedState = keyof typeof needState;
