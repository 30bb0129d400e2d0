import "reflect-metadata";
import { createHmac, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOf, type TestHub } from "../support/client.ts";
import { codeOf, whoAmI } from "../support/http.ts";
import { startIssuer, type TestIssuer } from "../support/issuer.ts";
import { claimsOf, showToken, startTokenHub } from "../support/token-hub.ts";

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

describe("a token that somebody else made", () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const published = async (): Promise<{ readonly kid: string }> => {
    const body = (await (await fetch(issuer.jwksUrl)).json()) as { keys: { kid: string }[] };
    return body.keys[0]!;
  };
  const forged: Readonly<Record<string, () => Promise<string> | string>> = {
    "signed by nobody": () => `${part({ alg: "none" })}.${part(claims())}.`,
    "signed by nobody, with something behind": () =>
      `${part({ alg: "none" })}.${part(claims())}.AA`,
    "signed with the public key as a secret": async () => {
      const key = await published();
      const head = `${part({ alg: "HS256", kid: key.kid })}.${part(claims())}`;
      const mark = createHmac("sha256", JSON.stringify(key)).update(head).digest("base64url");
      return `${head}.${mark}`;
    },
    "with its key in its own head": async () => {
      const { privateKey, publicKey } = await generateKeyPair("ES256");
      const head = {
        alg: "ES256",
        kid: "own",
        jwk: await exportJWK(publicKey),
        jku: issuer.jwksUrl,
      };
      return new SignJWT(claims()).setProtectedHeader(head).sign(privateKey);
    },
    "that names a key it was not signed with": async () => {
      const { kid } = await published();
      const { privateKey } = await generateKeyPair("ES256");
      const head = { alg: "ES256", kid };
      return new SignJWT(claims()).setProtectedHeader(head).sign(privateKey);
    },
    "changed by one letter": async () => {
      const [head, body = "", sign] = (await issuer.sign(claims())).split(".");
      const last = body.at(-5) === "A" ? "B" : "A";
      return [head, body.slice(0, -5) + last + body.slice(-4), sign].join(".");
    },
    "with a demand that nobody knows": () =>
      issuer.sign(claims(), { crit: ["unknown"], unknown: true }).catch(() => "x.y.z"),
    "of another purpose": () => issuer.sign(claims(), { typ: "logout+jwt" }),
    "that is enormous": () => issuer.sign(claims({ filler: "x".repeat(9_000) })),
    "of rubbish": () => `${randomBytes(30).toString("base64url")}.AAAA.BBBB`,
    "that is sealed and not signed": () => "AAAA.BBBB.CCCC.DDDD.EEEE",
  };
  it.each(Object.entries(forged))("is refused: one %s", async (_what, make) => {
    const response = await show(await make());
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe("CREDENTIAL_NOT_GOOD");
  });

  it("with made-up names of keys does not make the hub ask the issuer each time", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    const flood = async (at: number) => {
      const head = { alg: "ES256", kid: `made-up-${String(at)}` };
      return show(await new SignJWT(claims()).setProtectedHeader(head).sign(privateKey));
    };
    const own = await startTokenHub(issuer);
    const before = issuer.keyReads();
    const refused = await Promise.all(Array.from({ length: 60 }, (_none, at) => flood(at)));
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401]));
    expect(issuer.keyReads() - before).toBeLessThanOrEqual(2);
    // Whoever is good is good all the while.
    expect((await show(await issuer.token(), own)).status).toBe(200);
    await own.close();
  });

  it("makes its sender wait", async () => {
    const own = await startTokenHub(issuer);
    const from = "192.0.2.1";
    const wrong = () => showToken(own, `${part({ alg: "none" })}.${part(claims())}.AA`, from);
    for (let at = 0; at < 6; at += 1) await wrong();
    const started = performance.now();
    await wrong();
    expect(performance.now() - started).toBeGreaterThan(750);
    // The next that is wrong would wait 1.6 s; whoever is good waits for nothing.
    const good = performance.now();
    expect((await showToken(own, await issuer.token(), from)).status).toBe(200);
    expect(performance.now() - good).toBeLessThan(1_550);
    await own.close();
  });
});

describe("the issuer's keys", () => {
  it("may change while requests run: no good token is refused", async () => {
    const turning = await startIssuer();
    const own = await startTokenHub(turning);
    expect((await show(await turning.token(), own)).status).toBe(200);
    await sleep(5_100);
    let running = true;
    const seen: number[] = [];
    const ask = async (): Promise<void> => {
      while (running) seen.push((await show(await turning.token(), own)).status);
    };
    const askers = [ask(), ask(), ask()];
    await sleep(200);
    const before = turning.keyReads();
    const old = await turning.token();
    await turning.rotate();
    await sleep(400);
    running = false;
    await Promise.all(askers);
    expect(seen.length).toBeGreaterThan(10);
    expect(new Set(seen)).toEqual(new Set([200]));
    expect(turning.keyReads() - before).toBe(1);
    // What the issuer no longer vouches for is not good any more.
    expect((await show(old, own)).status).toBe(401);
    await own.close();
    await turning.close();
  });

  it("that cannot be had are nobody's fault: 503, and never a token taken", async () => {
    const away = await startIssuer();
    away.fall(true);
    const own = await startTokenHub(away);
    const token = await away.sign({ ...claims(), iss: away.url });
    for (let at = 0; at < 20; at += 1) {
      const response = await show(token, own);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("1");
      expect(await codeOf(response)).toBe("ISSUER_DOWN");
    }
    expect(away.keyReads()).toBeLessThanOrEqual(1);
    expect(await closing(own, token)).toBe(1013);
    // Keys, sessions and the public go on.
    expect((await show(await own.keyOf("usr-both"), own)).status).toBe(200);
    away.fall(false);
    await sleep(5_100);
    expect((await show(token, own)).status).toBe(200);
    // What is known is good while the issuer is away; what is not cannot be told.
    away.fall(true);
    await sleep(5_100);
    const { privateKey } = await generateKeyPair("ES256");
    const unknown = new SignJWT({ ...claims(), iss: away.url });
    const strange = await unknown.setProtectedHeader({ alg: "ES256", kid: "new" }).sign(privateKey);
    expect((await show(strange, own)).status).toBe(503);
    expect((await show(token, own)).status).toBe(200);
    expect((await show(strange, own)).status).toBe(503);
    await own.close();
    await away.close();
  });

  const closing = (to: TestHub, token: string): Promise<unknown> =>
    new Promise((resolve) => {
      const client = clientOf(to.url, { authorization: `Bearer ${token}` });
      const end = (error: unknown): void => {
        void client.dispose();
        resolve((error as { code?: number }).code);
      };
      client.subscribe(whoAmI, { next: () => undefined, error: end, complete: () => undefined });
    });
});
