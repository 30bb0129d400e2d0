import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

describe("the pages of a hub", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
  });
  afterAll(() => hub.close());
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${hub.url}${path}`, { headers });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  it("says that it is a drill, how old its data is, and what is public", async () => {
    const { text, headers } = await read("/");
    expect(headers.get("content-type")).toContain("text/html");
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain("演练");
    expect(text).toContain("乌海市");
    expect(text).toMatch(/<time datetime="\d{4}-\d\d-\d\dT/);
    const english = await read("/?lang=en");
    expect(english.text).toContain('<html lang="en">');
    expect(english.text).toContain("Data as of");
  });

  it("counts a city's depots where they lie: in its counties", async () => {
    const page = await (await fetch(`${hub.url}/`)).text();
    // 惠农区 has the one public government depot of the tiny world; 石嘴山 is its city.
    expect(page).toMatch(/石嘴山市<\/t[dh]>\s*<td>[^<]*<\/td>\s*<td[^>]*>1</);
  });

  it("asks nothing of any other place", async () => {
    for (const { text } of [await read("/"), await read("/graphql", { accept: "text/html" })]) {
      const links = [...text.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, link]) => link);
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) expect(link).toMatch(/^(\/|data:,$)/);
      expect(text).not.toMatch(/@import|<script(?! type="module" crossorigin src="\/assets\/)/);
    }
  });

  it("is the dashboard where scripts run, at each address, and plain elsewhere", async () => {
    for (const path of ["/", "/events/x/plans", "/orders/x/print", "/books"]) {
      const { status, text, headers } = await read(path);
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("no-cache");
      expect(text).toMatch(/<script type="module"[^>]*><\/script>/);
      expect(text).toMatch(/<body><noscript>[\s\S]*乌海市[\s\S]*<\/noscript><\/body>/);
    }
  });

  it("sends its scripts compressed, to keep for good, and nothing beside them", async () => {
    const [, script = ""] = /src="(\/assets\/[^"]+)"/.exec((await read("/")).text) ?? [];
    const plain = await read(script, { "accept-encoding": "identity" });
    expect(plain.headers.get("cache-control")).toContain("immutable");
    expect(plain.headers.get("content-encoding")).toBeNull();
    for (const coding of ["br", "gzip"]) {
      const packed = await read(script, { "accept-encoding": coding });
      expect(packed.headers.get("content-encoding")).toBe(coding);
      expect(packed.headers.get("content-type")).toContain("javascript");
      expect(packed.headers.get("vary")).toMatch(/accept-encoding/i);
      expect(packed.text).toBe(plain.text);
    }
    for (const outside of ["/assets/", "/assets/nothing.js", "/assets/..%2findex.html"])
      expect((await read(outside)).status).toBe(404);
  });

  it("signs in by a plain form, and greets by name", async () => {
    const signedIn = await fetch(`${hub.url}/auth/dev`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: hub.url, "content-type": "application/x-www-form-urlencoded" },
      body: "principalId=usr-g01-dispatcher",
    });
    expect(signedIn.status).toBe(303);
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await read("/", { cookie })).text).toContain("当前登录");
  });

  it("tells its health, its readiness, its figures and its schema", async () => {
    expect((await read("/healthz")).text).toBe('{"status":"up"}');
    expect((await read("/readyz")).status).toBe(200);
    const { text } = await read("/metrics");
    for (const name of [
      "qipan_requests_total",
      "qipan_request_seconds_bucket",
      "qipan_feed_sealed_seq",
      "qipan_seal_lag_seconds",
      "qipan_seal_held_seconds",
      "qipan_tx_retries_total",
      "qipan_tx_busy_total",
    ])
      expect(text).toContain(name);
    for (const line of text.trim().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? [\d.e+-]+)$/);
    expect((await read("/schema.graphql")).text).toContain("type Query");
    expect((await read("/nothing")).status).toBe(404);
  });
});
