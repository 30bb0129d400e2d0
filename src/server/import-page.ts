import type { HubKind } from "../../schema/words/access.ts";
import type { ImportMode } from "../../schema/words/donations.ts";
import type { Preview } from "../donations/donation.model.ts";
import { sayFinding } from "../sheets/finding.rules.ts";
import type { Locale } from "../graph/context.ts";
import { shellTop, tableOf } from "./donation-shell.ts";
import { fill, importWords, publicWords } from "./donation-words.ts";
import { safe } from "./page.ts";

export interface ImportShell {
  readonly locale: Locale;
  readonly kind: HubKind;
}

export const importTop = ({ locale, kind }: ImportShell): string => {
  const { drill, other } = publicWords[locale];
  const otherHref = `/donations/import?lang=${locale === "zh" ? "en" : "zh"}`;
  return shellTop({ locale, kind, title: importWords[locale].title, drill, other, otherHref });
};

const formTop = (locale: Locale): string =>
  `<form method="post" action="/donations/import?lang=${locale}" enctype="multipart/form-data">`;

export const paragraph = (text: string): string => `<p>${safe(text)}</p>`;

/** Choosing a file: the only step that asks for anything. */
export function chooseForm({ locale }: ImportShell, orgs: readonly { id: string; name: string }[]) {
  const words = importWords[locale];
  const options = orgs.map(({ id, name }) => `<option value="${safe(id)}">${safe(name)}</option>`);
  return `<p>${words.how} <a href="/donations/template.csv">${words.template}</a></p>
${formTop(locale)}
<p><label>${words.charity} <select name="org">${options.join("")}</select></label></p>
<p><label>${words.file} <input type="file" name="file" accept=".csv,.tsv,.txt,.xlsx"></label></p>
<p><label>${words.paste}<textarea name="text"></textarea></label></p>
<button name="step" value="preview">${words.check}</button></form>`;
}

const findingsShown = 500;

/** What the dry run found, and the buttons that it leaves. */
export function previewPart(
  { locale }: ImportShell,
  preview: Preview,
  { content, key }: { readonly content: string; readonly key: string },
): string {
  const words = importWords[locale];
  const { total, added, changed, same, errorRows, findings } = preview;
  const counts = fill(words.counts, { total, added, changed, same, errorRows });
  const hidden = Object.entries({ org: preview.org, content, key, digest: preview.digest })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${safe(value)}">`)
    .join("");
  const button = (step: string, text: string): string =>
    `<button name="step" value="${step}">${text}</button> `;
  const valid = added + changed + same;
  const hasErrors = findings.some(({ level }) => level === "ERROR");
  const confirm = hasErrors
    ? button("VALID_ROWS_ONLY" satisfies ImportMode, fill(words.confirmValid, { n: valid }))
    : button("ALL_OR_NOTHING" satisfies ImportMode, words.confirmAll);
  const form = `${formTop(locale)}
${hidden}${added + changed > 0 ? confirm : ""}${hasErrors ? button("errors", words.errorsFile) : ""}
<a href="/donations/import?lang=${locale}">${words.again}</a></form>`;
  const idle = total > 0 && added + changed === 0 && !hasErrors ? paragraph(words.nothing) : "";
  return `<p class="bar">${counts}</p>${idle}${form}${findingTable(locale, findings)}`;
}

function findingTable(locale: Locale, findings: Preview["findings"]): string {
  const words = importWords[locale];
  if (findings.length === 0) return "";
  const rows = findings.slice(0, findingsShown).map((finding) => {
    const { message, fix } = sayFinding(finding, locale);
    return {
      className: finding.level === "ERROR" ? "error" : "note",
      cells: [
        { title: words.row, html: finding.row === 0 ? "—" : String(finding.row), isNumber: true },
        { title: words.column, html: safe(finding.column) || "—" },
        { title: words.problem, html: safe(message) },
        { title: words.fix, html: safe(fix) },
        { title: words.suggestion, html: safe(finding.suggestion ?? "") || "—" },
      ],
    };
  });
  const more =
    findings.length > findingsShown ? paragraph(fill(words.more, { n: findingsShown })) : "";
  return `<input type="checkbox" id="only"><label for="only"> ${words.onlyErrors}</label>
${more}${tableOf(rows)}`;
}
