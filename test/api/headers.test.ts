import "reflect-metadata";
import { request as plainRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { dashboardPaths } from "../../src/server/dashboard.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { json, whoAmI } from "../support/http.ts";

const tiny = (database: Parameters<typeof loadWorld>[0]) => loadWorld(database, world(1, "tiny"));
const friend = "https://friend.example";

describe("every page of a hub", () => {
  let hub: TestHub;
  beforeAll(async () => {
    const publicUrl = new URL("https://hub.example");
    const oidc = { issuer: new URL("http://127.0.0.1:9"), clientId: "hub" };
    hub = await startTestHub(await openEmbeddedTest(), {
      ...{ world: tiny, config: { publicUrl, oidc } },
    });
  });
  afterAll(() => hub.close());

  const pages = [
    ...dashboardPaths.map((path) => path.replace(/:\w+/g, "x")),
    ...["/?lang=en", "/graphql", "/dev", "/dev/ide", "/dev/ide/", "/public", "/public/donations"],
    ...["/donations/import", "/donations/publish", "/auth/sign-in?hop=1", "/auth/callback?code=x"],
    ...["/nothing", "/orders/%E0%A4%A"],
  ];
  it.each(pages)("says what it may load and who may frame it: %s", async (path) => {
    const { headers, status } = await fetch(`${hub.url}${path}`, {
      ...{ redirect: "manual", headers: { accept: "text/html" } },
    });
    expect([200, 301, 303, 400, 403, 404, 503]).toContain(status);
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"])
      expect(policy).toContain(rule);
    // The editor's files name each other from a base of their own.
    const base = path.startsWith("/dev/ide") ? "base-uri 'self'" : "base-uri 'none'";
    for (const rule of [base, "form-action 'self'"]) expect(policy).toContain(rule);
    // Scripts come from files of this hub: none stands in a page, and none is made of a text.
    const scripts = /script-src[^;]*/.exec(policy)?.[0] ?? "";
    expect(scripts).not.toMatch(/unsafe/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toMatch(/^(same-origin|no-referrer)$/);
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("server")).toBeNull();
  });

  it("and of one on this machine alone asks no browser to insist on https", async () => {
    const own = await startTestHub(await openEmbeddedTest());
    const { headers } = await fetch(`${own.url}/`);
    expect(headers.get("strict-transport-security")).toBeNull();
    await own.close();
  });
});

describe("a page of another site", () => {
  let [closed, open, any] = [] as unknown as [TestHub, TestHub, TestHub];
  beforeAll(async () => {
    const start = async (...origins: string[]) =>
      startTestHub(await openEmbeddedTest(), {
        ...(origins.length === 0 ? {} : { config: { corsOrigins: new Set(origins) } }),
      });
    [closed, open, any] = [await start(), await start(friend), await start("*")];
  });
  afterAll(async () => {
    for (const hub of [closed, open, any]) await hub.close();
  });

  const preflight = (hub: TestHub, origin: string, path = "/graphql") =>
    fetch(`${hub.url}${path}`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
  const asked = (hub: TestHub, origin: string, more: Record<string, string> = {}) =>
    fetch(`${hub.url}/graphql`, json(whoAmI, { origin, ...more }));
  const told = ({ headers }: Response) => headers.get("access-control-allow-origin");

  it("reads nothing unless its site is named, and never the pages", async () => {
    for (const [hub, origin] of [
      [closed, friend],
      [open, "https://friend.example.evil"],
      [open, "http://friend.example"],
      [open, "null"],
    ] as const) {
      expect(told(await preflight(hub, origin))).toBeNull();
      expect(told(await asked(hub, origin))).toBeNull();
    }
    for (const path of ["/", "/auth/ways", "/metrics", "/public"])
      expect(told(await preflight(open, friend, path))).toBeNull();
  });

  it("asks by a key if it is named, and its answer does not count for others", async () => {
    const before = await preflight(open, friend);
    expect(before.status).toBe(204);
    expect(told(before)).toBe(friend);
    expect(before.headers.get("access-control-allow-headers")).toContain("authorization");
    const after = await asked(open, friend);
    expect([after.status, told(after)]).toEqual([200, friend]);
    expect(after.headers.get("vary")).toMatch(/origin/i);
    expect(told(await asked(any, "https://anyone.example"))).toBe("*");
  });

  it("is never given a session: no credentials, and a cookie ends the request", async () => {
    for (const hub of [open, any])
      for (const response of [await preflight(hub, friend), await asked(hub, friend)])
        expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    const cookie = `qipan_session=${"A".repeat(43)}`;
    expect((await asked(open, friend, { cookie })).status).toBe(403);
    expect((await asked(any, friend, { cookie })).status).toBe(403);
  });

  it("opens a WebSocket only if it is named", async () => {
    const upgrade = (hub: TestHub) =>
      new Promise((resolve) => {
        const headers = {
          ...{ connection: "Upgrade", upgrade: "websocket", origin: friend },
          ...{ "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==", "sec-websocket-version": "13" },
          "sec-websocket-protocol": "graphql-transport-ws",
        };
        plainRequest(`${hub.url}/graphql`, { headers })
          .on("response", ({ statusCode }) => resolve(statusCode))
          .on("upgrade", (_response, socket) => {
            socket.destroy();
            resolve(101);
          })
          .end();
      });
    expect(await upgrade(closed)).toBe(403);
    expect(await upgrade(open)).toBe(101);
  });
});
