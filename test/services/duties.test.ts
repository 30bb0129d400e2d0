import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { actions, type Action } from "../../schema/rights/duties.ts";
import { role, type Role } from "../../schema/words/access.ts";
import { codesOf } from "../../schema/words/word.ts";
import { may } from "../../src/access/access.rules.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { literal } from "../../src/postgres/session.ts";
import { withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

const orgs = ["A", "B", "C", "D"];
const names = Object.keys(actions) as Action[];
const memberships = fc
  .tuple(...orgs.map((orgId) => fc.record({ orgId: fc.constant(orgId), roles: someRoles() })))
  .map((all) => all.filter(({ roles }) => roles.length > 0));

function someRoles(): fc.Arbitrary<Role[]> {
  return fc.oneof(fc.constant<Role[]>([]), fc.subarray([...codesOf(role)]));
}

onBothShapes("what a role may do", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.region (code, level, name_zh, name_en, pinyin, lon, lat)
          values ('150300', 'PREFECTURE', 'x', 'x', 'x', 1, 1);
        insert into qipan.organization (id, sector, name_zh, region_code)
          select o, 'GOVERNMENT', o, '150300' from unnest(array['A', 'B', 'C', 'D']) o;
        insert into qipan.principal (id, kind, name) values ('p', 'PERSON', 'p')`),
    );
  });
  afterAll(() => database.close());

  /** In which organizations each action is the reader's, as the policies ask it. */
  const inPolicies = (reader: Reader): Promise<Record<string, string[]>> =>
    withTx(database, reader, async ({ client }) => {
      const { rows } = await client.query<Record<string, string[]>>(
        `select ${names
          .map((one) => `qipan.reader_orgs_as('{${actions[one].roles.join()}}') as "${one}"`)
          .join(", ")}`,
      );
      return Object.fromEntries(
        Object.entries(rows[0] ?? {}).map(([one, list]) => [one, list.toSorted()]),
      );
    });

  const inServices = (principal: Principal): Record<string, string[]> =>
    Object.fromEntries(
      names.map((one) => [one, orgs.filter((org) => may(principal, one, [org]).ok)]),
    );

  const principalOf = (held: Principal["memberships"]): Principal => ({
    ...{ id: "p", kind: "PERSON", name: "p", orgId: held[0]?.orgId ?? "" },
    ...{ memberships: held, partners: [] },
  });

  it("is the same in the services and in the database, for random members", async () => {
    await fc.assert(
      fc.asyncProperty(memberships, async (held) => {
        const principal = principalOf(held);
        expect(await inPolicies(readerOf(principal))).toEqual(inServices(principal));
      }),
      { numRuns: 40, seed: 6 },
    );
  });

  it("is what the memberships say where a transaction was told no roles", async () => {
    await fc.assert(
      fc.asyncProperty(memberships, fc.subarray(orgs), async (held, told) => {
        await withOwnerTx(database, ({ client }) =>
          client.query(
            [
              "delete from qipan.membership",
              ...held.flatMap(({ orgId, roles }) =>
                roles.map(
                  (one) =>
                    `insert into qipan.membership values ('p', ${literal(orgId)}, ${literal(one)})`,
                ),
              ),
            ].join("; "),
          ),
        );
        const narrowed = principalOf(held.filter(({ orgId }) => told.includes(orgId)));
        const reader = { principal: "p", orgs: told, partners: [] };
        expect(await inPolicies(reader)).toEqual(inServices(narrowed));
        // Whoever claims an organization that it is not a member of has no role there.
        const stranger = { ...reader, principal: "q" };
        expect(Object.values(await inPolicies(stranger)).flat()).toEqual([]);
      }),
      { numRuns: 40, seed: 6 },
    );
  });
});
