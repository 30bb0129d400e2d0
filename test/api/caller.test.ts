import "reflect-metadata";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grantKey, revokeKeyNow } from "../../src/access/key-operator.service.ts";
import { clientOf, startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { bodyOf, codeOf, json, whoAmI } from "../support/http.ts";
import { neighbours } from "../support/neighbours.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), { world: neighbours });
});
afterAll(() => hub.close());

const send = (init: RequestInit & { readonly path?: string }): Promise<Response> =>
  fetch(`${hub.url}${init.path ?? "/graphql"}`, init);
describe("who comes over HTTP", () => {
  const bearer = (key: string): RequestInit => json(whoAmI, { authorization: `Bearer ${key}` });
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
    const basic = await send(json(whoAmI, { authorization: "Basic dXNlcjpwYXNz" }));
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
    expect(await viewer(await send(json(whoAmI, { cookie, origin })))).toBe("乌海市管理员(示例)");
    for (const headers of [{ cookie }, { cookie, origin: "https://elsewhere.example" }]) {
      const refused = await send(json(whoAmI, headers));
      expect(refused.status).toBe(403);
      expect(await codeOf(refused)).toBe("ORIGIN_NOT_ALLOWED");
    }
    await send({ path: "/auth/sign-out", method: "POST", headers: { cookie, origin } });
    expect(await viewer(await send(json(whoAmI, { cookie, origin })))).toBeUndefined();
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

  it("takes the same credentials over a WebSocket, and turns other sites' pages away", async () => {
    const key = await hub.keyOf("usr-g01-dispatcher");
    const ask = (params: Record<string, string>) =>
      new Promise<unknown>((resolve) => {
        const client = clientOf(hub.url, params);
        client.subscribe(whoAmI, {
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
