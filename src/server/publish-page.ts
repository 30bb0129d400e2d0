import { randomUUID } from "node:crypto";
import type { HubKind } from "../../schema/words/access.ts";
import { disclosureState, type DisclosureState } from "../../schema/words/donations.ts";
import type { Locale } from "../graph/context.ts";
import { shellEnd, shellTop } from "./donation-shell.ts";
import { fill } from "./donation-words.ts";
import { chinaTime, safe } from "./page.ts";
import { shareLink } from "./public-share.ts";
import { campaignForm, type Sent } from "./campaign-form.ts";
import { deskWords, type DeskWords } from "./publish-words.ts";
import { qrOf } from "./qr-code.ts";

interface Named {
  readonly nameZh: string;
  readonly nameEn: string | null;
}

export interface DeskDisclosure {
  readonly id: string;
  readonly number: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly state: DisclosureState;
  readonly version: number;
  readonly publishedAt: string | null;
  readonly organization: Named & { readonly id: string };
  readonly due: {
    readonly dueOn: string;
    readonly overdue: boolean;
    readonly sourceZh: string;
    readonly sourceEn: string;
  } | null;
}

export interface DeskData {
  readonly hub: { readonly kind: HubKind; readonly today: string };
  readonly disclosures: readonly DeskDisclosure[];
  readonly incidents: readonly (Named & { readonly id: string })[];
  readonly charities: readonly { readonly id: string; readonly name: string }[];
}

export interface DeskShell {
  readonly locale: Locale;
  readonly kind: HubKind;
  /** Where the public page is, as the charity's own browser reaches this hub. */
  readonly origin: string;
}

const path = "/donations/publish";

export const deskTop = ({ locale, kind }: DeskShell): string => {
  const { title, drill, other } = deskWords[locale];
  const otherHref = `${path}?lang=${locale === "zh" ? "en" : "zh"}`;
  return shellTop({ locale, kind, title, drill, other, otherHref });
};

/** Why somebody sees no desk, and where to go. */
export const deskShut = (shell: DeskShell, signedIn: boolean): string => {
  const words = deskWords[shell.locale];
  return `${deskTop(shell)}<p>${signedIn ? words.notYours : words.signIn}</p>
<p><a href="/?lang=${shell.locale}">${words.home}</a></p>${shellEnd}`;
};

/** Everything a charity does about its disclosures, one form each, without script. */
export function deskPage(shell: DeskShell, data: DeskData, told: string, sent?: Sent): string {
  const { locale } = shell;
  const words = deskWords[locale];
  const mine = data.disclosures.map((one) => disclosurePart(shell, one, data.hub.today));
  return `${deskTop(shell)}${told}
<p><a href="/donations/import?lang=${locale}">${words.import}</a> ·
<a href="/public/donations?lang=${locale}">${words.public}</a></p>
${mine.length === 0 ? `<p>${words.none}</p>` : mine.join("\n")}
${distributeForm(locale, data.hub.today)}
${openForm(locale, data)}
${campaignForm(locale, data, sent)}
<p>${words.scan}<br>${qrOf(`${shell.origin}/public/donations`)}</p>${shellEnd}`;
}

export const form = (locale: Locale, step: string, fields: string, button: string): string =>
  `<form method="post" action="${path}?lang=${locale}">
<input type="hidden" name="key" value="${randomUUID()}">${fields}
<button name="step" value="${step}">${button}</button></form>`;

export const field = (name: string, label: string, attributes = "required"): string =>
  `<p><label>${label}<br><input name="${name}" ${attributes}></label></p>`;

function disclosurePart({ locale }: DeskShell, one: DeskDisclosure, today: string): string {
  const words = deskWords[locale];
  const title = locale === "zh" ? one.titleZh : (one.titleEn ?? one.titleZh);
  const org =
    locale === "zh"
      ? one.organization.nameZh
      : (one.organization.nameEn ?? one.organization.nameZh);
  const at = one.publishedAt === null ? "" : ` · ${chinaTime(new Date(one.publishedAt))}`;
  const version = one.version === 0 ? words.draft : fill(words.version, { n: one.version });
  const hidden = `<input type="hidden" name="disclosureId" value="${safe(one.id)}">`;
  const note = field("note", words.note, 'maxlength="500" size="60"');
  const button = one.version === 0 ? words.publish : words.correct;
  return `<h2>${safe(title)} <small>${one.number}</small></h2>
<p>${safe(org)} · ${disclosureState[one.state][locale]} · ${version}${at}</p>
${clockPart(one, words, locale, today)}
${form(locale, "publish", hidden + note, button)}
${one.version === 0 ? "" : shareLink(locale, one.id)}`;
}

const dayMs = 86_400_000;

/** How long there is left, or since when it is too late: in red and in words. */
function clockPart(
  { due }: DeskDisclosure,
  words: DeskWords,
  locale: Locale,
  today: string,
): string {
  if (due === null) return `<p>${words.noDue}</p>`;
  const days = Math.round((Date.parse(due.dueOn) - Date.parse(today)) / dayMs);
  const facts = { day: due.dueOn, n: Math.abs(days) };
  const text = fill(due.overdue ? words.overdue : words.due, facts);
  const source = locale === "zh" ? due.sourceZh : due.sourceEn;
  const style = due.overdue ? ' style="color:#a00;font-weight:bold"' : "";
  return `<p${style}>${text} <small>(${safe(source)})</small></p>`;
}

function distributeForm(locale: Locale, today: string): string {
  const words = deskWords[locale];
  const fields = [
    field("number", words.number),
    field("place", words.place),
    field("unit", words.unit),
    field("quantity", words.quantity, 'type="number" min="1" step="1" required'),
    field("day", words.day, `type="date" value="${today}" max="${today}" required`),
  ];
  return `<h2>${words.distribute}</h2>
${form(locale, "distribute", fields.join(""), words.distribute)}`;
}

function openForm(locale: Locale, { charities, incidents }: DeskData): string {
  const words = deskWords[locale];
  if (incidents.length === 0) return "";
  const fields = `<p><label>${words.charity}
<select name="org">${charityOptions(charities)}</select></label></p>
<p><label>${words.incident}
<select name="incidentId">${incidentOptions(locale, incidents)}</select></label></p>
${field("titleZh", words.titleZh, 'maxlength="80" required')}`;
  return `<h2>${words.openIncident}</h2>\n${form(locale, "open", fields, words.open)}`;
}

const optionsOf = (list: readonly (readonly [string, string])[], chosen?: string): string =>
  list
    .map(([id, text]) => {
      const mark = id === chosen ? " selected" : "";
      return `<option value="${safe(id)}"${mark}>${safe(text)}</option>`;
    })
    .join("");

export const charityOptions = (list: DeskData["charities"], chosen?: string): string =>
  optionsOf(
    list.map(({ id, name }) => [id, name]),
    chosen,
  );

export const incidentOptions = (
  locale: Locale,
  list: DeskData["incidents"],
  chosen?: string,
): string =>
  optionsOf(
    list.map(({ id, nameZh, nameEn }) => [id, locale === "zh" ? nameZh : (nameEn ?? nameZh)]),
    chosen,
  );
