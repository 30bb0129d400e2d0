import type { Role } from "../words/access.ts";

export interface Duty {
  readonly roles: readonly Role[];
  readonly zh: string;
  readonly en: string;
}

/**
 * Which roles may do what, each within its own organization; what is not here is denied. `may`
 * answers by this table, and the rights on rows that name an action are written with its roles.
 */
export const actions = {
  "incident:report": { roles: ["DISPATCHER"], zh: "报告事件", en: "report an incident" },
  "incident:level": { roles: ["APPROVER"], zh: "设定响应级别", en: "set the response level" },
  "incident:end": {
    roles: ["APPROVER"],
    zh: "解除响应、办结事件",
    en: "end a response or close an incident",
  },
  "need:declare": { roles: ["DISPATCHER"], zh: "申报需求", en: "declare needs" },
  "proposal:request": { roles: ["DISPATCHER"], zh: "求解方案", en: "ask for a plan" },
  "proposal:adopt": { roles: ["DISPATCHER"], zh: "采纳方案", en: "adopt a plan" },
  "approval:decide": { roles: ["APPROVER"], zh: "审批", en: "decide an approval" },
  "order:issue": { roles: ["DISPATCHER"], zh: "下达调拨单", en: "issue an order" },
  "order:acknowledge": { roles: ["KEEPER", "DISPATCHER"], zh: "接令", en: "acknowledge an order" },
  "order:load": { roles: ["KEEPER"], zh: "拣货装载", en: "pick and load" },
  "order:depart": { roles: ["KEEPER"], zh: "出库启运", en: "send off" },
  "order:object": {
    roles: ["APPROVER", "DISPATCHER"],
    zh: "对调令提出异议",
    en: "object to an order",
  },
  "leg:redirect": { roles: ["KEEPER", "DISPATCHER"], zh: "折返改道", en: "turn back or redirect" },
  "leg:relay": { roles: ["KEEPER", "DISPATCHER"], zh: "中转交接", en: "hand over on the way" },
  "order:receive": { roles: ["RECEIVER"], zh: "签收", en: "receive" },
  "order:difference": {
    roles: ["KEEPER", "FINANCE"],
    zh: "确认差异",
    en: "decide on a difference",
  },
  "order:cancel": { roles: ["DISPATCHER", "APPROVER"], zh: "取消调拨单", en: "cancel an order" },
  "unit:move": {
    roles: ["KEEPER", "DISPATCHER"],
    zh: "更新队伍装备状态",
    en: "tell the state of teams and machines",
  },
  "team:arrange": {
    roles: ["DISPATCHER"],
    zh: "编组、登记证照",
    en: "form teams or record licences",
  },
  "goods:use": { roles: ["RECEIVER"], zh: "登记使用", en: "record use" },
  "goods:return": { roles: ["RECEIVER"], zh: "归还物资", en: "return goods" },
  "goods:inspect": { roles: ["KEEPER"], zh: "验收入库", en: "inspect and take in" },
  "stock:change": { roles: ["KEEPER"], zh: "变更库存", en: "change stock" },
  "stock:dispose": { roles: ["APPROVER"], zh: "处置库存", en: "dispose of stock" },
  "target:set": { roles: ["ADMIN", "APPROVER"], zh: "设定储备定额", en: "set reserve targets" },
  "commitment:record": { roles: ["APPROVER"], zh: "登记调用协议", en: "record call agreements" },
  "commitment:call": {
    roles: ["DISPATCHER", "APPROVER"],
    zh: "调用协议储备",
    en: "call on agreed reserves",
  },
  "batch:recall": { roles: ["APPROVER"], zh: "召回整批物资", en: "recall a batch" },
  "claim:confirm": { roles: ["FINANCE"], zh: "确认往来", en: "confirm a claim" },
  "claim:waive": { roles: ["APPROVER"], zh: "豁免往来", en: "waive a claim" },
  "claim:arbitrate": {
    roles: ["CONFERENCE_SECRETARY", "FINANCE"],
    zh: "办理争议裁决",
    en: "arbitrate a dispute",
  },
  "recourse:attribute": {
    roles: ["APPROVER"],
    zh: "依调查报告认定追偿",
    en: "attribute recourse by a report",
  },
  "claim:settle": { roles: ["FINANCE", "KEEPER"], zh: "清偿往来", en: "settle a claim" },
  "netting:decide": { roles: ["FINANCE"], zh: "提出或答复互抵", en: "propose or answer netting" },
  "statement:issue": { roles: ["FINANCE"], zh: "出具对账单", en: "issue a statement" },
  "statement:region": {
    roles: ["FINANCE", "CONFERENCE_SECRETARY"],
    zh: "出具区域对账单",
    en: "issue a region's statement",
  },
  "codes:import": { roles: ["ADMIN", "KEEPER"], zh: "导入码表", en: "import a code table" },
  "donation:import": { roles: ["PUBLISHER"], zh: "导入捐赠物资", en: "import donated goods" },
  "donation:distribute": {
    roles: ["PUBLISHER", "KEEPER"],
    zh: "发放捐赠物资",
    en: "hand out donated goods",
  },
  "campaign:manage": { roles: ["PUBLISHER"], zh: "登记慈善项目", en: "record a campaign" },
  "disclosure:publish": { roles: ["PUBLISHER"], zh: "公示捐赠信息", en: "publish donations" },
  "agreement:propose": {
    roles: ["APPROVER"],
    zh: "提出协议版本",
    en: "propose a version of an agreement",
  },
  "agreement:sign": { roles: ["APPROVER"], zh: "签署协议", en: "sign an agreement" },
  "agreement:suspend": {
    roles: ["APPROVER"],
    zh: "中止、恢复、退出协议",
    en: "suspend, resume or leave an agreement",
  },
  "briefing:issue": { roles: ["CONFERENCE_SECRETARY"], zh: "出具会议简报", en: "issue a briefing" },
  "resolution:manage": {
    roles: ["CONFERENCE_SECRETARY"],
    zh: "办理会议决议",
    en: "handle a resolution",
  },
  "supervision:manage": { roles: ["CONFERENCE_SECRETARY"], zh: "督办", en: "supervise" },
  "supervision:report": {
    roles: ["APPROVER", "DISPATCHER", "KEEPER", "FINANCE", "PUBLISHER"],
    zh: "报告督办进展",
    en: "report progress under supervision",
  },
  "region:mode": { roles: ["APPROVER"], zh: "平急转换", en: "change the operating mode" },
  "key:issue": { roles: ["ADMIN"], zh: "签发密钥", en: "issue keys" },
  "member:grant": { roles: ["ADMIN"], zh: "授予角色", en: "grant roles" },
} as const satisfies Readonly<Record<string, Duty>>;
export type Action = keyof typeof actions;

/** Each role by which a reader may do it, as a transaction is told of the roles of its reader. */
export const heldAs = (role: Role, org: string): string => `${role}:${org}`;
