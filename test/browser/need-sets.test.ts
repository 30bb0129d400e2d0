import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { HubClient } from "../support/hub-client.ts";
import {
  accessFaults,
  openBrowser,
  openDesk,
  overflow,
  picture,
  visit,
  type Desk,
} from "./desk.ts";
import { approverOf, officer, type DrillOrder } from "./drill.ts";

describe("capabilities that are wanted all at once", () => {
  const url = inject("hubUrl");
  const client = new HubClient(url);
  let browser: Browser;
  let desk: Desk;
  let page: Page;
  let incidentId: string;
  let proposalId: string;
  beforeAll(async () => {
    const incident = await client.done(officer, "incidents-report", {
      ...{ nameZh: "厂房垮塌(演练)", category: "ACCIDENT_DISASTER", hazard: "HAZCHEM" },
      ...{ regionCode: "150304", node: "150304" },
    });
    incidentId = String(incident.id);
    const level = { incidentId, responseLevel: "LEVEL_2", reason: "演练" };
    await client.done("usr-g01-approver", "incidents-start-response", level);
    browser = await openBrowser();
    desk = await openDesk(browser, url, { as: officer });
    ({ page } = desk);
    await visit(desk, `${url}/events/${incidentId}`);
  });
  afterAll(() => browser.close());

  it("are joined by + and counted in sets", async () => {
    await page.keyboard.press("n");
    await page.waitForSelector(".needs-form");
    await page.keyboard.type("ENG-EARTH", { delay: 20 });
    await page.waitForSelector("[role=option]:has-text('ENG-EARTH')");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" + 卫星", { delay: 20 });
    await page.waitForSelector("[role=option]:has-text('ENG-EARTH+COM-SAT')");
    await page.keyboard.press("Enter");
    expect(await page.textContent(".needs-form tbody tr:first-child")).toContain("套");
    await page.keyboard.press("Tab");
    await page.keyboard.type("2");
    await picture(page, "needs-form-of-sets");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".needs-form", { state: "detached" });
    const row = page.locator("tr", { hasText: "卫星通信 + 土石方机械操作" });
    await row.waitFor();
    expect(await row.textContent()).toContain("套");
  });

  it("are put together by a plan, set by set", async () => {
    const { id } = await client.done(officer, "proposals-propose", { incidentId });
    proposalId = String(id);
    await page.keyboard.press("c");
    await page.waitForSelector(".lines td:has-text('第 1 套')", { timeout: 50_000 });
    expect(await page.textContent(".lines")).toContain("第 2 套");
    expect(await page.textContent(".compare")).toContain("卫星通信 + 土石方机械操作");
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await picture(page, "plan-of-sets");
    expect(desk.wrongs).toEqual([]);
  });

  it("lack what a lender refuses, in the table of needs", async () => {
    const { orders } = await client.done(officer, "orders-adopt", { proposalId });
    const asked = (orders as DrillOrder[]).flatMap(({ approvals }) => approvals);
    const [{ id: approvalId, organization }] = asked as [DrillOrder["approvals"][number]];
    const refusal = { approvalId, decision: "REFUSE", reason: "本地备勤(演练)" };
    await client.done(approverOf(organization.id), "approvals-decide", refusal);
    await visit(desk, `${url}/events/${incidentId}`);
    const row = page.locator("tr", { hasText: "卫星通信 + 土石方机械操作" });
    // Both of its machines stood in one order of the lender, which answers as a whole.
    expect(await row.locator(".short").allTextContents()).toEqual([
      expect.stringMatching(/^ [12] 套缺(卫星通信|土石方机械操作)$/),
    ]);
    expect(await accessFaults(page)).toEqual([]);
    await picture(page, "needs-broken-set");
    expect(desk.wrongs).toEqual([]);
  });
});
