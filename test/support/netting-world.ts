import { randomUUID } from "node:crypto";
import type { Principal } from "../../src/access/principal.model.ts";
import { confirmClaim, readTasks } from "../../src/ledger/ledger.service.ts";
import type { LineFacts, OpenClaim } from "../../src/ledger/posting.model.ts";
import { settle } from "../../src/ledger/posting.settle.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { gone } from "./ledger-figures.ts";
import { lend } from "./ledger-history.ts";
import { asHub, book, evidence, layLots, newId, userRefills } from "./ledger-world.ts";

/** The finance officer of an organization, and a key of its own for each deed. */
export const finance = (orgId: string): Principal => ({
  id: `finance-${orgId}`,
  kind: "PERSON",
  name: orgId,
  orgId,
  memberships: [{ orgId, roles: ["FINANCE"] }],
  partners: [],
});
export const by = (orgId: string) => ({ principal: finance(orgId), key: `key-${randomUUID()}` });

export type Debt = readonly [owner: string, debtor: string, quantity: number, item?: string];

/** Goods that were lent and used up, and what is owed for them signed by both. */
export async function debts(
  database: Database,
  rows: readonly Debt[],
  sign = true,
): Promise<LineFacts[]> {
  const lines: LineFacts[] = [];
  for (const [owner, debtor, quantity, item = "TENT"] of rows) {
    const [lot] = await layLots(database, [{ owner, quantity, item }]);
    const out = await lend(database, lot!, quantity, { liability: userRefills(debtor, owner) });
    lines.push(await gone(database, out, { consumed: quantity }));
  }
  if (sign)
    for (const { claims } of lines)
      for (const { id, outstanding } of claims)
        if (outstanding > 0)
          await asHub(database, async (tx) => {
            await confirmClaim(tx, id, "DEBTOR");
            await confirmClaim(tx, id, "CREDITOR");
          });
  return lines;
}

/** A creditor forgives so much of each claim, and refills its own shelf. */
export async function forgive(
  database: Database,
  rows: readonly { claim: OpenClaim; quantity: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  const tasks = await asHub(database, (tx) =>
    readTasks(tx, { claimIds: rows.map(({ claim }) => claim.id) }),
  );
  const settlements = rows.map(({ claim, quantity }) => {
    const own = tasks.filter(
      (task) => task.claimId === claim.id && task.performerOrg !== task.ownerOrg,
    );
    return { claim, quantity, means: "WAIVED" as const, tasks: own };
  });
  await book(database, settle({ evidence }, settlements, newId));
}
