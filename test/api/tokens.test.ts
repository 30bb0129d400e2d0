import "reflect-metadata";
import type { JWTPayload } from "jose";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPrincipal, disablePrincipal } from "../../src/access/grant.service.ts";
import { clientOf, type TestHub } from "../support/client.ts";
import { codeOf, whoAmI } from "../support/http.ts";
import { startIssuer, type TestIssuer } from "../support/issuer.ts";
import { claimsOf, seconds, showToken, startTokenHub } from "../support/token-hub.ts";

let issuer: TestIssuer;
let hub: TestHub;
beforeAll(async () => {
  issuer = await startIssuer();
  hub = await startTokenHub(issuer);
});
afterAll(async () => {
  await hub.close();
  await issuer.close();
});
const show = (token: string, to: TestHub = hub): Promise<Response> => showToken(to, token);
const claims = (changed: JWTPayload = {}): JWTPayload => claimsOf(issuer, changed);

describe("a token of the issuer", () => {
  it("says who asks; the roles are the hub's, and it tells until when", async () => {
    const token = await issuer.token();
    const query = "{ viewer { name kind signedInBy signedInUntil memberships { roles } } }";
    const { data } = await hub.ask<{ viewer: { signedInUntil: string } }>(
      ...([query, {}, { as: token }] as const),
    );
    expect(data.viewer).toMatchObject({
      ...{ name: "machine-weather", kind: "MACHINE", signedInBy: "TOKEN" },
      memberships: [{ roles: ["VIEWER"] }],
    });
    const minutes = (Date.parse(data.viewer.signedInUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(9);
    expect(minutes).toBeLessThan(10.1);
    const claimed = await issuer.sign(claims({ roles: ["ADMIN"], scope: "admin" }));
    const asked = await hub.ask(query, {}, { as: claimed });
    expect(asked.data).toMatchObject({ viewer: { memberships: [{ roles: ["VIEWER"] }] } });
  });

  it("is taken over a WebSocket, too", async () => {
    const client = clientOf(hub.url, { authorization: `Bearer ${await issuer.token()}` });
    const answer = await new Promise<unknown>((resolve) => {
      client.subscribe(whoAmI, {
        next: ({ data }) => resolve(data),
        error: resolve,
        complete: () => undefined,
      });
    });
    await client.dispose();
    expect(answer).toEqual({ viewer: { name: "machine-weather" } });
  });

  it.each<readonly [string, () => JWTPayload]>([
    ["for a subject that the hub does not know", () => claims({ sub: "machine-stranger" })],
    ["for a person, who signs in with a browser", () => claims({ sub: "person" })],
    ["of another issuer", () => claims({ iss: "https://elsewhere.example" })],
    ["for somebody else", () => claims({ aud: "https://elsewhere.example" })],
    ["that has expired", () => claims({ iat: seconds() - 60, exp: seconds() - 5 })],
    ["that is not yet good", () => claims({ nbf: seconds() + 30 })],
    ["issued in the future", () => claims({ iat: seconds() + 300, exp: seconds() + 600 })],
    ["older than a day", () => claims({ iat: seconds() - 90_000, exp: seconds() + 600 })],
    ["without end", () => claims({ exp: undefined as unknown as number })],
    ["without a beginning", () => claims({ iat: undefined as unknown as number })],
    ["of nobody", () => claims({ sub: undefined as unknown as string })],
    ["of an empty name", () => claims({ sub: "" })],
    ["bound to a key that the bearer must prove", () => claims({ cnf: { jkt: "x" } })],
  ])("is refused: one %s", async (_what, payload) => {
    const oidcSubject = `${issuer.url}|person`;
    await addPrincipal(hub.database, { id: "person", kind: "PERSON", name: "人", oidcSubject });
    const response = await show(await issuer.sign(payload()));
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe("CREDENTIAL_NOT_GOOD");
  });

  it("may come from a clock that is a little off, and no more", async () => {
    const early = await issuer.sign(claims({ nbf: seconds() + 1, iat: seconds() + 1 }));
    expect((await show(early)).status).toBe(200);
  });

  it("ends at once when its machine is disabled", async () => {
    const oidcSubject = `${issuer.url}|short`;
    await addPrincipal(hub.database, { id: "short", kind: "MACHINE", name: "短", oidcSubject });
    const token = await issuer.sign(claims({ sub: "short" }));
    expect((await show(token)).status).toBe(200);
    await disablePrincipal(hub.database, "short");
    expect((await show(token)).status).toBe(401);
  });
});

describe("a key of the issuer", () => {
  it("that it took back counts no longer than keys are kept; without it they go on", async () => {
    const turning = await startIssuer();
    const brief = await startTokenHub(turning, 1);
    const old = await turning.sign(claimsOf(turning));
    for (let nth = 0; nth < 3; nth += 1) expect((await show(old, brief)).status).toBe(200);
    await turning.rotate();
    await sleep(1_100);
    expect((await show(old, brief)).status).toBe(401);
    const fresh = await turning.sign(claimsOf(turning));
    expect((await show(fresh, brief)).status).toBe(200);
    const reads = turning.keyReads();
    await sleep(1_100);
    turning.fall(true);
    for (let nth = 0; nth < 3; nth += 1) expect((await show(fresh, brief)).status).toBe(200);
    // It was asked once and is then left in peace for a while.
    expect(turning.keyReads()).toBe(reads + 1);
    await brief.close();
    await turning.close();
  });
});

describe("a stream under a token", () => {
  it("ends when the token does, though nothing happens on the feed", async () => {
    const stream = await hub.follow(
      "subscription { changes { cursor } }",
      {},
      { as: await issuer.token("machine-brief") },
    );
    const started = performance.now();
    expect(JSON.stringify(await stream.ended)).toContain("CREDENTIAL_NOT_GOOD");
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThan(1_000);
    expect(ms).toBeLessThan(6_000);
    await stream.close();
  });
});
