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

/** By what a caller is known. The first two are sessions of a browser. */
export const signInMeans = {
  OIDC: { zh: "统一身份登录", en: "signed in at the identity provider" },
  DEV: { zh: "演练登录", en: "named oneself in an exercise" },
  API_KEY: { zh: "接口密钥", en: "an API key" },
  TOKEN: { zh: "令牌(JWT)", en: "a token (JWT)" },
} as const satisfies Words;
export type SignInMeans = keyof typeof signInMeans;

/** How a browser's session began. */
export const sessionMeans = {
  OIDC: signInMeans.OIDC,
  DEV: signInMeans.DEV,
} as const satisfies Words;
export type SessionMeans = keyof typeof sessionMeans;

export const apiKeyState = {
  GOOD: { zh: "有效", en: "good" },
  ENDING_SOON: { zh: "有效,14 天内到期", en: "good, and expires within 14 days" },
  EXPIRED: { zh: "已到期", en: "expired" },
  REVOKED: { zh: "已撤销", en: "revoked" },
} as const satisfies Words;
export type ApiKeyState = keyof typeof apiKeyState;

export const hubKind = {
  LIVE: { zh: "实战", en: "live" },
  EXERCISE: { zh: "演练", en: "exercise" },
} as const satisfies Words;
export type HubKind = keyof typeof hubKind;
