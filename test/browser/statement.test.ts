import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  accessFaults,
  changeDuty,
  openBrowser,
  openDesk,
  overflow,
  settled,
  visit,
} from "./desk.ts";

describe("a statement between two sides", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it("is issued by one, countersigned by the other, and the same as a file", async () => {
    const desk = await openDesk(browser, url, { as: "usr-g01-finance" });
    const { page } = desk;
    await visit(desk, `${url}/statements`);
    await page.keyboard.press("n");
    await page.waitForSelector("dialog[open] option >> nth=1", { state: "attached" });
    const chosen = page.locator("dialog[open] select");
    await chosen.selectOption({ label: await labelOf(page, "鄂尔多斯市应急") });
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/statements\/[^/?]+$/);
    await page.waitForSelector("dl.facts");
    await changeDuty(page, "usr-g02-finance");
    await page.keyboard.press("c");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
    await page.waitForFunction(() => document.querySelector(".acts .primary") === null);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click(".acts a >> text=CSV"),
    ]);
    const csv = await readFile(await download.path(), "utf8");
    const cells = await page.locator("dl.facts dd, main td").allTextContents();
    expect(cells.length).toBeGreaterThan(8);
    for (const cell of cells) expect(csv).toContain(cell);
    expect(csv).not.toContain("对方签认,—");
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.keyboard.press("p");
    await page.waitForSelector(".sheet");
    expect(await page.textContent(".sheet")).toContain("签字(盖章)");
    expect(await accessFaults(page)).toEqual([]);
    expect(desk.wrongs).toEqual([]);
    const stranger = await openDesk(browser, url);
    expect((await stranger.page.request.get(download.url())).status()).toBe(404);
  });
});

async function labelOf(page: Page, start: string): Promise<string> {
  const labels = await page.locator("dialog[open] option").allTextContents();
  return labels.find((label) => label.startsWith(start)) ?? "";
}
