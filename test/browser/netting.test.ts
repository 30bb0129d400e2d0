import "reflect-metadata";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPrincipal, grantRole } from "../../src/access/grant.service.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { layWorld } from "../support/ledger-world.ts";
import { debts } from "../support/netting-world.ts";
import {
  accessFaults,
  changeDuty,
  openBrowser,
  openDesk,
  overflow,
  picture,
  settled,
  visit,
} from "./desk.ts";

const orgs = ["G01", "G02", "G03"];

describe("netting on the page of the books", () => {
  let browser: Browser;
  let hub: TestHub;
  beforeAll(async () => {
    browser = await openBrowser();
    hub = await startTestHub(await openEmbeddedTest(), {
      world: async (database) => {
        await layWorld(database);
        await debts(database, [
          ["G02", "G01", 120],
          ["G03", "G02", 90],
          ["G01", "G03", 100],
        ]);
        for (const org of orgs) {
          await addPrincipal(database, { id: `fin-${org}`, kind: "PERSON", name: `${org} 财务` });
          await grantRole(database, `fin-${org}`, org, "FINANCE");
        }
      },
    });
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
  });

  it("is proposed by one, agreed to by all, and done with the last word", async () => {
    const desk = await openDesk(browser, hub.url, { as: "fin-G01" });
    const { page } = desk;
    await visit(desk, `${hub.url}/books`);
    await page.click("text=提出互抵");
    await page.waitForSelector("article.netting");
    const amounts = await page.locator(".netting-picture .amount").allTextContents();
    expect(amounts).toEqual(["90 件", "90 件", "90 件"]);
    await picture(page, "netting-proposed");
    for (const org of orgs) {
      if (org !== "G01") await changeDuty(page, `fin-${org}`);
      await page.waitForSelector("article.netting");
      await page.click("text=同意互抵");
      await page.waitForSelector("dialog[open]");
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector("dialog", { state: "detached" });
      await page.waitForFunction(
        (done) => document.querySelectorAll(".netting-parties .amber").length === done,
        orgs.length - 1 - orgs.indexOf(org),
      );
      await settled(page);
    }
    const [told] = await page.locator("article.netting p").allTextContents();
    expect(told).toContain("已互抵");
    await picture(page, "netting-done");
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await visit(desk, `${hub.url}/books?lang=en`);
    expect(await page.textContent("article.netting")).toContain("cycles only");
    await picture(page, "netting-en");
    expect(desk.wrongs).toEqual([]);
  });
});
