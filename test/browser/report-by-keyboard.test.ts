import "reflect-metadata";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPrincipal, grantRole } from "../../src/access/grant.service.ts";
import { globalId } from "../../src/graph/node.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { gone } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { layLots, layWorld, userRefills } from "../support/ledger-world.ts";
import { accessFaults, openBrowser, openDesk, overflow, visit, type Desk } from "./desk.ts";
import { picture, settled } from "./desk.ts";

/** Ten tents burnt in an accident for which nobody was named yet: G01 is to refill them. */
async function lay(database: Database): Promise<string> {
  await layWorld(database);
  const accident = "update qipan.incident set category = 'ACCIDENT_DISASTER'";
  await withOwnerTx(database, ({ client }) => client.query(accident));
  const [lot] = await layLots(database, [{ owner: "G06", quantity: 10 }]);
  const liability = userRefills("G01", "G06");
  const burnt = await gone(database, await lend(database, lot!, 10, { liability }), {
    destroyed: 10,
  });
  await addPrincipal(database, { id: "chief-G01", kind: "PERSON", name: "乌海审批" });
  await grantRole(database, "chief-G01", "G01", "APPROVER");
  return globalId("Claim", burnt.claims.find(({ kind }) => kind === "REFILL")!.id);
}

describe("a report that is the first to name the firm at fault", () => {
  let browser: Browser;
  let hub: TestHub;
  let desk: Desk;
  let page: Page;
  let loss = "";
  beforeAll(async () => {
    browser = await openBrowser();
    hub = await startTestHub(await openEmbeddedTest(), {
      world: async (database) => {
        loss = await lay(database);
      },
    });
    desk = await openDesk(browser, hub.url, { as: "chief-G01" });
    page = desk.page;
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
  });

  /** Whatever has the focus now: its name, or what it says. */
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.getAttribute("name") ?? at?.textContent ?? "";
    });
  const tabTo = async (wanted: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await focused()) === wanted) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not come to ${wanted}`);
  };
  const type = async (name: string, text: string): Promise<void> => {
    await tabTo(name);
    await page.keyboard.type(text);
  };
  const choose = async (name: string, wanted: string): Promise<void> => {
    await tabTo(name);
    for (let presses = 0; presses < 40; presses += 1) {
      if ((await page.locator(`[name=${name}] option:checked`).textContent()) === wanted) return;
      await page.keyboard.press("ArrowDown");
    }
    throw new Error(`${wanted} is no choice of ${name}`);
  };

  it("is recorded on the page of a loss with the keyboard alone, and the firm owes", async () => {
    await visit(desk, `${hub.url}/books/${loss}`);
    await tabTo("登记调查报告");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open]");
    expect(await focused()).toBe("number");
    await type("number", "乌安〔2026〕2号");
    await type("issuedBy", "事故调查组(示例)");
    await tabTo("decidedOn");
    // Month, day, year: the order in which this browser asks for a day.
    await page.keyboard.type("01012026");
    expect(await page.inputValue("[name=decidedOn]")).toBe("2026-01-01");
    await choose("firm1", "E01");
    await type("percent1", "70");
    expect(await page.textContent("dialog")).toContain("70%");
    expect(await page.textContent("dialog")).toContain("30% 冲销");
    await picture(page, "report-first-named");
    expect(await accessFaults(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
    await visit(desk, `${hub.url}/books`);
    const books = await page.textContent("main");
    expect(books).toContain("追偿");
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it("is asked for no more where the firm has a name", async () => {
    await visit(desk, `${hub.url}/books/${loss}`);
    expect(await page.locator('button:text-is("登记调查报告")').count()).toBe(0);
    expect(desk.wrongs).toEqual([]);
  });
});
