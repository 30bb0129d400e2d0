import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execute, parse, type GraphQLSchema } from "graphql";
import { disclosureState, earmarkHazard, publicationKind } from "../../schema/words/donations.ts";
import { isCode } from "../../schema/words/word.ts";
import type { Locale } from "../graph/context.ts";
import { assert } from "../kernel/assert.ts";
import { packageRoot } from "../kernel/root.ts";
import { dayText, numberText, shellEnd, shellTop, tableOf, type Cell } from "./donation-shell.ts";
import { fill, publicWords, type PublicWords } from "./donation-words.ts";
import type { Operation } from "./operation.ts";
import { chinaTime, safe } from "./page.ts";
import type { Donation, Given, Goods, Named, Paged, Published, Told } from "./public-data.ts";
import { disclosurePath, sharePart } from "./public-share.ts";

const published = (name: string) =>
  parse(readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8"));

const [all, ofOne] = [published("public-donations"), published("public-disclosure")];

export interface PublicAsk {
  readonly locale: Locale;
  /** Where this hub is, as the reader's browser reaches it. */
  readonly origin: string;
  /** Global id of the one disclosure that is shown. */
  readonly id?: string | undefined;
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
  const document = ask.id === undefined ? all : ofOne;
  const result = await execute({ schema, document, contextValue, variableValues: { ...ask } });
  await contextValue.close();
  const wrong = ["FEED_CURSOR_INVALID", "NOT_FOUND", "INVALID_INPUT"];
  if (result.errors?.every(({ extensions }) => wrong.includes(String(extensions.code))))
    return undefined;
  assert(result.errors === undefined, `the public page is read: ${String(result.errors?.[0])}`);
  // Nothing is on the way between this and the schema that would change a value.
  const data = { publicDisclosures: onlyOf(result.data?.node), ...result.data } as Published;
  const { publicDisclosures, publicDonations } = data;
  const found =
    (ask.id === undefined || publicDisclosures.edges.length > 0) &&
    (ask.number === undefined || publicDonations.edges.length > 0);
  return { html: htmlOf(data, ask, found), found };
}

/** A node of another kind, or one that was never published, is none. */
function onlyOf(node: unknown): Pick<Paged<Told>, "edges"> {
  const told = (node ?? {}) as Partial<Told>;
  return { edges: told.publishedAt ? [{ node: told as Told }] : [] };
}

const pathOf = ({ id, number }: PublicAsk): string =>
  id === undefined
    ? `/public/donations${number === undefined ? "" : `/${number}`}`
    : disclosurePath(id);

function htmlOf(data: Published, ask: PublicAsk, found: boolean): string {
  const { locale, number, id } = ask;
  const words = publicWords[locale];
  const other = locale === "zh" ? "en" : "zh";
  const path = pathOf(ask);
  const { publicDisclosures } = data;
  const [told] = id === undefined ? [] : publicDisclosures.edges;
  const title = told === undefined ? words.title : titleOf(told.node, locale);
  const shell = { locale, kind: data.hub.kind, title, drill: words.drill };
  const top = shellTop({ ...shell, other: words.other, otherHref: `${path}?lang=${other}` });
  const find = `<form action="/public/donations">
<input type="hidden" name="lang" value="${locale}">
<label>${words.find} <input name="number" maxlength="20"></label>
<button>${words.go}</button></form>`;
  const back = `<p><a href="/public/donations?lang=${locale}">${words.back}</a></p>`;
  const missing = id === undefined ? words.missing : words.noDisclosure;
  const parts = found ? sections(data, ask, words) : [`<p>${missing}</p>`];
  return [
    top,
    `<p>${words.about}</p>`,
    found ? ageOf(data, words) : "",
    ...parts,
    number === undefined && id === undefined ? find : back,
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
    const href = `${pathOf(ask)}?lang=${locale}&amp;${name}=${endCursor}#${name}`;
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
    ask.id === undefined ? "" : sharePart(locale, ask.origin, ask.id),
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
    { title: words.day, html: dayText(node.receivedOn) },
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
  { title: words.day, html: dayText(node.day) },
  { title: words.place, html: node.place === null ? words.withheld : safe(node.place) },
  nameCell(node, words, locale),
  figure(words.distributed, node.quantity),
  { title: "№", html: numberLink(node.number, locale) },
];

const titleOf = ({ titleZh, titleEn }: Told, locale: Locale): string =>
  locale === "zh" ? titleZh : (titleEn ?? titleZh);

const shownVersions = 5;

function versionList(
  { edges }: Pick<Paged<Told>, "edges">,
  words: PublicWords,
  locale: Locale,
): string {
  const lists = edges.map(({ node }) => {
    const title = safe(titleOf(node, locale));
    const versions = node.versions
      .slice(0, shownVersions)
      .map(({ version, kind, note, publishedAt }) => {
        const said = note === null ? "" : `:${safe(note)}`;
        const at = dayText(chinaTime(new Date(publishedAt)));
        const called = fill(words.version, { n: version });
        return `<li>${called} · ${publicationKind[kind][locale]} · ${at}${said}</li>`;
      });
    const href = `${disclosurePath(node.id)}?lang=${locale}`;
    return `<h3><a href="${safe(href)}">${title}</a>
<small>${node.number} · ${disclosureState[node.state][locale]}</small></h3>
<ul>${versions.join("")}</ul>`;
  });
  return `<h2>${words.versions}</h2>\n${lists.join("\n")}`;
}
