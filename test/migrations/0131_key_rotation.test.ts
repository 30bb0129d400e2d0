import { afterAll, beforeAll, expect, it } from "vitest";
import { grantKey } from "../../src/access/key-operator.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { neighbours } from "../support/neighbours.ts";

onBothShapes("migration 0131_key_rotation", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await neighbours(database);
  });
  afterAll(() => database.close());

  const rotate = (reader: Reader, id: string, newId: string) =>
    withTx(database, reader, async ({ client }) => {
      const { rows } = await client.query<{ said: string }>(
        "select qipan.key_rotate($1, $2, 'hash', interval '1 hour', null) as said",
        [id, newId],
      );
      return rows[0]?.said;
    });
  const reader = (principal: string, orgs: string[]): Reader => ({ principal, orgs, partners: [] });

  it("lets nobody rotate what is not all its own, whatever settings it comes with", async () => {
    const id = (await grantKey(database, { principalId: "usr-both" })).slice(3, 19);
    expect(await rotate(reader("usr-g01-admin", ["ORG-G01", "ORG-G06"]), id, "new-1")).toBe(
      "NOT_YOURS",
    );
    expect(await rotate(reader("usr-both", ["ORG-G01"]), id, "new-2")).toBe("NOT_YOURS");
    expect(await rotate(reader("public", []), id, "new-3")).toBe("NOT_YOURS");
    expect(await rotate(hubReader, "absent", "new-4")).toBe("NOT_FOUND");
  });

  it("gives each key one successor, whoever comes first", async () => {
    const id = (await grantKey(database, { principalId: "usr-both" })).slice(3, 19);
    const said = await Promise.all(
      Array.from({ length: 8 }, (_none, at) => rotate(hubReader, id, `race-${String(at)}-${id}`)),
    );
    expect(said.filter((one) => one === "DONE")).toHaveLength(1);
    expect(said.filter((one) => one === "ROTATED")).toHaveLength(7);
    expect(await rotate(hubReader, id, `late-${id}`)).toBe("ROTATED");
  });

  it("keeps roles and span, and the old key's own end if that is sooner", async () => {
    const expiresAt = new Date(Date.now() + 30 * 60_000);
    const scopes = ["VIEWER"] as const;
    const key = await grantKey(database, { principalId: "usr-both", scopes, expiresAt });
    const id = key.slice(3, 19);
    expect(await rotate(hubReader, id, `span-${id}`)).toBe("DONE");
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query<{ scopes: string[]; minutes: number }>(
        `select scopes, extract(epoch from expires_at - now())::float8 / 60 as minutes
         from qipan.api_key where id = any ($1) order by replaces nulls first`,
        [[id, `span-${id}`]],
      ),
    );
    expect(rows.map((row) => row.scopes)).toEqual([["VIEWER"], ["VIEWER"]]);
    for (const { minutes } of rows) {
      expect(minutes).toBeGreaterThan(29);
      expect(minutes).toBeLessThanOrEqual(30);
    }
  });
});
