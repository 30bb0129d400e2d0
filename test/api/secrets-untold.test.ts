import "reflect-metadata";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { packageRoot } from "../../src/kernel/root.ts";
import { openEmbedded } from "../../src/postgres/embedded.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { Jar } from "../support/browser-jar.ts";
import { startHubProcess, type HubProcess } from "../support/hub-process.ts";
import { audience, hubClient, startIssuer, type TestIssuer } from "../support/issuer.ts";
import { answered, signIn } from "../support/sign-in.ts";
import { claimsOf, seconds } from "../support/token-hub.ts";

/** Everything that opens a door, good and bad, is shown at every door, in every way. */
describe("a secret, wherever it is shown", () => {
  let issuer: TestIssuer;
  let hub: HubProcess;
  let folder: string;
  let origin: string;
  const secrets = new Map<string, string>();

  async function qipan(...argv: string[]): Promise<string> {
    const main = join(packageRoot, "dist/src/cli/main.js");
    const env = { ...process.env, DATABASE_URL: "", QIPAN_DATA_DIR: folder };
    return (await promisify(execFile)(process.execPath, [main, ...argv], { env })).stdout.trim();
  }

  beforeAll(async () => {
    issuer = await startIssuer();
    folder = await mkdtemp(join(tmpdir(), "qipan-secrets-"));
    hub = await startHubProcess({
      ...{ QIPAN_DATA_DIR: folder, QIPAN_SEED: "tiny", QIPAN_TRUSTED_PROXIES: "127.0.0.1,::1" },
      ...{ QIPAN_OIDC_ISSUER: issuer.url, QIPAN_OIDC_CLIENT_ID: hubClient.id },
      ...{ QIPAN_OIDC_CLIENT_SECRET: hubClient.secret, QIPAN_JWT_ISSUER: issuer.url },
      ...{ QIPAN_JWT_AUDIENCE: audience, QIPAN_JWT_JWKS_URL: issuer.jwksUrl },
    });
    origin = hub.url.replace("127.0.0.1", "localhost");
    issuer.register(origin);
    const person = ["usr-wang", "ORG-G01", "ADMIN", "--name", "王"];
    await qipan("grant", ...person, "--oidc", `${issuer.url}|wang`);
    const machine = ["machine-weather", "ORG-G01", "VIEWER", "--name", "气象", "--machine"];
    await qipan("grant", ...machine, "--oidc", `${issuer.url}|machine-weather`);
    await gather();
  });
  afterAll(async () => {
    await hub.stop();
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function gather(): Promise<void> {
    const keep = (name: string, value: string): unknown => secrets.set(name, value);
    keep("good key", await qipan("key", "issue", "usr-wang"));
    const revoked = await qipan("key", "issue", "usr-wang");
    await qipan("key", "revoke", revoked);
    keep("revoked key", revoked);
    keep("unknown key", `qk_${"0".repeat(16)}_${"Zz09_-".repeat(7)}Q`);
    keep("good token", await issuer.token());
    const past = claimsOf(issuer, { iat: seconds() - 900, exp: seconds() - 600 });
    keep("expired token", await issuer.sign(past));
    keep("forged token", `${(await issuer.token()).slice(0, -8)}AAAABBBB`);
    const [jar, other] = [new Jar(), new Jar()];
    const world = { hub: { url: origin } };
    await signIn(world, jar, "wang");
    keep("session", jar.holds(origin, "qipan_session") ?? "");
    const back = await answered(world, other);
    keep("code", back.searchParams.get("code") ?? "");
    keep("state", back.searchParams.get("state") ?? "");
    keep("sign-in cookie", (other.holds(origin, "qipan_sign_in") ?? "").split(".")[0] ?? "");
    keep("a word nobody knows", "c3VwZXItc2VjcmV0LXdvcmQtMDEyMzQ1Njc4OQ");
  }

  let from = 0;
  async function send(path: string, init: RequestInit = {}): Promise<void> {
    from += 1;
    const headers = new Headers(init.headers);
    headers.set("x-forwarded-for", `10.1.${String(from >> 8)}.${String(from % 256)}`);
    const response = await fetch(`${origin}${path}`, { ...init, headers, redirect: "manual" });
    await response.text();
  }
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const ask = (query: string, more: object = {}, headers?: Record<string, string>) =>
    send("/graphql", post({ query, ...more }, headers));

  async function inHeaders(secret: string): Promise<void> {
    const own = { origin };
    for (const headers of [
      { authorization: `Bearer ${secret}` },
      { authorization: `Basic ${secret}` },
      { authorization: secret },
      { cookie: `qipan_session=${secret}; qipan_sign_in=${secret}`, ...own },
      { authorization: `Bearer ${secrets.get("good key")!}`, "x-qipan-org": secret },
      { "accept-language": secret, "user-agent": secret, referer: `${origin}/${secret}` },
      { "x-request-id": secret, traceparent: secret, "apollo-require-preflight": secret },
    ])
      await ask("{ viewer { name } }", {}, headers);
    await send("/", { headers: { cookie: `qipan_session=${secret}`, "sec-fetch-site": "none" } });
    await send("/auth/sign-out", post({}, { cookie: `qipan_sign_in=${secret}`, ...own }));
  }

  async function inAddresses(secret: string): Promise<void> {
    const text = encodeURIComponent(secret);
    for (const path of [
      ...[`/${text}`, `/graphql/${text}`, `/orders/${text}`, `/orders/%E0%A4%A${text}`],
      ...[`/auth/${text}`, `/auth/callback/${text}`, `/assets/${text}.js`, `/%E0%A4%A${text}`],
      ...[`/statements/${text}.csv`, `/public/donations/${text}`, `/public/donations/of/${text}`],
      ...[`/?access_token=${text}`, `/graphql?access_token=${text}`, `/?lang=${text}`],
      ...[`/graphql?query=${text}`, `/auth/sign-in?to=/${text}`, `/auth/sign-in?hop=${text}`],
      `/auth/callback?code=${text}&state=${text}&iss=${text}`,
      `/auth/callback?error=${text}&error_description=${text}&state=${text}`,
    ])
      await send(path, { headers: { accept: "text/html", cookie: `qipan_sign_in=${secret}.x` } });
  }

  async function inBodies(secret: string): Promise<void> {
    const [name, text] = [secret.replaceAll(/\W/g, "_"), JSON.stringify(secret)];
    const key = { authorization: `Bearer ${secrets.get("good key")!}` };
    await ask(`query _${name} { viewer { name } }`, {}, key);
    await ask("query A { viewer { name } }", { operationName: secret });
    await ask(`{ ${name} { name } }`);
    await ask(`{ node(id: ${text}) { id } }`, {}, key);
    await ask("query ($n: Int!) { changes(first: $n) { edges { cursor } } }", {
      variables: { n: secret, [secret]: secret },
    });
    await ask(`{ changes(first: 1, after: ${text}) { edges { cursor } } }`, {}, key);
    await ask(`{ viewer { name } } ${secret}`);
    const revoke = `mutation ($i: RevokeApiKeyInput!) { revokeApiKey(input: $i) { __typename } }`;
    const input = { idempotencyKey: `key ${secret}`, apiKeyId: secret };
    await ask(revoke, { variables: { i: input } }, key);
    const asGlobal = Buffer.from(`ApiKey:${secret}`).toString("base64url");
    const good = { idempotencyKey: `revoke-${String(from)}`, apiKeyId: asGlobal };
    await ask(revoke, { variables: { i: good } }, key);
    await ask("{ viewer { name } }", { extensions: { token: secret } });
    await send("/graphql", post(`{"query": "${secret}`));
    await send("/graphql", post(secret, { "content-type": "text/plain" }));
    await send("/auth/dev", post({ principalId: secret }, { origin }));
    await send("/auth/dev", post(`{"principalId": ${secret}`, { origin }));
    await send("/donations/import", post(secret, { "content-type": "multipart/form-data" }));
  }

  async function overSockets(secret: string): Promise<void> {
    for (const params of [{ authorization: `Bearer ${secret}` }, { "x-qipan-org": secret }, {}]) {
      const url = `${origin.replace("http", "ws")}/graphql?token=${encodeURIComponent(secret)}`;
      const socket = new WebSocket(url, "graphql-transport-ws");
      const say = (message: object): void => socket.send(JSON.stringify(message));
      await new Promise<void>((resolve) => {
        socket.on("open", () => say({ type: "connection_init", payload: params }));
        socket.on("close", () => resolve());
        socket.on("error", () => resolve());
        socket.on("message", (data: Buffer) => {
          if (!data.toString().includes("connection_ack")) return;
          const name = `Q_${secret.replaceAll(/\W/g, "_")}`;
          say({
            id: secret,
            type: "subscribe",
            payload: { query: `query ${name} { hub { kind } }` },
          });
          say({ id: "2", type: "subscribe", payload: { query: `{ ${secret} }` } });
          say({ id: "3", type: secret });
          setTimeout(() => socket.close(), 150);
        });
      });
    }
  }

  it("is neither printed nor kept in the audit", async () => {
    for (const secret of secrets.values()) {
      expect(secret.length).toBeGreaterThan(30);
      await inHeaders(secret);
      await inAddresses(secret);
      await inBodies(secret);
      await overSockets(secret);
    }
    secrets.set("client secret", hubClient.secret);
    await hub.stop();
    const printed = hub.output();
    expect(printed.match(/"message":"request"/g)?.length).toBeGreaterThan(300);
    const database = await openEmbedded(folder);
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ row: string }>("select to_jsonb(a)::text as row from qipan.audit_event a"),
    );
    await database.close();
    const audited = rows.map(({ row }) => row).join("\n");
    expect(audited).toContain("signIn");
    const places = { printed, audited };
    const found = [...secrets].flatMap(([name, secret]) =>
      tellingParts(secret).flatMap((part) =>
        Object.entries(places).flatMap(([place, text]) => {
          const at = text.indexOf(part);
          const line = text.slice(text.lastIndexOf("\n", at) + 1, at + 60);
          return at < 0 ? [] : [`${name} is ${place}: ${line}`];
        }),
      ),
    );
    expect(found).toEqual([]);
  }, 300_000);
});

/** Any twenty letters of it would be a good part of it; a key's id alone may be told. */
function tellingParts(secret: string): string[] {
  const told = secret.startsWith("qk_") ? secret.slice(20) : secret;
  const bare = told.replaceAll(/\W/g, "_");
  return [told, bare].flatMap((text) =>
    text.length < 40
      ? [text.slice(0, 20), text.slice(-20)]
      : [text.slice(-40, -20), text.slice(-20)],
  );
}
