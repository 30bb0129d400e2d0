import "reflect-metadata";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grantKey, revokeKeyNow } from "../../src/access/key.service.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { clientOf, startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), { world: neighbours });
});
afterAll(() => hub.close());

const send = (init: RequestInit & { readonly path?: string }): Promise<Response> =>
  fetch(`${hub.url}${init.path ?? "/graphql"}`, init);
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const query = { query: "{ viewer { name } }" };
interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}
const bodyOf = async (response: Response): Promise<Body> => (await response.json()) as Body;
const codeOf = async (response: Response) => (await bodyOf(response)).errors?.[0]?.extensions.code;

describe("what comes over HTTP", () => {
  it("is not taken from a form, nor from plain text", async () => {
    for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]) {
      const form = { method: "POST", headers: { "content-type": type }, body: "query={hub{kind}}" };
      expect((await send(form)).status).toBe(400);
    }
  });

  it("does not write by GET", async () => {
    const mutation = `mutation { revokeApiKey(input: { idempotencyKey: "12345678", apiKeyId: "x" })
      { __typename } }`;
    const path = `/graphql?query=${encodeURIComponent(mutation)}`;
    const response = await send({ path, headers: { "apollo-require-preflight": "1" } });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("is no batch", async () => {
    expect((await send(json([query, query]))).status).toBe(400);
  });

  it("is at most 1 MB, and says so in JSON", async () => {
    const response = await send(json({ query: `#${"x".repeat(10_000_000)}` }));
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe("BODY_TOO_LARGE");
    const broken = await send(json("{ not json"));
    expect(broken.status).toBe(400);
    expect(await codeOf(broken)).toBe("BODY_NOT_JSON");
  });

  it("answers 200 to old clients and 400 to new ones when an operation is wrong", async () => {
    const wrong = { query: "{ nothing }" };
    expect((await send(json(wrong))).status).toBe(200);
    const accept = { accept: "application/graphql-response+json" };
    expect((await send(json(wrong, accept))).status).toBe(400);
    expect((await send(json({}))).status).toBe(400);
  });

  it.each([
    [
      "an unknown variable",
      "query ($a: Int!) { changes(first: $a) { edges { cursor } } }",
      { b: 1 },
    ],
    ["a wrong type", "query ($a: Int!) { changes(first: $a) { edges { cursor } } }", { a: "x" }],
    ["a huge number", "query ($a: Int!) { changes(first: $a) { edges { cursor } } }", { a: 1e300 }],
    ["a page of none", "{ changes(first: 0) { edges { cursor } } }", {}],
    ["a page beyond 100", "{ changes(first: 101) { edges { cursor } } }", {}],
    ["a negative page", "{ changes(first: -5) { edges { cursor } } }", {}],
  ])("refuses %s with words, and no suggestion", async (_name, operation, variables) => {
    const { data, errors } = await hub.ask(operation, variables);
    expect(data).toBeFalsy();
    expect(["BAD_USER_INPUT", "QUANTITY_OUT_OF_RANGE"]).toContain(errors[0]?.extensions.code);
    expect(errors[0]?.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const typo = await hub.ask("{ viewr { name } }");
    expect(typo.errors[0]?.message).not.toContain("Did you mean");
  });

  it("carries security headers, no CORS, and a request id", async () => {
    const { headers } = await send(json(query, { origin: "https://elsewhere.example" }));
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("speaks the language asked for", async () => {
    const asked = json("{", { "accept-language": "en-GB,en;q=0.9,zh;q=0.5" });
    expect((await bodyOf(await send(asked))).errors?.[0]?.message).toBe(
      "the body is not valid JSON",
    );
    expect((await bodyOf(await send(json("{")))).errors?.[0]?.message).toBe(
      "请求体不是有效的 JSON",
    );
  });

  it("gives its memory back after many large requests", async () => {
    const large = json({ query: "{ viewer { name } }", variables: { x: "y".repeat(500_000) } });
    const rounds = async (count: number) => {
      for (let at = 0; at < count; at += 1) await (await send(large)).text();
      return process.memoryUsage().heapUsed;
    };
    const before = await rounds(10);
    expect((await rounds(40)) - before).toBeLessThan(64 * 1024 * 1024);
  });

  it("learns of a fault of ours no more than an id, and the log learns the rest", async () => {
    const rename = (from: string, to: string) =>
      withOwnerTx(hub.database, ({ client }) =>
        client.query(`alter table qipan.${from} rename to ${to}`),
      );
    await rename("sealed", "sealed_away");
    const { data, errors, status } = await hub.ask("query Broken { hub { latestCursor } }");
    await rename("sealed_away", "sealed");
    expect({ data, status }).toEqual({ data: null, status: 200 });
    const requestId = errors[0]?.extensions.requestId;
    const message = `枢纽内部错误,请将编号 ${String(requestId)} 告知管理员`;
    expect(errors).toEqual([
      { message, path: ["hub"], extensions: { code: "INTERNAL_ERROR", requestId } },
    ]);
    const line = hub.logged.find((logged) => logged.requestId === requestId);
    expect(line?.level).toBe("error");
    expect(String(line?.failures)).toContain('relation "qipan.sealed" does not exist');
    expect((await hub.ask("{ hub { kind } }")).errors).toEqual([]);
  });

  it("logs one line each, with operation and cost, and no secret", async () => {
    const key = await hub.keyOf("usr-g01-dispatcher");
    await hub.ask("query Who { viewer { name } }", {}, { as: key });
    const line = hub.logged.findLast(({ operation }) => operation === "Who");
    expect(line).toMatchObject({
      principal: "usr-g01-dispatcher",
      cost: 1,
      status: 200,
      kind: "query",
    });
    expect(JSON.stringify(hub.logged)).not.toContain(key.slice(20));
  });
});

describe("who comes over HTTP", () => {
  const bearer = (key: string): RequestInit => json(query, { authorization: `Bearer ${key}` });
  const viewer = async (response: Response) =>
    ((await bodyOf(response)).data as { viewer: { name: string } | null }).viewer?.name;

  it("is turned away with a key that is unknown, foreign, expired or revoked", async () => {
    const stranger = `qk_${"0".repeat(16)}_${"A".repeat(43)}`;
    const principalId = "usr-g01-dispatcher";
    const expired = await grantKey(hub.database, { principalId, expiresAt: new Date(0) });
    const revoked = await grantKey(hub.database, { principalId });
    expect(await viewer(await send(bearer(revoked)))).toBe("乌海市值班员(示例)");
    await revokeKeyNow(hub.database, revoked.slice(3, 19));
    for (const key of [stranger, expired, revoked, "x"]) {
      const response = await send(bearer(key));
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await codeOf(response)).toBe("CREDENTIAL_NOT_GOOD");
    }
    const basic = await send(json(query, { authorization: "Basic dXNlcjpwYXNz" }));
    expect(basic.status).toBe(401);
  });

  it("acts for an organization of its own only", async () => {
    const key = await hub.keyOf("usr-both");
    const acting = async (org: string) =>
      send(
        json(
          { query: "{ viewer { actsForId } }" },
          { authorization: `Bearer ${key}`, "x-qipan-org": org },
        ),
      );
    expect(await bodyOf(await acting("ORG-G06"))).toMatchObject({
      data: { viewer: { actsForId: Buffer.from("Organization:ORG-G06").toString("base64url") } },
    });
    expect((await acting("ORG-E01")).status).toBe(403);
  });

  it("signs in and out of an exercise by a cookie that only its own pages may use", async () => {
    const listed = (await (await send({ path: "/auth/dev" })).json()) as {
      principals: { id: string }[];
    };
    expect(listed.principals.map(({ id }) => id)).toContain("usr-g01-admin");
    const origin = hub.url;
    const body = { principalId: "usr-g01-admin" };
    const signedIn = await send({ path: "/auth/dev", ...json(body, { origin }) });
    const set = signedIn.headers.get("set-cookie") ?? "";
    expect(set).toMatch(
      /^qipan_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/,
    );
    const cookie = set.split(";")[0] ?? "";
    expect(await viewer(await send(json(query, { cookie, origin })))).toBe("乌海市管理员(示例)");
    for (const headers of [{ cookie }, { cookie, origin: "https://elsewhere.example" }]) {
      const refused = await send(json(query, headers));
      expect(refused.status).toBe(403);
      expect(await codeOf(refused)).toBe("ORIGIN_NOT_ALLOWED");
    }
    await send({ path: "/auth/sign-out", method: "POST", headers: { cookie, origin } });
    expect(await viewer(await send(json(query, { cookie, origin })))).toBeUndefined();
  });

  it("cannot sign in from another site's page, nor as nobody", async () => {
    const path = "/auth/dev";
    const foreign = { origin: "https://elsewhere.example" };
    const body = { principalId: "usr-g01-admin" };
    expect((await send({ path, ...json(body, foreign) })).status).toBe(403);
    expect((await send({ path, ...json({ principalId: "nobody" }) })).status).toBe(401);
  });

  it("is not answered by a name that was rebound to this machine", async () => {
    const { port } = new URL(hub.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.write("GET /auth/dev HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
      });
      let text = "";
      socket
        .on("data", (part: Buffer) => (text += part.toString()))
        .on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  it("shows the same credentials over a WebSocket; other sites' pages are turned away", async () => {
    const key = await hub.keyOf("usr-g01-dispatcher");
    const ask = (params: Record<string, string>) =>
      new Promise<unknown>((resolve) => {
        const client = clientOf(hub.url, params);
        client.subscribe(query, {
          next: ({ data }) => resolve(data),
          error: resolve,
          complete: () => void client.dispose(),
        });
      });
    expect(await ask({ authorization: `Bearer ${key}` })).toEqual({
      viewer: { name: "乌海市值班员(示例)" },
    });
    expect(await ask({})).toEqual({ viewer: null });
    expect(await ask({ authorization: "Bearer wrong" })).toMatchObject({ code: 4403 });
    const upgrade = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
      "sec-websocket-version": "13",
    };
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      const headers = { ...upgrade, origin: "https://elsewhere.example" };
      request(`${hub.url}/graphql`, { headers })
        .on("response", ({ statusCode }) => resolve(statusCode))
        .on("upgrade", () => resolve(101))
        .end();
    });
    expect(status).toBe(403);
  });
});
