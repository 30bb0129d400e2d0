import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, openDesk, visit } from "./desk.ts";
import { dutyOf, officer, stageDrill, type Drill } from "./drill.ts";

interface OrderShown {
  readonly state: string;
  readonly lines: readonly {
    readonly id: string;
    readonly ordered: number;
    readonly custodian: { readonly id: string };
  }[];
}

/** Gas and caustic need a licensed vehicle, tents any, and a team drives itself. */
const kinds = [
  ["gas", { item: "MD-O2-CYL", quantity: 20, priority: 1 }],
  ["caustic", { item: "HZ-NAOH-25", quantity: 20, priority: 1 }],
  ["tents", { item: "SH-TENT12-S", quantity: 20, priority: 1 }],
  ["a team", { capability: "HAZ-LEAK", quantity: 1, priority: 1 }],
] as const;

describe("a departure confirmed the moment its dialog stands", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const loaded = async ({ client, orders }: Drill) => {
    const id = orders[0]?.id ?? "";
    await client.done(officer, "orders-issue", { orderId: id });
    const { lines } = (await client.query(officer, "orders-order", {
      id,
    })) as unknown as OrderShown;
    const keeper = dutyOf(lines[0]?.custodian.id ?? "", "keeper");
    await client.done(keeper, "orders-acknowledge", { orderId: id });
    const counts = lines.map((line) => ({ lineId: line.id, loaded: line.ordered }));
    await client.done(keeper, "orders-load", { orderId: id, lines: counts });
    return { id, keeper };
  };

  it.each(kinds)("leaves with slip one: %s", async (_name, need) => {
    const { id, keeper } = await loaded(await stageDrill(url, [need]));
    const desk = await openDesk(browser, url, { as: keeper });
    const { page, context } = desk;
    await visit(desk, `${url}/depot`);
    // The vehicles come late, as over a slow line.
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("DashVehicles") === true)
        await new Promise((settle) => setTimeout(settle, 700));
      await route.continue();
    });
    await page.locator(`tr[data-id="${id}"] a[data-row]`).focus();
    await page.keyboard.press("d");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".slip .slip-code b");
    expect(desk.wrongs).toEqual([]);
    await context.close();
  });

  it("says why it cannot, where the count is beyond what is loaded", async () => {
    const [, [, caustic]] = kinds;
    const { id, keeper } = await loaded(await stageDrill(url, [caustic]));
    const desk = await openDesk(browser, url, { as: keeper });
    const { page, context } = desk;
    await visit(desk, `${url}/orders/${id}`);
    await page.keyboard.press("d");
    await page.waitForSelector("dialog[open] input[data-first]");
    await page.locator("dialog[open] input[data-first]").fill("9999");
    await page.keyboard.press("Control+Enter");
    expect(await page.textContent("dialog[open] [role=status]")).toContain("不超过已装");
    await context.close();
  });
});
