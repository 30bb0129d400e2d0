import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { HubClient } from "../support/hub-client.ts";
import { accessFaults, changeDuty, openBrowser, openDesk, overflow, picture } from "./desk.ts";
import { visit, type Desk } from "./desk.ts";

const [keeper, approver, code] = ["usr-g01-keeper", "usr-g01-approver", "DEP004"];

interface Lot {
  readonly bin: string | null;
  readonly batch: string;
  readonly condition: string;
  readonly onHand: number | null;
  readonly held: number | null;
  readonly item: { readonly sku: string };
}

describe("a keeper's shelves, by keys", () => {
  const url = inject("hubUrl");
  const client = new HubClient(url);
  let browser: Browser;
  let desk: Desk;
  let page: Page;
  /** Each the only lot of its item: two are counted, one is held back, one disposed of. */
  let right: Lot, short: Lot, other: Lot, spare: Lot;
  beforeAll(async () => {
    browser = await openBrowser();
    const free = (await lotsNow()).filter((lot, _at, all) => {
      const isOnly = all.filter(({ item }) => item.sku === lot.item.sku).length === 1;
      return isOnly && lot.condition === "GOOD" && lot.held === 0 && (lot.onHand ?? 0) > 20;
    });
    [right, short, other, spare] = free as [Lot, Lot, Lot, Lot];
    desk = await openDesk(browser, url, { as: keeper });
    ({ page } = desk);
    page.setDefaultTimeout(8000);
  });
  afterAll(() => browser.close());

  const lotsNow = async (): Promise<Lot[]> => {
    const { depot } = await client.all(keeper, "dash-shelves", { code, first: 100 });
    const { edges } = depot?.lots as { readonly edges: readonly { readonly node: Lot }[] };
    return edges.map(({ node }) => node);
  };
  const placeOf = ({ bin, batch }: Lot): string => `${bin ?? "—"} · ${batch}`;
  const rowOf = (lot: Lot) => page.locator("tr", { hasText: placeOf(lot) });
  const says = (lot: Lot, text: string) =>
    rowOf(lot).locator("td", { hasText: new RegExp(`^${text}$`) });
  const sound = async (name: string): Promise<void> => {
    await picture(page, name);
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  };
  const gone = () => page.waitForSelector("dialog[open]", { state: "detached" });
  const begin = async (name: string, within: Page | ReturnType<typeof rowOf> = page) => {
    await within.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open]");
  };
  const cellsOf = async (lot: Lot): Promise<string[]> =>
    (await rowOf(lot).locator("td").allTextContents()).map((text) => text.trim());

  it("are counted blind: a difference is counted again, and booked with a reason", async () => {
    await visit(desk, `${url}/depot/counts?depot=${code}`);
    await begin("开始盘点");
    await page.keyboard.type(`${right.item.sku}, ${short.item.sku}`);
    await sound("count-open");
    await page.keyboard.press("Control+Enter");
    await gone();
    await rowOf(short).locator("input").waitFor();
    // Blind: neither what the book says nor a difference is there before the count.
    expect((await cellsOf(right)).slice(4)).toEqual(["—", "—", "未点", "—"]);
    await rowOf(right).locator("input").focus();
    await page.keyboard.type(String(right.onHand));
    await rowOf(short).locator("input").focus();
    const found = String((short.onHand ?? 0) - 3);
    await page.keyboard.type(found);
    await sound("count-blind");
    await page.keyboard.press("Enter");
    await says(right, "账实相符").waitFor();
    await says(short, "须复点").waitFor();
    expect((await cellsOf(short)).slice(4)).toEqual(["—", "—", "须复点", "—"]);
    await rowOf(short).locator("input").focus();
    await page.keyboard.type(found);
    await page.keyboard.press("Enter");
    await rowOf(short).locator("select").waitFor();
    const wanted = [found, String(short.onHand), "-3", "账实不符,须说明原因"];
    expect((await cellsOf(short)).slice(3, 7)).toEqual(wanted);
    await sound("count-differs");
    await begin("结束盘点");
    expect(await page.textContent("dialog[open] .effect")).toContain("1 行差异");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog[open] .refused");
    await sound("count-refused");
    await page.keyboard.press("Escape");
    await gone();
    await rowOf(short).locator("select").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await begin("结束盘点");
    expect(await page.textContent("dialog[open] .effect")).toContain("其中 1 行已选原因");
    await page.keyboard.press("Control+Enter");
    await gone();
    await says(short, "前次点错").waitFor();
    expect((await cellsOf(short))[6]).toBe("账实不符");
    await sound("count-closed");
    await visit(desk, `${url}/depot/shelves?depot=${code}`);
    expect((await cellsOf(short))[2]).toBe(found);
    expect((await cellsOf(right))[2]).toBe(String(right.onHand));
  });

  it("have again what was lost and is found, in part", async () => {
    await visit(desk, `${url}/depot/shelves?depot=${code}`);
    await begin("找回", rowOf(short));
    const field = (name: string) => page.locator(`dialog[open] [name="${name}"]`);
    await field("quantity").waitFor();
    expect(await field("quantity").inputValue()).toBe("3");
    await field("quantity").fill("2");
    await field("reason").fill("在相邻货位找到(示例)");
    expect(await page.textContent("dialog[open] .effect")).toContain("仍缺 1");
    await sound("lot-found");
    await page.keyboard.press("Control+Enter");
    await gone();
    const now = String((short.onHand ?? 0) - 1);
    await rowOf(short)
      .locator("td", { hasText: new RegExp(`^${now}$`) })
      .first()
      .waitFor();
    expect((await cellsOf(short))[2]).toBe(now);
  });

  it("hold a lot back, give it free again, recall it, each for a reason", async () => {
    const act = async (name: string, then: string): Promise<void> => {
      await begin(name, rowOf(other));
      // Without its reason nothing is sent, by whichever key.
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+Enter");
      expect(await page.locator("dialog[open] input:invalid").count()).toBe(1);
      await page.keyboard.type("外观异常(示例)");
      await sound(`lot-${name}`);
      await page.keyboard.press("Control+Enter");
      await gone();
      await says(other, then).waitFor();
    };
    await visit(desk, `${url}/depot/shelves?depot=${code}`);
    for (const [name, then] of [
      ["封存", "封存"],
      ["放行", "完好"],
      ["封存", "封存"],
      ["召回", "召回"],
    ] as const)
      await act(name, then);
    await sound("lot-after");
    // It still lies there, all of it set aside.
    const all = String(other.onHand);
    expect((await cellsOf(other)).slice(2, 5)).toEqual([all, all, "0"]);
    // What its maker recalled, no keeper makes good again.
    expect(await rowOf(other).locator("button").count()).toBe(0);
  });

  it("are disposed of by the owner's approver alone, who cannot count or hold back", async () => {
    expect(await rowOf(spare).locator("button").allTextContents()).toEqual([
      "封存",
      "召回",
      "找回",
    ]);
    await changeDuty(page, approver);
    await visit(desk, `${url}/depot/shelves?depot=${code}`);
    expect(await rowOf(spare).locator("button").allTextContents()).toEqual(["报废轮出", "轮换"]);
    await begin("报废轮出", rowOf(spare));
    await page.keyboard.type("2");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("破损(示例)");
    const { onHand } = spare;
    expect(await page.textContent("dialog[open] .effect")).toContain(
      `${String(onHand)} → ${String((onHand ?? 0) - 2)}`,
    );
    await sound("lot-write-off");
    await page.keyboard.press("Control+Enter");
    await gone();
    await says(spare, String((onHand ?? 0) - 2)).waitFor();
    await visit(desk, `${url}/depot/counts?depot=${code}`);
    expect(await page.getByRole("button", { name: "开始盘点" }).count()).toBe(0);
    await visit(desk, `${url}/depot/rotation?days=365`);
    await page.getByRole("button", { name: "发布轮换" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open]");
    expect(await page.textContent("dialog[open] .effect")).toMatch(/协议方可见.* \d+ \S+$/);
    await sound("lot-offer");
    await page.keyboard.press("Escape");
    await gone();
    expect(desk.wrongs).toEqual([]);
  });
});
