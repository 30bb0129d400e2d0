import { setTimeout as sleep } from "node:timers/promises";

type Kept = Map<string, { readonly value: string; readonly strict: boolean }>;

/**
 * A browser without script: keeps cookies by host, follows redirects and refreshes, and holds back
 * strict cookies where another site led here, as browsers do.
 */
export class Jar {
  readonly #cookies = new Map<string, Kept>();
  /** Every address that it was led to, oldest first. */
  readonly visited: string[] = [];

  /** All that it holds, for a look at what must not be told. */
  values(): string[] {
    return [...this.#cookies.values()].flatMap((jar) =>
      [...jar.values()].map(({ value }) => value),
    );
  }

  holds(url: string, name: string): string | undefined {
    return this.#cookies.get(new URL(url).host)?.get(name)?.value;
  }

  plant(url: string, name: string, value: string): void {
    const { host } = new URL(url);
    const jar: Kept = this.#cookies.get(host) ?? new Map();
    this.#cookies.set(host, jar.set(name, { value, strict: false }));
  }

  /** Asks for one page without following anything. */
  async ask(url: string, init: RequestInit & { crossSite?: boolean } = {}): Promise<Response> {
    const { crossSite = false, ...rest } = init;
    const { host } = new URL(url);
    const jar: Kept = this.#cookies.get(host) ?? new Map();
    this.#cookies.set(host, jar);
    const sent = [...jar].filter(([, { strict }]) => !(strict && crossSite));
    const headers = new Headers(rest.headers);
    if (sent.length > 0)
      headers.set("cookie", sent.map(([name, { value }]) => `${name}=${value}`).join("; "));
    headers.set("sec-fetch-site", crossSite ? "cross-site" : "same-origin");
    this.visited.push(url);
    const response = await fetch(url, { ...rest, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** Follows what leads on until a page stays. */
  async go(url: string, init: RequestInit = {}): Promise<Page> {
    let [here, crossSite, response] = [url, false, await this.ask(url, init)];
    for (let hops = 0; hops < 20; hops += 1) {
      const to = response.headers.get("location");
      const text = to === null ? await response.text() : "";
      const [, refresh] = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(text) ?? [];
      const next = to ?? refresh?.replaceAll("&#38;", "&");
      if (next === undefined) return { url: here, status: response.status, text, response };
      const there = new URL(next, here);
      // A redirect keeps who began it; a page that refreshes begins anew.
      const leaves = there.host !== new URL(here).host;
      crossSite = to === null ? leaves : crossSite || leaves;
      here = there.href;
      await sleep(0);
      response = await this.ask(here, { crossSite });
    }
    throw new Error(`led on without end: ${this.visited.join("\n")}`);
  }

  /** Fills the one form of a page and sends it. */
  submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const [, action = page.url] = /<form[^>]*action="([^"]*)"/.exec(page.text) ?? [];
    const hidden = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const body = new URLSearchParams();
    for (const [, name = "", value = ""] of hidden) body.set(name, value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.go(new URL(action, page.url).href, { method: "POST", body });
  }
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly response: Response;
}

function keep(jar: Kept, line: string): void {
  const [pair = "", ...rest] = line.split(";").map((part) => part.trim());
  const at = pair.indexOf("=");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const gone = rest.some(
    (part) => /^max-age=0$/i.test(part) || /^expires=thu, 01 jan 1970/i.test(part),
  );
  if (gone) jar.delete(name);
  else jar.set(name, { value, strict: rest.some((part) => /^samesite=strict$/i.test(part)) });
}
