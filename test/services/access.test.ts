import { afterAll, beforeAll, expect, it } from "vitest";
import {
  endSession,
  openSession,
  principalByKey,
  principalBySession,
  readPrincipal,
} from "../../src/access/access.service.ts";
import {
  addPrincipal,
  disablePrincipal,
  grantRole,
  revokeRole,
} from "../../src/access/grant.service.ts";
import { issueKey, revokeKey } from "../../src/access/key.service.ts";
import { grantKey, revokeKeyNow } from "../../src/access/key-operator.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

onBothShapes("access", (open) => {
  let database: Database;
  const known = async (id: string): Promise<Principal> => {
    const principal = await readPrincipal(database, id);
    if (principal === undefined) throw new Error(`no principal ${id}`);
    return principal;
  };
  const alter = (sql: string, ...values: unknown[]) =>
    withOwnerTx(database, ({ client }) => client.query(sql, values));

  beforeAll(async () => {
    database = await open();
    await neighbours(database);
  });
  afterAll(() => database.close());

  it("knows a principal with its roles and the partners of the agreement in force", async () => {
    expect(await known("usr-g01-dispatcher")).toEqual({
      id: "usr-g01-dispatcher",
      kind: "PERSON",
      name: "乌海市值班员(示例)",
      orgId: "ORG-G01",
      memberships: [{ orgId: "ORG-G01", roles: ["DISPATCHER", "VIEWER"] }],
      partners: ["ORG-G06"],
    });
    expect(await readPrincipal(database, "nobody")).toBeUndefined();
  });

  it("has no partner under an agreement that is suspended, over or not yet in force", async () => {
    const partners = async () => (await known("usr-g01-dispatcher")).partners;
    await alter(
      "update qipan.agreement set suspended_at = now() where id = 'AG-1' and version = 2",
    );
    expect(await partners()).toEqual([]);
    await alter(
      "update qipan.agreement set suspended_at = null, valid_from = '2090-01-01' where id = 'AG-1'",
    );
    expect(await partners()).toEqual([]);
    await alter("update qipan.agreement set valid_from = '2020-01-01' where id = 'AG-1'");
    expect(await partners()).toEqual(["ORG-G06"]);
  });

  it("keeps today's partners when a version for a later year is signed", async () => {
    await alter(
      `insert into qipan.agreement (id, version, name_zh, name_en, valid_from, valid_to, terms)
       select id, 3, name_zh, name_en, '2090-01-01', '2099-01-01', terms
       from qipan.agreement where id = 'AG-1' and version = 2`,
    );
    expect((await known("usr-g01-dispatcher")).partners).toEqual(["ORG-G06"]);
  });

  it("has no partner under what is only proposed, whoever proposed it", async () => {
    await alter(
      `with proposed as (
         insert into qipan.agreement (id, version, name_zh, name_en, valid_from, valid_to, terms,
           signed_at, proposed_by_org)
         values ('AG-X', 1, '单方提出', 'one-sided', '2020-01-01', '2099-01-01', '{}', null, 'ORG-G06'),
           ('AG-1', 4, '待签', 'unsigned', '2020-01-02', '2099-01-01', '{}', null, 'ORG-G06')
         returning id)
       select count(*) from proposed`,
    );
    await alter(
      `insert into qipan.agreement_party (agreement_id, version, org_id, lends, borrows) values
         ('AG-X', 1, 'ORG-G06', false, true), ('AG-X', 1, 'ORG-E01', true, false)`,
    );
    expect((await known("usr-g06-dispatcher")).partners).toEqual(["ORG-G01"]);
    expect((await known("usr-g01-dispatcher")).partners).toEqual(["ORG-G06"]);
  });

  it("has no partner that has left, nor any where it has left itself", async () => {
    const leave = (day: string | null) =>
      alter(
        `update qipan.agreement_party set left_on = $1::date, leave_reason = '退出'
         where agreement_id = 'AG-1' and version = 2 and org_id = 'ORG-G06'`,
        day,
      );
    await leave("2020-06-30");
    expect((await known("usr-g01-dispatcher")).partners).toEqual([]);
    expect((await known("usr-g06-dispatcher")).partners).toEqual([]);
    await leave("2098-06-30");
    expect((await known("usr-g01-dispatcher")).partners).toEqual(["ORG-G06"]);
    await leave(null);
  });

  it("takes a key only whole, good and of a principal that is not disabled", async () => {
    const key = await grantKey(database, { principalId: "usr-g01-dispatcher" });
    expect(key).toMatch(/^qk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/);
    expect((await principalByKey(database, key))?.id).toBe("usr-g01-dispatcher");
    const other = key.replace(/.$/, (last) => (last === "A" ? "E" : "A"));
    for (const bad of [other, key.slice(0, -1), "", `qk_${"0".repeat(16)}_${"A".repeat(43)}`])
      expect(await principalByKey(database, bad)).toBeUndefined();
    expect(await revokeKeyNow(database, key.slice(3, 19))).toBe(true);
    expect(await principalByKey(database, key)).toBeUndefined();
    expect(await revokeKeyNow(database, key.slice(3, 19))).toBe(false);
  });

  it("keeps the hash of a key and of a session, never what is shown", async () => {
    const key = await grantKey(database, { principalId: "usr-both" });
    const token = await openSession(database, "usr-both");
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ row: string }>(
        `select to_jsonb(k)::text as row from qipan.api_key k
         union all select to_jsonb(s)::text from qipan.session s`,
      ),
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { row } of rows)
      for (const secret of [key.slice(20), token]) expect(row).not.toContain(secret);
  });

  it("refuses an expired key, and narrows roles to a key's scopes", async () => {
    const past = new Date(Date.now() - 1000);
    const expired = await grantKey(database, { principalId: "usr-both", expiresAt: past });
    expect(await principalByKey(database, expired)).toBeUndefined();
    const scoped = await grantKey(database, {
      principalId: "usr-g01-dispatcher",
      scopes: ["VIEWER", "ADMIN"],
    });
    const principal = await principalByKey(database, scoped);
    expect(principal?.memberships).toEqual([{ orgId: "ORG-G01", roles: ["VIEWER"] }]);
  });

  it("makes a key nobody's where none of its scopes is held, its partners too", async () => {
    const scoped = await grantKey(database, { principalId: "usr-both", scopes: ["FINANCE"] });
    expect(await principalByKey(database, scoped)).toMatchObject({
      orgId: "",
      memberships: [],
      partners: [],
    });
    await grantRole(database, "usr-both", "ORG-G06", "FINANCE");
    expect(await principalByKey(database, scoped)).toMatchObject({
      memberships: [{ orgId: "ORG-G06", roles: ["FINANCE"] }],
      partners: ["ORG-G01"],
    });
    await revokeRole(database, "usr-both", "ORG-G06", "FINANCE");
  });

  it("opens and ends sessions; roles are read again each time", async () => {
    expect(await addPrincipal(database, { id: "p1", kind: "PERSON", name: "新人" })).toBe(true);
    expect(await addPrincipal(database, { id: "p1", kind: "PERSON", name: "新人" })).toBe(true);
    expect(await addPrincipal(database, { id: "p1", kind: "PERSON", name: "别人" })).toBe(false);
    const oidc = { kind: "PERSON", name: "甲", oidcSubject: "issuer|甲" } as const;
    expect(await addPrincipal(database, { ...oidc, id: "p2" })).toBe(true);
    expect(await addPrincipal(database, { ...oidc, id: "p3" })).toBe(false);
    expect(await addPrincipal(database, { ...oidc, id: "p2", oidcSubject: "x" })).toBe(false);
    const token = await openSession(database, "p1");
    const memberships = async () => (await principalBySession(database, token))?.memberships;
    expect(await memberships()).toEqual([]);
    expect(await grantRole(database, "p1", "ORG-G06", "KEEPER")).toBe(true);
    expect(await memberships()).toEqual([{ orgId: "ORG-G06", roles: ["KEEPER"] }]);
    expect(await revokeRole(database, "p1", "ORG-G06", "KEEPER")).toBe(true);
    expect(await memberships()).toEqual([]);
    await endSession(database, token);
    expect(await memberships()).toBeUndefined();
    const second = await openSession(database, "p1");
    expect(await disablePrincipal(database, "p1")).toBe(true);
    expect(await principalBySession(database, second)).toBeUndefined();
  });

  it("lets an administrator issue and revoke keys of its own organization only", async () => {
    const admin = await known("usr-g01-admin");
    const order = { idempotencyKey: "key-issue-1", orgId: "ORG-G01", name: "气象接口" };
    const issued = await issueKey(database, admin, { ...order, roles: ["VIEWER"] });
    if (!issued.ok || issued.value.secret === null) throw new Error("not issued");
    const { written, secret } = issued.value;
    expect((await principalByKey(database, secret))?.memberships).toEqual([
      { orgId: "ORG-G01", roles: ["VIEWER"] },
    ]);
    const again = await issueKey(database, admin, { ...order, roles: ["VIEWER"] });
    expect(again).toEqual({ ok: true, value: { written, secret: null } });

    const stranger = await known("usr-g06-dispatcher");
    const refused = { idempotencyKey: "revoke-1", id: written.id };
    expect(await revokeKey(database, stranger, refused)).toMatchObject({
      refused: [{ code: "NOT_FOUND" }],
    });
    expect(await issueKey(database, stranger, { ...order, roles: ["VIEWER"] })).toMatchObject({
      refused: [{ code: "NOT_ALLOWED" }],
    });
    expect(await principalByKey(database, secret)).toBeDefined();
    expect(
      await revokeKey(database, admin, { idempotencyKey: "revoke-2", id: written.id }),
    ).toEqual({ ok: true, value: { kind: "API_KEY", id: written.id } });
    expect(await principalByKey(database, secret)).toBeUndefined();
  });

  it("has a second lock: the database asks again who may", async () => {
    const forged = { ...(await known("usr-g06-dispatcher")) };
    const principal = { ...forged, memberships: [{ orgId: "ORG-G01", roles: ["ADMIN" as const] }] };
    const order = { idempotencyKey: "key-forged", orgId: "ORG-G01", name: "x" };
    await expect(
      issueKey(database, principal, { ...order, roles: ["VIEWER"] }),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("leaves an audit event of every write, done or refused", async () => {
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ principal: string; action: string; outcome: string }>(
        `select principal, action, outcome from qipan.audit_event
         where principal <> 'hub' order by id`,
      ),
    );
    expect(rows).toEqual([
      { principal: "usr-g01-admin", action: "issueApiKey", outcome: "DONE" },
      { principal: "usr-g01-admin", action: "issueApiKey", outcome: "REPLAYED" },
      { principal: "usr-g06-dispatcher", action: "revokeApiKey", outcome: "NOT_FOUND" },
      { principal: "usr-g01-admin", action: "revokeApiKey", outcome: "DONE" },
    ]);
  });

  it("leaves one of what the operator does at the command line, too", async () => {
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ action: string }>(
        "select distinct action from qipan.audit_event where principal = 'hub' order by action",
      ),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      ...["addPrincipal", "disablePrincipal", "grantKey", "grantRole", "revokeKey", "revokeRole"],
    ]);
  });
});
