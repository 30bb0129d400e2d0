import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, openDesk, visit } from "./desk.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";

describe("when the hub is gone", () => {
  let browser: Browser;
  let hub: HubProcess;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "qipan-gone-"));
    [browser, hub] = await Promise.all([
      openBrowser(),
      startHubProcess({ QIPAN_DATA_DIR: folder, QIPAN_SEED: "tiny" }),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await hub.kill9();
    await rm(folder, { recursive: true, force: true });
  });

  it("the last data stays with its time and says so; what was typed is kept", async () => {
    const desk = await openDesk(browser, hub.url, { as: "usr-g01-dispatcher" });
    const { page } = desk;
    await visit(desk, `${hub.url}/?all=1`);
    const rows = await page.locator(".gaps tbody tr").count();
    const asOf = await page.textContent(".gaps .as-of time");
    expect(rows).toBeGreaterThan(0);
    await hub.kill9();
    await page.waitForSelector(".line.OFFLINE");
    await page.waitForSelector(".gaps .trouble:has-text('先前数据')");
    expect(await page.locator(".gaps tbody tr").count()).toBe(rows);
    expect(await page.textContent(".gaps .as-of time")).toBe(asOf);
    await page.keyboard.press("e");
    await page.keyboard.press("n");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("写到一半");
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    expect(await page.inputValue("dialog[open] input")).toBe("写到一半");
  });
});
