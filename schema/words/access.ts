import type { Words } from "./word.ts";

export const role = {
  VIEWER: { zh: "查看", en: "viewer" },
  KEEPER: { zh: "保管员", en: "keeper" },
  PUBLISHER: { zh: "公示员", en: "publisher" },
  DISPATCHER: { zh: "值班调度员", en: "dispatcher" },
  APPROVER: { zh: "审批人", en: "approver" },
  FINANCE: { zh: "财务", en: "finance" },
  RECEIVER: { zh: "签收人", en: "receiver" },
  AUDITOR: { zh: "审计", en: "auditor" },
  CONFERENCE_SECRETARY: { zh: "联席会议秘书", en: "conference secretary" },
  ADMIN: { zh: "管理员", en: "administrator" },
} as const satisfies Words;
export type Role = keyof typeof role;

export const principalKind = {
  PERSON: { zh: "人员", en: "person" },
  MACHINE: { zh: "系统", en: "machine" },
  SYSTEM: { zh: "枢纽自身", en: "the hub itself" },
} as const satisfies Words;
export type PrincipalKind = keyof typeof principalKind;

export const hubKind = {
  LIVE: { zh: "实战", en: "live" },
  EXERCISE: { zh: "演练", en: "exercise" },
} as const satisfies Words;
export type HubKind = keyof typeof hubKind;
