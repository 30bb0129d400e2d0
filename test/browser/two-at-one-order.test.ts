import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, openDesk, visit } from "./desk.ts";
import { officer, stageDrill, type Drill } from "./drill.ts";

describe("two officers at one order", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  let drill: Drill;
  beforeAll(async () => {
    [browser, drill] = await Promise.all([openBrowser(), stageDrill(url)]);
  });
  afterAll(() => browser.close());

  it("the second is told what happened and what to do; both pages show the new state", async () => {
    const address = `${url}/orders/${drill.orders[0]?.id ?? ""}`;
    const desks = await Promise.all([officer, officer].map((as) => openDesk(browser, url, { as })));
    for (const desk of desks) {
      await visit(desk, address);
      await desk.page.keyboard.press("i");
      await desk.page.waitForSelector("dialog[open]");
    }
    const [first, second] = desks.map(({ page }) => page);
    await first?.keyboard.press("Enter");
    await first?.waitForSelector(".state:has-text('已下达')");
    await second?.keyboard.press("Enter");
    const refused = await second?.waitForSelector(".refused");
    const text = (await refused?.textContent()) ?? "";
    expect(text).toContain("ILLEGAL_TRANSITION");
    expect(text).toContain("→");
    // Nobody reloaded: the feed told the second page.
    await second?.waitForSelector(".state:has-text('已下达')");
    expect(desks.flatMap(({ wrongs }) => wrongs)).toEqual([]);
  });
});
