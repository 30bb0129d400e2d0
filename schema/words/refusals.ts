import { donationRefusal } from "./donation-refusals.ts";
import { accessRefusals } from "./refusals-access.ts";
import { say, type RefusalWords } from "./refusal.ts";
import { conferenceRefusals } from "./refusals-conference.ts";
import { forceRefusals } from "./refusals-forces.ts";
import { refillRefusals } from "./refusals-refill.ts";
import { movingRefusals } from "./refusals-moving.ts";
import { pastRefusals } from "./refusals-past.ts";
import { reserveRefusals } from "./refusals-reserves.ts";

/** The one catalogue of refusals: codes are stable, texts may improve. */
export const refusalCode = {
  // Input
  INVALID_INPUT: say(
    "输入无效:{why}",
    "invalid input: {why}",
    "请改正后重新提交",
    "correct it and send again",
  ),
  UNKNOWN_CODE: say(
    "没有代码“{code}”",
    "there is no code “{code}”",
    "请从目录中选择",
    "choose one from the catalogue",
  ),
  WRONG_UNIT: say(
    "单位应为“{unit}”",
    "the unit must be “{unit}”",
    "请按基本单位换算后填写",
    "convert to the base unit",
  ),
  QUANTITY_OUT_OF_RANGE: say(
    "数量应在 {min} 至 {max} 之间",
    "a quantity must be between {min} and {max}",
    "请改正数量",
    "correct the quantity",
  ),
  TOO_MANY: say("最多 {max} 项", "at most {max} of these", "请分批提交", "send them in parts"),
  // Access
  ...accessRefusals,
  NOT_FOUND: say(
    "没有找到,或您无权查看",
    "not found, or not yours to see",
    "请核对编号,或向本单位管理员申请权限",
    "check the id, or ask your administrator for access",
  ),
  SIGN_IN_REQUIRED: say("需要登录", "sign in first", "请登录后重试", "sign in and try again"),
  NOT_ALLOWED: say(
    "您没有“{action}”的权限",
    "you may not {action}",
    "请由 {orgs} 具备“{role}”角色的人员办理",
    "ask someone of {orgsEn} with the role {roleEn}",
  ),
  KEY_REUSED: say(
    "该幂等键已用于其他内容的提交",
    "this idempotency key was used with other input",
    "请换用新的幂等键",
    "use a new key for a new request",
  ),
  BUSY: say(
    "枢纽繁忙,本次提交未能确认",
    "the hub is busy and could not confirm this",
    "请稍候用同一幂等键再次提交,不会重复执行",
    "send it again in a moment with the same idempotency key; it is never done twice",
  ),
  // State
  ILLEGAL_TRANSITION: say(
    "当前状态为“{state}”,不能{action}",
    "in state {state} one cannot {action}",
    "请刷新后按当前状态办理",
    "refresh and act on the present state",
  ),
  STALE_VERSION: say(
    "数据已被他人更新",
    "someone else changed this meanwhile",
    "请刷新后重试",
    "refresh and try again",
  ),
  ALREADY_DECIDED: say("已由他人办理", "already decided", "无需再次办理", "nothing more to do"),
  // Stock
  SHORT_OF_STOCK: say(
    "{item} 可用 {available},需要 {wanted}",
    "{item}: {available} available, {wanted} wanted",
    "请重新求解或减少数量",
    "solve again or ask for less",
  ),
  LOT_EXPIRED: say(
    "批次 {lot} 已过期",
    "lot {lot} has expired",
    "请改用其他批次",
    "use another lot",
  ),
  LOT_BLOCKED: say(
    "批次 {lot} 已封存或召回",
    "lot {lot} is blocked or recalled",
    "请改用其他批次",
    "use another lot",
  ),
  COMMITMENT_EXHAUSTED: say(
    "协议额度剩余 {available},需要 {wanted}",
    "{available} left under the contract, {wanted} wanted",
    "请减少数量",
    "ask for less",
  ),
  ...reserveRefusals,
  ...movingRefusals,
  ...forceRefusals,
  ...conferenceRefusals,
  ...refillRefusals,
  // Agreements and law
  AGREEMENT: say(
    "没有有效的互助协议",
    "no agreement in force",
    "请签订或续签协议,或改为商请",
    "sign or renew a pact, or send a request",
  ),
  AGREEMENT_LAPSED: say(
    "协议 {agreement} 第 {version} 版已不能作为依据:{why}",
    "version {version} of agreement {agreement} binds no more: {why}",
    "占用已释放;请重新求解,或改为商请",
    "its holds are released; solve again, or send a request",
  ),
  HOLD_SHARE_EXCEEDED: say(
    "未批准占用将超过协议可用库存的 {share}%",
    "unapproved holds would pass {share} % of the agreement's free stock",
    "请等待审批或减少数量",
    "wait for approvals or ask for less",
  ),
  MODE_CRITERIA_NOT_MET: say(
    "平急转换条件不具备:{missing}",
    "the criteria of the operating mode are not met: {missingEn}",
    "请待条件具备,或由审批人署名说明理由后转换",
    "wait until they are, or let the approver give a reason to override",
  ),
  APPROVAL_MISSING: say(
    "尚缺审批:{missing}",
    "approvals missing: {missing}",
    "请先完成审批",
    "finish the approvals first",
  ),
  ACT_FIRST_NOT_ALLOWED: say(
    "不符合先调后补条件:{why}",
    "this may not go first and be approved later: {why}",
    "请按程序等待审批",
    "wait for the approvals",
  ),
  CANNOT_REFUSE_COMMAND: say(
    "上级调令不得拒绝,可提出异议",
    "a command cannot be refused, only objected to",
    "请改为提出异议",
    "raise an objection instead",
  ),
  EARMARK: say(
    "定向捐赠,用途不符",
    "earmarked for another purpose",
    "请征得捐赠人同意",
    "ask the donor's consent",
  ),
  STALE_COUNT: say(
    "盘点已超过 {days} 天",
    "last counted more than {days} days ago",
    "请先盘点核实",
    "recount first",
  ),
  QUALITY_HOLD: say("质量封存", "on quality hold", "请先检验放行", "inspect and release first"),
  IN_HAZARD_ZONE: say(
    "位于警戒区内",
    "inside the hazard zone",
    "请改用区外货源",
    "use a source outside",
  ),
  LENDER_REFUSED: say(
    "出借单位已拒绝本事件的调用",
    "its lender has refused it for this incident",
    "请改用其他货源,或与出借单位重新商定",
    "use another source, or agree with the lender anew",
  ),
  RECOVERY_NOT_DUE: say(
    "数量超过在外数量",
    "more than is out",
    "请核对数量",
    "check the quantities",
  ),
  // Slips
  SLIP_CODE_WRONG: say(
    "交接码不正确",
    "wrong hand-over code",
    "请核对对方出示的交接码",
    "check the code that the other side shows",
  ),
  COUNTS_DO_NOT_ADD_UP: say(
    "合格 + 拒收 + 缺失应等于 {shipped}",
    "accepted + rejected + missing must be {shipped}",
    "请重新点数",
    "count again",
  ),
  GOODS_STILL_OUT: say(
    "仍有在途、在用或归还中的物资",
    "goods are still on site, in transit or returning",
    "请先逐项处置",
    "dispose of each first",
  ),
  ...donationRefusal,
  // Solver
  PROBLEM_INVALID: say(
    "求解文件无效:{why}",
    "the problem file is invalid: {why}",
    "请改正后重试",
    "correct it and try again",
  ),
  NOTHING_TO_ADOPT: say(
    "方案没有可采纳的内容",
    "the proposal allocates nothing",
    "请查看缺口原因",
    "see why it is short",
  ),
  PROPOSAL_STALE: say(
    "货源已变化,方案失效",
    "a source changed, the proposal is stale",
    "请重新求解",
    "solve again",
  ),
  // Feed
  ...pastRefusals,
  FEED_CURSOR_INVALID: say(
    "游标无效",
    "this cursor is not valid",
    "请从头同步",
    "start again from the beginning",
  ),
  FEED_EPOCH_CHANGED: say(
    "枢纽已恢复或迁移,游标失效",
    "the hub was restored or moved",
    "请重新全量同步",
    "reload everything",
  ),
  FEED_CURSOR_EXPIRED: say(
    "游标早于保留期({days} 天)",
    "older than the {days} days kept",
    "请重新全量同步",
    "reload everything",
  ),
} as const satisfies RefusalWords;
export type RefusalCode = keyof typeof refusalCode;
