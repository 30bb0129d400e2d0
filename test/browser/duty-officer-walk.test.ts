import { readFileSync } from "node:fs";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { changeDuty, openBrowser, openDesk, settled, type Desk } from "./desk.ts";
import { officer, grantAll, type DrillOrder } from "./drill.ts";
import { HubClient } from "../support/hub-client.ts";

const documents = ["docs/walks/duty-officer.md", "docs/walks/duty-officer.zh.md"];

/** The rows of the key tables: each a list of keys, and words to type or to choose. */
const rowsOf = (document: string): string[][] =>
  readFileSync(document, "utf8")
    .split("\n")
    .filter((line) => /^\| `/.test(line))
    .map((line) => line.split("|")[1]?.match(/(?:(?:type|choose) )?`[^`]+`|…/g) ?? []);

const names: Readonly<Record<string, string>> = {
  "⏎": "Enter",
  "⇥": "Tab",
  "Ctrl ⏎": "Control+Enter",
};

/** What must be there to be seen before a key of the page is pressed. */
const readyFor: Readonly<Record<string, string>> = {
  A: ".plan-card.chosen",
  C: "td:has-text('医用氧气瓶')",
  I: "h1 .primary",
  P: "button:has-text('求解'), h1 button:has-text('打印')",
  R: "h1",
  "⏎": "dialog[open], [role=option]",
};

describe("the duty officer's walk", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    desk = await openDesk(browser, url);
    ({ page } = desk);
    await page.goto(url);
    await page.waitForSelector(".figures");
  });
  afterAll(() => browser.close());

  const play = async (row: readonly string[]): Promise<void> => {
    const [first, who] = row;
    if (first === "`S`" && who !== undefined) {
      await changeDuty(page, who.replace(/^type /, "").replaceAll("`", ""));
      return;
    }
    for (const step of row) await take(page, step);
    await settled(page);
  };

  it("has the same keys in both languages", () => {
    const [english, chinese] = documents.map(rowsOf);
    expect(english?.length).toBeGreaterThan(10);
    expect(chinese).toEqual(english);
  });

  it("goes from a report to an issued order as its table says", async () => {
    const rows = rowsOf(documents[0] ?? "");
    const toAdoption = rows.findIndex(([key]) => key === "`A`");
    for (const row of rows.slice(0, toAdoption)) await play(row);
    await play(rows[toAdoption] ?? []);
    await page.waitForURL(/\/orders\?incident=/);
    await page.waitForSelector("td a[data-row]");
    const client = new HubClient(url);
    const incidentId = new URL(page.url()).searchParams.get("incident");
    const found = await client.query(officer, "orders", { first: 50, incidentId });
    const edges = found?.edges as readonly { node: DrillOrder }[];
    const orders = await Promise.all(
      edges.map(({ node: { id } }) => client.query(officer, "orders-order", { id })),
    );
    await grantAll(client, orders as unknown as DrillOrder[]);
    const [listed, issued, opened, printed] = rows.slice(toAdoption + 1);
    await play(listed ?? []);
    await page.waitForSelector("h1 .primary");
    await settled(page);
    let reads = 0;
    const count = (request: Request): void => {
      if (request.postData()?.includes("query DashOrders(") === true) reads += 1;
    };
    page.on("request", count);
    const began = performance.now();
    await play(issued ?? []);
    await page.waitForSelector("td:has-text('已下达')", { timeout: 30_000 });
    await page.waitForSelector("dialog[open]", { state: "detached" });
    page.off("request", count);
    // Once after them all and every two seconds by the feed: once for each order would spend the
    // officer's points where there are many.
    expect(reads).toBeLessThanOrEqual(2 + (performance.now() - began) / 2000);
    await play(opened ?? []);
    await page.waitForURL(/\/orders\/[^/?]+$/);
    await play(printed ?? []);
    await page.waitForURL(/\/orders\/[^/?]+\/print$/);
    await page.waitForSelector(".sheet-signs");
    expect(desk.wrongs).toEqual([]);
  }, 120_000);
});

async function take(page: Page, step: string): Promise<void> {
  const text = step.replace(/^(?:type|choose) /, "").replaceAll("`", "");
  if (step.startsWith("type ")) {
    await page.waitForFunction(() =>
      document.activeElement?.matches(
        "dialog[open] input, dialog[open] textarea, form input, form textarea, main input",
      ),
    );
    await page.keyboard.type(text, { delay: 20 });
    if (/^[a-z]+$/.test(text)) await page.waitForSelector("[role=option]");
    return;
  }
  if (step.startsWith("choose ")) {
    await choose(page, text);
    return;
  }
  if (step === "…") {
    await walkToRow(page);
    return;
  }
  await settled(page);
  await shown(page, text);
  await page.keyboard.press(names[text] ?? text.toLowerCase());
  if (text === "E") await page.waitForSelector("h1 .primary");
  if (text === "N")
    await page.waitForFunction(
      () =>
        document.querySelectorAll("dialog[open] select").length > 1 ||
        document.querySelector(".needs-form") !== null,
    );
  if (text === "Ctrl ⏎")
    await page.waitForFunction(() => document.querySelector("dialog[open], .needs-form") === null);
}

/** Keys are for what is there: a page that has not come yet has none. */
async function shown(page: Page, key: string): Promise<void> {
  const wanted = readyFor[key];
  if (key === "⏎" && (await isAtRow(page))) return;
  if (key === "2") {
    await page.waitForFunction(
      () =>
        document.querySelectorAll(".plan-card").length === 3 &&
        [...document.querySelectorAll(".plan-card")].every((card) =>
          card.textContent.includes("待采纳"),
        ),
      undefined,
      { timeout: 50_000 },
    );
  } else if (wanted !== undefined) await page.waitForSelector(wanted);
}

const isAtRow = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.matches("a[data-row]") === true);

async function walkToRow(page: Page): Promise<void> {
  for (let step = 0; step < 40 && !(await isAtRow(page)); step += 1)
    await page.keyboard.press("Tab");
  expect(await isAtRow(page)).toBe(true);
}

async function choose(page: Page, value: string): Promise<void> {
  const chosen = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
  for (let step = 0; step < 60 && (await chosen()) !== value; step += 1)
    await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(value);
}
