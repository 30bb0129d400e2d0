import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { HubClient } from "../support/hub-client.ts";
import { accessFaults, openBrowser, openDesk, overflow, picture } from "./desk.ts";

const publisher = "usr-c07-publisher";

const screens = [
  ["phone", { width: 390, height: 844 }],
  ["desktop", { width: 1366, height: 768 }],
] as const;

interface Disclosures {
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly titleZh: string; readonly version: number };
  }[];
}

describe("the donation pages, which the server writes", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  let id = "";
  let title = "";
  beforeAll(async () => {
    browser = await openBrowser();
    const client = new HubClient(url);
    const found = await client.query(publisher, "donations-disclosures", { first: 50 });
    const { edges } = found as unknown as Disclosures;
    const shown = edges.find(({ node }) => node.version > 0)?.node;
    ({ id = "", titleZh: title = "" } = shown ?? {});
  });
  afterAll(() => browser.close());

  const sound = async (page: Page, name: string): Promise<void> => {
    await picture(page, name);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await accessFaults(page)).toEqual([]);
    expect(await page.textContent(".drill")).toMatch(/演练|EXERCISE/i);
    expect(await wrapped(page)).toEqual([]);
  };

  const bring = async (page: Page, name: string): Promise<void> => {
    const { keyboard } = page;
    await page.goto(`${url}/donations/import`);
    await page.focus("[name=text]");
    await keyboard.insertText(tableFor(name));
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await page.waitForSelector("p:has-text('新增 1')");
    await sound(page, "import-preview");
    await page.focus("button[value=ALL_OR_NOTHING]");
    await keyboard.press("Enter");
    await page.waitForSelector("p:has-text('已完成:新增 1')");
    await sound(page, "import-done");
  };

  it.each(screens)("fit and are readable in both languages: %s", async (name, size) => {
    const { page, context, wrongs } = await openDesk(browser, url, { as: publisher, ...size });
    for (const lang of ["zh", "en"])
      for (const [at, path] of Object.entries({
        desk: "/donations/publish",
        all: "/public/donations",
        one: `/public/donations/of/${id}`,
      })) {
        await page.goto(`${url}${path}?lang=${lang}`);
        await sound(page, `donations-${at}-${name}-${lang}`);
        expect(await page.getAttribute("html", "lang")).toBe(lang === "zh" ? "zh-CN" : "en");
        expect(await codes(page)).toBe(at === "all" ? 0 : 1);
        if (at === "one" && lang === "zh") expect(await page.textContent("h1")).toBe(title);
      }
    expect(wrongs).toEqual([]);
    await context.close();
  });

  it("carry a campaign from its first form to its page by keys, and refuse in place", async () => {
    const { page, context, wrongs } = await openDesk(browser, url, { as: publisher });
    const { keyboard } = page;
    const name = `凌汛募捐${String(Date.now())}(演练)`;
    await page.goto(`${url}/donations/publish`);
    await page.focus("form:has(button[value=campaign]) [name=nameZh]");
    for (const text of [name, "Ice flood appeal (drill)", "999999"]) {
      await keyboard.type(text);
      await keyboard.press("Tab");
    }
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await keyboard.press("Enter");
    await page.waitForSelector("[role=status]:has-text('未予办理')");
    expect(await page.textContent("[role=alert]")).toContain("999999");
    expect(await page.inputValue("[name=nameZh]")).toBe(name);
    expect(await page.isChecked("[name=major]")).toBe(true);
    // A refused form is an answer of 422, which the browser notes in its console.
    expect(wrongs.splice(0)).toEqual([expect.stringContaining("422")]);
    await sound(page, "campaign-refused");
    await page.focus("[name=regionCode]");
    await keyboard.press("Control+a");
    await keyboard.type("150300");
    await keyboard.press("Enter");
    await page.waitForSelector("[role=status]:has-text('已办理')");
    const mine = `h2:has-text("${name}")`;
    expect(await page.textContent(`${mine} + p`)).toContain("尚未公示");

    await bring(page, name);
    await page.goto(`${url}/donations/publish`);
    await page.locator(`${mine} ~ form [name=note]`).first().focus();
    await keyboard.type("项目开始(演练)");
    await keyboard.press("Enter");
    await page.waitForSelector(`${mine} + p:has-text('第 1 版')`);
    await sound(page, "campaign-published");
    await page.locator(`${mine} ~ p a[href*="/of/"]`).first().focus();
    await keyboard.press("Enter");
    await page.waitForSelector(`h1:has-text("${name}")`);
    await page.goto(`${page.url().split("?")[0] ?? ""}?lang=en`);
    expect(await page.textContent("h1")).toBe("Ice flood appeal (drill)");
    expect(await page.textContent("#received + table")).toContain("2026-01-05");
    expect(await page.textContent("#stock + table tbody")).toContain("120");
    await sound(page, "campaign-public");
    expect(wrongs).toEqual([]);
    await context.close();
  });
});

/** One donation to a campaign, as it is pasted from a spreadsheet. */
const tableFor = (campaign: string): string =>
  `捐赠编号,物资名称或代码,数量,单位,接收日期,慈善项目
${campaign},EP-N95,120,只,2026-01-05,${campaign}
`;

/** Days and times that stand on more than one line. */
const wrapped = (page: Page): Promise<(string | null)[]> =>
  page.evaluate(() => {
    const days = [...document.querySelectorAll("time")];
    return days.filter((one) => one.getClientRects().length > 1).map((one) => one.textContent);
  });

/** How many codes can be scanned from this screen: whole, and not tiny. */
const codes = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll("svg")].filter((code) => {
        const { left, right, height } = code.getBoundingClientRect();
        return left >= 0 && right <= innerWidth && Math.min(right - left, height) > 100;
      }).length,
  );
