import type { Role } from "../words/access.ts";

export interface Duty {
  readonly roles: readonly Role[];
  readonly zh: string;
}

/**
 * Which roles may do what, each within its own organization; what is not here is denied. `may`
 * answers by this table, and the rights on rows that name an action are written with its roles.
 */
export const actions = {
  "incident:report": { roles: ["DISPATCHER"], zh: "报告事件" },
  "incident:level": { roles: ["APPROVER"], zh: "设定响应级别" },
  "incident:end": { roles: ["APPROVER"], zh: "解除响应、办结事件" },
  "need:declare": { roles: ["DISPATCHER"], zh: "申报需求" },
  "proposal:request": { roles: ["DISPATCHER"], zh: "求解方案" },
  "proposal:adopt": { roles: ["DISPATCHER"], zh: "采纳方案" },
  "approval:decide": { roles: ["APPROVER"], zh: "审批" },
  "order:issue": { roles: ["DISPATCHER"], zh: "下达调拨单" },
  "order:acknowledge": { roles: ["KEEPER", "DISPATCHER"], zh: "接令" },
  "order:load": { roles: ["KEEPER"], zh: "拣货装载" },
  "order:depart": { roles: ["KEEPER"], zh: "出库启运" },
  "order:object": { roles: ["APPROVER", "DISPATCHER"], zh: "对调令提出异议" },
  "leg:redirect": { roles: ["KEEPER", "DISPATCHER"], zh: "折返改道" },
  "leg:relay": { roles: ["KEEPER", "DISPATCHER"], zh: "中转交接" },
  "order:receive": { roles: ["RECEIVER"], zh: "签收" },
  "order:difference": { roles: ["KEEPER", "FINANCE"], zh: "确认差异" },
  "order:cancel": { roles: ["DISPATCHER", "APPROVER"], zh: "取消调拨单" },
  "unit:move": { roles: ["KEEPER", "DISPATCHER"], zh: "更新队伍装备状态" },
  "team:arrange": { roles: ["DISPATCHER"], zh: "编组、登记证照" },
  "goods:use": { roles: ["RECEIVER"], zh: "登记使用" },
  "goods:return": { roles: ["RECEIVER"], zh: "归还物资" },
  "goods:inspect": { roles: ["KEEPER"], zh: "验收入库" },
  "stock:change": { roles: ["KEEPER"], zh: "变更库存" },
  "stock:dispose": { roles: ["APPROVER"], zh: "处置库存" },
  "target:set": { roles: ["ADMIN", "APPROVER"], zh: "设定储备定额" },
  "commitment:record": { roles: ["APPROVER"], zh: "登记调用协议" },
  "commitment:call": { roles: ["DISPATCHER", "APPROVER"], zh: "调用协议储备" },
  "batch:recall": { roles: ["APPROVER"], zh: "召回整批物资" },
  "claim:confirm": { roles: ["FINANCE"], zh: "确认往来" },
  "claim:waive": { roles: ["APPROVER"], zh: "豁免往来" },
  "claim:arbitrate": { roles: ["CONFERENCE_SECRETARY", "FINANCE"], zh: "办理争议裁决" },
  "recourse:attribute": { roles: ["APPROVER"], zh: "依调查报告认定追偿" },
  "claim:settle": { roles: ["FINANCE", "KEEPER"], zh: "清偿往来" },
  "netting:decide": { roles: ["FINANCE"], zh: "提出或答复互抵" },
  "statement:issue": { roles: ["FINANCE"], zh: "出具对账单" },
  "statement:region": { roles: ["FINANCE", "CONFERENCE_SECRETARY"], zh: "出具区域对账单" },
  "codes:import": { roles: ["ADMIN", "KEEPER"], zh: "导入码表" },
  "donation:import": { roles: ["PUBLISHER"], zh: "导入捐赠物资" },
  "donation:distribute": { roles: ["PUBLISHER", "KEEPER"], zh: "发放捐赠物资" },
  "campaign:manage": { roles: ["PUBLISHER"], zh: "登记慈善项目" },
  "disclosure:publish": { roles: ["PUBLISHER"], zh: "公示捐赠信息" },
  "agreement:propose": { roles: ["APPROVER"], zh: "提出协议版本" },
  "agreement:sign": { roles: ["APPROVER"], zh: "签署协议" },
  "agreement:suspend": { roles: ["APPROVER"], zh: "中止、恢复、退出协议" },
  "briefing:issue": { roles: ["CONFERENCE_SECRETARY"], zh: "出具会议简报" },
  "resolution:manage": { roles: ["CONFERENCE_SECRETARY"], zh: "办理会议决议" },
  "supervision:manage": { roles: ["CONFERENCE_SECRETARY"], zh: "督办" },
  "supervision:report": {
    roles: ["APPROVER", "DISPATCHER", "KEEPER", "FINANCE", "PUBLISHER"],
    zh: "报告督办进展",
  },
  "region:mode": { roles: ["APPROVER"], zh: "平急转换" },
  "key:issue": { roles: ["ADMIN"], zh: "签发密钥" },
  "member:grant": { roles: ["ADMIN"], zh: "授予角色" },
} as const satisfies Readonly<Record<string, Duty>>;
export type Action = keyof typeof actions;

/** Each role by which a reader may do it, as a transaction is told of the roles of its reader. */
export const heldAs = (role: Role, org: string): string => `${role}:${org}`;
