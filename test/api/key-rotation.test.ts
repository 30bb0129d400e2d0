import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grantRole } from "../../src/access/grant.service.ts";
import { listGoodKeys } from "../../src/access/key-operator.service.ts";
import { runHere } from "../../src/cli/run.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { neighbours } from "../support/neighbours.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");

interface Told {
  readonly secret: string | null;
  readonly apiKey: { readonly id: string; readonly expiresAt: string | null };
  readonly previous: { readonly id: string; readonly expiresAt: string; readonly state: string };
  readonly refusals?: readonly { readonly code: string; readonly path: string }[];
}

let hub: TestHub;
const admin = { as: "usr-g01-admin" };
let turn = 0;
const next = (): string => `rotation-${String((turn += 1)).padStart(4, "0")}`;

beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), { world: neighbours });
});
afterAll(() => hub.close());

async function issue(changed: object = {}): Promise<{ id: string; secret: string }> {
  const organizationId = Buffer.from("Organization:ORG-G01").toString("base64url");
  const input = { idempotencyKey: next(), organizationId, name: "气象接口", roles: ["VIEWER"] };
  const { data } = await hub.ask<{ issueApiKey: { secret: string; apiKey: { id: string } } }>(
    operation("issue-api-key"),
    { input: { ...input, ...changed } },
    admin,
  );
  return { id: data.issueApiKey.apiKey.id, secret: data.issueApiKey.secret };
}

async function rotate(
  id: string,
  changed: object = {},
  as: { as?: string } = admin,
): Promise<Told> {
  const input = { idempotencyKey: next(), apiKeyId: id, ...changed };
  const asked = await hub.ask<{ rotateApiKey: Told }>(operation("rotate-api-key"), { input }, as);
  expect(asked.errors).toEqual([]);
  return asked.data.rotateApiKey;
}

const codes = ({ refusals = [] }: Told) => refusals.map(({ code, path }) => `${code} ${path}`);
const works = async (key: string): Promise<boolean> =>
  (await hub.ask("{ viewer { name } }", {}, { as: key })).status === 200;
const revoke = (apiKeyId: string) =>
  hub.ask(operation("revoke-api-key"), { input: { idempotencyKey: next(), apiKeyId } }, admin);
/** As if so many hours had gone by for that key. */
const age = (id: string, hours: number) =>
  withTx(hub.database, hubReader, ({ client }) =>
    client.query(
      "update qipan.api_key set expires_at = expires_at - make_interval(hours => $2) where id = $1",
      [Buffer.from(id, "base64url").toString().split(":")[1], hours],
    ),
  );

describe("a key that is rotated", () => {
  it("goes on for the stated hours beside the new one, and then ends by itself", async () => {
    const old = await issue();
    const told = await rotate(old.id, { overlapHours: 48 });
    expect(told.secret).toMatch(/^qk_/);
    expect(told.previous).toMatchObject({ id: old.id, state: "ENDING_SOON" });
    const hours = (Date.parse(told.previous.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(47.9);
    expect(hours).toBeLessThanOrEqual(48);
    expect([await works(old.secret), await works(told.secret ?? "")]).toEqual([true, true]);
    await age(old.id, 48);
    expect([await works(old.secret), await works(told.secret ?? "")]).toEqual([false, true]);
  });

  it("is the same machine, with the same roles and no more", async () => {
    const old = await issue();
    const told = await rotate(old.id);
    const query = "{ viewer { id signedInBy signedInUntil memberships { roles } } }";
    const [before, after] = [
      await hub.ask(query, {}, { as: old.secret }),
      await hub.ask(query, {}, { as: told.secret ?? "" }),
    ];
    expect(after.data).toMatchObject({ viewer: { signedInBy: "API_KEY", signedInUntil: null } });
    expect(before.data).toMatchObject({ viewer: { signedInUntil: told.previous.expiresAt } });
    const who = ({ data }: typeof before) => data as unknown as Record<"viewer", { id: string }>;
    expect(who(after).viewer.id).toBe(who(before).viewer.id);
  });

  it("can be ended at once, either of the two, and the other goes on", async () => {
    const first = await issue();
    const second = await rotate(first.id);
    await revoke(first.id);
    expect([await works(first.secret), await works(second.secret ?? "")]).toEqual([false, true]);
    const third = await issue();
    const fourth = await rotate(third.id);
    await revoke(fourth.apiKey.id);
    expect([await works(third.secret), await works(fourth.secret ?? "")]).toEqual([true, false]);
    const now = await issue();
    const at = await rotate(now.id, { overlapHours: 0 });
    expect([await works(now.secret), await works(at.secret ?? "")]).toEqual([false, true]);
  });

  it("is rotated once: the same call again tells the key without its secret", async () => {
    const old = await issue();
    const idempotencyKey = next();
    const told = await rotate(old.id, { idempotencyKey });
    const again = await rotate(old.id, { idempotencyKey });
    expect(again).toMatchObject({ secret: null, apiKey: { id: told.apiKey.id } });
    expect(codes(await rotate(old.id))).toEqual(["KEY_ROTATED_ALREADY "]);
    const race = await issue();
    const all = await Promise.all([0, 1, 2, 3].map(() => rotate(race.id)));
    expect(all.filter(({ secret }) => typeof secret === "string")).toHaveLength(1);
  });

  it("is refused when it has ended, when it is not there, and with a wrong overlap", async () => {
    const gone = await issue();
    await revoke(gone.id);
    expect(codes(await rotate(gone.id))).toEqual(["KEY_ENDED "]);
    const absent = Buffer.from(`ApiKey:${"0".repeat(16)}`).toString("base64url");
    expect(codes(await rotate(absent))).toEqual(["NOT_FOUND apiKeyId"]);
    const past = { overlapHours: 721, expiresAt: "2020-01-01T00:00:00Z" };
    const wrong = ["INVALID_INPUT overlapHours", "INVALID_INPUT expiresAt"];
    expect(codes(await rotate(absent, past))).toEqual(wrong);
    expect(codes(await rotate(absent, { overlapHours: -1 }))).toEqual([wrong[0]]);
  });

  it("is an administrator's to rotate, not its holder's nor another city's", async () => {
    const old = await issue();
    expect(codes(await rotate(old.id, {}, {}))).toEqual(["SIGN_IN_REQUIRED "]);
    expect(codes(await rotate(old.id, {}, { as: old.secret }))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await rotate(old.id, {}, { as: "usr-g06-dispatcher" }))).toEqual([
      "NOT_FOUND apiKeyId",
    ]);
    // A machine that serves two cities, and a person: neither is one administrator's own.
    const { data } = await hub.ask<{ viewer: { id: string } }>(
      ...(["{ viewer { id } }", {}, { as: old.secret }] as const),
    );
    const machine = Buffer.from(data.viewer.id, "base64url").toString().split(":")[1] ?? "";
    await grantRole(hub.database, machine, "ORG-G06", "KEEPER");
    expect(codes(await rotate(old.id))).toEqual(["NOT_ALLOWED "]);
    const own = (await hub.keyOf("usr-g01-dispatcher")).slice(3, 19);
    const person = Buffer.from(`ApiKey:${own}`).toString("base64url");
    expect(codes(await rotate(person))).toEqual(["KEY_NOT_A_SYSTEMS "]);
  });

  it("leaves a line that says who and when", async () => {
    const { rows } = await withTx(hub.database, hubReader, ({ client }) =>
      client.query<{ principal: string; outcome: string }>(
        `select principal, outcome from qipan.audit_event where action = 'rotateApiKey'
           and at > now() - interval '1 hour' order by id`,
      ),
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows[0]).toEqual({ principal: "usr-g01-admin", outcome: "DONE" });
    expect(rows.map(({ outcome }) => outcome)).toContain("KEY_ROTATED_ALREADY");
  });
});

describe("at the command line", () => {
  async function qipan(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ["", ""];
    const io = {
      out: (text: string) => (out += text),
      err: (text: string) => (err += text),
      terminal: false,
    };
    const code = await runHere(argv, io, hub.database);
    return { code, out, err };
  }

  it("a key is rotated and listed, those that end soon first", async () => {
    const old = (await qipan("key", "issue", "usr-both", "--days", "100")).out.trim();
    const rotated = await qipan("key", "rotate", old, "--overlap", "12", "--json");
    const { key, oldUntil } = JSON.parse(rotated.out) as { key: string; oldUntil: string };
    expect((Date.parse(oldUntil) - Date.now()) / 3_600_000).toBeCloseTo(12, 1);
    expect([await works(old), await works(key)]).toEqual([true, true]);
    const listed = (await qipan("key", "list")).out.trim().split("\n");
    const line = listed.find((one) => one.startsWith(old.slice(3, 19)));
    expect(line).toContain("expires soon");
    expect(line).toContain(`→ ${key.slice(3, 19)}`);
    const ends = (await listGoodKeys(hub.database)).map(({ expiresAt }) => expiresAt?.getTime());
    const sorted = [...ends].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
    expect(ends).toEqual(sorted);
    expect(listed.join("\n")).not.toContain(key.slice(20));
  });

  it("refuses with reasons what cannot be rotated", async () => {
    const key = (await qipan("key", "issue", "usr-both")).out.trim();
    await qipan("key", "rotate", key);
    expect(await qipan("key", "rotate", key)).toMatchObject({ code: 1 });
    await qipan("key", "revoke", key);
    expect((await qipan("key", "rotate", key)).err).toContain("已到期或已撤销");
    expect((await qipan("key", "rotate", "0".repeat(16))).err).toContain("no such key");
    expect((await qipan("key", "rotate", key, "--overlap", "721")).code).toBe(2);
    expect((await qipan("key", "rotate", key, "--overlap", "soon")).code).toBe(2);
  });

  it("ends all that a principal may do", async () => {
    const key = (await qipan("key", "issue", "usr-g06-dispatcher")).out.trim();
    expect((await qipan("disable", "usr-g06-dispatcher")).code).toBe(0);
    expect(await works(key)).toBe(false);
    expect((await qipan("disable", "usr-g06-dispatcher")).code).toBe(1);
  });
});
