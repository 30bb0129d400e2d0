import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HubClient } from "../support/hub-client.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { accessFaults, openBrowser, openDesk, overflow, picture, visit } from "./desk.ts";
import { dutyOf, officer, stageDrill, type Drill } from "./drill.ts";

interface Order {
  readonly id: string;
  readonly lender: { readonly id: string };
  readonly receiver: { readonly id: string };
  readonly lines: readonly { readonly id: string; readonly ordered: number }[];
}

interface Tasks {
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly claim: { readonly id: string } | null };
  }[];
}

const org = (code: string): string => Buffer.from(`Organization:${code}`).toString("base64url");

const cities = ["ORG-G01", "ORG-G02", "ORG-G03", "ORG-G04", "ORG-G05", "ORG-G06"];

/** The cities' pact as it stands, but for one thing: two sheet piles may come for a shovel. */
const pact = {
  code: "AG-CLUSTER",
  nameZh: "乌海及周边地区应急物资互助协议(示例,第3版)",
  nameEn: "Wuhai cluster mutual-aid agreement (demo, version 3)",
  validFrom: "2026-01-01",
  validTo: "2099-12-31",
  parties: cities.map((orgId) => ({ orgId, lends: true, borrows: true })),
  terms: {
    ...{ regime: "REFILL_IN_KIND", items: [], categories: [], lenderFloorShare: 0.2 },
    ...{ holdMinutes: 60, holdShare: 0.5, riskPassesAt: "ARRIVAL", dueAnchor: "RESPONSE_END" },
    ...{ dueDays: 90, differenceWindowHours: 48, refillShelfMonths: 4 },
    approvals: ["SAME_CITY", "SAME_PROVINCE", "CROSS_PROVINCE"].map((tier) => {
      return { tier, kinds: ["OWNER"] };
    }),
    equivalence: {
      ...{ quality: "SERVICEABLE", cashPercent: 100, shelfLifePercent: 0 },
      substitutes: [{ item: "EN-SHOVEL", substitute: "EN-STEELP", give: 2, counts: 1 }],
    },
  },
};

/** On a hub of its own: a new version of the cities' pact would change what other files walk. */
describe("a refill from the debtor's own stock", () => {
  let folder: string;
  let hub: HubProcess;
  let browser: Browser;
  let drill: Drill;
  let order: Order;
  let claimId = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "qipan-refill-"));
    [hub, browser] = await Promise.all([
      startHubProcess({ QIPAN_DATA_DIR: folder }),
      openBrowser(),
    ]);
    await agree(new HubClient(hub.url));
    drill = await stageDrill(hub.url, [{ item: "EN-SHOVEL", quantity: 600, priority: 1 }]);
    order = await lent();
    await useUp(10);
    claimId = await owed();
  });
  afterAll(async () => {
    await browser.close();
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const agree = async (client: HubClient): Promise<void> => {
    const { id } = await client.done("usr-g01-approver", "agreements-propose", pact);
    for (const code of cities)
      await client.done(dutyOf(org(code), "approver"), "agreements-sign", { agreementId: id });
  };
  const lent = async (): Promise<Order> => {
    const all = await Promise.all(
      drill.orders.map(async ({ id }) => {
        return (await drill.client.query(officer, "orders-order", { id })) as unknown as Order;
      }),
    );
    const others = cities.slice(1).map(org);
    const found = all.find(({ lender }) => others.includes(lender.id));
    if (found === undefined) throw new Error("no other city lends shovels");
    return found;
  };
  const lenders = (duty: string): string => dutyOf(order.lender.id, duty);
  /** Delivered whole, and so many of it used: they are owed. */
  const useUp = async (consumed: number): Promise<void> => {
    const { client } = drill;
    const { id: orderId, lines, receiver } = order;
    const [keeper, taker] = [lenders("keeper"), dutyOf(receiver.id, "receiver")];
    await client.done(officer, "orders-issue", { orderId });
    await client.done(keeper, "orders-acknowledge", { orderId });
    const loaded = lines.map(({ id: lineId, ordered }) => ({ lineId, loaded: ordered }));
    await client.done(keeper, "orders-load", { orderId, lines: loaded });
    const { arrivalCode: code, leg } = await client.done(keeper, "orders-depart", {
      ...{ orderId, carrierId: org("ORG-E18") },
      lines: lines.map(({ id: orderLineId, ordered: departed }) => ({ orderLineId, departed })),
    });
    const counts = lines.map(({ id: orderLineId, ordered: accepted }) => {
      return { orderLineId, accepted, rejected: 0, missing: 0 };
    });
    const { id: legId } = leg as { readonly id: string };
    await client.done(taker, "orders-receive", { legId, code, lines: counts });
    const occurredAt = new Date().toISOString();
    const used = { orderLineId: lines[0]?.id, consumed, distributed: [], occurredAt };
    await client.done(taker, "replenishment-record-use", used);
  };
  const owed = async (): Promise<string> => {
    const asked = { first: 100, incidentId: drill.incidentId };
    const found = await drill.client.query(lenders("keeper"), "demo-refill-tasks", asked);
    return (found as unknown as Tasks).edges[0]?.node.claim?.id ?? "";
  };
  const sit = async (as: string, path: string): Promise<Page> => {
    const desk = await openDesk(browser, hub.url, { as });
    desk.page.setDefaultTimeout(10_000);
    await visit(desk, `${hub.url}${path}`);
    return desk.page;
  };
  const sound = async (page: Page, name: string): Promise<void> => {
    await picture(page, name);
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  };
  const effect = (page: Page) => page.textContent("dialog[open] .effect");
  const confirm = async (page: Page): Promise<void> => {
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open]", { state: "detached" });
  };
  const rowOf = (page: Page) =>
    page.getByRole("region", { name: "补库发出" }).locator("tr", { hasText: "EN-SHOVEL" });

  it("is chosen, counted at the ratio and sent; its number stays on the row", async () => {
    const page = await sit(dutyOf(order.receiver.id, "keeper"), "/depot");
    const row = rowOf(page);
    await row.getByRole("button", { name: "以库存补库" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open] [name=lotId]");
    const lots = page.locator("dialog[open] [name=lotId] option", { hasText: "可用 36 根" });
    await page.selectOption("dialog[open] [name=lotId]", {
      value: (await lots.first().getAttribute("value")) ?? "",
    });
    await page.fill("dialog[open] [name=quantity]", "7");
    await page.selectOption("dialog[open] [name=carrierId]", org("ORG-E18"));
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open] [role=alert]:has-text('多出')");
    await page.fill("dialog[open] [name=quantity]", "12");
    expect(await effect(page)).toContain("折合所欠 6 把; 尚待发出 10 → 4 把");
    await sound(page, "refill-send");
    await confirm(page);
    const number = (await page.textContent("[role=status] .code")) ?? "";
    expect(number).toMatch(/^[\da-f-]{36}$/);
    await row.locator(".code", { hasText: number }).waitFor();
    expect(await row.textContent()).toContain("途中 12 根");
    await sound(page, "refill-sent");
  });

  it("is accepted in the books at the ratio; what was turned away is taken back", async () => {
    const page = await sit(dutyOf(order.receiver.id, "keeper"), "/depot");
    const row = rowOf(page);
    const number = (await row.locator(".code").textContent()) ?? "";
    const creditor = await sit(lenders("keeper"), `/books/${claimId}`);
    await creditor.getByRole("button", { name: "验收补库" }).click();
    await creditor.fill("dialog[open] [name=shipmentId]", number);
    await creditor.fill("dialog[open] [name=passed]", "8");
    await creditor.fill("dialog[open] [name=rejected]", "4");
    await creditor.locator("dialog[open] .effect", { hasText: "10 → 6 把" }).waitFor();
    expect(await effect(creditor)).toContain("EN-STEELP 途中 12(每 2 折合 1 把)");
    await sound(creditor, "refill-accept");
    await confirm(creditor);
    await creditor.locator("dl.facts", { hasText: "未清6 把" }).waitFor();
    await row.getByText("拒收待退回 4 根").waitFor();
    expect(await row.locator("td.number").allTextContents()).toEqual(["10", "4"]);
    await row.getByRole("button", { name: "退回" }).click();
    await page.waitForSelector("dialog[open] [name=returned]");
    expect(await effect(page)).toContain("在外 4 → 0; 本库增加 4; 灭失 0");
    await sound(page, "refill-take-back");
    await confirm(page);
    await row.getByRole("button", { name: "退回" }).waitFor({ state: "detached" });
  });
});
