import { afterAll, beforeAll, expect, it } from "vitest";
import { grantKey } from "../../src/access/key-operator.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

onBothShapes("migration 0201_admission_at_once", (open) => {
  let database: Database;
  let keyId: string;
  beforeAll(async () => {
    database = await open();
    await neighbours(database);
    const key = await grantKey(database, { principalId: "usr-g01-dispatcher" });
    keyId = key.split("_")[1]!;
  });
  afterAll(() => database.close());

  const found = async (reader: Reader): Promise<unknown[]> =>
    withTx(database, reader, async ({ client }) => {
      const facts = "select name from qipan.principal_facts('usr-g01-dispatcher', $1, '{}')";
      const key = await client.query("select good from qipan.key_holder($1)", [keyId]);
      return [key.rowCount, (await client.query(facts, ["2026-01-01"])).rowCount];
    });

  it("answers the hub alone, and not even the one who is looked up", async () => {
    expect(await found(hubReader)).toEqual([1, 1]);
    const own = { principal: "usr-g01-dispatcher", orgs: ["ORG-G01"], partners: [] };
    expect(await found(own)).toEqual([0, 0]);
    expect(await found({ ...own, orgs: ["*", "ORG-G01"] })).toEqual([0, 0]);
  });

  it.each(["qipan.pacts_on('2026-01-01')", "qipan.principal_on('x', '2026-01-01', '[]')"])(
    "plans %s as a part of what asks it",
    async (call) => {
      const { rows } = await withOwnerTx(database, ({ client }) =>
        client.query<{ "QUERY PLAN": string }>(`explain select * from ${call} asked`),
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).not.toContain("Function Scan");
      expect(plan).toMatch(/on (agreement|principal)/);
    },
  );

  it.each([
    [[], ["DISPATCHER", "VIEWER"]],
    [["VIEWER"], ["VIEWER"]],
    [["AUDITOR"], undefined],
  ])("keeps of the roles what a key of %j may use", async (scopes, roles) => {
    const [row] = await withTx(database, hubReader, async ({ client }) => {
      const text = `select memberships, partners
        from qipan.principal_facts('usr-g01-dispatcher', '2026-01-01', $1)`;
      return (await client.query<Record<string, unknown[]>>(text, [scopes])).rows;
    });
    const held = roles && [{ orgId: "ORG-G01", roles }];
    const [memberships, partners] = [held ?? [], held === undefined ? [] : ["ORG-G06"]];
    expect(row).toEqual({ memberships, partners });
  });
});
