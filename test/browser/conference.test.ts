import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
import type { Desk } from "./desk.ts";
import { stageDrill } from "./drill.ts";

const secretary = "usr-secretary";

const none = { edges: [], pageInfo: { hasNextPage: false } };
const claim = {
  ...{ id: "Q2xhaW06MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw", kind: "REFILL" },
  ...{
    item: { nameZh: "医用氧气瓶(10L)", nameEn: null },
    unit: "瓶",
    outstanding: 40,
    dueOn: "2026-01-31",
  },
  debtor: { nameZh: "乌海市应急管理局(示例)", nameEn: "Wuhai (demo)" },
};
const late = {
  hub: { now: new Date().toISOString() },
  ...{ refillTasks: none, disclosuresDue: none },
  claims: { edges: [{ node: claim }], pageInfo: { hasNextPage: false } },
};

describe("the joint conference's pages", () => {
  const url = inject("hubUrl");
  const { PICTURES } = process.env;
  let browser: Browser;
  let desk: Desk;
  let page: Page;
  let folder: string;
  let number = "";
  beforeAll(async () => {
    folder = PICTURES ?? (await mkdtemp(join(tmpdir(), "qipan-conference-")));
    [browser] = await Promise.all([openBrowser(), stageDrill(url)]);
    desk = await openDesk(browser, url, { as: secretary });
    page = desk.page;
  });
  afterAll(async () => {
    await browser.close();
    if (PICTURES === undefined) await rm(folder, { recursive: true, force: true });
  });

  const picture = (name: string) => page.screenshot({ path: join(folder, `${name}.png`) });
  const sound = async (): Promise<void> => {
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  };
  const confirm = async (): Promise<void> => {
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
  };
  const freeze = async (title: string): Promise<string> => {
    await visit(desk, `${url}/briefing`);
    await page.keyboard.press("n");
    await page.waitForSelector("dialog[open] [name=titleZh]");
    await page.keyboard.type(title);
    await page.selectOption("dialog[open] [name=subject]", "150300");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/briefing\/LX-/);
    await page.waitForSelector(".sentences");
    await settled(page);
    return /LX-\d{4}-\d{4,}/.exec(page.url())?.[0] ?? "";
  };

  it("freeze a briefing by keys, refuse a bad one in place, list the newest first", async () => {
    await freeze("汛前联席会议(演练)");
    number = await freeze("汛中联席会议(演练)");
    await visit(desk, `${url}/briefing`);
    await sound();
    await picture("briefings");
    await page.keyboard.press("n");
    await page.waitForSelector("dialog[open] [name=titleZh]");
    await page.keyboard.type("x".repeat(81));
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open] .field [role=alert]");
    await picture("briefing-refused");
    await sound();
    await page.fill("dialog[open] [name=titleZh]", "");
    await page.keyboard.press("Escape");
    await page.focus(".scroll");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${url}/briefing/${number}`);
  });

  it("show one with its citation, ages, units and what changed, the same in English", async () => {
    await visit(desk, `${url}/briefing/${number}`);
    await sound();
    await picture("briefing");
    const text = (await page.textContent("main")) ?? "";
    for (const said of ["SHA-256", number, "数据截至", "与上期持平", "来源"])
      expect(text).toContain(said);
    expect(await page.locator(".sentences li").count()).toBe(3);
    // Compared with the last until another is chosen.
    const earlier = page.getByLabel("与哪一期比较");
    const oldest = await earlier.locator("option").last().getAttribute("value");
    await earlier.selectOption(oldest);
    await settled(page);
    expect(await page.locator(".trouble").count()).toBe(0);
    expect(await earlier.inputValue()).toBe(oldest);
    await page.screenshot({ path: join(folder, "briefing-whole.png"), fullPage: true });
    await page.click("button[lang=en]");
    await sound();
    await picture("briefing-en");
    await page.click("button[lang=zh-CN]");
    await visit(desk, `${url}/briefing/LX-1999-0001`);
    expect(await page.textContent("main")).toContain("没有这份简报");
  });

  it("print on two pages of A4 at most", async () => {
    await visit(desk, `${url}/briefing/${number}/print`);
    await sound();
    await page.screenshot({ path: join(folder, "briefing-print.png"), fullPage: true });
    const pdf = await page.pdf({ preferCSSPageSize: true, path: join(folder, "briefing.pdf") });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThanOrEqual(2);
    const text = (await page.textContent(".sheet")) ?? "";
    for (const said of ["演练", number, "SHA-256", "签字"]) expect(text).toContain(said);
  });

  it("fill one wall screen with large words, and nothing to press", async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await visit(desk, `${url}/briefing/${number}?screen=1`);
    expect(await accessFaults(page)).toEqual([]);
    await picture("briefing-wall");
    const wall = await page.evaluate(() => {
      const article = document.querySelector(".wall");
      const all = [...(article?.querySelectorAll<HTMLElement>("*") ?? [])];
      const { scrollHeight, scrollWidth } = document.documentElement;
      return {
        fits: scrollHeight <= innerHeight && scrollWidth <= innerWidth,
        cut: (article?.scrollHeight ?? 0) - (article?.clientHeight ?? 0),
        small: all.filter(
          (one) => one.textContent !== "" && parseFloat(getComputedStyle(one).fontSize) < 20,
        ).length,
        controls: [...document.querySelectorAll<HTMLElement>("button, input, select")].filter(
          (one) => one.offsetParent !== null,
        ).length,
        drill: article?.textContent.includes("演练"),
      };
    });
    expect(wall).toEqual({ fits: true, cut: 0, small: 0, controls: 0, drill: true });
    await page.keyboard.press("Escape");
    await page.waitForSelector(".bar");
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it("open supervision of what is overdue, its subject written, a refusal in place", async () => {
    // Nothing is overdue on the day on which a hub is loaded: the answer is as it will be.
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("query DashLate(") !== true) return route.fallback();
      return route.fulfill({ json: { data: late } });
    });
    await visit(desk, `${url}/conference`);
    const row = page.locator("tr", { hasText: "2026-01-31" });
    await row.waitFor();
    await sound();
    await picture("conference-overdue");
    await row.getByRole("button", { name: "督办立项" }).click();
    await page.waitForSelector("dialog[open] [name=dueOn]");
    expect(await page.inputValue("dialog[open] [name=titleZh]")).toBe(
      "督促乌海市应急管理局(示例)办理补库 医用氧气瓶(10L) 40 瓶(应于 2026-01-31)",
    );
    await page.fill("dialog[open] [name=dueOn]", "2099-12-30");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open] .refused:has-text('sourceId')");
    await sound();
    await picture("supervise-overdue");
    await page.keyboard.press("Escape");
    await page.unroute("**/graphql");
  });

  it("carry a resolution to supervision and the end, each refusal in place", async () => {
    const title = `补足氧气瓶(演练)${String(Date.now())}`;
    const act = async (row: string, name: string): Promise<void> => {
      await page.locator("tr", { hasText: row }).getByRole("button", { name }).click();
      await page.waitForSelector("dialog[open]");
    };
    await visit(desk, `${url}/conference`);
    await page.keyboard.press("n");
    await page.waitForSelector("dialog[open] [name=titleZh]");
    await page.keyboard.type(title);
    await page.keyboard.press("Tab");
    await page.keyboard.type("各成员单位六十日内补足。");
    await page.selectOption("dialog[open] [name=subject]", "150300");
    await confirm();
    await act(title, "通过");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open] .refused");
    await sound();
    await picture("adopt-refused");
    await page.getByRole("checkbox", { name: "乌海市应急管理局" }).check();
    await confirm();
    await act(title, "督办");
    await page.selectOption("dialog[open] select", { label: await firstOf(page, "乌海市应急") });
    await page.fill("dialog[open] [name=titleZh]", `督促 ${title}`);
    await page.fill("dialog[open] [name=dueOn]", "2099-12-31");
    await confirm();
    await sound();
    await picture("conference");
    await changeDuty(page, "usr-g01-dispatcher");
    await act(`督促 ${title}`, "报告进展");
    await page.keyboard.type("已采购,待入库。");
    await confirm();
    await changeDuty(page, secretary);
    await act(`督促 ${title}`, "销号");
    await page.keyboard.type("已核实入库。");
    await confirm();
    await page.locator("tr", { hasText: "各成员单位六十日内补足。" }).first().waitFor();
    await page
      .locator("tr", { hasText: title })
      .first()
      .getByRole("button", { name: "办结" })
      .click();
    await page.keyboard.type("已落实。");
    await confirm();
    await picture("conference-done");
    expect(await page.textContent("main")).toContain("已核实入库。");
    await sound();
    expect(desk.wrongs).toEqual([]);
  });
});

async function firstOf(page: Page, start: string): Promise<string> {
  const labels = await page.locator("dialog[open] select option").allTextContents();
  return labels.find((label) => label.startsWith(start)) ?? "";
}
