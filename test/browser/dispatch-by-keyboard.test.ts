import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { changeDuty, openBrowser, openDesk, settled, type Desk } from "./desk.ts";
import { approverOf, grantAll, officer, type DrillOrder } from "./drill.ts";
import { HubClient } from "../support/hub-client.ts";

describe("a dispatch without a mouse", () => {
  const url = inject("hubUrl");
  const client = new HubClient(url);
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

  const press = (...keys: readonly string[]) =>
    keys.reduce<Promise<void>>(
      (before, key) => before.then(() => page.keyboard.press(key)),
      Promise.resolve(),
    );
  const ordersNow = async (): Promise<DrillOrder[]> => {
    const incidentId = new URL(page.url()).searchParams.get("incident");
    const found = await client.query(officer, "orders", { first: 50, incidentId });
    const edges = found?.edges as readonly { node: DrillOrder }[];
    return Promise.all(
      edges.map(async ({ node: { id } }) => {
        const order = await client.query(officer, "orders-order", { id });
        return order as unknown as DrillOrder;
      }),
    );
  };

  it("begins with a sign-in and a report", async () => {
    await changeDuty(page, officer);
    expect(await page.textContent(".who")).toContain("乌海市应急局值班员");
    await press("e");
    await page.waitForSelector("h1 .primary");
    await press("n");
    await page.waitForSelector("dialog[open] select >> nth=1");
    await page.keyboard.type("乌达氯气泄漏(键盘演练)");
    await press("Tab", "Tab");
    await chooseByArrows(page, "150304");
    await press("Control+Enter");
    await page.waitForURL(/\/events\/[^/?]+$/);
    expect(await page.textContent("h1")).toContain("键盘演练");
  });

  it("goes on with the response and the needs, found by pinyin", async () => {
    await changeDuty(page, "usr-g01-approver");
    await press("r");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("演练:按预案启动");
    await press("Control+Enter");
    await page.waitForSelector("h1 .level.LEVEL_3");
    await changeDuty(page, officer);
    await press("n");
    await page.waitForSelector(".needs-form");
    await page.keyboard.type("yangqi", { delay: 20 });
    await page.waitForSelector("[role=option]");
    await press("Enter", "Tab");
    await page.keyboard.type("60");
    await press("Control+Enter");
    await page.waitForSelector(".needs-form", { state: "detached" });
    await page.waitForSelector("td:has-text('医用氧气瓶')");
  });

  it("compares three plans and adopts one", async () => {
    await press("c");
    await page.waitForURL(/\/plans/);
    await page.waitForSelector("button:has-text('求解')");
    await press("p");
    await page.waitForFunction(
      () =>
        document.querySelectorAll(".plan-card").length === 3 &&
        [...document.querySelectorAll(".plan-card")].every((card) =>
          card.textContent.includes("待采纳"),
        ),
      undefined,
      { timeout: 50_000 },
    );
    await press("2");
    await page.waitForSelector(".plan-card.chosen:has-text('最快到达')");
    expect(await page.textContent(".compare")).toContain("就近调拨");
    await press("a");
    await page.waitForSelector("dialog[open]:has-text('各拟一张调拨单')");
    await press("Enter");
    await page.waitForURL(/\/orders\?incident=/);
  });

  it("is approved by those who are asked, and issued", async () => {
    await page.waitForSelector("td a[data-row]");
    const asked = (await ordersNow()).flatMap(({ approvals }) => approvals);
    const [first] = asked;
    expect(first).toBeDefined();
    const ordersPage = page.url();
    await changeDuty(page, approverOf(first?.organization.id ?? ""));
    await press("v");
    await page.waitForSelector("td .acts");
    await press("y");
    await page.waitForSelector("dialog[open]");
    await press("Enter");
    await page.waitForSelector("dialog[open]", { state: "detached" });
    await changeDuty(page, officer);
    await page.goto(ordersPage);
    await grantAll(client, await ordersNow());
    await page.waitForSelector("h1 .primary");
    await settled(page);
    await press("i");
    await page.waitForSelector("dialog[open]");
    await press("Enter");
    await page.waitForSelector("dialog[open]", { state: "detached", timeout: 30_000 });
    await page.waitForSelector("td:has-text('已下达')");
  });

  it("ends on paper: one A4 page with its number, signatures and the duty to refill", async () => {
    for (let step = 0; step < 40; step += 1) {
      await press("Tab");
      if (await page.evaluate(() => document.activeElement?.matches("[data-row]"))) break;
    }
    await press("Enter");
    await page.waitForURL(/\/orders\/[^/?]+$/);
    await page.waitForSelector("h1 .state");
    await press("p");
    await page.waitForSelector(".sheet");
    const sheet = (await page.textContent(".sheet")) ?? "";
    const bound = ["谁使用、谁投资、谁补库", "补还责任"];
    for (const said of ["演练", "应急物资调拨单", ...bound, "签字", "瓶"])
      expect(sheet).toContain(said);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/);
  });

  it("asked nothing of any other place, and left no error behind", () => {
    expect(desk.wrongs).toEqual([]);
  });
});

async function chooseByArrows(page: Page, value: string): Promise<void> {
  const chosen = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
  for (let step = 0; step < 60 && (await chosen()) !== value; step += 1)
    await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(value);
}
