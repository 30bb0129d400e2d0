import type { Locale } from "../graph/context.ts";
import { publicWords } from "./donation-words.ts";
import { safe } from "./page.ts";
import { qrOf } from "./qr-code.ts";

/** The page of one disclosure; `id` is its global id. */
export const disclosurePath = (id: string): string => `/public/donations/of/${id}`;

/** A link to it, for whoever passes it on. */
export const shareLink = (locale: Locale, id: string): string =>
  `<p><a href="${safe(disclosurePath(id))}?lang=${locale}">${publicWords[locale].share}</a></p>`;

/** The same, to be scanned from its own page. */
export const sharePart = (locale: Locale, origin: string, id: string): string =>
  `${shareLink(locale, id)}\n<p>${qrOf(origin + disclosurePath(id))}</p>`;
