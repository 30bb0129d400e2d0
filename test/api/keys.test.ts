import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { neighbours } from "../support/neighbours.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");
const globalId = (text: string): string => Buffer.from(text).toString("base64url");

interface Issued {
  readonly issueApiKey: {
    readonly secret: string | null;
    readonly apiKey: { readonly id: string };
  };
}
interface Refused {
  readonly [mutation: string]: { readonly refusals?: readonly { readonly code: string }[] };
}
interface Listed {
  readonly apiKeys: { readonly edges: readonly { readonly node: { readonly name: string } }[] };
}

describe("keys over GraphQL", () => {
  let hub: TestHub;
  let issued: Issued["issueApiKey"];
  const admin = { as: "usr-g01-admin" };
  const input = {
    idempotencyKey: "weather-key-1",
    organizationId: globalId("Organization:ORG-G01"),
    name: "气象接口",
    roles: ["VIEWER", "DISPATCHER"],
  };
  const issue = <Data = Issued>(as: { as?: string }, changed: object = {}) =>
    hub.ask<Data>(operation("issue-api-key"), { input: { ...input, ...changed } }, as);
  const codes = (data: Refused) => Object.values(data)[0]?.refusals?.map(({ code }) => code);
  const names = async (as: { as?: string }) =>
    (await hub.ask<Listed>(operation("api-keys"), { first: 50 }, as)).data.apiKeys.edges.map(
      ({ node }) => node.name,
    );

  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), { world: neighbours });
    issued = (await issue(admin)).data.issueApiKey;
  });
  afterAll(() => hub.close());

  it("are issued by an administrator, told once, and work at once", async () => {
    expect(issued.secret).toMatch(/^qk_/);
    const repeated = (await issue(admin)).data.issueApiKey;
    expect(repeated).toMatchObject({ secret: null, apiKey: { id: issued.apiKey.id } });
    const { data } = await hub.ask("{ viewer { name kind } }", {}, { as: issued.secret ?? "" });
    expect(data).toEqual({ viewer: { name: "气象接口", kind: "MACHINE" } });
  });

  it("are refused to others, with every reason", async () => {
    const refusedTo = async (as: { as?: string }, changed?: object) =>
      codes((await issue<Refused>(as, changed)).data);
    expect(await refusedTo({})).toEqual(["SIGN_IN_REQUIRED"]);
    expect(await refusedTo({ as: "usr-g01-dispatcher" })).toEqual(["NOT_ALLOWED"]);
    const elsewhere = { organizationId: globalId("Organization:ORG-G06") };
    expect(await refusedTo(admin, elsewhere)).toEqual(["NOT_ALLOWED"]);
    const wrong = { idempotencyKey: "weather-key-2", name: " ", roles: [] };
    expect(await refusedTo(admin, wrong)).toEqual(["INVALID_INPUT", "INVALID_INPUT"]);
    expect(await refusedTo(admin, { name: "另一名称" })).toEqual(["KEY_REUSED"]);
  });

  it("are seen by their holder and its administrator, and end at once", async () => {
    const machine = { as: issued.secret ?? "" };
    expect(await names(admin)).toContain("气象接口");
    expect(await names(machine)).toEqual(["气象接口"]);
    expect(await names({ as: "usr-g06-dispatcher" })).not.toContain("气象接口");
    const revoke = (as: { as?: string }, idempotencyKey: string) => {
      const revoked = { idempotencyKey, apiKeyId: issued.apiKey.id };
      return hub.ask<Refused>(operation("revoke-api-key"), { input: revoked }, as);
    };
    const stranger = await revoke({ as: "usr-g06-dispatcher" }, "revoke-key-1");
    expect(codes(stranger.data)).toEqual(["NOT_FOUND"]);
    expect((await revoke(admin, "revoke-key-2")).errors).toEqual([]);
    expect((await hub.ask("{ viewer { name } }", {}, machine)).status).toBe(401);
  });

  it("leave audit events that name the request", async () => {
    const { rows } = await withTx(hub.database, hubReader, ({ client }) =>
      client.query<{ request_id: string; outcome: string }>(
        `select request_id, outcome from qipan.audit_event
         where action = 'issueApiKey' order by id`,
      ),
    );
    const outcomes = ["DONE", "REPLAYED", "INVALID_INPUT", "KEY_REUSED"];
    expect(rows.map(({ outcome }) => outcome)).toEqual(outcomes);
    for (const row of rows)
      expect(hub.logged.map(({ requestId }) => requestId)).toContain(row.request_id);
  });
});
