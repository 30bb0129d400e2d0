import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execute, parse, type GraphQLSchema } from "graphql";
import { hubKind } from "../../schema/words/access.ts";
import { operatingMode } from "../../schema/words/regions.ts";
import type { ListedPrincipal } from "../access/grant.service.ts";
import type { Locale } from "../graph/context.ts";
import { assert } from "../kernel/assert.ts";
import { packageRoot } from "../kernel/root.ts";
import type { Operation } from "./operation.ts";

const operation = parse(
  readFileSync(join(packageRoot, "schema", "operations", "front-page.graphql"), "utf8"),
);

interface FrontPage {
  readonly hub: { readonly kind: keyof typeof hubKind; readonly now: string };
  readonly clusters: readonly {
    readonly nameZh: string;
    readonly nameEn: string;
    readonly members: readonly Member[];
  }[];
}

interface Member {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly operatingMode: keyof typeof operatingMode;
  readonly depots: {
    readonly edges: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

const say = {
  zh: {
    title: "棋盘 — 区域应急资源共享枢纽",
    about: "本页仅列公开内容;登录后可见协议开放的储备。",
    asOf: "数据截至",
    region: "区划",
    mode: "平急状态",
    depots: "公开储备库",
    none: "尚无片区数据。",
    signIn: "演练登录(无口令,仅限本机演练枢纽)",
    enter: "登录",
    oidc: "统一身份登录",
    as: "当前登录",
    leave: "退出",
    other: '<a href="/?lang=en" lang="en">English</a>',
  },
  en: {
    title: "Qipan 棋盘 — shared emergency resources of a region",
    about: "Only what is public is listed here; sign in to see what agreements open to you.",
    asOf: "Data as of",
    region: "Region",
    mode: "Mode",
    depots: "Public depots",
    none: "No cluster yet.",
    signIn: "Sign in to the exercise (no password; on this machine only)",
    enter: "Sign in",
    oidc: "Sign in with your organization's identity provider",
    as: "Signed in as",
    leave: "Sign out",
    other: '<a href="/?lang=zh" lang="zh-CN">中文</a>',
  },
} as const;

/** How one may sign in here. */
interface Ways {
  readonly signIns: readonly ListedPrincipal[];
  readonly oidc: boolean;
}

/** The front page without script: what anyone may see, read through the hub's own schema. */
export async function frontPage(
  schema: GraphQLSchema,
  contextValue: Operation,
  locale: Locale,
  ways: Ways,
): Promise<string> {
  const result = await execute({ schema, document: operation, contextValue });
  await contextValue.close();
  assert(result.errors === undefined, `the front page is read: ${String(result.errors?.[0])}`);
  // Nothing is on the way between this and the schema that would change a value.
  const { hub, clusters } = result.data as unknown as FrontPage;
  const words = say[locale];
  const tables = clusters.map((cluster) => {
    const rows = cluster.members.map((member) => memberRow(member, locale)).join("\n");
    const name = locale === "zh" ? cluster.nameZh : cluster.nameEn;
    return `<h2>${safe(name)}</h2>
<table><thead><tr><th>${words.region}</th><th>${words.mode}</th>
<th>${words.depots}</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  });
  const { principal } = contextValue;
  const who =
    principal === undefined
      ? waysIn(ways, locale)
      : `<form method="post" action="/auth/sign-out"><p>${words.as}:${safe(principal.name)}
<button>${words.leave}</button></p></form>`;
  const now = new Date(hub.now);
  const body = `<p class="kind ${hub.kind}">${hubKind[hub.kind][locale]}</p>
<p>${words.about}</p>
<p>${words.asOf} <time datetime="${now.toISOString()}">${chinaTime(now)} (UTC+8)</time></p>
${tables.length === 0 ? `<p>${words.none}</p>` : tables.join("\n")}
${who}
<p><a href="/dev">/dev</a> · <a href="/schema.graphql">SDL</a> · <a href="/graphql">/graphql</a>
· <a href="/healthz">/healthz</a> · <a href="/readyz">/readyz</a> · ${words.other}</p>`;
  return page(locale, words.title, body);
}

function memberRow({ depots, operatingMode: mode, ...member }: Member, locale: Locale): string {
  const name = locale === "zh" ? member.nameZh : member.nameEn;
  const count = `${String(depots.edges.length)}${depots.pageInfo.hasNextPage ? "+" : ""}`;
  return `<tr><td>${safe(name)}</td><td>${operatingMode[mode][locale]}</td><td>${count}</td></tr>`;
}

const waysIn = ({ signIns, oidc }: Ways, locale: Locale): string =>
  (oidc ? `<p><a href="/auth/sign-in">${say[locale].oidc}</a></p>\n` : "") +
  signInList(signIns, locale);

function signInList(signIns: readonly ListedPrincipal[], locale: Locale): string {
  if (signIns.length === 0) return "";
  const { signIn, enter } = say[locale];
  const options = signIns
    .map(({ id, name }) => `<option value="${safe(id)}">${safe(name)}</option>`)
    .join("");
  return `<form method="post" action="/auth/dev"><label>${signIn}
<select name="principalId">${options}</select></label> <button>${enter}</button></form>`;
}

/** What a browser sees at /graphql: how to ask, and nothing from elsewhere. */
export const graphqlHelp = (locale: Locale): string =>
  page(
    locale,
    "/graphql",
    `<p>${
      locale === "zh"
        ? "这里是 GraphQL 接口:以 POST 发送 JSON,订阅用 WebSocket。"
        : "This is the GraphQL endpoint: POST JSON to it, subscribe over WebSocket."
    }</p><pre>curl -s http://…/graphql -H 'content-type: application/json' \\
  -d '{"query":"{ hub { kind now } }"}'</pre>
<p><a href="/dev">/dev</a> · <a href="/schema.graphql">SDL</a></p>`,
  );

/** The dashboard takes the page over where scripts run; its own style stands alone then. */
export const withScript = (plain: string, tags: string): string =>
  plain
    .replace(/<style>.*?<\/style>/s, (style) => `<noscript>${style}</noscript>\n${tags}`)
    .replace(
      /<body>(.*)<\/body>/s,
      (_all, body: string) => `<body><noscript>${body}</noscript></body>`,
    )
    .replace("<head>", '<head><link rel="icon" href="data:,">');

const style = `body{font:16px/1.6 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .6rem;text-align:left}
.kind{font-weight:bold;font-size:1.4rem}.EXERCISE{color:#a00}pre{overflow:auto;background:#eee}`;

/** A page in the plain style; with `onward` the browser goes on to that address by itself. */
export const page = (
  locale: Locale,
  title: string,
  body: string,
  onward?: string,
): string => `<!doctype html>
<html lang="${locale === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">${
  onward === undefined ? "" : `\n<meta http-equiv="refresh" content="0;url=${safe(onward)}">`
}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1>
${body}
</body></html>
`;

export const safe = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

export const chinaTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
