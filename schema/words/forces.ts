import type { Words } from "./word.ts";

/** 突发事件应对法 Art. 39, 40 */
export const teamCategory = {
  NATIONAL_FIRE_RESCUE: { zh: "国家综合性消防救援队伍", en: "national fire and rescue" },
  PROFESSIONAL: { zh: "专业应急救援队伍", en: "professional" },
  VOLUNTEER_ADULT: { zh: "成年志愿者应急救援队伍", en: "adult volunteers" },
  GRASSROOTS: { zh: "基层应急救援队伍", en: "grassroots" },
  ENTERPRISE: { zh: "单位专兼职应急救援队伍", en: "enterprise" },
  SOCIAL_FORCE: { zh: "社会应急力量", en: "social force" },
  EXPERT: { zh: "专家组", en: "experts" },
  MILITARY: { zh: "军队、武警(仅请求)", en: "military, by request only" },
} as const satisfies Words;
export type TeamCategory = keyof typeof teamCategory;

/** One place at a time; a unit in any state but STANDBY is not offered to the solver. */
export const forceState = {
  STANDBY: { zh: "待命", en: "on standby" },
  HELD: { zh: "已预占", en: "held" },
  EN_ROUTE: { zh: "途中", en: "en route" },
  ON_SCENE: { zh: "到场", en: "on scene" },
  RETURNING: { zh: "返回", en: "returning" },
  RESTING: { zh: "休整", en: "resting" },
  MAINTENANCE: { zh: "检修", en: "in maintenance" },
  OUT_OF_SERVICE: { zh: "停用", en: "out of service" },
} as const satisfies Words;
export type ForceState = keyof typeof forceState;

export const forceKind = {
  TEAM: { zh: "队伍", en: "team" },
  EQUIPMENT: { zh: "装备", en: "equipment" },
} as const satisfies Words;
export type ForceKind = keyof typeof forceKind;

/** What whoever operates a machine must hold, valid on the day. */
export const operatorLicence = {
  HEAVY_VEHICLE: { zh: "大型车辆驾驶证", en: "heavy vehicles" },
  HOISTING: { zh: "起重机械操作证", en: "hoisting machinery" },
  EARTHMOVING: { zh: "工程机械操作证", en: "earth-moving machinery" },
  BOAT: { zh: "船艇驾驶证", en: "boats" },
  DRONE: { zh: "民用无人驾驶航空器执照", en: "unmanned aircraft" },
  ELECTRICIAN: { zh: "电工作业证", en: "electrical work" },
  HAZMAT: { zh: "危险化学品处置资质", en: "hazardous chemicals" },
} as const satisfies Words;
export type OperatorLicence = keyof typeof operatorLicence;

/** What can happen to a team or a machine. */
export const unitEvent = {
  HOLD: { zh: "预占", en: "hold for an order" },
  RELEASE: { zh: "释放", en: "release the hold" },
  DEPART: { zh: "出动", en: "depart" },
  ARRIVE: { zh: "到场", en: "arrive on scene" },
  TRANSFER: { zh: "转场", en: "move to another scene" },
  RECALL: { zh: "召回、撤离", en: "recall, go home" },
  RETURN: { zh: "归队", en: "be back at base" },
  REPAIR: { zh: "送检修", en: "go into maintenance" },
  READY: { zh: "恢复待命", en: "be ready again" },
  WITHDRAW: { zh: "停用", en: "take out of service" },
} as const satisfies Words;
export type UnitEvent = keyof typeof unitEvent;
