import { say, type RefusalWords } from "./refusal.ts";

/** What an agreement says about refills and work; part of the one catalogue. */
export const refillRefusals = {
  REFILL_IN_KIND_ONLY: say(
    "协议 {agreement} 第 {version} 版“{clause}”条款约定实物补库",
    "“{clauseEn}” of agreement {agreement}, version {version}, asks for a refill in kind",
    "请补库入库后销账;改为等值结算须先由各方签署新版本",
    "take a refill in; to pay instead, the parties sign a new version first",
  ),
  SUBSTITUTE_NOT_ALLOWED: say(
    "{item} 不能抵补 {owed};可用:{allowed}",
    "{item} does not refill {owed}; allowed: {allowedEn}",
    "请改用所列物资,或由各方在协议新版本中约定折算",
    "bring what is listed, or agree on a ratio in a new version of the agreement",
  ),
  SUBSTITUTE_EXCESS: say(
    "{passed} 折合 {counted},多出的 {excess} 不足折合一个单位",
    "{passed} count as {counted}; {excess} more are not another whole unit",
    "请按 {least} 办理;多余部分留存或退回,或写明为赠与",
    "make it {least}; keep the rest or send it back, or say that it is a gift",
  ),
  REFILL_TOO_OLD: say(
    "剩余有效期不足:有效期至 {expiresOn},要求至少到 {goodUntil}",
    "too little shelf life is left: good until {expiresOn}, must be until {goodUntil} at least",
    "请换用剩余有效期足够的批次",
    "bring a lot with enough shelf life left",
  ),
  REFILL_NEW_ONLY: say(
    "协议 {agreement} 第 {version} 版约定以新购物资补库",
    "agreement {agreement}, version {version}, asks for newly bought goods",
    "请采购补库;以库存补库须先由各方签署新版本",
    "buy the refill, or sign a new version of the agreement first",
  ),
  LOSS_MADE_GOOD: say(
    "该灭失已补库、清偿或另行办理,找回的物资归出资单位",
    "the loss was refilled, settled or passed on already: what is found belongs to whoever paid",
    "请盘点登记盘盈,并与出资单位商定处置",
    "count it as a surplus, and agree with whoever paid on what becomes of it",
  ),
  NOTHING_TO_NET: say(
    "本单位没有可互抵的往来",
    "nothing of this organization would cancel",
    "须双方已确认、无争议、均为政府单位,且未列入其他互抵",
    "claims must be confirmed, undisputed, between governments, and in no other round",
  ),
  NOTHING_TO_ATTRIBUTE: say(
    "该事件没有待认定的追偿",
    "this incident has no recourse that waits for a report",
    "须为事故灾难且已登记损失;已认定的不再变更",
    "it must be an accident with losses booked; what was decided stays",
  ),
  SERVICE_RATE_AGREED: say(
    "协议 {agreement} 第 {version} 版费率表:{rates}",
    "the rate table of agreement {agreement}, version {version}, says: {ratesEn}",
    "请按费率表填写;须调整的由各方签署新版本",
    "use the agreed rates, or sign a new version of the agreement",
  ),
} as const satisfies RefusalWords;
