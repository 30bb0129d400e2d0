import { join } from "node:path";
import type { Browser } from "playwright-core";
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
import { dutyOf, officer, stageDrill, type Drill } from "./drill.ts";

interface Shown {
  readonly lines: readonly { readonly id: string; readonly custodian: { readonly id: string } }[];
}

describe("a time sheet", () => {
  const url = inject("hubUrl");
  const { PICTURES } = process.env;
  let browser: Browser;
  let orderId = "";
  beforeAll(async () => {
    const carbide = { capability: "HAZ-CARBIDE", quantity: 1, priority: 1 };
    const [opened, drill] = await Promise.all([openBrowser(), stageDrill(url, [carbide])]);
    browser = opened;
    orderId = await arrived(drill);
  });
  afterAll(() => browser.close());

  it("is recorded where the team is, at the agreed rate, and read by its owner", async () => {
    const desk = await openDesk(browser, url, { as: "usr-g01-receiver" });
    const { page } = desk;
    const picture = async (name: string): Promise<void> => {
      expect(await accessFaults(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    };
    await visit(desk, `${url}/arrivals/on-site?order=${orderId}`);
    await page.getByRole("button", { name: "登记工时" }).click();
    await page.fill("dialog[open] [name=sheetNumber]", "GS-演练-1");
    await page.fill("dialog[open] [name=signedForTeam]", "领队岗");
    await page.fill("dialog[open] [name=signedForReceiver]", "现场指挥岗");
    const rate = page.locator("dialog[open] [name='lines.0.rateFen']");
    expect(await rate.locator("option").allTextContents()).toEqual(["300.00"]);
    await page.fill("dialog[open] [name='lines.0.quantity']", "46");
    expect(await page.textContent("dialog[open] .effect")).toContain("13,800.00 元");
    await page.keyboard.press("Control+Enter");
    // More than the team has people: said at the figure, and nothing typed is lost.
    await page.waitForSelector("label:has([name='lines.0.quantity']) [role=alert]");
    await picture("time-sheet-refused");
    await page.fill("dialog[open] [name='lines.0.quantity']", "45");
    expect(await page.textContent("dialog[open] .effect")).toContain("13,500.00 元");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
    await picture("time-sheet-on-site");
    await visit(desk, `${url}/orders/${orderId}`);
    await changeDuty(page, "usr-e04-finance");
    const sheet = page.locator(".time-sheet");
    for (const said of ["GS-演练-1", "300.00", "13,500.00", "领队岗", "现场指挥岗"])
      expect(await sheet.textContent()).toContain(said);
    await sheet.scrollIntoViewIfNeeded();
    await picture("time-sheet-order");
    await sheet.locator("a[href^='/books/']").first().click();
    await page.waitForURL(/\/books\//);
    await settled(page);
    await sheet.waitFor();
    expect(await sheet.textContent()).toContain("13,500.00");
    await picture("time-sheet-claim");
    expect(desk.wrongs).toEqual([]);
  });
});

/** The team's order, issued, driven and received; answers its id. */
async function arrived({ client, orders }: Drill): Promise<string> {
  const orderId = orders[0]?.id ?? "";
  await client.done(officer, "orders-issue", { orderId });
  const order = (await client.query(officer, "orders-order", { id: orderId })) as unknown as Shown;
  const [line] = order.lines;
  if (line === undefined) throw new Error("the order has no line");
  const carrierId = line.custodian.id;
  const keeper = dutyOf(carrierId, "keeper");
  await client.done(keeper, "orders-acknowledge", { orderId });
  await client.done(keeper, "orders-load", { orderId, lines: [{ lineId: line.id, loaded: 1 }] });
  const lines = [{ orderLineId: line.id, departed: 1 }];
  const gone = await client.done(keeper, "orders-depart", { orderId, carrierId, lines });
  await client.done("usr-g01-receiver", "orders-receive", {
    ...{ legId: (gone.leg as { id: string }).id, code: gone.arrivalCode },
    lines: [{ orderLineId: line.id, accepted: 1, rejected: 0, missing: 0 }],
  });
  return orderId;
}
