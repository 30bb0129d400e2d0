import { Buffer } from "node:buffer";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { accessFaults, openBrowser, openDesk, overflow, visit, type Desk } from "./desk.ts";
import { officer, stageDrill, type Drill as Staged } from "./drill.ts";
import { textsOf } from "./texts.ts";

const views = [
  ["position", () => "/"],
  ["incidents", () => "/events"],
  ["incident", ({ incidentId }: Drill) => `/events/${incidentId}`],
  ["plans", ({ incidentId }: Drill) => `/events/${incidentId}/plans`],
  ["approvals", () => "/approvals?done=1"],
  ["orders", () => "/orders"],
  ["order", ({ orders }: Drill) => `/orders/${orders[0]?.id ?? ""}`],
  ["sheet", ({ orders }: Drill) => `/orders/${orders[0]?.id ?? ""}/print`],
  ["pick list", ({ orders }: Drill) => `/orders/${orders[0]?.id ?? ""}/pick`],
  ["depot", () => "/depot"],
  ["shelves", () => "/depot/shelves"],
  ["counts", () => "/depot/counts"],
  ["expiry and rotation", () => "/depot/rotation?days=365"],
  ["arrivals", () => "/arrivals"],
  ["on site", ({ orders }: Drill) => `/arrivals/on-site?order=${orders[0]?.id ?? ""}`],
  ["books", () => "/books"],
  ["statements", () => "/statements"],
  ["statement", ({ statementId }: Drill) => `/statements/${statementId}`],
  ["statement sheet", ({ statementId }: Drill) => `/statements/${statementId}/print`],
  ["briefings", () => "/briefing"],
  ["conference", () => "/conference"],
] as const;

interface Drill extends Staged {
  readonly statementId: string;
}

/** A drill, and a region's statement, which has every section that there is. */
async function stageStatement(url: string): Promise<Drill> {
  const drill = await stageDrill(url);
  const organizationId = Buffer.from("Organization:ORG-G01").toString("base64url");
  const about = { organizationId, regionCode: "150300" };
  const { id } = await drill.client.done("usr-g01-finance", "statements-issue", about);
  return { ...drill, statementId: String(id) };
}

const chinese = /[\u4e00-\u9fff]/;

describe("each view of the dashboard", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  let drill: Drill;
  let desk: Desk;
  /** A region's statement is for whoever may read all its books. */
  let books: Desk;
  beforeAll(async () => {
    [browser, drill] = await Promise.all([openBrowser(), stageStatement(url)]);
    desk = await openDesk(browser, url, { as: officer });
    books = await openDesk(browser, url, { as: "usr-g01-finance" });
  });
  afterAll(() => browser.close());

  it.each(views)("fits, can be read by everyone, keeps to itself: %s", async (name, at) => {
    const shown = name.startsWith("statement") ? books : desk;
    const { page, wrongs } = shown;
    await visit(shown, url + at(drill));
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await page.textContent("body")).toContain("演练");
    expect(await accessFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1920, height: 1080 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await untold(shown)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 768 });
    expect(wrongs).toEqual([]);
  });

  it("is read by a visitor too, who sees what is public and how to sign in", async () => {
    const visitor = await openDesk(browser, url);
    const { page } = visitor;
    await visit(visitor, url);
    expect(await page.textContent(".who")).toContain("未登录");
    expect(await accessFaults(page)).toEqual([]);
    await page.keyboard.press("F1");
    expect(await page.textContent("dialog[open]")).toContain("换岗");
    expect(await accessFaults(page)).toEqual([]);
    expect(visitor.wrongs).toEqual([]);
  });
});

/** What stays Chinese in English though no answer of the hub brought it. */
async function untold({ page, data }: Desk): Promise<string[]> {
  await page.click("button[lang=en]");
  await page.waitForSelector("html[lang=en]");
  const known = [...data].filter((text) => chinese.test(text));
  const longest = known.toSorted((a, b) => b.length - a.length);
  const left = (await textsOf(page)).map((text) =>
    longest.reduce((rest, name) => rest.replaceAll(name, ""), text),
  );
  await page.click("button[lang=zh-CN]");
  return left.filter((text) => chinese.test(text));
}
