import type { Words } from "./word.ts";

/** GOODS and RECEIVABLE stay ≥ 0; SOURCE and PAYABLE stay ≤ 0; SINK stays ≥ 0. */
export const accountKind = {
  ON_HAND: { zh: "在库", en: "on hand" },
  HELD: { zh: "预占", en: "held" },
  IN_TRANSIT: { zh: "在途", en: "in transit" },
  ON_SITE: { zh: "现场在用", en: "on site" },
  BORROWED: { zh: "借入留存", en: "borrowed" },
  RETURNING: { zh: "归还途中", en: "returning" },
  INSPECTION: { zh: "待检", en: "in inspection" },
  REPAIR: { zh: "待修", en: "in repair" },
  BLOCKED: { zh: "封存", en: "blocked" },
  ASSEMBLED: { zh: "装入套件", en: "built into kits" },
  SUPPLY: { zh: "入库来源", en: "supply" },
  SURPLUS: { zh: "盘盈", en: "surplus" },
  CONSUMED: { zh: "消耗", en: "consumed" },
  DISTRIBUTED: { zh: "发放", en: "distributed" },
  SCRAPPED: { zh: "报废", en: "scrapped" },
  DESTROYED: { zh: "灭失", en: "destroyed" },
  SHORTAGE: { zh: "盘亏", en: "shortage" },
  ROTATED_OUT: { zh: "轮出", en: "rotated out" },
  TRANSFERRED: { zh: "划转", en: "transferred" },
  RECEIVABLE: { zh: "应收", en: "receivable" },
  PAYABLE: { zh: "应付", en: "payable" },
} as const satisfies Words;
export type AccountKind = keyof typeof accountKind;

export const sources = ["SUPPLY", "SURPLUS"] as const satisfies readonly AccountKind[];

/** Goods posted here are gone; under a norm each such unit opens a refill task. */
export const sinks = [
  "CONSUMED",
  "DISTRIBUTED",
  "SCRAPPED",
  "DESTROYED",
  "SHORTAGE",
  "ROTATED_OUT",
  "TRANSFERRED",
] as const satisfies readonly AccountKind[];
export type Sink = (typeof sinks)[number];

export const claimKind = {
  RETURN: { zh: "归还", en: "return" },
  REFILL: { zh: "补库", en: "refill" },
  REPAIR: { zh: "修复", en: "repair" },
  RESTORE: { zh: "复原", en: "restore" },
  COMPENSATE: { zh: "补偿", en: "compensate" },
  DAMAGES: { zh: "赔偿", en: "damages" },
  PAY: { zh: "货款", en: "pay" },
  SERVICE: { zh: "队伍装备费用", en: "service" },
  RECOURSE: { zh: "追偿", en: "recourse" },
} as const satisfies Words;
export type ClaimKind = keyof typeof claimKind;

/** OVERDUE is derived from the due day and never stored. */
export const claimState = {
  PROVISIONAL: { zh: "待确认", en: "provisional" },
  CONFIRMED: { zh: "已确认", en: "confirmed" },
  PART_SETTLED: { zh: "部分清偿", en: "part settled" },
  SETTLED: { zh: "已清偿", en: "settled" },
  DISPUTED: { zh: "有争议", en: "disputed" },
  REVERSED: { zh: "已冲销", en: "reversed" },
} as const satisfies Words;
export type ClaimState = keyof typeof claimState;

/** Who speaks about a claim; whoever keeps the creditor's goods speaks on its side. */
export const claimSide = {
  DEBTOR: { zh: "应办一方", en: "debtor" },
  CREDITOR: { zh: "应收一方", en: "creditor" },
} as const satisfies Words;
export type ClaimSide = keyof typeof claimSide;

export const refillTaskState = {
  OPEN: { zh: "待补", en: "open" },
  PART_DONE: { zh: "部分补足", en: "part done" },
  DONE: { zh: "已补足", en: "done" },
} as const satisfies Words;
export type RefillTaskState = keyof typeof refillTaskState;

/** How a claim was made smaller. */
export const settlementMeans = {
  GOODS: { zh: "实物", en: "goods" },
  RETURNED: { zh: "归还", en: "returned" },
  CONVERTED: { zh: "转化", en: "converted" },
  CASH_EQUIVALENT: { zh: "等值结算", en: "cash equivalent" },
  INVOICE: { zh: "凭票结算", en: "against an invoice" },
  WAIVED: { zh: "豁免", en: "waived" },
  NETTED: { zh: "互抵", en: "netted" },
  BY_RESOLUTION: { zh: "决议不予支持", en: "not upheld by a resolution" },
  BY_REPORT: { zh: "调查报告改定", en: "attributed otherwise by a report" },
} as const satisfies Words;
export type SettlementMeans = keyof typeof settlementMeans;

/** The operation that a transfer books (the posting table). */
export const transferOp = {
  OPENING: { zh: "期初盘点", en: "opening count" },
  HOLD: { zh: "预占", en: "hold" },
  FIRM: { zh: "转为正式占用", en: "make firm" },
  RELEASE: { zh: "释放", en: "release" },
  SHORT_PICK: { zh: "拣货短少", en: "short pick" },
  DEPART: { zh: "启运", en: "depart" },
  HAND_OVER: { zh: "中转交接", en: "hand over" },
  RECEIVE: { zh: "签收", en: "receive" },
  DIFFERENCE: { zh: "差异确认", en: "confirm a difference" },
  TURN_BACK: { zh: "折返", en: "turn back" },
  USE: { zh: "使用", en: "use" },
  KEEP: { zh: "留存", en: "keep" },
  RETURN_START: { zh: "归还启运", en: "start a return" },
  RETURN_ARRIVE: { zh: "归还到库", en: "a return arrives" },
  INSPECT: { zh: "验收", en: "inspect" },
  REFILL: { zh: "补库入库", en: "refill" },
  SETTLE: { zh: "清偿", en: "settle" },
  SERVICE: { zh: "队伍装备工时", en: "service" },
  RECOURSE: { zh: "追偿", en: "recourse" },
  BLOCK: { zh: "封存", en: "block" },
  GIFT: { zh: "权属划转", en: "change of title" },
  MOVE: { zh: "转用于其他事件", en: "move to another incident" },
  SPLIT: { zh: "往来拆分", en: "split a claim" },
  DECIDE: { zh: "裁决与责任认定", en: "decide what is owed" },
  STOCKTAKE: { zh: "盘点", en: "stocktake" },
  KIT: { zh: "套件组装与拆分", en: "assemble or break kits" },
  REVERSAL: { zh: "冲销", en: "reversal" },
} as const satisfies Words;
export type TransferOp = keyof typeof transferOp;

/** The row of the liability order that decided, first match wins. */
export const liabilityRule = {
  NO_LIABILITY_HUB: { zh: "演练枢纽约定不产生往来", en: "exercise hub without liability" },
  OWNER_IS_PAYER: { zh: "物权单位即负担单位,只记补库任务", en: "the owner is the payer" },
  OWNER_AT_FAULT: { zh: "物权单位为事故责任单位,自救自担", en: "the owner is at fault" },
  DONATED: { zh: "捐赠物资按意愿使用,不记往来", en: "donated and used as given" },
  DONATED_DAMAGED: { zh: "捐赠物资未按意愿使用,保管方赔偿", en: "donated, not used as given" },
  TRANSFER_TITLE: { zh: "权属已划转", en: "title was transferred" },
  COMMAND: { zh: "指令调拨,由下令政府负担", en: "by command, the commander owes" },
  REQUISITION: { zh: "征用,由征用政府补偿", en: "requisitioned, compensate" },
  CONTRACTED: { zh: "协议或产能储备,签约政府付款", en: "contracted stock, the contractor pays" },
  USER_REFILLS: { zh: "谁使用谁补库", en: "who uses, refills" },
  USER_SETTLES: { zh: "协议约定限期结算,谁使用谁付款", en: "who uses, settles in money" },
  FREE_AID: { zh: "协议约定无偿支援,不记往来", en: "free under the agreement" },
  AT_FAULT: { zh: "谁造成损失谁赔偿", en: "whoever caused the loss pays" },
  FEE: { zh: "按约定付费", en: "a fee by agreement" },
} as const satisfies Words;
export type LiabilityRule = keyof typeof liabilityRule;

/** Which term of the agreement decided who owes. */
export const liabilityClause = {
  REGIME: { zh: "清偿方式", en: "the regime" },
  SHARES: { zh: "分担比例", en: "the shares" },
} as const satisfies Words;
export type LiabilityClause = keyof typeof liabilityClause;

export const bookUnit = { MONEY: "CNY" } as const;
