import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { accessFaults, openBrowser, openDesk, overflow, visit } from "./desk.ts";
import { officer, stageDrill, type Drill } from "./drill.ts";

const views = [
  ["position", () => "/"],
  ["incidents", () => "/events"],
  ["incident", ({ incidentId }: Drill) => `/events/${incidentId}`],
  ["plans", ({ incidentId }: Drill) => `/events/${incidentId}/plans`],
  ["approvals", () => "/approvals?done=1"],
  ["orders", () => "/orders"],
  ["order", ({ orders }: Drill) => `/orders/${orders[0]?.id ?? ""}`],
  ["sheet", ({ orders }: Drill) => `/orders/${orders[0]?.id ?? ""}/print`],
  ["books", () => "/books"],
] as const;

const sizes = [
  [1366, 768],
  [1920, 1080],
] as const;

describe("each view of the dashboard", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  let drill: Drill;
  beforeAll(async () => {
    [browser, drill] = await Promise.all([openBrowser(), stageDrill(url)]);
  });
  afterAll(() => browser.close());

  it.each(views)("fits, can be read by everyone, and keeps to itself: %s", async (_name, at) => {
    for (const [width, height] of sizes) {
      const desk = await openDesk(browser, url, { as: officer, width, height });
      await visit(desk, url + at(drill));
      expect(await overflow(desk.page)).toBeLessThanOrEqual(0);
      expect(await desk.page.textContent("body")).toContain("演练");
      if (width === 1366) expect(await accessFaults(desk.page)).toEqual([]);
      expect(desk.wrongs).toEqual([]);
      await desk.context.close();
    }
  });

  it.each(views)("speaks English where that is asked for: %s", async (_name, at) => {
    const desk = await openDesk(browser, url, { as: officer });
    await visit(desk, `${url}${at(drill)}${at(drill).includes("?") ? "&" : "?"}lang=en`);
    const shown = await desk.page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const holder = node.parentElement;
        if (holder?.closest("noscript, script, style, [lang=zh-CN]:not(html)") === null)
          texts.push(node.textContent ?? "");
      }
      const labels = [...document.querySelectorAll("[aria-label], [placeholder], [title]")];
      const attributes = ["aria-label", "placeholder", "title"];
      return [
        ...texts,
        ...labels.flatMap((one) => attributes.map((name) => one.getAttribute(name) ?? "")),
      ];
    });
    const data = [...desk.data].filter((text) => /[\u4e00-\u9fff]/.test(text));
    const longest = data.toSorted((a, b) => b.length - a.length);
    const own = shown
      .map((text) => longest.reduce((rest, known) => rest.replaceAll(known, ""), text))
      .filter((text) => /[\u4e00-\u9fff]/.test(text));
    expect(own).toEqual([]);
    await desk.context.close();
  });

  it("is read by an anonymous visitor too, who sees what is public and how to sign in", async () => {
    const desk = await openDesk(browser, url);
    await visit(desk, url);
    expect(await desk.page.textContent(".who")).toContain("未登录");
    expect(await accessFaults(desk.page)).toEqual([]);
    await desk.page.keyboard.press("F1");
    expect(await desk.page.textContent("dialog[open]")).toContain("换岗");
    expect(await accessFaults(desk.page)).toEqual([]);
    expect(desk.wrongs).toEqual([]);
  });
});
