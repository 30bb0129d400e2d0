import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { hubClient, startIssuer, type TestIssuer } from "../support/issuer.ts";
import { openBrowser } from "./desk.ts";

/** A browser's own rules on cookies decide here: hub and issuer are two sites to it. */
describe("sign-in at an identity provider", () => {
  let [browser, issuer, hub, folder] = [] as unknown as [Browser, TestIssuer, HubProcess, string];
  let url = "";
  beforeAll(async () => {
    [browser, issuer] = await Promise.all([openBrowser(), startIssuer()]);
    folder = await mkdtemp(join(tmpdir(), "qipan-sign-in-"));
    hub = await startHubProcess({
      ...{ QIPAN_DATA_DIR: folder, QIPAN_SEED: "tiny", QIPAN_DEV_LOGIN: "off" },
      ...{ QIPAN_OIDC_ISSUER: issuer.url, QIPAN_OIDC_CLIENT_ID: hubClient.id },
      ...{ QIPAN_OIDC_CLIENT_SECRET: hubClient.secret },
    });
    url = hub.url.replace("127.0.0.1", "localhost");
    issuer.register(url);
    const grant = ["grant", "usr-wang", "ORG-G01", "DISPATCHER", "--name", "值班员王"];
    const argv = ["dist/src/cli/main.js", ...grant, "--oidc", `${issuer.url}|wang`];
    const env = { ...process.env, DATABASE_URL: "", QIPAN_DATA_DIR: folder };
    await promisify(execFile)(process.execPath, argv, { env });
  });
  afterAll(async () => {
    await browser.close();
    await hub.stop();
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function identify(page: Page): Promise<void> {
    await page.waitForURL(`${issuer.url}/**`);
    await page.fill("input[name=login]", "wang");
    await page.fill("input[name=password]", "any");
    await page.click("button[type=submit]");
    await page.waitForSelector("text=Authorize");
    await page.click("button[type=submit]");
  }

  it("leads from the dashboard there and back, and out again", async () => {
    const page = await (await browser.newContext({ locale: "zh-CN" })).newPage();
    await page.goto(`${url}/orders`);
    await page.waitForSelector("main h1");
    await page.keyboard.press("s");
    await page.click("dialog[open] a[href^='/auth/sign-in']");
    await identify(page);
    await page.waitForURL(`${url}/orders`);
    await page.waitForSelector(".who:has-text('值班员王')");
    await page.reload();
    await page.waitForSelector(".who:has-text('值班员王')");
    await page.keyboard.press("s");
    await page.click("dialog[open] button:has-text('退出登录')");
    await page.waitForURL(`${issuer.url}/session/end**`);
    await page.click("button[name=logout]");
    await page.waitForURL(`${url}/`);
    await page.waitForSelector(".who:has-text('未登录')");
  });

  it("and does so without script", async () => {
    const context = await browser.newContext({ locale: "zh-CN", javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}/`);
    await page.click("a[href='/auth/sign-in']");
    await identify(page);
    await page.waitForURL(`${url}/`);
    expect(await page.textContent("body")).toContain("当前登录:值班员王");
    await page.click("form[action='/auth/sign-out'] button");
    await page.waitForURL(`${issuer.url}/session/end**`);
  });
});
