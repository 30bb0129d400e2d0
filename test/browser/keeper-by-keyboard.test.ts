import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { layWire, type Wire } from "./cut-line.ts";
import { accessFaults, openBrowser, openDesk, overflow, visit, type Desk } from "./desk.ts";
import { dutyOf, officer, stageDrill, type Drill } from "./drill.ts";

interface LegShown {
  readonly id: string;
  readonly state: string;
}
interface OrderShown {
  readonly state: string;
  readonly lender: { readonly id: string };
  readonly legs: readonly LegShown[];
  readonly lines: readonly {
    readonly ordered: number;
    readonly loaded: number;
    readonly departed: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly missing: number;
    readonly cancelled: number;
    readonly custodian: { readonly id: string };
  }[];
}

/** Dangerous goods: not every vehicle may carry them. */
const caustic = { item: "HZ-NAOH-25", quantity: 60, priority: 1 };

describe("an order from the keeper's desk to the receiver's hands", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  let drill: Drill;
  let wire: Wire;
  let desk: Desk;
  let page: Page;
  let orderId = "";
  let leg = "";
  let code = "";
  beforeAll(async () => {
    [browser, drill, wire] = await Promise.all([
      openBrowser(),
      stageDrill(url, [caustic]),
      layWire(url),
    ]);
    orderId = await biggest();
    await drill.client.done(officer, "orders-issue", { orderId });
    const keeper = dutyOf((await orderNow()).lines[0]?.custodian.id ?? "", "keeper");
    desk = await openDesk(browser, url, { as: keeper });
    ({ page } = desk);
  });
  afterAll(async () => {
    await browser.close();
    await wire.cut();
  });

  const biggest = async (): Promise<string> => {
    const found = [];
    for (const { id } of drill.orders) {
      orderId = id;
      found.push({ id, ordered: (await orderNow()).lines[0]?.ordered ?? 0 });
    }
    return found.toSorted((a, b) => b.ordered - a.ordered)[0]?.id ?? "";
  };
  const orderNow = async (): Promise<OrderShown> =>
    (await drill.client.query(officer, "orders-order", { id: orderId })) as unknown as OrderShown;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const gone = (selector: string) => page.waitForSelector(selector, { state: "detached" });

  it("is acknowledged and loaded short by keys alone; the dialog says the effect", async () => {
    await visit(desk, `${url}/`);
    await press("k");
    const row = page.locator(`tr[data-id="${orderId}"] a[data-row]`);
    await row.waitFor();
    await row.focus();
    await press("j");
    await page.waitForSelector("dialog[open]:has-text('接令')");
    await press("Enter");
    await gone("dialog[open]");
    await page.waitForSelector(`tr[data-id="${orderId}"]:has-text('已接令')`);
    const { ordered = 0 } = (await orderNow()).lines[0] ?? {};
    expect(ordered).toBeGreaterThan(1);
    await row.focus();
    await press("l");
    await page.waitForSelector("dialog[open] .count input");
    await page.keyboard.type(String(ordered - 1));
    await press("Tab");
    expect(await page.textContent("dialog[open] .effect")).toContain("待装 1");
    // Short without a reason is not sent, and says so.
    await press("Control+Enter");
    expect(await page.textContent("dialog[open] [role=status]")).toContain("少装的选原因");
    await press("ArrowDown");
    expect(await page.textContent("dialog[open] .effect")).toMatch(/缺 1.*封存/);
    expect(await accessFaults(page)).toEqual([]);
    await press("Control+Enter");
    await gone("dialog[open]");
    expect((await orderNow()).lines[0]).toMatchObject({ loaded: ordered - 1, cancelled: 1 });
  });

  it("leaves with a licensed vehicle and slip one, whose code is shown once", async () => {
    await page.waitForSelector(`tr[data-id="${orderId}"] button:has-text('启运')`);
    await page.locator(`tr[data-id="${orderId}"] a[data-row]`).focus();
    await press("d");
    await page.waitForSelector("dialog[open] .vehicles input");
    expect(await page.textContent("dialog[open] details")).toContain("资质");
    await press("Control+Enter");
    await page.waitForSelector(".slip .slip-code");
    code = (await page.textContent(".slip-code b")) ?? "";
    expect(code).toMatch(/^\w{5}-\w{5}$/);
    leg = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.reload();
    await page.waitForSelector(".slip .slip-code");
    expect(await page.textContent(".slip")).not.toContain(code);
    expect(desk.wrongs).toEqual([]);
  });

  it("is received on a telephone whose line is cut, and then loses the answer: once", async () => {
    const hand = await openDesk(browser, wire.url, {
      as: "usr-g01-receiver",
      width: 390,
      height: 844,
    });
    const phone = hand.page;
    await visit(hand, `${wire.url}/arrivals/${leg}#${code}`);
    await phone.waitForSelector(".receive fieldset");
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
    const { departed = 0 } = (await orderNow()).lines[0] ?? {};
    const [accepted, rejected] = await phone.locator(".three input").all();
    await accepted?.fill(String(departed - 2));
    await phone.waitForSelector("fieldset [role=status]:has-text('还差 2')");
    await rejected?.fill("1");
    await phone.locator(".three input").nth(2).fill("1");
    await phone.waitForSelector("fieldset [role=status]:has-text('✓')");
    expect(await accessFaults(phone)).toEqual([]);
    await wire.cut();
    await phone.click("button.big");
    await phone.waitForSelector(".kept:has-text('已存在本机')");
    expect((await orderNow()).lines[0]).toMatchObject({ accepted: 0 });
    // The first time that the hub gets it, the answer is lost.
    let lost = 0;
    await phone.route("**/graphql", async (route) => {
      if (lost > 0 || route.request().postData()?.includes("receiveLeg") !== true) {
        await route.continue();
        return;
      }
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await wire.join();
    await phone.waitForSelector(".done", { timeout: 40_000 });
    await phone.waitForSelector(".kept", { state: "detached" });
    expect(lost).toBe(1);
    const order = await orderNow();
    expect(order.lines[0]).toMatchObject({ accepted: departed - 2, rejected: 1, missing: 1 });
    expect(order.legs.map(({ state }) => state)).toEqual(["ARRIVED"]);
  });

  it("comes back: a difference for the lender, goods to count in for the keeper", async () => {
    await visit(desk, `${url}/depot`);
    await page.waitForSelector("section:has-text('归还与折返验收') td:has-text('拒收或折返')");
    const lender = dutyOf((await orderNow()).lender.id, "finance");
    const other = await openDesk(browser, url, { as: lender });
    await visit(other, `${url}/depot?do=DIFFERENCE`);
    await other.page.waitForSelector(`tr[data-id="${orderId}"]:has-text('差异期限')`);
    await other.page.locator(`tr[data-id="${orderId}"] button:has-text('否认差异')`).focus();
    await other.page.keyboard.press("Enter");
    await other.page.waitForSelector("dialog[open]:has-text('收货方记缺失 1')");
    await other.page.keyboard.type("0");
    await other.page.keyboard.press("Tab");
    await other.page.keyboard.type("装车影像为足数(示例)");
    await other.page.keyboard.press("Control+Enter");
    await other.page.waitForSelector("dialog[open]", { state: "detached" });
    await other.page.locator(`tr[data-id="${orderId}"] a[data-row]`).focus();
    await other.page.keyboard.press("f");
    await other.page.waitForSelector("dialog[open]:has-text('发货方否认:认为缺失 0')");
    await other.page.keyboard.press("Control+Enter");
    await other.page.waitForSelector("dialog[open]", { state: "detached" });
    await other.page.waitForSelector(`tr[data-id="${orderId}"]`, { state: "detached" });
  });
});
