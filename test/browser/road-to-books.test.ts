import { Buffer } from "node:buffer";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { accessFaults, openBrowser, openDesk, overflow, picture } from "./desk.ts";
import { visit, type Desk } from "./desk.ts";
import { dutyOf, officer, stageDrill, type Drill } from "./drill.ts";

interface Order {
  readonly id: string;
  readonly number: string;
  readonly lender: { readonly id: string };
  readonly receiver: { readonly id: string };
  readonly lines: readonly { readonly id: string; readonly ordered: number }[];
  readonly legs: readonly { readonly id: string; readonly state: string }[];
}

const org = (code: string): string => Buffer.from(`Organization:${code}`).toString("base64url");

/** The first carrier, and the one that takes over. */
const [first, second] = ["ORG-E18", "ORG-E06"];
const node = Buffer.from("RoadNode:150822").toString("base64url");

describe("goods that change carriers, come back broken, and are owed", () => {
  const url = inject("hubUrl");
  let browser: Browser;
  let drill: Drill;
  let order: Order;
  let legId = "";
  let code = "";
  const open: Desk[] = [];
  beforeAll(async () => {
    const shovels = { item: "EN-SHOVEL", quantity: 600, priority: 1 };
    [browser, drill] = await Promise.all([openBrowser(), stageDrill(url, [shovels])]);
    order = await lent();
    await depart();
  });
  afterAll(() => browser.close());

  const done = (who: string, operation: string, input: object) =>
    drill.client.done(who, operation, input);
  const orderNow = async (id: string): Promise<Order> =>
    (await drill.client.query(officer, "orders-order", { id })) as unknown as Order;
  const lenders = (duty: string): string => dutyOf(order.lender.id, duty);
  /** One line of another city's goods. */
  const lent = async (): Promise<Order> => {
    const all = await Promise.all(drill.orders.map(({ id }) => orderNow(id)));
    const found = all.find(
      ({ lender, receiver, lines }) => lender.id !== receiver.id && lines.length === 1,
    );
    if (found === undefined) throw new Error("nobody else lends shovels");
    return found;
  };
  const depart = async (): Promise<void> => {
    const orderId = order.id;
    const { id = "", ordered = 0 } = order.lines[0] ?? {};
    const keeper = lenders("keeper");
    await done(officer, "orders-issue", { orderId });
    await done(keeper, "orders-acknowledge", { orderId });
    await done(keeper, "orders-load", { orderId, lines: [{ lineId: id, loaded: ordered }] });
    const left = await done(keeper, "orders-depart", {
      ...{ orderId, carrierId: org(first) },
      lines: [{ orderLineId: id, departed: ordered }],
    });
    code = String(left.arrivalCode);
    legId = (left.leg as { readonly id: string }).id;
    await done(keeper, "orders-plan-relay", {
      legId,
      relay: { nodeId: node, carrierId: org(second) },
    });
  };
  const sendBack = async (): Promise<void> => {
    const { id: orderLineId = "", ordered = 0 } = order.lines[0] ?? {};
    const receiver = dutyOf(order.receiver.id, "receiver");
    const now = () => new Date().toISOString();
    await done(receiver, "orders-receive", {
      ...{ legId, code },
      lines: [{ orderLineId, accepted: ordered - 2, rejected: 0, missing: 0 }],
    });
    await done(receiver, "replenishment-record-use", {
      ...{ orderLineId, consumed: 10, distributed: [], occurredAt: now() },
    });
    await done(receiver, "replenishment-start-return", {
      ...{ orderLineId, quantity: 20, carrierId: org(first), occurredAt: now() },
    });
  };
  const sit = async (as: string, path: string, size = {}): Promise<Page> => {
    const desk = await openDesk(browser, url, { as, ...size });
    open.push(desk);
    desk.page.setDefaultTimeout(10_000);
    await visit(desk, `${url}${path}`);
    return desk.page;
  };
  const sound = async (page: Page, name: string): Promise<void> => {
    await picture(page, name);
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  };

  it("is counted over at the roadside with a loss; each leg has its slip", async () => {
    const page = await sit(dutyOf(org(second), "keeper"), "/arrivals", { width: 390, height: 844 });
    const { ordered = 0 } = order.lines[0] ?? {};
    await page.focus(".by-number input");
    await page.keyboard.type(order.number.slice(-6));
    await page.keyboard.press("Tab");
    await page.keyboard.type(code);
    await page.keyboard.press("Enter");
    await page.waitForSelector("form.receive:has-text('磴口县')");
    await page.focus("form.receive input[type=number]");
    await page.keyboard.type(String(ordered - 2));
    await page.waitForSelector("form.receive [role=status]:has-text('缺 2')");
    await sound(page, "relay");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".slip .slip-code");
    const given = "中转交接单.*第 2 程.*交付 乌海示例公路运输集团.*承运 乌斯太示例精细化工";
    expect(await page.textContent(".slip")).toMatch(new RegExp(`${given}.*${String(ordered - 2)}`));
    const onward = (await page.textContent(".slip-code b")) ?? "";
    expect(onward).toMatch(/^\w{5}-\w{5}$/);
    expect(onward).not.toBe(code);
    await sound(page, "relay-slip-two");
    const keeper = await sit(lenders("keeper"), `/orders/${order.id}/slip/${legId}`);
    const left = `出库交接单.*第 1 程.*乌海示例公路运输集团.*${String(ordered)}`;
    expect(await keeper.textContent(".slip")).toMatch(new RegExp(left));
    await sound(keeper, "relay-slip-one");
    const orderPage = await sit(officer, `/orders/${order.id}`);
    await sound(orderPage, "relay-order");
    for (const leg of ["→ 磴口县(巴彦高勒镇)(中转)", "(中转) →"])
      await orderPage.waitForSelector(`[aria-label=运段表] tr:has-text('${leg}')`);
    const line = await orderPage.locator("tr:has-text('铁锹') td.number").allTextContents();
    expect(line.map(Number)).toEqual([ordered, 0, ordered, 0, 0, 2]);
    [code, legId] = [onward, new URL(page.url()).pathname.split("/").at(-1) ?? ""];
  });

  it("come back short and broken: counted in, inspected and repaired", async () => {
    await sendBack();
    const page = await sit(lenders("keeper"), "/depot");
    const row = page.locator("section:has-text('归还与折返验收') tr", { hasText: order.number });
    const begin = async (name: string): Promise<void> => {
      const button = row.getByRole("button", { name, exact: true });
      await button.focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog[open]");
    };
    const effect = () => page.textContent("dialog[open] .effect");
    const confirm = async (): Promise<void> => {
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector("dialog[open]", { state: "detached" });
    };
    await begin("到库点收");
    await page.keyboard.type("19");
    expect(await effect()).toContain("途中 20 → 待检 19 + 未到 1 把");
    await sound(page, "return-count-in");
    await confirm();
    await begin("验收");
    for (const typed of ["15", "3", "5"]) {
      await page.keyboard.press("Control+a");
      await page.keyboard.type(typed);
      await page.keyboard.press("Tab");
    }
    expect(await page.textContent("dialog[open] [role=status]")).toContain("1 至 19");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("1");
    await sound(page, "return-inspect");
    expect(await effect()).toContain("待检 19 → 在库 15 + 待修 3 + 报废 1 + 仍待检 0 把");
    await confirm();
    await begin("修复验收");
    await page.keyboard.type("2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1");
    await page.keyboard.press("Tab");
    await page.keyboard.type("WX-2026-001(示例)");
    expect(await effect()).toContain("3 → 在库 2 + 报废 1");
    await confirm();
    await row.getByRole("button", { name: "修复验收" }).waitFor({ state: "detached" });
  });

  it("leave a shelf to fill: what passes is taken in, and the task says what is left", async () => {
    const page = await sit(lenders("keeper"), "/depot");
    const consumed = page.locator("td.number", { hasText: /^10$/ });
    const row = page.locator("tr", { hasText: "EN-SHOVEL" }).filter({ has: consumed });
    const cells = async () => (await row.locator("td.number").allTextContents()).map(Number);
    const [quantity = 0, before = 0] = await cells();
    await row.getByRole("button", { name: "验收入库" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open] [name=arrived]");
    await page.keyboard.type("5");
    await page.keyboard.press("Tab");
    await page.keyboard.type("6");
    expect(await page.textContent("dialog[open] [role=status]")).toContain("不能多于到货数");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("4");
    const left = `待补 ${String(quantity - before)} → ${String(quantity - before - 4)} 把`;
    expect(await page.textContent("dialog[open] .effect")).toContain(left);
    await page.keyboard.press("Tab");
    await page.keyboard.type("BK-01(示例)");
    await page.fill("dialog[open] [name=expiresOn]", "2034-12-31");
    await page.focus("dialog[open] [name=voucher]");
    await page.keyboard.type("YS-01(示例)");
    await sound(page, "refill");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open]", { state: "detached" });
    await row.locator("td.number", { hasText: String(before + 4) }).waitFor();
    expect(await cells()).toEqual([quantity, before + 4]);
  });

  it("are owed until both sides sign: what one disputes stands apart", async () => {
    const { incidentId, client } = drill;
    const asked = { first: 50, incidentId, kinds: ["REFILL"] };
    const { edges } = (await client.query(lenders("finance"), "claims-list", asked)) as unknown as {
      readonly edges: readonly { readonly node: { id: string; outstanding: number } }[];
    };
    const { id = "", outstanding = 0 } = edges.find(({ node }) => node.outstanding > 4)?.node ?? {};
    const act = async (page: Page, name: string, ...typed: readonly string[]): Promise<void> => {
      await page.getByRole("button", { name, exact: true }).focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog[open]");
      for (const text of typed) {
        await page.keyboard.type(text);
        await page.keyboard.press("Tab");
      }
      await sound(page, `claim-${name}`);
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector("dialog[open]", { state: "detached" });
    };
    const fact = (page: Page, name: string, text: RegExp) =>
      page.locator("dl.facts div", { has: page.getByText(name) }).filter({ hasText: text });
    const creditor = await sit(lenders("finance"), `/books/${id}`);
    await fact(creditor, "未清", new RegExp(`未清${String(outstanding)} 把`)).waitFor();
    await sound(creditor, "claim");
    await act(creditor, "确认");
    await fact(creditor, "应收方确认", /\d{4}-\d\d-\d\d/).waitFor();
    const debtor = await sit(dutyOf(order.receiver.id, "finance"), `/books/${id}`);
    await act(debtor, "提出争议", "4", "0", "其中 4 把原已损坏(示例)");
    await fact(debtor, "未清", new RegExp(`未清${String(outstanding - 4)} 把`)).waitFor();
    await act(debtor, "确认");
    await fact(debtor, "应办方确认", /\d{4}-\d\d-\d\d/).waitFor();
    expect(await debtor.getByRole("button", { name: "确认", exact: true }).count()).toBe(0);
    await debtor.goto(`${url}/books`);
    const apart = debtor.locator("tr", { hasText: "铁锹" }).filter({ hasText: "争议" });
    await apart.locator("a[data-row]").first().focus();
    await debtor.keyboard.press("Enter");
    await debtor.locator("h1 .state", { hasText: "争议" }).waitFor();
    await fact(debtor, "未清", /未清4 把/).waitFor();
    for (const hasText of ["由此拆分", "应办一方主张:0 把"])
      await debtor.locator(".vouchers", { hasText }).waitFor();
    await sound(debtor, "claim-apart");
    await act(debtor, "撤回争议", "经核实无异议(示例)");
    await debtor.locator("h1 .state", { hasText: "待确认" }).waitFor();
    for (const { wrongs } of open) expect(wrongs).toEqual([]);
  });
});
