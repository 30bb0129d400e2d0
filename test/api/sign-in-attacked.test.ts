import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Jar } from "../support/browser-jar.ts";
import { startTestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { json, whoAmI } from "../support/http.ts";
import { hubClient, startIssuer } from "../support/issuer.ts";
import { neighbours } from "../support/neighbours.ts";
import { elsewhere } from "../support/token-hub.ts";
import { answered, signIn, startSignInHub, type SignInHub } from "../support/sign-in.ts";

let world: SignInHub;
const origin = (): string => world.hub.url;
beforeAll(async () => {
  world = await startSignInHub();
});
afterAll(() => world.close());

describe("an answer that is not the issuer's to this browser", () => {
  const shown = async (jar: Jar, url: URL, from = elsewhere()) => {
    const headers = { "x-forwarded-for": from };
    const response = await jar.ask(url.href, { crossSite: true, headers });
    return { status: response.status, text: await response.text() };
  };

  it("is good once, in the browser that began, and unchanged", async () => {
    const jar = new Jar();
    const url = await answered(world, jar);
    expect((await shown(new Jar(), url)).status).toBe(400);
    const secret = jar.holds(origin(), "qipan_sign_in") ?? "";
    const other = new Jar();
    await other.ask(`${origin()}/auth/sign-in`);
    expect((await shown(other, url)).status).toBe(400);
    expect((await shown(jar, url)).status).toBe(200);
    expect((await shown(jar, url)).status).toBe(400);
    // Even with the cookie kept, the issuer takes its code once.
    jar.plant(origin(), "qipan_sign_in", secret);
    const replayed = await shown(jar, url);
    expect(replayed.status).toBe(400);
    expect(replayed.text).toContain("重新登录");
  });

  it.each([
    ["another code", (url: URL) => url.searchParams.set("code", "x".repeat(43))],
    ["no code", (url: URL) => url.searchParams.delete("code")],
    ["another state", (url: URL) => url.searchParams.set("state", "x".repeat(43))],
    ["no state", (url: URL) => url.searchParams.delete("state")],
    ["another issuer", (url: URL) => url.searchParams.set("iss", "https://elsewhere.example")],
    ["two codes", (url: URL) => url.searchParams.append("code", "y")],
    ["a refusal without state", (url: URL) => (url.search = "?error=access_denied")],
  ])("is refused with %s", async (_what, change) => {
    const jar = new Jar();
    const url = await answered(world, jar);
    change(url);
    const { status } = await shown(jar, url);
    expect(status).toBe(400);
    expect(jar.holds(origin(), "qipan_session")).toBeUndefined();
  });

  it("says so when the issuer refused", async () => {
    const jar = new Jar();
    const url = await answered(world, jar);
    url.searchParams.delete("code");
    url.searchParams.set("error", "access_denied");
    const { status, text } = await shown(jar, url);
    expect(status).toBe(403);
    expect(text).toContain("身份服务未予登录");
  });

  it("comes later and later from one who guesses", async () => {
    const started = performance.now();
    for (let at = 0; at < 5; at += 1)
      await shown(new Jar(), new URL(`${origin()}/auth/callback?code=${String(at)}`), "192.0.2.1");
    expect(performance.now() - started).toBeGreaterThan(250);
    const jar = new Jar();
    expect((await signIn(world, jar, "wang")).status).toBe(200);
  });
});

describe("an identity provider that is away", () => {
  it("does not keep the hub from starting; sign-in says so, and works later", async () => {
    const away = await startIssuer();
    away.fall(true);
    const oidc = {
      issuer: new URL(away.url),
      clientId: hubClient.id,
      clientSecret: hubClient.secret,
    };
    const own = await startTestHub(await openEmbeddedTest(), {
      world: neighbours,
      config: { oidc },
    });
    away.register(own.url);
    const asked = await fetch(`${own.url}/auth/sign-in`, { redirect: "manual" });
    expect(asked.status).toBe(503);
    expect(asked.headers.get("retry-after")).toBe("5");
    expect(await asked.text()).toContain("暂时联系不上");
    expect((await fetch(`${own.url}/`)).status).toBe(200);
    away.fall(false);
    // It is left in peace for some seconds.
    expect((await fetch(`${own.url}/auth/sign-in`, { redirect: "manual" })).status).toBe(503);
    await sleep(5_100);
    const back = await fetch(`${own.url}/auth/sign-in`, { redirect: "manual" });
    expect(back.status).toBe(303);
    await own.close();
    await away.close();
  });
});

describe("behind a proxy", () => {
  it("has one address, a cookie that no neighbour can plant, and its own origin only", async () => {
    const oidc = { issuer: new URL(world.issuer.url), clientId: hubClient.id };
    const publicUrl = new URL("https://hub.example");
    const config = { oidc, publicUrl, devLogin: false };
    const own = await startTestHub(await openEmbeddedTest(), { world: neighbours, config });
    const hop = await fetch(`${own.url}/auth/sign-in?to=/orders`, { redirect: "manual" });
    expect(hop.headers.get("location")).toBe("https://hub.example/auth/sign-in?hop=1&to=%2Forders");
    const there = await fetch(`${own.url}/auth/sign-in?hop=1`, {
      redirect: "manual",
      headers: { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" },
    });
    const asked = new URL(there.headers.get("location") ?? "");
    expect(asked.searchParams.get("redirect_uri")).toBe("https://hub.example/auth/callback");
    expect(there.headers.get("set-cookie")).toMatch(/^__Host-qipan_sign_in=.*; Secure$/);
    const post = (origin: string, cookie: string) =>
      fetch(`${own.url}/graphql`, json(whoAmI, { origin, cookie }));
    const token = "A".repeat(43);
    expect((await post("http://hub.example", `__Host-qipan_session=${token}`)).status).toBe(403);
    expect((await post("https://hub.example", `__Host-qipan_session=${token}`)).status).toBe(200);
    // A cookie of the plain name is nobody's here, whoever set it.
    expect((await post("http://hub.example", `qipan_session=${token}`)).status).toBe(200);
    await own.close();
  });
});
