import type { Words } from "./word.ts";

export const proposalState = {
  SOLVING: { zh: "求解中", en: "solving" },
  READY: { zh: "待采纳", en: "ready" },
  FAILED: { zh: "求解失败", en: "failed" },
  CANCELLED: { zh: "已取消", en: "cancelled" },
  ADOPTED: { zh: "已采纳", en: "adopted" },
  SUPERSEDED: { zh: "已被取代", en: "superseded" },
  STALE: { zh: "已失效(货源变化)", en: "stale, a source changed" },
} as const satisfies Words;
export type ProposalState = keyof typeof proposalState;

/** Who must agree before an order may be issued. */
export const approvalKind = {
  OWNER: { zh: "物权单位批准", en: "owner's approval" },
  KEEPER: { zh: "保管单位批准", en: "keeper's approval" },
  REFILL_PLEDGE: { zh: "补库承诺", en: "requester's refill pledge" },
} as const satisfies Words;
export type ApprovalKind = keyof typeof approvalKind;

export const approvalState = {
  PENDING: { zh: "待审批", en: "pending" },
  GRANTED: { zh: "已批准", en: "granted" },
  REFUSED: { zh: "已拒绝", en: "refused" },
  LAPSED: { zh: "逾期失效", en: "lapsed" },
  DEEMED: { zh: "先调后补", en: "act first, papers later" },
  RATIFIED: { zh: "已补手续", en: "ratified" },
  REFUSED_AFTERWARDS: { zh: "事后不予追认", en: "refused afterwards" },
  PAPERS_OVERDUE: { zh: "手续逾期", en: "papers overdue" },
} as const satisfies Words;
export type ApprovalState = keyof typeof approvalState;

/** COMMAND cannot be refused, only objected to; PACT and REQUEST can. */
export const authority = {
  COMMAND: { zh: "调令", en: "command" },
  PACT: { zh: "协议调用", en: "pact" },
  REQUEST: { zh: "商请", en: "request" },
} as const satisfies Words;
export type Authority = keyof typeof authority;

/** The legal ground on which one order line moves goods. */
export const basis = {
  TRANSFER_TITLE: { zh: "划转", en: "transfer of title" },
  COMMAND: { zh: "指令调拨", en: "command" },
  PACT: { zh: "协议借用", en: "pact" },
  LOAN: { zh: "借用", en: "loan" },
  REQUISITION: { zh: "征用", en: "requisition" },
  PURCHASE: { zh: "协议采购", en: "purchase" },
  DONATION: { zh: "捐赠", en: "donation" },
  OWN: { zh: "自有", en: "own stock" },
} as const satisfies Words;
export type Basis = keyof typeof basis;

/** Derived from the quantities of the lines, never stored. */
export const orderState = {
  DRAFT: { zh: "拟制", en: "draft" },
  ISSUED: { zh: "已下达", en: "issued" },
  ACKNOWLEDGED: { zh: "已接令", en: "acknowledged" },
  LOADING: { zh: "装载中", en: "loading" },
  PARTLY_SHIPPED: { zh: "部分启运", en: "partly shipped" },
  IN_TRANSIT: { zh: "在途", en: "in transit" },
  PARTLY_RECEIVED: { zh: "部分签收", en: "partly received" },
  RECEIVED: { zh: "已签收", en: "received" },
  RECEIVED_WITH_DIFFERENCE: { zh: "签收有差异", en: "received with a difference" },
  CLOSED: { zh: "已关闭", en: "closed" },
  CANCELLED: { zh: "已取消", en: "cancelled" },
} as const satisfies Words;
export type OrderState = keyof typeof orderState;

export const legState = {
  PLANNED: { zh: "待启运", en: "planned" },
  DEPARTED: { zh: "已启运", en: "departed" },
  HANDED_OVER: { zh: "已中转交接", en: "handed over" },
  ARRIVED: { zh: "已到达", en: "arrived" },
  TURNED_BACK: { zh: "已折返", en: "turned back" },
  DIVERTED: { zh: "已改道", en: "diverted" },
} as const satisfies Words;
export type LegState = keyof typeof legState;

/** What became of goods that the receiver did not find on a leg. */
export const differenceState = {
  OPEN: { zh: "待确认", en: "open" },
  CONTESTED: { zh: "有争议", en: "contested" },
  AGREED: { zh: "已确认", en: "agreed" },
  DEEMED: { zh: "逾期视同确认", en: "deemed agreed" },
} as const satisfies Words;
export type DifferenceState = keyof typeof differenceState;

/** One of the two slips of a leg. */
export const slipKind = {
  DEPARTURE: { zh: "出库交接单", en: "departure slip" },
  ARRIVAL: { zh: "到达签收单", en: "arrival slip" },
} as const satisfies Words;
export type SlipKind = keyof typeof slipKind;

/** Why a picker loaded less than was ordered. */
export const shortReason = {
  DAMAGED: { zh: "破损变质", en: "damaged" },
  NOT_FOUND: { zh: "账实不符", en: "not found" },
  NO_ROOM: { zh: "车辆装不下", en: "no room on the vehicle" },
} as const satisfies Words;
export type ShortReason = keyof typeof shortReason;
