import { randomUUID } from "node:crypto";
import type { Role } from "../../schema/words/access.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";

/** Someone with these roles in one organization; `name` tells colleagues apart. */
export const personIn = (orgId: string, held: readonly Role[], name = "1"): Principal => ({
  id: `${orgId}-${held.join("-")}-${name}`,
  kind: "PERSON",
  name: orgId,
  orgId,
  memberships: [{ orgId, roles: held }],
  partners: [],
});

export const keeperOf = (orgId: string, name = "1"): Principal => personIn(orgId, ["KEEPER"], name);

/** Makes them known to the hub, so that it can tell how many keepers there are. */
export const enrol = (database: Database, people: readonly Principal[]): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    for (const { id, orgId, memberships } of people) {
      await client.query("insert into qipan.principal (id, kind, name) values ($1, 'PERSON', $1)", [
        id,
      ]);
      for (const role of memberships[0]?.roles ?? [])
        await client.query(
          "insert into qipan.membership (principal_id, org_id, role) values ($1, $2, $3)",
          [id, orgId, role],
        );
    }
  });

export const by = (principal: Principal, key: string = randomUUID()) => ({ principal, key });

/** `CODE path` of each refusal; empty when it was done. */
export const codes = (outcome: Outcome<unknown>): string[] =>
  outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

/** The value of what must have been done. */
export function done<V>(outcome: Outcome<V>): V {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value;
}

/** What the book says of a lot, kind by kind; zeros are left out. */
export const balancesOf = (database: Database, lot: string): Promise<Record<string, number>> =>
  withTx(database, hubReader, async ({ client }) => {
    const { rows } = await client.query<{ kind: string; balance: number }>(
      `select kind, sum(balance)::bigint as balance from qipan.account
       where lot = $1 and balance <> 0 and kind not in ('SUPPLY', 'SURPLUS') group by kind`,
      [lot],
    );
    return Object.fromEntries(rows.map(({ kind, balance }) => [kind, balance]));
  });

/** Seals what there is and re-derives the whole book; what is wrong, in sentences. */
export async function wrongIn(database: Database): Promise<readonly string[]> {
  await sealOnce(database);
  return (await verifyBook(database)).problems;
}

export const eventsOf = (database: Database, kind: string) =>
  withTx(database, hubReader, async ({ client }) => {
    const { rows } = await client.query<{
      subject: string;
      parties: string[];
      facts: Record<string, unknown>;
    }>(
      `select subject_id as subject, parties, facts from qipan.event where kind = $1 order by id`,
      [kind],
    );
    return rows;
  });
