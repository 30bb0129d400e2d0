import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execute, parse, type GraphQLSchema } from "graphql";
import type { HubKind } from "../../schema/words/access.ts";
import {
  disclosureState,
  earmarkHazard,
  publicationKind,
  type DisclosureState,
  type PublicationKind,
} from "../../schema/words/donations.ts";
import { isCode } from "../../schema/words/word.ts";
import type { Locale } from "../graph/context.ts";
import { assert } from "../kernel/assert.ts";
import { packageRoot } from "../kernel/root.ts";
import { numberText, shellEnd, shellTop, tableOf, type Cell } from "./donation-shell.ts";
import { fill, publicWords, type PublicWords } from "./donation-words.ts";
import type { Operation } from "./operation.ts";
import { chinaTime, safe } from "./page.ts";

const operation = parse(
  readFileSync(join(packageRoot, "schema", "operations", "public-donations.graphql"), "utf8"),
);

interface Named {
  readonly nameZh: string;
  readonly nameEn: string | null;
}
interface Goods {
  readonly received: number;
  readonly inStock: number;
  readonly out: number;
  readonly distributed: number;
  readonly used: number;
  readonly lost: number;
  readonly item: Named & { readonly unitZh: string; readonly unit: string };
}
interface Paged<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
interface Donation extends Goods {
  readonly number: string;
  readonly donor: string | null;
  readonly given: string | null;
  readonly receivedOn: string;
  readonly earmark: string | null;
  readonly organization: Named;
}
interface Given extends Pick<Goods, "item"> {
  readonly number: string;
  readonly place: string | null;
  readonly unit: string | null;
  readonly quantity: number;
  readonly day: string;
}
interface Told {
  readonly number: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly state: DisclosureState;
  readonly publishedAt: Date;
  readonly versions: readonly {
    readonly version: number;
    readonly kind: PublicationKind;
    readonly note: string | null;
    readonly publishedAt: Date;
  }[];
}
interface Published {
  readonly hub: { readonly kind: HubKind; readonly now: Date };
  readonly publicInventory: Paged<Goods>;
  readonly publicDonations: Paged<Donation>;
  readonly publicDistributions: Paged<Given>;
  readonly publicDisclosures: Paged<Told>;
}

export interface PublicAsk {
  readonly locale: Locale;
  readonly number?: string | undefined;
  readonly stock?: string | undefined;
  readonly received?: string | undefined;
  readonly given?: string | undefined;
}

/** The public page, read through the hub's own schema as anyone; undefined: a wrong cursor. */
export async function publicPage(
  schema: GraphQLSchema,
  contextValue: Operation,
  ask: PublicAsk,
): Promise<{ readonly html: string; readonly found: boolean } | undefined> {
  const { locale, ...variableValues } = ask;
  const result = await execute({ schema, document: operation, contextValue, variableValues });
  await contextValue.close();
  if (result.errors?.every(({ extensions }) => extensions.code === "FEED_CURSOR_INVALID"))
    return undefined;
  assert(result.errors === undefined, `the public page is read: ${String(result.errors?.[0])}`);
  // Nothing is on the way between this and the schema that would change a value.
  const data = result.data as unknown as Published;
  const found = ask.number === undefined || data.publicDonations.edges.length > 0;
  return { html: htmlOf(data, ask, publicWords[locale]), found };
}

function htmlOf(data: Published, ask: PublicAsk, words: PublicWords): string {
  const { locale, number } = ask;
  const other = locale === "zh" ? "en" : "zh";
  const path = number === undefined ? "/public/donations" : `/public/donations/${number}`;
  const shell = { locale, kind: data.hub.kind, title: words.title, drill: words.drill };
  const top = shellTop({ ...shell, other: words.other, otherHref: `${path}?lang=${other}` });
  const find = `<form action="/public/donations">
<input type="hidden" name="lang" value="${locale}">
<label>${words.find} <input name="number" maxlength="20"></label>
<button>${words.go}</button></form>`;
  const back = `<p><a href="/public/donations?lang=${locale}">${words.back}</a></p>`;
  const missing = number !== undefined && data.publicDonations.edges.length === 0;
  const parts = missing ? [`<p>${words.missing}</p>`] : sections(data, ask, words);
  return [
    top,
    `<p>${words.about}</p>`,
    ageOf(data, words),
    ...parts,
    number === undefined ? find : back,
    shellEnd,
  ].join("\n");
}

function ageOf({ hub, publicDisclosures }: Published, words: PublicWords): string {
  const times = publicDisclosures.edges.map(({ node }) => new Date(node.publishedAt).getTime());
  const now = new Date(hub.now);
  if (times.length === 0) return `<p>${words.none}</p>`;
  const latest = new Date(Math.max(...times));
  const n = Math.floor((now.getTime() - latest.getTime()) / 3_600_000);
  const at = `${chinaTime(latest)} (UTC+8)`;
  return `<p>${words.asOf} <time datetime="${latest.toISOString()}">${at}</time>
· ${fill(words.hours, { n })}</p>`;
}

function sections(data: Published, ask: PublicAsk, words: PublicWords): string[] {
  const { locale } = ask;
  const next = (name: "stock" | "received" | "given", page: Paged<unknown>): string => {
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage || endCursor === null) return "";
    const href = `/public/donations?lang=${locale}&amp;${name}=${endCursor}#${name}`;
    return `<p><a href="${href}">${words.next}</a></p>`;
  };
  const none = `<p>${words.none}</p>`;
  const part = (
    name: "stock" | "received" | "given",
    title: string,
    page: Paged<unknown>,
    table: string,
  ) => `<h2 id="${name}">${title}</h2>\n${table === "" ? none : table}${next(name, page)}`;
  const inventory = data.publicInventory.edges.map(({ node }) => ({
    cells: [nameCell(node, words, locale), ...goodsCells(node, words)],
  }));
  const received = data.publicDonations.edges.map(({ node }) => ({
    cells: donationCells(node, words, locale),
  }));
  const given = data.publicDistributions.edges.map(({ node }) => ({
    cells: givenCells(node, words, locale),
  }));
  return [
    part("stock", words.inventory, data.publicInventory, tableOf(inventory)),
    part("received", words.received, data.publicDonations, tableOf(received)),
    part("given", words.given, data.publicDistributions, tableOf(given)),
    ask.number === undefined ? versionList(data.publicDisclosures, words, locale) : "",
  ];
}

const nameOf = ({ nameZh, nameEn }: Named, locale: Locale): string =>
  safe(locale === "zh" ? nameZh : (nameEn ?? nameZh));

const nameCell = ({ item }: Pick<Goods, "item">, words: PublicWords, locale: Locale): Cell => ({
  title: words.item,
  html:
    nameOf(item, locale) + ` <small>(${safe(locale === "zh" ? item.unitZh : item.unit)})</small>`,
});

const figure = (title: string, value: number): Cell => ({
  title,
  html: numberText(value),
  isNumber: true,
});

const goodsCells = (goods: Goods, words: PublicWords): Cell[] => [
  figure(words.taken, goods.received),
  figure(words.stock, goods.inStock),
  figure(words.out, goods.out),
  figure(words.distributed, goods.distributed),
  figure(words.used, goods.used),
  figure(words.lost, goods.lost),
];

const numberLink = (number: string, locale: Locale): string =>
  `<a href="/public/donations/${number}?lang=${locale}">${number}</a>`;

function donationCells(node: Donation, words: PublicWords, locale: Locale): Cell[] {
  const purposes = (node.earmark ?? "").split(" ").map((code) => {
    return isCode(earmarkHazard, code) ? earmarkHazard[code][locale] : code;
  });
  const given = node.given === null ? "" : ` <small>(${safe(node.given)})</small>`;
  return [
    { title: "№", html: numberLink(node.number, locale) },
    { title: words.day, html: node.receivedOn },
    nameCell(node, words, locale),
    { ...figure(words.taken, node.received), html: `${numberText(node.received)}${given}` },
    figure(words.stock, node.inStock),
    figure(words.distributed, node.distributed),
    { title: words.donor, html: node.donor === null ? words.anonymous : safe(node.donor) },
    { title: words.charity, html: nameOf(node.organization, locale) },
    { title: words.earmark, html: safe(purposes.join("、")) || "—" },
  ];
}

const givenCells = (node: Given, words: PublicWords, locale: Locale): Cell[] => [
  { title: words.day, html: node.day },
  { title: words.place, html: node.place === null ? words.withheld : safe(node.place) },
  nameCell(node, words, locale),
  figure(words.distributed, node.quantity),
  { title: "№", html: numberLink(node.number, locale) },
];

const shownVersions = 5;

function versionList({ edges }: Paged<Told>, words: PublicWords, locale: Locale): string {
  const lists = edges.map(({ node }) => {
    const title = safe(locale === "zh" ? node.titleZh : (node.titleEn ?? node.titleZh));
    const versions = node.versions
      .slice(0, shownVersions)
      .map(({ version, kind, note, publishedAt }) => {
        const said = note === null ? "" : `:${safe(note)}`;
        const at = chinaTime(new Date(publishedAt));
        const called = fill(words.version, { n: version });
        return `<li>${called} · ${publicationKind[kind][locale]} · ${at}${said}</li>`;
      });
    return `<h3>${title} <small>${node.number} · ${disclosureState[node.state][locale]}</small></h3>
<ul>${versions.join("")}</ul>`;
  });
  return `<h2>${words.versions}</h2>\n${lists.join("\n")}`;
}
