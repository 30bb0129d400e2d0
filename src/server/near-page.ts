import { hubKind, type HubKind } from "../../schema/words/access.ts";
import type { Locale } from "../graph/context.ts";
import { distanceKm } from "../network/network.rules.ts";
import { fill } from "./donation-words.ts";
import { nearWords, type NearWords } from "./near-words.ts";
import { chinaTime, safe } from "./page.ts";

interface Named {
  readonly nameZh: string;
  readonly nameEn: string | null;
}
interface Point {
  readonly lat: number;
  readonly lon: number;
}
interface Held {
  readonly item: (Named & { readonly sku: string }) | null;
}
interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
type County = Named & Point & { readonly code: string; readonly pinyin: string };
type Site = Named & Point & { readonly region: Named; readonly lots: Edges<Held> };
type Event = Named & { readonly region: Named; readonly needs: Edges<Held> };

export interface NearData {
  readonly hub: { readonly now: string; readonly kind: HubKind };
  readonly regions: Edges<County>;
  readonly depots: Edges<Site>;
  readonly incidents: Edges<Event>;
}

export interface NearAsk {
  readonly locale: Locale;
  readonly large: boolean;
  readonly county: string;
  readonly q: string;
  readonly point: Point | undefined;
}

const nearKm = 50;
const shownSites = 8;

/** Letters alone: pinyin is typed without tones and spaces. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** Where the reader stands: a point, a county chosen, or one found by name or pinyin. */
function placeOf({ regions }: NearData, { county, q, point, locale }: NearAsk) {
  if (point !== undefined)
    return { ...point, code: "", name: `${point.lat.toFixed(2)}, ${point.lon.toFixed(2)}` };
  const typed = q.trim().toLowerCase();
  const found = regions.edges
    .map(({ node }) => node)
    .find((one) =>
      typed === ""
        ? one.code === county
        : one.nameZh.includes(typed) || plain(one.pinyin).includes(plain(typed)),
    );
  if (found === undefined) return undefined;
  return { lat: found.lat, lon: found.lon, code: found.code, name: nameOf(found, locale) };
}

type Place = NonNullable<ReturnType<typeof placeOf>>;

const nameOf = ({ nameZh, nameEn }: Named, locale: Locale): string =>
  safe(locale === "zh" ? nameZh : (nameEn ?? nameZh));

/** One small page for a telephone: no script, no login, nothing from any other place. */
export function nearPage(data: NearData, ask: NearAsk): string {
  const { locale } = ask;
  const words = nearWords[locale];
  const place = placeOf(data, ask);
  const missing = place === undefined && ask.q.trim() !== "";
  const now = new Date(data.hub.now);
  return `${topOf(data.hub.kind, ask, words)}
${formOf(data, ask, words, place?.code ?? "")}
${missing ? `<p role="status">${fill(words.missing, { q: safe(ask.q) })}</p>` : ""}
<p>${words.asOf} <time datetime="${now.toISOString()}">${chinaTime(now)} (UTC+8)</time></p>
<h2>${words.shelters}</h2><p>${words.noShelters}</p>
<h2>${words.depots}</h2>${sitesPart(data, locale, words, place)}<p>${words.rest}</p>
<h2>${words.incidents}</h2>${eventsPart(data, locale, words)}
<h2>${words.gifts}</h2>
<p><a class="big" href="/public/donations?lang=${locale}">${words.giftsLink}</a></p>
</main></body></html>
`;
}

const styleOf = (large: boolean): string =>
  `body{font:${large ? 26 : 18}px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
body{max-width:44rem;margin:0 auto;padding:.5rem 1rem;color:#111;background:#fff}
h1{font-size:1.4em}h2{font-size:1.15em;margin:1.2em 0 .3em}a{color:#0645ad}
.drill{background:#a00;color:#fff;padding:.3rem .8rem;font-weight:bold}
a.big,nav a,button,select,input{min-height:${large ? 60 : 44}px;font:inherit;box-sizing:border-box}
a.big,nav a{display:inline-flex;align-items:center;padding:0 .8rem;border:1px solid #0645ad}
button,select,input{width:100%;padding:.3rem .6rem;margin:.2rem 0}
label{display:block}li{margin:.6em 0}ul{padding-left:1.1em}nav{display:flex;gap:.5rem}`;

function topOf(kind: HubKind, ask: NearAsk, words: NearWords): string {
  const { locale, large } = ask;
  const other = hrefOf({ ...ask, locale: locale === "zh" ? "en" : "zh" });
  const size = hrefOf({ ...ask, large: !large });
  return `<!doctype html>
<html lang="${locale === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${words.title}</title><style>${styleOf(large)}</style></head><body><main>
${kind === "EXERCISE" ? `<p class="drill">${hubKind.EXERCISE[locale]} · ${words.drill}</p>` : ""}
<h1>${words.title}</h1>
<nav><a href="${size}">${large ? words.normal : words.large}</a>
<a href="${other}" lang="${locale === "zh" ? "en" : "zh-CN"}">${words.other}</a></nav>`;
}

function hrefOf({ locale, large, county, q, point }: NearAsk): string {
  const query = new URLSearchParams({ lang: locale });
  if (large) query.set("size", "large");
  if (county !== "") query.set("county", county);
  if (q !== "") query.set("q", q);
  if (point !== undefined) {
    query.set("lat", String(point.lat));
    query.set("lon", String(point.lon));
  }
  return safe(`/public?${query.toString()}`);
}

function formOf(data: NearData, ask: NearAsk, words: NearWords, chosen: string): string {
  const { locale, large, q } = ask;
  const options = data.regions.edges.map(
    ({ node }) =>
      `<option value="${node.code}"${node.code === chosen ? " selected" : ""}>` +
      `${nameOf(node, locale)}</option>`,
  );
  return `<form method="get" action="/public"><input type="hidden" name="lang" value="${locale}">
${large ? '<input type="hidden" name="size" value="large">' : ""}
<label>${words.choose}<select name="county"><option value=""></option>${options.join("")}</select>
</label><label>${words.search}<input name="q" value="${safe(q)}" maxlength="40"></label>
<button>${words.go}</button></form>`;
}

function kindsOf(held: Edges<Held>, locale: Locale): string {
  const items = held.edges.flatMap(({ node: { item } }) => (item === null ? [] : [item]));
  const distinct = [...new Map(items.map((item) => [item.sku, item])).values()];
  return distinct.map((item) => nameOf(item, locale)).join(locale === "zh" ? "、" : ", ");
}

function sitesPart(
  data: NearData,
  locale: Locale,
  words: NearWords,
  place: Place | undefined,
): string {
  const sites = data.depots.edges.map(({ node }) => ({
    site: node,
    km: place === undefined ? 0 : distanceKm(place, node),
  }));
  if (sites.length === 0) return `<p>${words.none}</p>`;
  const sorted = place === undefined ? sites : sites.toSorted((a, b) => a.km - b.km);
  const near = place === undefined ? sorted : sorted.filter(({ km }) => km <= nearKm);
  const told =
    place === undefined
      ? `<p>${words.unplaced}</p>`
      : near.length === 0
        ? `<p role="status">${fill(words.noneNear, { km: nearKm })}</p>`
        : "";
  const shown = near.length === 0 ? sorted.slice(0, 1) : near.slice(0, shownSites);
  const items = shown.map(({ site, km }) => {
    const away =
      place === undefined
        ? ""
        : `<br>${fill(words.from, { place: place.name, km: km.toFixed(km < 10 ? 1 : 0) })}`;
    const kinds = kindsOf(site.lots, locale);
    return `<li><b>${nameOf(site, locale)}</b> · ${nameOf(site.region, locale)}${away}
<br>${words.kinds}:${kinds === "" ? words.empty : kinds}</li>`;
  });
  return `${told}<ul>${items.join("\n")}</ul>`;
}

function eventsPart({ incidents }: NearData, locale: Locale, words: NearWords): string {
  if (incidents.edges.length === 0) return `<p>${words.noIncidents}</p>`;
  const items = incidents.edges.map(({ node }) => {
    const kinds = kindsOf(node.needs, locale);
    return `<li><b>${nameOf(node, locale)}</b> · ${nameOf(node.region, locale)}
${kinds === "" ? "" : `<br>${words.needs}:${kinds}`}</li>`;
  });
  return `<ul>${items.join("\n")}</ul>`;
}
