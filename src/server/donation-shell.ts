import type { HubKind } from "../../schema/words/access.ts";
import { hubKind } from "../../schema/words/access.ts";
import type { Locale } from "../graph/context.ts";
import { safe } from "./page.ts";

const style = `body{font:18px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
body{max-width:68rem;margin:0 auto;padding:.5rem 1rem;color:#111;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.3rem;margin-top:2rem}a{color:#0645ad}
.drill{background:#a00;color:#fff;padding:.3rem .8rem;font-weight:bold}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid #888;padding:.3rem .5rem;text-align:left}
.n{text-align:right}.n,time{white-space:nowrap}.error td{background:#fff0f0}.bar{font-weight:bold}
input,button,select,textarea{font:inherit;padding:.4rem;max-width:100%;box-sizing:border-box}
textarea{width:100%;height:8rem}button{min-height:2.8rem}form{margin:1rem 0}
#only:checked~table .note{display:none}
@media(max-width:600px){thead{display:none}tr{display:block;border:2px solid #888;margin:.6rem 0}
td{display:flex;justify-content:space-between;gap:1rem;border:0;border-bottom:1px solid #ddd}
td:before{content:attr(data-t);color:#444;white-space:nowrap}.n{text-align:right}}`;

export interface Shell {
  readonly locale: Locale;
  readonly kind: HubKind;
  readonly title: string;
  readonly drill: string;
  readonly other: string;
  /** The same page in the other language. */
  readonly otherHref: string;
}

/** What stands above every donation page: its language, and that a drill is a drill. */
export const shellTop = ({ locale, kind, title, drill, other, otherHref }: Shell): string =>
  `<!doctype html>
<html lang="${locale === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${safe(title)}</title><style>${style}</style></head><body>
${kind === "EXERCISE" ? `<p class="drill">${hubKind.EXERCISE[locale]} · ${drill}</p>` : ""}
<h1>${safe(title)}</h1>
<p><a href="${safe(otherHref)}">${other}</a></p>
`;

export const shellEnd = "</body></html>\n";

export interface Cell {
  readonly title: string;
  readonly html: string;
  readonly isNumber?: boolean;
}

/** A table that becomes one card per row on a telephone; cells are HTML already. */
export function tableOf(
  rows: readonly { readonly cells: readonly Cell[]; readonly className?: string }[],
): string {
  const [first] = rows;
  if (first === undefined) return "";
  const head = first.cells.map(({ title }) => `<th>${safe(title)}</th>`).join("");
  const body = rows.map(({ cells, className = "" }) => {
    const tds = cells.map(
      ({ title, html, isNumber = false }) =>
        `<td data-t="${safe(title)}"${isNumber ? ' class="n"' : ""}><span>${html}</span></td>`,
    );
    return `<tr${className === "" ? "" : ` class="${className}"`}>${tds.join("")}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table>`;
}

/** A day, or a time in China, which stays on one line. */
export const dayText = (day: string): string => `<time>${day}</time>`;

export const numberText = (value: number): string => value.toLocaleString("en-US");
