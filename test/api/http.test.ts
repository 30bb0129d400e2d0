import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { collectGarbage } from "../support/garbage.ts";
import { bodyOf, codeOf, json, whoAmI } from "../support/http.ts";
import { neighbours } from "../support/neighbours.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), { world: neighbours });
});
afterAll(() => hub.close());

const send = (init: RequestInit & { readonly path?: string }): Promise<Response> =>
  fetch(`${hub.url}${init.path ?? "/graphql"}`, init);
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

  it("is read from any path below, an empty part in it included", async () => {
    const path = `/graphql//?query=${encodeURIComponent("{ hub { kind } }")}`;
    const response = await send({ path, headers: { "apollo-require-preflight": "1" } });
    expect([response.status, (await bodyOf(response)).data]).toEqual([
      200,
      { hub: { kind: "EXERCISE" } },
    ]);
  });

  it("is no batch", async () => {
    expect((await send(json([whoAmI, whoAmI]))).status).toBe(400);
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
    const { headers } = await send(json(whoAmI, { origin: "https://elsewhere.example" }));
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is not found at an address that is no text", async () => {
    for (const path of ["/orders/%E0%A4%A", "/%E0%A4%A", "/public/donations/%ff"])
      expect((await send({ path })).status).toBe(404);
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
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = await rounds(10);
    expect((await rounds(40)) - before).toBeLessThan(8 * 1024 * 1024);
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
