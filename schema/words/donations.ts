import type { Words } from "./word.ts";

export const disclosureState = {
  DRAFT: { zh: "未公示", en: "draft" },
  PUBLISHED: { zh: "已公示", en: "published" },
  CORRECTED: { zh: "已更正", en: "corrected" },
} as const satisfies Words;
export type DisclosureState = keyof typeof disclosureState;

export const disclosureSubject = {
  CAMPAIGN: { zh: "慈善项目", en: "campaign" },
  INCIDENT: { zh: "突发事件", en: "incident" },
  REGION: { zh: "区域", en: "region" },
} as const satisfies Words;
export type DisclosureSubject = keyof typeof disclosureSubject;

/** A version never edits an older one; a correction says in public what was wrong. */
export const publicationKind = {
  FIRST: { zh: "首次公示", en: "first publication" },
  UPDATE: { zh: "定期更新", en: "update" },
  CORRECTION: { zh: "更正", en: "correction" },
} as const satisfies Words;
export type PublicationKind = keyof typeof publicationKind;

/** The day from which a disclosure clock runs; the numbers stand in dated rows of the database. */
export const clockAnchor = {
  UNPUBLISHED: { zh: "最早未公示的接收之日", en: "the earliest receipt not yet public" },
  PUBLICATION: { zh: "上次公示之日", en: "the last publication" },
  START: { zh: "活动开始之日", en: "the start of the campaign" },
  END: { zh: "活动结束之日", en: "the end of the campaign" },
} as const satisfies Words;
export type ClockAnchor = keyof typeof clockAnchor;

/** Which disclosures a clock is for. */
export const clockScope = {
  ALL: { zh: "全部", en: "all" },
  MAJOR: { zh: "重大突发事件公开募捐", en: "public appeal for a major incident" },
  LONG: { zh: "超过六个月的项目", en: "longer than six months" },
  UNFILED: { zh: "尚未备案的活动", en: "not filed yet" },
  ENDED: { zh: "已结束的活动", en: "ended" },
} as const satisfies Words;
export type ClockScope = keyof typeof clockScope;

export const importMode = {
  ALL_OR_NOTHING: { zh: "全部无误才写入", en: "all rows or none" },
  VALID_ROWS_ONLY: { zh: "只写入有效行", en: "valid rows only" },
} as const satisfies Words;
export type ImportMode = keyof typeof importMode;

export const rowChange = {
  NEW: { zh: "新增", en: "new" },
  CHANGED: { zh: "更新", en: "changed" },
  SAME: { zh: "不变", en: "same" },
} as const satisfies Words;
export type RowChange = keyof typeof rowChange;

export const findingLevel = {
  ERROR: { zh: "错误", en: "error" },
  NOTE: { zh: "提示", en: "note" },
} as const satisfies Words;
export type FindingLevel = keyof typeof findingLevel;

/** Hazards by the names that donors write; the codes are those of the catalogue. */
export const earmarkHazard = {
  FLOOD: { zh: "洪涝", en: "flood" },
  ICE_FLOOD: { zh: "黄河凌汛", en: "ice flood" },
  DROUGHT: { zh: "干旱", en: "drought" },
  EARTHQUAKE: { zh: "地震", en: "earthquake" },
  GEOLOGICAL: { zh: "地质灾害", en: "geological" },
  WILDFIRE: { zh: "森林草原火灾", en: "wildfire" },
  SNOW_COLD: { zh: "雨雪冰冻", en: "snow and cold" },
  SANDSTORM: { zh: "沙尘暴", en: "sandstorm" },
  HAZCHEM: { zh: "危险化学品事故", en: "hazardous chemicals" },
  FIRE: { zh: "火灾", en: "fire" },
  MINE: { zh: "矿山事故", en: "mine accident" },
  TRAFFIC: { zh: "道路交通事故", en: "traffic accident" },
  UTILITY: { zh: "生命线工程事故", en: "utilities" },
  POLLUTION: { zh: "突发环境事件", en: "pollution" },
  EPIDEMIC: { zh: "传染病疫情", en: "epidemic" },
  FOOD_SAFETY: { zh: "食品安全事件", en: "food safety" },
  ANIMAL_EPIDEMIC: { zh: "动物疫情", en: "animal epidemic" },
  SECURITY: { zh: "社会安全事件", en: "social security" },
} as const satisfies Words;
