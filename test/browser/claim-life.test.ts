import "reflect-metadata";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../schema/words/access.ts";
import { addPrincipal, grantRole } from "../../src/access/grant.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { remindDue } from "../../src/replenishment/due-reminder.service.ts";
import { globalId } from "../../src/graph/node.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { gone } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { layLots, layWorld, userRefills } from "../support/ledger-world.ts";
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
  type Desk,
} from "./desk.ts";

const duties: readonly (readonly [string, string, Role, string])[] = [
  ["fin-G01", "G01", "FINANCE", "乌海财务"],
  ["fin-G02", "G02", "FINANCE", "鄂尔多斯财务"],
  ["sec-G01", "G01", "CONFERENCE_SECRETARY", "联席会议秘书"],
  ["chief-G01", "G01", "APPROVER", "乌海审批"],
];

/** G01 owes G02 a hundred tents since twelve days ago; and E01 may owe G01 for ten that burnt. */
async function lay(database: Database): Promise<Record<"claim" | "recourse", string>> {
  await layWorld(database);
  await withOwnerTx(database, async ({ client }) => {
    await client.query("insert into qipan.cluster values ('WUHAI', '乌海片区', 'Wuhai', '150300')");
    await client.query("insert into qipan.cluster_member values ('WUHAI', '150300')");
  });
  const [line] = await debts(database, [["G02", "G01", 100]]);
  const claim = line!.claims.find(({ kind }) => kind === "REFILL")!.id;
  const [lot] = await layLots(database, [{ owner: "G06", quantity: 10 }]);
  const liability = { ...userRefills("G01", "G06"), recourseFrom: "E01" };
  const burnt = await gone(database, await lend(database, lot!, 10, { liability }), {
    destroyed: 10,
  });
  const recourse = burnt.claims.find(({ kind }) => kind === "RECOURSE")!.id;
  await withOwnerTx(database, ({ client }) =>
    client.query("update qipan.claim set due_on = qipan.day_of(now()) - 12 where id = $1", [claim]),
  );
  await withOwnerTx(database, ({ client }) =>
    client.query(
      `update qipan.claim set due_on = qipan.day_of(now()) + 5
       where kind = 'REFILL' and due_on is null`,
    ),
  );
  await remindDue(database);
  for (const [id, org, role, name] of duties) {
    await addPrincipal(database, { id, kind: "PERSON", name });
    await grantRole(database, id, org, role);
  }
  return { claim: globalId("Claim", claim), recourse: globalId("Claim", recourse) };
}

describe("the life of a claim on the page of the books", () => {
  let browser: Browser;
  let hub: TestHub;
  let desk: Desk;
  let page: Page;
  let ids: Awaited<ReturnType<typeof lay>>;
  beforeAll(async () => {
    browser = await openBrowser();
    hub = await startTestHub(await openEmbeddedTest(), {
      world: async (database) => {
        ids = await lay(database);
      },
    });
    desk = await openDesk(browser, hub.url, { as: "fin-G01" });
    page = desk.page;
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
  });

  const open = (id: string) => visit(desk, `${hub.url}/books/${id}`);
  const confirm = async (): Promise<void> => {
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await settled(page);
  };
  const act = async (button: string, values: Readonly<Record<string, string>>): Promise<void> => {
    await page.click(`button:text-is("${button}")`);
    await page.waitForSelector("dialog[open]");
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value);
  };
  const told = () => page.locator(".life li").allTextContents();
  const sound = async (): Promise<void> => {
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  };

  it("says how long it is overdue, that it was told, and is put under supervision", async () => {
    await visit(desk, `${hub.url}/books`);
    expect(await page.textContent("main")).toContain("已逾期 12 天");
    expect(await page.textContent("main")).toContain("即将到期");
    await picture(page, "claim-overdue");
    await changeDuty(page, "sec-G01");
    await open(ids.claim);
    expect((await told()).join()).toContain("已发逾期提醒");
    await act("督办立项", { dueOn: "2099-01-01" });
    await picture(page, "claim-supervise");
    await confirm();
    await open(ids.claim);
    expect((await told()).join()).toContain("督办 待办");
    expect(await page.locator('button:text-is("督办立项")').count()).toBe(0);
    await sound();
  });

  it("keeps both figures, and a resolution decides what the sides cannot", async () => {
    await changeDuty(page, "fin-G01");
    await open(ids.claim);
    await act("提出争议", { says: "60", reason: "四十顶已交还" });
    await confirm();
    await changeDuty(page, "fin-G02");
    await open(ids.claim);
    await act("陈述数额", { quantity: "100", reason: "交还的是另一批" });
    await confirm();
    const said = await told();
    expect(said[0]).toContain("应办一方主张:60 件");
    expect(said[1]).toContain("应收一方主张:100 件");
    await picture(page, "claim-disputed");
    await sound();
    await changeDuty(page, "sec-G01");
    await open(ids.claim);
    await act("提请裁决", { decidedQuantity: "70", textZh: "经查两次交接单。" });
    await picture(page, "claim-resolve");
    await confirm();
    await page.click('button:text-is("通过")');
    await page.waitForSelector("dialog[open] .agreed input");
    for (const org of ["G01", "G02", "G06"]) await page.click(`.agreed label:has-text("${org}")`);
    await confirm();
    expect(await page.textContent("main")).toContain("裁定数额 70");
    await changeDuty(page, "fin-G02");
    await visit(desk, `${hub.url}/conference`);
    await act("办理裁决", {});
    await picture(page, "claim-arbitrate");
    await confirm();
    expect(await page.textContent("main")).toContain("已办理:支持 70,不予支持 30");
    await sound();
    await open(ids.claim);
    expect(await page.textContent("h1")).toContain("已确认");
    expect((await told()).join()).toContain("决议裁决:JY-");
    await picture(page, "claim-decided");
  });

  it("follows the investigation report, and is legible in English", async () => {
    await changeDuty(page, "chief-G01");
    await open(ids.recourse);
    const paper = {
      number: "乌安〔2026〕1号",
      issuedBy: "事故调查组(示例)",
      decidedOn: "2026-01-01",
    };
    await act("登记调查报告", { ...paper, percent1: "70" });
    await picture(page, "claim-report");
    await confirm();
    expect((await told()).join()).toContain("本单位 7 件,其他责任方 0 件,冲销 3 件");
    expect(await page.textContent("h1")).toContain("已确认");
    await sound();
    await visit(desk, `${hub.url}/books/${ids.recourse}?lang=en`);
    expect((await told()).join()).toContain("By the report: 乌安〔2026〕1号");
    await picture(page, "claim-report-en");
    expect(desk.wrongs).toEqual([]);
  });
});
