import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, openDesk, settled, visit, type Desk } from "./desk.ts";
import { officer, stageDrill, type Drill } from "./drill.ts";

const pictures = [
  ["dashboard", () => "/"],
  ["plans", ({ incidentId }: Drill) => `/events/${incidentId}/plans`],
  ["order", ({ orders }: Drill) => `/orders/${orders[0]?.id ?? ""}/print`],
  ["books", () => "/books"],
] as const;

const bytesMax = 250_000;

/** `PICTURES=docs npm run test:browser -- pictures` makes the documents' pictures anew. */
describe("the documents' pictures", () => {
  const url = inject("hubUrl");
  const { PICTURES } = process.env;
  let folder: string;
  let browser: Browser;
  let drill: Drill;
  let desk: Desk;
  beforeAll(async () => {
    folder = PICTURES ?? (await mkdtemp(join(tmpdir(), "qipan-pictures-")));
    [browser, drill] = await Promise.all([openBrowser(), stageDrill(url)]);
    desk = await openDesk(browser, url, { as: officer, width: 1280, height: 720 });
  });
  afterAll(async () => {
    await browser.close();
    if (PICTURES === undefined) await rm(folder, { recursive: true, force: true });
  });

  const take = async ({ page }: Desk, name: string): Promise<void> => {
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    expect((await stat(path)).size).toBeLessThan(bytesMax);
  };

  it.each(pictures)("are taken in both languages, and small: %s", async (name, at) => {
    await visit(desk, url + at(drill));
    await take(desk, name);
    await visit(desk, `${url}${at(drill)}?lang=en`);
    expect(await desk.page.getAttribute("html", "lang")).toBe("en");
    await settled(desk.page);
    await take(desk, `${name}-en`);
    await desk.page.evaluate(() => localStorage.clear());
  });

  it("show the public's page as a phone does", async () => {
    const phone = await openDesk(browser, url, { width: 390, height: 844 });
    for (const [name, query] of [
      ["public-phone", ""],
      ["public-phone-en", "?lang=en"],
    ] as const) {
      await phone.page.goto(`${url}/public/donations${query}`);
      await take(phone, name);
    }
  });
});
