import { say, type RefusalWords } from "./refusal.ts";

/** Refusals of peacetime work on reserves; part of the one catalogue. */
export const reserveRefusals = {
  COUNT_UNDER_WAY: say(
    "批次 {lot} 正在另一次盘点中",
    "lot {lot} is in another open count",
    "请先结束或取消那次盘点",
    "close or cancel that count first",
  ),
  COUNT_MISSING: say(
    "批次 {lot} 尚未点完:{stage}",
    "lot {lot} is not counted out: {stage}",
    "请完成点数或复点",
    "count it, or count it again",
  ),
  RECOUNT_BY_ANOTHER: say(
    "复点须由另一名保管员办理",
    "another keeper must count it again",
    "请换人复点",
    "ask a colleague to count",
  ),
  REASON_MISSING: say(
    "批次 {lot} 账实不符,须说明原因",
    "lot {lot} differs from the book and needs a reason",
    "请选择原因",
    "give a reason",
  ),
  OFFER_LEFT: say(
    "轮换要约剩余 {available},需要 {wanted}",
    "{available} left of the offer, {wanted} wanted",
    "请减少数量",
    "take less",
  ),
  NOT_A_NEIGHBOUR: say(
    "{org} 不是协作区内可受让的单位",
    "{org} is no neighbour to whom this is offered",
    "请由协作区内的政府或慈善单位办理",
    "a government or charity of the cluster may take it",
  ),
  KIT_PARTS: say(
    "套件 {kit} 需要每套 {need} {component}",
    "kit {kit} needs {need} of {component} each",
    "请为每种组件选择一个批次",
    "name one lot for each component",
  ),
  DAILY_RATE_EXCEEDED: say(
    "{day} 前可供 {available},需要 {wanted}",
    "{available} can be supplied until {day}, {wanted} wanted",
    "请减少数量或推迟日期",
    "ask for less, or for a later day",
  ),
} as const satisfies RefusalWords;
