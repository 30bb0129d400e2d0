import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { layWire, type Wire } from "./cut-line.ts";
import { openBrowser, openDesk, visit } from "./desk.ts";
import { officer } from "./drill.ts";

describe("when the hub cannot be reached", () => {
  let browser: Browser;
  let wire: Wire;
  beforeAll(async () => {
    [browser, wire] = await Promise.all([openBrowser(), layWire(inject("hubUrl"))]);
  });
  afterAll(async () => {
    await browser.close();
    await wire.cut();
  });

  it("the last data stays with its time and says so; what was typed is kept", async () => {
    const desk = await openDesk(browser, wire.url, { as: officer });
    const { page } = desk;
    await visit(desk, `${wire.url}/?all=1`);
    await page.waitForSelector(".line.LIVE");
    const rows = await page.locator(".gaps tbody tr").count();
    const asOf = await page.textContent(".gaps .as-of time");
    expect(rows).toBeGreaterThan(0);
    await wire.cut();
    await page.waitForSelector(".line.OFFLINE");
    await page.waitForSelector(".gaps .trouble:has-text('先前数据')");
    expect(await page.locator(".gaps tbody tr").count()).toBe(rows);
    expect(await page.textContent(".gaps .as-of time")).toBe(asOf);
    await page.keyboard.press("e");
    await page.waitForSelector("h1:has-text('报告事件')");
    await page.keyboard.press("n");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("写到一半");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.keyboard.press("n");
    await page.waitForSelector("dialog[open] input");
    expect(await page.inputValue("dialog[open] input")).toBe("写到一半");
    await page.keyboard.press("Escape");
    await wire.join();
    await page.waitForSelector(".line.LIVE");
  });
});
