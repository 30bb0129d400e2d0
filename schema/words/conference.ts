import type { Words } from "./word.ts";

/** 联席会议 looks at one region, or at a cluster of them. */
export const conferenceSubject = {
  REGION: { zh: "区域", en: "region" },
  CLUSTER: { zh: "片区", en: "cluster" },
} as const satisfies Words;
export type ConferenceSubject = keyof typeof conferenceSubject;

/** The parts of a briefing. */
export const briefingSection = {
  POSITION: { zh: "物资态势", en: "position by item" },
  GAPS: { zh: "定额缺口", en: "gaps against targets" },
  INCIDENTS: { zh: "未办结事件", en: "open incidents" },
  ON_THE_WAY: { zh: "在途调拨", en: "orders on the way" },
  OWED: { zh: "区域应还应补应付", en: "owed between regions" },
  OVERDUE: { zh: "逾期往来与补库", en: "overdue claims and refills" },
  KPIS: { zh: "四项指标", en: "the four figures" },
  RESOLUTIONS: { zh: "未了决议", en: "open resolutions" },
  SUPERVISION: { zh: "督办事项", en: "supervision items" },
  DECISIONS: { zh: "待决事项", en: "decisions due" },
} as const satisfies Words;
export type BriefingSection = keyof typeof briefingSection;

/** What waits for somebody's decision. */
export const decisionKind = {
  APPROVAL_WAITING: { zh: "审批超过24小时未决", en: "approval pending for over 24 hours" },
  CLAIM_DISPUTED: { zh: "往来有争议", en: "claim disputed" },
  PAPERS_OVERDUE: { zh: "先调后补手续逾期", en: "papers of an act-first overdue" },
  AGREEMENT_ENDING: { zh: "协议60日内到期", en: "agreement ends within 60 days" },
  RESOLUTION_PROPOSED: { zh: "决议待表决", en: "resolution proposed" },
} as const satisfies Words;
export type DecisionKind = keyof typeof decisionKind;

export const resolutionState = {
  PROPOSED: { zh: "拟议", en: "proposed" },
  ADOPTED: { zh: "通过", en: "adopted" },
  REJECTED: { zh: "未通过", en: "rejected" },
  CLOSED: { zh: "办结", en: "closed" },
} as const satisfies Words;
export type ResolutionState = keyof typeof resolutionState;

export const resolutionAction = {
  AMEND: { zh: "修订", en: "amend" },
  ADOPT: { zh: "通过", en: "adopt" },
  REJECT: { zh: "否决", en: "reject" },
  CLOSE: { zh: "办结", en: "close" },
  SUPERVISE: { zh: "督办", en: "supervise" },
} as const satisfies Words;
export type ResolutionAction = keyof typeof resolutionAction;

/** What a resolution is about. */
export const resolutionReference = {
  BRIEFING: { zh: "简报", en: "briefing" },
  CLAIM: { zh: "往来", en: "claim" },
  NEED: { zh: "需求", en: "need" },
  AGREEMENT: { zh: "协议", en: "agreement" },
  TEXT: { zh: "其他事项", en: "another matter" },
} as const satisfies Words;
export type ResolutionReference = keyof typeof resolutionReference;

/** OVERDUE is derived from the due day and never stored. */
export const supervisionState = {
  OPEN: { zh: "待办", en: "open" },
  REPORTED: { zh: "已报进展", en: "progress reported" },
  RETURNED: { zh: "退回", en: "returned" },
  CLOSED: { zh: "销号", en: "closed" },
} as const satisfies Words;
export type SupervisionState = keyof typeof supervisionState;

export const supervisionAction = {
  REPORT: { zh: "报告进展", en: "report progress" },
  RETURN: { zh: "退回", en: "return" },
  CLOSE: { zh: "销号", en: "close" },
  /** The hub's own step: what was supervised is settled. */
  SETTLE: { zh: "清偿销号", en: "close as settled" },
} as const satisfies Words;
export type SupervisionAction = keyof typeof supervisionAction;

/** From what a matter came under supervision. */
export const supervisionSource = {
  RESOLUTION: { zh: "会议决议", en: "resolution" },
  CLAIM: { zh: "逾期往来", en: "overdue claim" },
  REFILL_TASK: { zh: "逾期补库任务", en: "overdue refill task" },
  DISCLOSURE: { zh: "逾期捐赠公示", en: "overdue disclosure" },
} as const satisfies Words;
export type SupervisionSource = keyof typeof supervisionSource;

/** How a figure of a briefing stands to the one in the briefing before it. */
export const changeKind = {
  ADDED: { zh: "新增", en: "added" },
  REMOVED: { zh: "不再列出", en: "no longer listed" },
  CHANGED: { zh: "变化", en: "changed" },
} as const satisfies Words;
export type ChangeKind = keyof typeof changeKind;
