import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPrincipal, disablePrincipal } from "../../src/access/grant.service.ts";
import { Jar } from "../support/browser-jar.ts";
import { hubClient } from "../support/issuer.ts";
import { signIn, startSignInHub, viewerIn, type SignInHub } from "../support/sign-in.ts";

let world: SignInHub;
const origin = (): string => world.hub.url;
beforeAll(async () => {
  world = await startSignInHub();
});
afterAll(() => world.close());

describe("sign-in at the identity provider", () => {
  it("leads there and back to the page that one came from, with the hub's roles only", async () => {
    const jar = new Jar();
    const page = await signIn(world, jar, "wang", "/orders?state=OPEN");
    expect(page.status).toBe(200);
    expect(page.url).toBe(`${origin()}/orders?state=OPEN`);
    expect(page.text).toContain("当前登录:乌海市值班员(示例)");
    const me = await viewerIn(world, jar);
    expect(me).toMatchObject({
      signedInBy: "OIDC",
      memberships: [{ roles: ["DISPATCHER", "VIEWER"] }],
    });
    const hours = (Date.parse(String(me?.signedInUntil)) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
  });

  it("is offered on the front page and to the dashboard", async () => {
    expect((await new Jar().go(`${origin()}/`)).text).toContain('href="/auth/sign-in"');
    const ways = await (await fetch(`${origin()}/auth/ways`)).json();
    expect(ways).toEqual({ oidc: true, dev: true });
  });

  it("asks with PKCE, state and nonce, and comes back to one address only", async () => {
    const jar = new Jar();
    const { headers } = await jar.ask(`${origin()}/auth/sign-in`);
    const asked = new URL(headers.get("location") ?? "");
    const {
      state,
      nonce,
      code_challenge: challenge,
      ...plain
    } = Object.fromEntries(asked.searchParams);
    expect(plain).toEqual({
      ...{ client_id: hubClient.id, response_type: "code", scope: "openid" },
      ...{ code_challenge_method: "S256", redirect_uri: `${origin()}/auth/callback` },
    });
    const told = [state, nonce, challenge];
    expect(new Set(told).size).toBe(3);
    for (const one of told) expect(one).toMatch(/^[\w-]{43}$/);
    const [cookie = ""] = headers.getSetCookie();
    expect(cookie).toMatch(
      /^qipan_sign_in=[\w-]{43}\.\w+; HttpOnly; SameSite=Lax; Path=\/; Max-Age=600$/,
    );
    for (const one of told) expect(cookie).not.toContain(one);
  });

  it("keeps the session's cookie strict, and asks for the next page itself", async () => {
    const jar = new Jar();
    const page = await signIn(world, jar, "wang");
    expect(page.url).toBe(`${origin()}/`);
    const session = jar.holds(origin(), "qipan_session") ?? "";
    expect(session).toMatch(/^[\w-]{43}$/);
    expect(jar.holds(origin(), "qipan_sign_in")).toBeUndefined();
    // As another site's link would bring it: the cookie stays back, and nobody is there.
    const led = await jar.ask(`${origin()}/`, { crossSite: true });
    expect(await led.text()).not.toContain("当前登录");
  });

  it("never takes over a session that somebody else opened in the browser", async () => {
    const jar = new Jar();
    const planted = "A".repeat(43);
    jar.plant(origin(), "qipan_session", planted);
    await signIn(world, jar, "wang");
    expect(jar.holds(origin(), "qipan_session")).not.toBe(planted);
    const other = new Jar();
    other.plant(origin(), "qipan_session", planted);
    expect(await viewerIn(world, other)).toBeNull();
  });

  it.each([
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/%0d%0aset-cookie:x=1",
    "javascript:alert(1)",
    "/auth/sign-in",
    "/AUTH/callback?code=1",
    "/./auth/dev",
    "/.//elsewhere.example/..//x",
    `/${"x".repeat(2000)}`,
    "",
  ])("leads to this site only, whatever was asked for: %s", async (to) => {
    const jar = new Jar();
    const page = await signIn(world, jar, "wang", to);
    const { host, pathname } = new URL(page.url);
    expect(host).toBe(new URL(origin()).host);
    expect(pathname).not.toMatch(/^\/auth/i);
    expect(page.response.headers.get("x")).toBeNull();
  });

  it("tells one whom the hub does not know what to give to whom, in both languages", async () => {
    const jar = new Jar();
    const page = await signIn(world, jar, "o'brien <x>");
    expect(page.status).toBe(403);
    expect(page.text).toContain("枢纽运维人员");
    expect(page.text).toContain(`${world.issuer.url}|o&#39;brien &#60;x&#62;`);
    // Typed into a shell as it stands, the name is one word.
    expect(page.text).toContain(
      `--oidc &#39;${world.issuer.url}|o&#39;\\&#39;&#39;brien &#60;x&#62;&#39;`,
    );
    expect(jar.holds(origin(), "qipan_session")).toBeUndefined();
    const login = await new Jar().go(`${origin()}/auth/sign-in?lang=en`);
    expect(login.status).toBe(200);
  });

  it("refuses who is disabled, and a system's identity", async () => {
    const add = (id: string, kind: "PERSON" | "MACHINE", account: string) =>
      addPrincipal(world.hub.database, {
        id,
        kind,
        name: id,
        oidcSubject: `${world.issuer.url}|${account}`,
      });
    await add("usr-gone", "PERSON", "gone");
    await add("machine-x", "MACHINE", "robot");
    await disablePrincipal(world.hub.database, "usr-gone");
    for (const [account, says] of [
      ["gone", "已停用"],
      ["robot", "系统而非人员"],
    ] as const) {
      const jar = new Jar();
      const page = await signIn(world, jar, account);
      expect(page.status).toBe(403);
      expect(page.text).toContain(says);
      expect(jar.holds(origin(), "qipan_session")).toBeUndefined();
    }
  });

  it("ends a session at once when its principal is disabled, and at its sign-out", async () => {
    const oidcSubject = `${world.issuer.url}|li`;
    await addPrincipal(world.hub.database, {
      id: "usr-li",
      kind: "PERSON",
      name: "李",
      oidcSubject,
    });
    const jar = new Jar();
    await signIn(world, jar, "li");
    expect(await viewerIn(world, jar)).toMatchObject({ name: "李" });
    await disablePrincipal(world.hub.database, "usr-li");
    expect(await viewerIn(world, jar)).toBeNull();
  });

  it("signs out at the issuer as well, and for a script says where to go", async () => {
    const form = { origin: origin(), "content-type": "application/x-www-form-urlencoded" };
    const jar = new Jar();
    await signIn(world, jar, "wang");
    const token = jar.holds(origin(), "qipan_session") ?? "";
    const out = await jar.go(`${origin()}/auth/sign-out`, { method: "POST", headers: form });
    expect(out.url).toContain(`${world.issuer.url}/session/end`);
    expect(jar.holds(origin(), "qipan_session")).toBeUndefined();
    const again = new Jar();
    again.plant(origin(), "qipan_session", token);
    expect(await viewerIn(world, again)).toBeNull();
    const back = await jar.submit(out, { logout: "yes" });
    expect(back.url).toBe(`${origin()}/`);

    await signIn(world, jar, "wang");
    const headers = { origin: origin(), "content-type": "application/json" };
    const asked = await jar.ask(`${origin()}/auth/sign-out`, {
      method: "POST",
      headers,
      body: "{}",
    });
    const { next } = (await asked.json()) as { next: string };
    expect(next).toContain(`post_logout_redirect_uri=${encodeURIComponent(`${origin()}/`)}`);
    // The issuer is shown whom it had vouched for, which the browser alone had kept until now.
    const [, claims = ""] = new URL(next).searchParams.get("id_token_hint")?.split(".") ?? [];
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ sub: "wang" });
    expect(jar.holds(origin(), "qipan_sign_out")).toBeUndefined();
    const foreign = { ...form, origin: "https://elsewhere.example" };
    const refused = await jar.ask(`${origin()}/auth/sign-out`, {
      method: "POST",
      headers: foreign,
    });
    expect(refused.status).toBe(403);
  });
});
