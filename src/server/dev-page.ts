import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hubKind, type HubKind } from "../../schema/words/access.ts";
import { refusalCode } from "../../schema/words/refusals.ts";
import type { Locale } from "../graph/context.ts";
import { packageRoot } from "../kernel/root.ts";
import { memberLimits, publicLimits } from "./bucket.ts";
import { examples, languages, programOf, type Example } from "./dev-examples.ts";
import { devWords, limitNames, type DevWords, type LimitName } from "./dev-words.ts";
import { tableOf } from "./donation-shell.ts";
import { fill } from "./donation-words.ts";
import { faultCode } from "./fault.ts";
import { safe } from "./page.ts";
import { prices } from "./price.ts";
import { shapeLimits } from "./shape.ts";
import { lineLimits } from "./socket.ts";

export interface DevAsk {
  readonly locale: Locale;
  readonly kind: HubKind;
  /** Where this hub is reached, as the reader reached it. */
  readonly hub: string;
  /** Whether a sandbox key may be taken here. */
  readonly sandbox: boolean;
  /** The key that was just made. */
  readonly key?: string | undefined;
  readonly feedDays: number;
}

/** All that a partner's developer needs, on one page that loads nothing else. */
export function devPage(ask: DevAsk): string {
  const { locale, kind } = ask;
  const words = devWords[locale];
  const other = locale === "zh" ? "en" : "zh";
  const parts = [
    ["steps", steps(ask, words)],
    ["tools", tools(words, other)],
    ["examples", exampleList(locale, words)],
    ["errors", errorTables(locale, words)],
    ["limits", limitTable(ask, words)],
    ["changes", changeTable(words)],
  ] as const;
  const contents = parts.map(([id]) => `<li><a href="#${id}">${words[id]}</a></li>`).join("");
  const body = parts.map(([id, html]) => `<h2 id="${id}">${words[id]}</h2>\n${html}`).join("\n");
  const drill = `<p class="drill">${hubKind.EXERCISE[locale]} · ${words.drill}</p>`;
  return `<!doctype html>
<html lang="${locale === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${words.title} — 棋盘 Qipan</title><style>${style}</style></head><body>
${kind === "EXERCISE" ? drill : ""}
<h1>${words.title}</h1>
<p><a href="/dev?lang=${other}" lang="${other === "en" ? "en" : "zh-CN"}">${words.other}</a></p>
<nav aria-label="${words.contents}"><ul>${contents}</ul></nav>
<main>${body}</main>
</body></html>
`;
}

function steps({ locale, sandbox, key, hub }: DevAsk, words: DevWords): string {
  const form = `<form method="post" action="/dev/key?lang=${locale}">
<button>${words.keyButton}</button></form>`;
  const made =
    key === undefined ? form : `<p role="status">${words.keyMade} <code>${safe(key)}</code></p>`;
  return `<ol><li><strong>${words.key}</strong>
<p>${sandbox ? words.keySandbox : words.keyAsk}</p>${sandbox ? made : ""}</li>
<li><strong>${words.ask}</strong><p>${words.askText}</p>
<pre id="start" tabindex="0">export HUB=${safe(hub)}
export KEY=${safe(key ?? "qk_…")}</pre></li>
<li><strong>${words.follow}</strong><p>${words.followText}</p></li></ol>`;
}

const tools = (words: DevWords, other: Locale): string => `<ul>
<li><a href="/schema.graphql" download="qipan.graphql">${words.sdl}</a></li>
<li><a href="/dev/ide/">${words.ide}</a><p>${words.ideNote}</p></li>
<li><code>GET /bulk/150300</code> ${words.bulk}</li>
<li><code>previewCodeTable, confirmCodeTable, codeMatches, Item.codes</code> ${words.codes}</li>
<li><a href="/graphql?lang=${other === "en" ? "zh" : "en"}">/graphql</a></li></ul>`;

const languageNames = { curl: "curl", typescript: "TypeScript", python: "Python" };

function exampleList(locale: Locale, words: DevWords): string {
  const each = (example: Example): string => {
    const programs = languages.map(
      (language) => `<details${language === "curl" ? " open" : ""}>
<summary>${languageNames[language]}</summary>
<pre tabindex="0" data-example="${example.name}" data-language="${language}">${safe(
        programOf[language](example),
      )}</pre></details>`,
    );
    return `<li><strong>${safe(example[locale])}</strong> <code>${example.name}</code>
${programs.join("\n")}</li>`;
  };
  return `<p>${words.examplesText}</p><ol>${examples.map(each).join("\n")}</ol>`;
}

function errorTables(locale: Locale, words: DevWords): string {
  const cell = (title: string, text: string) => ({ title, html: safe(text) });
  const refusals = Object.entries(refusalCode).map(([code, word]) => ({
    cells: [
      { title: words.code, html: `<code>${code}</code>` },
      cell(words.meaning, word[locale]),
      cell(words.next, word.next[locale]),
    ],
  }));
  const faults = Object.entries(faultCode).map(([code, word]) => ({
    cells: [{ title: words.code, html: `<code>${code}</code>` }, cell(words.meaning, word[locale])],
  }));
  return `<p>${words.errorsText}</p><h3>${words.faults}</h3>${tableOf(faults)}
<details><summary>${words.refusals} (${String(refusals.length)})</summary>${tableOf(
    refusals,
  )}</details>`;
}

function limitTable({ locale, feedDays }: DevAsk, words: DevWords): string {
  const { tokens, depth, fields, aliases, directives, rootFields, repeats } = shapeLimits;
  const limits: Readonly<Record<LimitName, string | number>> = {
    ...{ tokens, depth, fields, aliases, directives, rootFields, repeats },
    ...{ page: prices.pageMax, body: "1 MB", message: `${lineLimits.messageBytes / 1024} KB` },
    operations: lineLimits.operations,
    lines: lineLimits.lines,
    following: lineLimits.following,
    memberBudget: memberLimits.budget,
    memberCapacity: memberLimits.capacity,
    memberPerSecond: memberLimits.perSecond,
    publicBudget: publicLimits.budget,
    publicCapacity: publicLimits.capacity,
    publicPerSecond: publicLimits.perSecond,
    feedDays,
  };
  const names = Object.keys(limitNames) as LimitName[];
  const rows = names.map((name) => ({
    cells: [
      { title: words.limit, html: safe(limitNames[name][locale]) },
      { title: words.value, html: limits[name].toLocaleString("en-US"), isNumber: true },
    ],
  }));
  const { mutation, solve } = prices;
  return `<p>${fill(words.costText, { mutation, solve })}</p>${tableOf(rows)}`;
}

interface Told {
  readonly path: string;
  readonly level: string;
  readonly message: string;
}

const promised = join(packageRoot, "schema", "promised");

/** What has come since the schema that partners were last promised. */
function changeTable(words: DevWords): string {
  const date = readdirSync(promised).find((name) => name.endsWith(".graphql")) ?? "";
  const changes = JSON.parse(readFileSync(join(promised, "since.json"), "utf8")) as Told[];
  const rows = changes.map(({ path, level, message }) => ({
    cells: [
      { title: words.path, html: `<code>${safe(path)}</code>` },
      { title: words.change, html: safe(message) },
      { title: words.level, html: safe(level) },
    ],
  }));
  const since = fill(words.since, { date: date.replace(".graphql", "") });
  return `<p>${words.promise}</p><h3>${since}</h3>
${rows.length === 0 ? `<p>${words.none}</p>` : tableOf(rows)}`;
}

const style = `body{font:17px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
body{max-width:64rem;margin:0 auto;padding:.5rem 1rem;color:#111;background:#fff}
.drill{background:#a00;color:#fff;padding:.3rem .8rem;font-weight:bold}a{color:#0645ad}
h1{font-size:1.6rem}h2{font-size:1.3rem;margin-top:2rem;border-top:2px solid #888}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0}
pre{overflow:auto;background:#f2f2f2;border:1px solid #999;padding:.5rem;font-size:.9rem}
pre{max-height:22rem;white-space:pre-wrap;overflow-wrap:anywhere}
code{overflow-wrap:anywhere}summary{cursor:pointer;min-height:1.8rem}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;padding:.2rem .5rem}
td,th{text-align:left;vertical-align:top}.n{text-align:right;white-space:nowrap}
button{font:inherit;min-height:2.8rem;padding:.4rem 1rem}li{margin:.4rem 0}
@media(max-width:600px){thead{display:none}tr{display:block;border:2px solid #888;margin:.6rem 0}
td{display:block;border:0;border-bottom:1px solid #ddd}
td:before{content:attr(data-t) ":";color:#444}}`;
