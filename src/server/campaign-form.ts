import type { Locale } from "../graph/context.ts";
import { safe } from "./page.ts";
import { charityOptions, field, form, incidentOptions, type DeskData } from "./publish-page.ts";
import { deskWords } from "./publish-words.ts";

/** A form that was refused: what was typed stays, and each reason stands at its field. */
export interface Sent {
  readonly typed: Readonly<Record<string, string | undefined>>;
  readonly refusals: readonly {
    readonly path?: string;
    readonly message: string;
    readonly next: string;
  }[];
}

/** 登记慈善项目: by name, region and first day; the filing number may follow later. */
export function campaignForm(
  locale: Locale,
  { charities, incidents, hub: { today } }: DeskData,
  sent?: Sent,
): string {
  const words = deskWords[locale];
  const typed = sent?.typed ?? {};
  const text = (name: string, label: string, attributes: string): string =>
    field(name, label, `value="${safe(typed[name] ?? "")}" ${attributes}`) + why(name, sent);
  const first = `type="date" max="${today}" value="${safe(typed.startsOn ?? today)}" required`;
  const major = typed.major === undefined ? "" : " checked";
  const fields = `<p><label>${words.charity}
<select name="org">${charityOptions(charities, typed.org)}</select></label></p>${why("org", sent)}
${text("nameZh", words.campaignZh, 'maxlength="80" required')}
${text("nameEn", words.campaignEn, 'maxlength="80"')}
${text("regionCode", words.regionCode, 'inputmode="numeric" required')}
<p><label>${words.incidentIfAny} <select name="incidentId"><option value="">—</option>
${incidentOptions(locale, incidents, typed.incidentId)}</select></label></p>
${why("incidentId", sent)}
<p><label><input type="checkbox" name="major" value="1"${major}> ${words.major}</label></p>
${text("filingNumber", words.filingNumber, 'maxlength="80"')}
${field("startsOn", words.startsOn, first)}${why("startsOn", sent)}`;
  return `<h2 id="campaign">${words.campaign}</h2>
${form(locale, "campaign", fields, words.openCampaign)}`;
}

const why = (name: string, sent: Sent | undefined): string =>
  (sent?.refusals ?? [])
    .filter(({ path }) => path === name)
    .map(({ message, next }) => `<p class="bar" role="alert">${safe(message)};${safe(next)}</p>`)
    .join("");
