import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { accessFaults, openBrowser, openDesk, overflow, visit } from "./desk.ts";

const url = inject("hubUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it("a developer takes a key, on a wide screen and on a telephone, in both languages", async () => {
  const desk = await openDesk(browser, url);
  const { page } = desk;
  for (const lang of ["zh", "en"])
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await visit(desk, `${url}/dev?lang=${lang}`);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await accessFaults(page)).toEqual([]);
      await page.click("form button");
      await page.waitForSelector("[role=status]");
      expect(await page.textContent("#start")).toMatch(/KEY=qk_/);
      expect(await page.getAttribute("html", "lang")).toBe(lang === "zh" ? "zh-CN" : "en");
    }
  expect(desk.wrongs).toEqual([]);
});

it("asks in the editor, which knows the schema and calls nobody but the hub", async () => {
  const desk = await openDesk(browser, url);
  const { page } = desk;
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (/^https?:|^wss?:/.test(request.url()) && !request.url().includes(new URL(url).host))
      elsewhere.push(request.url());
  });
  await page.goto(`${url}/dev/ide/`);
  await page.click("text=发送请求");
  await page.waitForSelector("text=/乌海/");
  expect(await page.textContent("body")).not.toContain("Altair AI");
  expect(elsewhere).toEqual([]);
});
