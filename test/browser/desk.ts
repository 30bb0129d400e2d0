import axe from "axe-core";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Quiet: what the browser does by itself must not look like the page's doing. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? places.find(existsSync);
  if (executablePath === undefined)
    throw new Error("no Chromium: install Debian's chromium, or name one in CHROMIUM");
  return chromium.launch({ executablePath, args: flags });
}

/** One person at one screen, with everything that went wrong there. */
export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests that left the hub, and errors in the console; expected to stay empty. */
  readonly wrongs: string[];
  /** Every string that the hub answered: what may be in Chinese on an English page. */
  readonly data: Set<string>;
}

export interface DeskOptions {
  readonly as?: string;
  readonly width?: number;
  readonly height?: number;
}

export async function openDesk(
  browser: Browser,
  url: string,
  { as, width = 1366, height = 768 }: DeskOptions = {},
): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  const page = await context.newPage();
  const [wrongs, data] = [[] as string[], new Set<string>()];
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== "data:" && asked.origin !== url) wrongs.push(`asks ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") wrongs.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrongs.push(`page: ${String(error)}`));
  page.on("response", (response) => {
    if (/graphql|auth\/dev/.test(response.url()))
      void response.json().then((body: unknown) => gather(body, data), ignored);
  });
  if (as !== undefined) await page.request.post(`${url}/auth/dev`, { data: { principalId: as } });
  return { page, context, wrongs, data };
}

const ignored = (): void => undefined;

function gather(value: unknown, into: Set<string>): void {
  if (typeof value === "string") into.add(value);
  else if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) gather(part, into);
}

/** Opens an address and waits until nothing on it is still being read. */
export async function visit({ page }: Desk, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector("main h1, main h2, main .sheet");
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector(".waiting") === null);
  await page.waitForLoadState("networkidle");
}

/** What axe finds against WCAG 2 A and AA, one line for each place. */
export async function accessFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`),
    );
  });
}

/** The whole page, where `PICTURES` names a folder for it. */
export async function picture(page: Page, name: string): Promise<void> {
  const { PICTURES } = process.env;
  if (PICTURES === undefined) return;
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

/** How far the page is wider than the window, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Signs in another duty by keys alone, as a drill does. */
export async function changeDuty(page: Page, id: string): Promise<void> {
  await page.keyboard.press("s");
  await page.waitForSelector("dialog[open] input");
  await page.keyboard.type(id);
  await page.waitForFunction(
    () => document.querySelectorAll("dialog[open] .duties button").length === 1,
  );
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await page.waitForSelector("main h1");
  await settled(page);
}
