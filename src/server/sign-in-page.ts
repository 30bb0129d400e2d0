import type { Identity } from "../access/access.service.ts";
import type { Locale } from "../graph/context.ts";
import { page, safe } from "./page.ts";

/** How a sign-in can end without anyone being signed in. */
export type SignInEnd = "DENIED" | "DISABLED" | "DOWN" | "NOT_GOOD" | "NO_PERSON" | "UNKNOWN";

const say = {
  zh: {
    title: "登录 · 棋盘",
    goOn: "已登录,请继续",
    signedOut: "已退出本枢纽",
    endThere: "继续在身份服务处退出",
    again: "重新登录",
    front: "返回首页",
    subject: "您的登录身份",
    command: "运维人员可运行(PRINCIPAL、ORG、ROLE、NAME 请替换)",
  },
  en: {
    title: "Sign-in · Qipan",
    goOn: "Signed in; go on",
    signedOut: "Signed out of this hub",
    endThere: "Go on and sign out at the identity provider",
    again: "Sign in again",
    front: "Front page",
    subject: "The identity that you signed in with",
    command: "The operator may run, with PRINCIPAL, ORG, ROLE and NAME filled in",
  },
} as const;

const ends = {
  DENIED: {
    zh: "身份服务未予登录(已取消,或未获批准)。",
    en: "The identity provider did not sign you in: it was cancelled or not allowed.",
  },
  DISABLED: {
    zh: "您在本枢纽的身份已停用。请联系本单位管理员或枢纽运维人员。",
    en: "Your principal on this hub is disabled. Ask your administrator or the hub's operator.",
  },
  DOWN: {
    zh: "身份服务暂时联系不上,请稍后重试;枢纽的公开内容不受影响。",
    en: "The identity provider cannot be reached; try again soon. What is public stays open.",
  },
  NOT_GOOD: {
    zh: "这次登录已过期、已用过,或不是从本浏览器发起的。请重新登录。",
    en: "This sign-in has expired, was used, or was not begun in this browser. Sign in again.",
  },
  NO_PERSON: {
    zh: "该身份属于系统而非人员,不能在浏览器登录。",
    en: "This identity is a system's, not a person's: it does not sign in with a browser.",
  },
  UNKNOWN: {
    zh: "身份服务认识您,但本枢纽尚未授予您任何身份。请将下面一行交给本单位管理员或枢纽运维人员。",
    en: `The identity provider knows you, but this hub has granted you nothing yet. Give the
line below to your administrator or the hub's operator.`,
  },
} as const;

/** Why nobody was signed in, and what to do about it. */
export function failedPage(locale: Locale, end: SignInEnd, identity?: Identity): string {
  const { title, again, front } = say[locale];
  const who = end === "UNKNOWN" && identity !== undefined ? grantPart(locale, identity) : "";
  const links = `<p><a href="/auth/sign-in">${again}</a> · <a href="/">${front}</a></p>`;
  return page(locale, title, `<p role="alert">${ends[end][locale]}</p>\n${who}${links}`);
}

function grantPart(locale: Locale, { issuer, subject }: Identity): string {
  const told = `${issuer}|${subject}`;
  const { subject: label, command } = say[locale];
  const shown = `<p>${label}:<code>${safe(told)}</code></p>\n`;
  // What the issuer calls someone is typed into a shell by someone else: nothing that is not plain.
  if (!/^[\x20-\x7e]+$/.test(told)) return shown;
  const quoted = `'${told.replaceAll("'", `'\\''`)}'`;
  const line = `npx qipan grant PRINCIPAL ORG ROLE --name NAME --oidc ${quoted}`;
  return `${shown}<p>${command}:</p><pre>${safe(line)}</pre>\n`;
}

/**
 * The hop after a sign-in. What the issuer's site led to counts as asked by that site, so a browser
 * would keep the strict cookie back: this page asks for the next one itself.
 */
export const onwardPage = (locale: Locale, path: string): string => {
  const { title, goOn } = say[locale];
  return page(locale, title, `<p><a href="${safe(path)}">${goOn}</a></p>`, path);
};

/** The hop to the issuer's own sign-out: a form's answer may not lead to another site at once. */
export const signedOutPage = (locale: Locale, next: URL): string => {
  const { title, signedOut, endThere } = say[locale];
  const link = `<a href="${safe(next.href)}">${endThere}</a>`;
  return page(locale, title, `<p>${signedOut}</p><p>${link}</p>`, next.href);
};
